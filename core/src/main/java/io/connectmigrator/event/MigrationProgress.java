package io.connectmigrator.event;

import io.connectmigrator.internal.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How far a run had come at one moment: how many connectors have ended, and what each of them does. Immutable. */
public final class MigrationProgress {

    private final List<ConnectorProgress> connectors;
    private final boolean ended;

    private MigrationProgress(List<ConnectorProgress> connectors, boolean ended) {
        this.connectors = connectors;
        this.ended = ended;
    }

    /**
     * {@return the progress that the events of a run tell} For an application that has stored the events of a run.
     *
     * @param events the events of one run from the first one on, in order
     */
    public static MigrationProgress of(List<? extends MigrationEvent> events) {
        Map<String, ConnectorProgress> connectors = new LinkedHashMap<>();
        boolean ended = false;
        for (MigrationEvent event : events) {
            if (event instanceof MigrationEvent.RunStarted started) {
                started.connectors().forEach(name -> connectors.put(name, ConnectorProgress.waiting(name)));
            } else if (event instanceof MigrationEvent.OfConnector about) {
                connectors.compute(
                        about.connector(),
                        (name, known) -> (known == null ? ConnectorProgress.waiting(name) : known).after(about));
            }
            ended |= event instanceof MigrationEvent.RunEnded;
        }
        return new MigrationProgress(List.copyOf(connectors.values()), ended);
    }

    /** {@return the connectors, in the order of the plan; none before it is known which there are} */
    public List<ConnectorProgress> connectors() {
        return connectors;
    }

    /** {@return how many connectors there are} */
    public int total() {
        return connectors.size();
    }

    /** {@return how many connectors have come to their end, well or not} */
    public int ended() {
        return count(connector -> connector.outcome().isPresent());
    }

    /** {@return how many connectors have ended where they were asked to be} */
    public int succeeded() {
        return count(connector ->
                connector.outcome().filter(outcome -> outcome.succeeded()).isPresent());
    }

    /** {@return how many connectors have a step under way} */
    public int atWork() {
        return count(connector -> connector.step().isPresent());
    }

    /** {@return whether the run has ended with a report} */
    public boolean hasEnded() {
        return ended;
    }

    private int count(Predicate<ConnectorProgress> condition) {
        return Math.toIntExact(connectors.stream().filter(condition).count());
    }

    /** {@return the counts on one line} */
    @Override
    public String toString() {
        return ended() + " of " + Figures.count(total(), "connector", "connectors") + " ended, " + succeeded()
                + " of them well; " + atWork() + " at work";
    }
}
