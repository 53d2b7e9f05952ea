package io.connectmigrator.event;

import io.connectmigrator.internal.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far one run has come, by its events. */
final class DisplayedRun {

    private final Map<List<String>, MigrationEvent.StepStarted> atWork = new LinkedHashMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int announced;
    private int ended;
    private @Nullable Instant begun;

    void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunStarted started) {
            announced = started.connectors().size();
        } else if (event instanceof MigrationEvent.StepStarted started) {
            begun = begun == null ? started.time() : begun;
            atWork.put(key(started), started);
        } else if (event instanceof MigrationEvent.StepEnded stepEnded) {
            atWork.remove(key(stepEnded));
        } else if (event instanceof MigrationEvent.ConnectorEnded connectorEnded) {
            // One that was refused may have had no step.
            atWork.remove(key(connectorEnded));
            outcomes.merge(connectorEnded.outcome().toString(), 1, Integer::sum);
            ended++;
        }
    }

    private static List<String> key(MigrationEvent.OfConnector event) {
        return List.of(event.connector(), event.target());
    }

    Collection<MigrationEvent.StepStarted> atWork() {
        return atWork.values();
    }

    Map<String, Integer> outcomes() {
        return outcomes;
    }

    long connectors() {
        return Math.max(announced, ended);
    }

    long ended() {
        return ended;
    }

    /** {@return how long the other connectors may take if they take as long as those that have ended; zero if that is not known} */
    Duration left(Instant now) {
        if (begun == null || ended == 0) {
            return Duration.ZERO;
        }
        return Elapsed.between(begun, now).multipliedBy(connectors() - ended).dividedBy(ended);
    }
}
