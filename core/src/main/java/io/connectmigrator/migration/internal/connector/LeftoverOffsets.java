package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;

/** Offsets that the target has from earlier: a cluster keeps the offsets of a connector that is deleted. */
public final class LeftoverOffsets {

    private LeftoverOffsets() {}

    /** {@return what is wrong with offsets that were found on the target} */
    public static Optional<Problem> problem(
            ConnectorCopy target, OffsetSnapshot found, ExistingOffsets existingOffsets) {
        List<ConnectorOffset> unreadable = found.nullOffsets();
        if (!unreadable.isEmpty()) {
            return Optional.of(Problem.error(
                    ProblemCode.LEFTOVER_OFFSETS,
                    target + " has offsets of an earlier connector of that name that REST can neither read nor delete,"
                            + " as for partition " + unreadable.get(0),
                    "Give the client of the cluster its offset topic with offsetTransport(KafkaOffsets…), or the"
                            + " connector another name on the target with rename(…)"));
        }
        if (!found.isEmpty() && target.offsets().isUnclearOverRest()) {
            return Optional.of(Problem.error(
                    ProblemCode.GROUP_SHARED,
                    target + " has offsets already, " + found
                            + ", of which the config does not tell whether they are in topics that"
                            + " the connector reads: they may be those of other sinks in its consumer group, so they are left as"
                            + " they are",
                    "Write out topics or topics.regex in the config for the target, without placeholders, or give the connector"
                            + " a consumer group that has no offsets with config(…)"));
        }
        if (!found.isEmpty() && existingOffsets == ExistingOffsets.REFUSE) {
            return Optional.of(Problem.error(
                    ProblemCode.LEFTOVER_OFFSETS,
                    target + " has offsets of an earlier connector of that name: " + found
                            + found.offsets().stream()
                                    .findFirst()
                                    .map(offset -> ", such as " + offset)
                                    .orElse(""),
                    "Say existingOffsets(REPLACE) in the plan if they may go, or give the connector another name"));
        }
        return Optional.empty();
    }

    /**
     * Requires that nothing is wrong with them.
     *
     * @throws StepFailedException if something is wrong with them
     */
    public static void requireNone(ConnectorCopy target, OffsetSnapshot found, ExistingOffsets existingOffsets) {
        problem(target, found, existingOffsets).ifPresent(problem -> {
            throw new StepFailedException(problem);
        });
    }
}
