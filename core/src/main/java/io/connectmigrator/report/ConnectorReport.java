package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a migration for one connector of a plan.
 *
 * @param connector its name on the source
 * @param from the source cluster
 * @param target its name on the target
 * @param to the target cluster
 * @param attributes its attributes in the plan, in order
 * @param outcome how it ended
 * @param steps the steps in the order in which they ran
 * @param downtime from the moment when the running copy was paused until every task of the other copy ran; null if the
 *     connector was not moved or did not run before. A rollback of a migration that left the connector down counts from the
 *     pause of that migration. Measured by the wall clock, since another host may have begun; a negative duration becomes zero
 * @param silence from the same moment until the other copy was first seen to have committed beyond the offsets that it was
 *     given, by the wall clock; null if that was not seen within its settling time, and for a rollback. A connector that runs
 *     may wait for its next poll or for another system, and it commits only when its workers flush offsets: its topics were
 *     silent for at most this long
 * @param offsetsMoved for how many partitions an offset was moved
 * @param readWith the transport that read the offsets, and why; null if they were not read
 * @param writtenWith the transport that wrote the offsets, and why; null if they were not written
 * @param before the offsets that were read from the copy that was stopped; null if they were not read in this call
 * @param after the offsets of the other copy when they were last read; null if they were not read in this call
 * @param problems errors and warnings
 * @param schemas what the check found about the schemas of its converters; none if none of them asks a registry, or the connector was not
 *     checked in this call
 * @param translation how its offsets were translated for another Kafka cluster in this call, or for a source, to where its topics were
 *     mirrored when it started there; null if it stayed on its Kafka cluster
 * @param baseline how it did before and after; null unless the plan asks for it and the connector was to move in this call
 * @param unit all of the connectors that were moved together with it; null if it was moved by itself
 */
public record ConnectorReport(
        String connector,
        String from,
        String target,
        String to,
        Map<String, String> attributes,
        MigrationOutcome outcome,
        List<StepReport> steps,
        @Nullable Duration downtime,
        @Nullable Duration silence,
        int offsetsMoved,
        @Nullable TransportChoice readWith,
        @Nullable TransportChoice writtenWith,
        @Nullable OffsetSnapshot before,
        @Nullable OffsetSnapshot after,
        List<Problem> problems,
        List<SchemaComparison> schemas,
        @Nullable TranslatedSnapshot translation,
        @Nullable Baseline baseline,
        @Nullable UnitReport unit) {

    /**
     * Copies the lists and the attributes.
     *
     * @param connector its name on the source
     * @param from the source cluster
     * @param target its name on the target
     * @param to the target cluster
     * @param attributes its attributes in the plan
     * @param outcome how it ended
     * @param steps the steps
     * @param downtime how long the connector was down, or null
     * @param silence until a commit was seen, or null
     * @param offsetsMoved for how many partitions an offset was moved
     * @param readWith the transport that read the offsets, or null
     * @param writtenWith the transport that wrote the offsets, or null
     * @param before the offsets that were read, or null
     * @param after the offsets that were there afterwards, or null
     * @param problems errors and warnings
     * @param schemas what the check found about its schemas
     * @param translation how its offsets were translated, or null
     * @param baseline how it did before and after, or null
     * @param unit what it was moved together with, or null
     */
    public ConnectorReport {
        requireNonNull(connector, "connector");
        requireNonNull(from, "from");
        requireNonNull(target, "target");
        requireNonNull(to, "to");
        attributes.forEach((name, value) -> requireNonNull(value, name));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        requireNonNull(outcome, "outcome");
        steps = List.copyOf(steps);
        downtime = Elapsed.ofNullable(downtime);
        silence = Elapsed.ofNullable(silence);
        problems = List.copyOf(problems);
        schemas = List.copyOf(schemas);
    }

    /** {@return whether the connector is where it was asked to be: whether its outcome {@linkplain MigrationOutcome#succeeded succeeded}} */
    public boolean succeeded() {
        return outcome.succeeded();
    }

    /** {@return the outcome and the connector, on one line} */
    @Override
    public String toString() {
        return PlainLine.of(outcome + ": " + connector + " (" + from + ") to " + target + " (" + to + ")");
    }
}
