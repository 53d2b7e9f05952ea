package io.connectmigrator.event;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far one connector of a run had come at one moment. Immutable. Later versions may tell more. */
public final class ConnectorProgress {

    private final String connector;
    private final Map<String, String> attributes;
    private final MigrationEvent.@Nullable StepStarted step;
    private final @Nullable MigrationOutcome outcome;

    private ConnectorProgress(
            String connector,
            Map<String, String> attributes,
            MigrationEvent.@Nullable StepStarted step,
            @Nullable MigrationOutcome outcome) {
        this.connector = requireNonNull(connector, "connector");
        this.attributes = attributes;
        this.step = step;
        this.outcome = outcome;
    }

    static ConnectorProgress waiting(String connector) {
        return new ConnectorProgress(connector, Map.of(), null, null);
    }

    /** {@return the same after something that has happened to the connector} */
    ConnectorProgress after(MigrationEvent.OfConnector event) {
        if (event instanceof MigrationEvent.StepStarted started) {
            return new ConnectorProgress(connector, event.attributes(), started, null);
        }
        if (event instanceof MigrationEvent.StepEnded) {
            return new ConnectorProgress(connector, event.attributes(), null, null);
        }
        return event instanceof MigrationEvent.ConnectorEnded ended
                ? new ConnectorProgress(connector, event.attributes(), null, ended.outcome())
                : this;
    }

    /** {@return the connector's name on the source} */
    public String connector() {
        return connector;
    }

    /** {@return the attributes that the plan gives it, in order; none before its first step; unmodifiable} */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@return the step that is under way; empty while it waits for its turn, between two steps, and after its end} */
    public Optional<MigrationStep> step() {
        return Optional.ofNullable(step).map(MigrationEvent.StepStarted::step);
    }

    /** {@return whether the step that is under way is done or taken back; empty if there is none} */
    public Optional<StepReport.Direction> direction() {
        return Optional.ofNullable(step).map(MigrationEvent.StepStarted::direction);
    }

    /** {@return when the step that is under way began; empty if there is none} */
    public Optional<Instant> since() {
        return Optional.ofNullable(step).map(MigrationEvent.StepStarted::time);
    }

    /** {@return how it ended; empty before its end} */
    public Optional<MigrationOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** {@return the connector, and its outcome or its step, on one line} */
    @Override
    public String toString() {
        String undo = direction().filter(StepReport.Direction.UNDO::equals).isPresent() ? "undo " : "";
        return connector + ": "
                + outcome()
                        .map(MigrationOutcome::toString)
                        .orElseGet(() -> step().map(now -> undo + now).orElse("waiting"));
    }
}
