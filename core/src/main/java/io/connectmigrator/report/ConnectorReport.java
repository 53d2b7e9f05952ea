package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one connector of a plan.
 *
 * @param connector its name on the source
 * @param from the source cluster
 * @param target its name on the target
 * @param to the target cluster
 * @param attributes what the plan says of it, in the order of the plan
 * @param outcome how it ended
 * @param steps the steps in the order in which they went
 * @param downtime from the moment when the running copy was paused until every task of the other one ran; null if the
 *     connector was not moved or did not run before. The way back from a migration that left the connector down counts from
 *     the pause with which that migration began. The journal may have carried the first moment to another host, so it is
 *     measured by the wall clock; a negative duration becomes zero
 * @param silence from the same moment until the other copy was first seen to have committed more than it was given, by the
 *     wall clock as well; null if it was not seen to before its settling time was over, and on a way back. A connector that runs may still wait,
 *     for its next poll or for another system, and it commits no more often than its workers flush offsets: its topics were
 *     silent for at most this long
 * @param offsetsMoved for how many partitions an offset was moved
 * @param readWith what the offsets were read with, and why; null if they were not read
 * @param writtenWith what the offsets were written with, and why; null if they were not written
 * @param before the offsets that were read from the copy that was stopped; null if they were not read in this call
 * @param after the offsets that the other copy had when it was last looked at; null if it was not looked at in this call
 * @param problems what was found and what went wrong, errors and warnings
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
        List<Problem> problems) {

    /**
     * Copies the lists and the attributes.
     *
     * @param connector its name on the source
     * @param from the source cluster
     * @param target its name on the target
     * @param to the target cluster
     * @param attributes what the plan says of it
     * @param outcome how it ended
     * @param steps the steps
     * @param downtime how long the connector was down, or null
     * @param silence for how long it was not seen to commit, or null
     * @param offsetsMoved for how many partitions an offset was moved
     * @param readWith what the offsets were read with, or null
     * @param writtenWith what the offsets were written with, or null
     * @param before the offsets that were read, or null
     * @param after the offsets that were there afterwards, or null
     * @param problems what was found and what went wrong
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
    }

    /** {@return the outcome and what it is about, on one line} */
    @Override
    public String toString() {
        return PlainLine.of(outcome + ": " + connector + " (" + from + ") to " + target + " (" + to + ")");
    }
}
