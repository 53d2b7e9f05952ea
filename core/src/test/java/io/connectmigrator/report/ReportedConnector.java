package io.connectmigrator.report;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the report of a connector that was moved from legacy to europe, of which nothing else is known. */
final class ReportedConnector {

    private final String connector;
    private String from = "legacy";
    private String target;
    private String to = "europe";
    private Map<String, String> attributes = Map.of();
    private MigrationOutcome outcome = new MigrationOutcome.Moved(true);
    private List<StepReport> steps = List.of();
    private @Nullable Duration downtime;
    private @Nullable Duration silence;
    private int offsetsMoved;
    private @Nullable TransportChoice readWith;
    private @Nullable TransportChoice writtenWith;
    private @Nullable OffsetSnapshot before;
    private @Nullable OffsetSnapshot after;
    private List<Problem> problems = List.of();
    private List<SchemaComparison> schemas = List.of();
    private @Nullable TranslatedSnapshot translation;
    private @Nullable Baseline baseline;
    private @Nullable UnitReport unit;

    private ReportedConnector(String connector) {
        this.connector = connector;
        this.target = connector;
    }

    static ReportedConnector named(String connector) {
        return new ReportedConnector(connector);
    }

    ReportedConnector from(String cluster) {
        from = cluster;
        return this;
    }

    ReportedConnector to(String name, String cluster) {
        target = name;
        to = cluster;
        return this;
    }

    ReportedConnector attributes(Map<String, String> named) {
        attributes = named;
        return this;
    }

    ReportedConnector outcome(MigrationOutcome end) {
        outcome = end;
        return this;
    }

    ReportedConnector steps(List<StepReport> done) {
        steps = done;
        return this;
    }

    ReportedConnector down(@Nullable Duration time, @Nullable Duration untilCommit) {
        downtime = time;
        silence = untilCommit;
        return this;
    }

    ReportedConnector offsetsMoved(int partitions) {
        offsetsMoved = partitions;
        return this;
    }

    ReportedConnector transports(@Nullable TransportChoice reading, @Nullable TransportChoice writing) {
        readWith = reading;
        writtenWith = writing;
        return this;
    }

    ReportedConnector offsets(@Nullable OffsetSnapshot read, @Nullable OffsetSnapshot afterwards) {
        before = read;
        after = afterwards;
        return this;
    }

    ReportedConnector problems(List<Problem> found) {
        problems = found;
        return this;
    }

    ReportedConnector schemas(List<SchemaComparison> compared) {
        schemas = compared;
        return this;
    }

    ReportedConnector translation(TranslatedSnapshot translated) {
        translation = translated;
        return this;
    }

    ReportedConnector baseline(@Nullable Baseline measured) {
        baseline = measured;
        return this;
    }

    ReportedConnector unit(UnitReport together) {
        unit = together;
        return this;
    }

    ConnectorReport report() {
        return new ConnectorReport(
                connector,
                from,
                target,
                to,
                attributes,
                outcome,
                steps,
                downtime,
                silence,
                offsetsMoved,
                readWith,
                writtenWith,
                before,
                after,
                problems,
                schemas,
                translation,
                baseline,
                unit);
    }
}
