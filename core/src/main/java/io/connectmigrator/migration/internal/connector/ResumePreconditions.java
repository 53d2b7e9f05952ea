package io.connectmigrator.migration.internal.connector;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.ConcurrentReads;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What must hold at the moment when the target is started: the source is as it was when its offsets were read, and the
 * target as it was written. A connector cannot be locked; what others do to it shows only by looking.
 */
public final class ResumePreconditions {

    private ResumePreconditions() {}

    /**
     * {@return whether all copies are in a state that says something} A worker that dies leaves its connectors unassigned until
     * another one has taken them over.
     */
    public static Condition settled(Move move, Progress progress) {
        Condition all = ConnectorConditions.settledIfThere(move.target());
        for (MoveUnit.Reached each : move.sources(progress)) {
            all = ConnectorConditions.settledIfThere(each.move().source()).and(all);
        }
        return all;
    }

    /**
     * Requires the same of every source of the unit.
     *
     * @throws StepFailedException if one was changed since its offsets were read
     */
    public static void requireSourcesQuiet(Move move, Progress progress) {
        List<MoveUnit.Reached> sources = move.sources(progress);
        sources.forEach(each -> requireUnchanged(each.move(), each.progress()));
        sources.forEach(each -> requireAtRest(each.move().source()));
    }

    /**
     * Reads the status last, so that as little time as possible passes until the target is started.
     *
     * @throws StepFailedException if the source was changed since its offsets were read
     */
    public static void requireSourceQuiet(Move move, Progress progress) {
        requireUnchanged(move, progress);
        requireAtRest(move.source());
    }

    /**
     * Begins to look whether the sources of the unit are as they were when their offsets were read.
     *
     * @param isReadAgain whether the offsets of a source were read again just now, so that one reading more shows what that was too
     *     early for
     * @return waits for the answers; throws a {@link StepFailedException} if a source was changed
     */
    public static Runnable beginToRequireUnchanged(
            Move move, Progress progress, ConcurrentReads reads, Predicate<Progress> isReadAgain) {
        List<Runnable> looks = new ArrayList<>();
        for (MoveUnit.Reached each : move.sources(progress)) {
            boolean once = isReadAgain.test(each.progress());
            looks.add(reads.beginToRequire(() -> requireSameConnector(each.move())));
            looks.add(reads.beginToRequire(() -> requireSameOffsets(each.move(), each.progress(), once)));
        }
        return () -> looks.forEach(Runnable::run);
    }

    private static void requireUnchanged(Move move, Progress progress) {
        requireSameConnector(move);
        requireSameOffsets(move, progress, false);
    }

    private static void requireSameConnector(Move move) {
        ConnectorCopy source = move.source();
        Optional<ConnectorInfo> connector = source.find();
        if (connector.isEmpty() && !source.isAbsent()) {
            throw sourceChanged(source + " was deleted");
        }
        if (connector.isPresent()) {
            requireSameConfig(move, connector.get());
        }
    }

    private static void requireSameOffsets(Move move, Progress progress, boolean once) {
        CopyOffsets source = move.source().offsets();
        OffsetSnapshot snapshot = requireNonNull(progress.snapshot(), "snapshot");
        if (once && snapshot.diff(source.glance()).isEmpty()) {
            return;
        }
        SnapshotDiff difference = snapshot.diff(source.list());
        if (!difference.isEmpty()) {
            throw sourceChanged(move.source() + " committed offsets after they had been read: " + difference);
        }
    }

    /**
     * Reads the status of each source of the unit, last of all, so that as little time as possible passes until the target is started.
     *
     * @throws StepFailedException if one is not at rest
     */
    public static void requireSourcesStill(Move move, Progress progress) {
        move.sources(progress).forEach(each -> requireAtRest(each.move().source()));
    }

    /**
     * Requires only that no source of the unit runs.
     *
     * @throws StepFailedException if one does
     */
    public static void requireSourcesAtRest(Move move, Progress progress) {
        move.sources(progress).stream()
                .map(each -> each.move().source())
                .filter(source -> source.find().isPresent())
                .forEach(ResumePreconditions::requireAtRest);
    }

    private static void requireAtRest(ConnectorCopy source) {
        ConnectorConditions.atRest(source).missing().ifPresent(missing -> {
            throw sourceChanged(missing + ", which it was when its offsets were read");
        });
    }

    private static void requireSameConfig(Move move, ConnectorInfo source) {
        Set<String> changed = move.sourceConfig().keysShownOtherwise(source.config());
        if (!changed.isEmpty()) {
            throw sourceChanged(move.source() + " has got another config while it was moved; "
                    + String.join(", ", changed) + " changed");
        }
    }

    /**
     * Requires that the target is as it was written.
     *
     * @throws StepFailedException if another has changed the target, which was seen like this just now
     */
    public static void requireTargetAsWritten(
            Move move, OffsetSnapshot snapshot, Optional<ConnectorInfo> connector, Optional<ConnectorStatus> status) {
        requireTargetAsCreated(move, connector, status);
        requireOffsetsAsWritten(move.target(), snapshot);
    }

    /**
     * Requires the same, but for the offsets.
     *
     * @throws StepFailedException if another has changed the target, which was seen like this just now
     */
    public static void requireTargetAsCreated(
            Move move, Optional<ConnectorInfo> connector, Optional<ConnectorStatus> status) {
        ConnectorCopy target = move.target();
        if (connector.isEmpty()) {
            throw targetDeleted(target);
        }
        requireTargetConfig(move, connector.get());
        ConnectorConditions.notAtRest(target, status).ifPresent(missing -> {
            throw targetChanged(missing + ", which it was when its offsets were written");
        });
    }

    /**
     * Requires that the target has the config that it was created with.
     *
     * @throws StepFailedException if the target has another config than the one that it was created with
     */
    public static void requireTargetConfig(Move move, ConnectorInfo target) {
        Set<String> changed = move.targetConfig().keysShownOtherwise(target.config());
        if (!changed.isEmpty()) {
            throw targetChanged(move.target() + " has another config than the one it was to have; it differs in "
                    + String.join(", ", changed));
        }
    }

    /**
     * Requires that the target has the offsets that were written.
     *
     * @throws StepFailedException if another has changed the offsets on the target
     */
    public static void requireOffsetsAsWritten(ConnectorCopy target, OffsetSnapshot snapshot) {
        SnapshotDiff difference = target.offsets().differenceFrom(snapshot);
        if (!difference.isEmpty()) {
            throw targetChanged(
                    "the offsets of " + target + " were changed after they had been written: " + difference);
        }
    }

    private static StepFailedException sourceChanged(String what) {
        return new StepFailedException(Problem.error(
                ProblemCode.SOURCE_CHANGED, what, "Find out what else operates the connector, then try again"));
    }

    private static StepFailedException targetDeleted(ConnectorCopy target) {
        return new StepFailedException(
                Problem.error(
                        ProblemCode.TARGET_CHANGED,
                        target
                                + " was deleted outside this migration; an operator, such as Strimzi's, deletes a connector that it"
                                + " has no resource for",
                        "Find out what else operates the connectors of "
                                + target.cluster().name()
                                + " and make it know this one, or leave it alone, then try again;"
                                + " settle(Duration.ofSeconds(130)) in the plan shows such a deletion before the source is stopped"));
    }

    private static StepFailedException targetChanged(String what) {
        return new StepFailedException(Problem.error(
                ProblemCode.TARGET_CHANGED, what, "Find out what else operates the connector, then try again"));
    }
}
