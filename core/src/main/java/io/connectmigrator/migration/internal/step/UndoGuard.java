package io.connectmigrator.migration.internal.step;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.connector.Origin;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What keeps a migration from going back by itself, since another has acted in the meantime. */
public final class UndoGuard {

    private UndoGuard() {}

    /**
     * {@return what is in the way} Of a cluster that does not answer, or whose offsets cannot be read, nothing is known, which is
     * no reason to leave the other copy down.
     */
    public static Optional<Problem> obstacle(Move move, Progress progress) {
        List<MoveUnit.Reached> touched = move.sources(progress).stream()
                .filter(each -> each.progress().sourceState() != null)
                .toList();
        return touched.isEmpty()
                ? Optional.empty()
                : first(touched, each -> sourceDeleted(each.move().source()))
                        .or(() -> first(move.targets(progress), each -> targetRunning(each.move(), each.progress())));
    }

    private static Optional<Problem> first(
            List<MoveUnit.Reached> some, Function<MoveUnit.Reached, Optional<Problem>> look) {
        return some.stream()
                .flatMap(each -> {
                    try {
                        return look.apply(each).stream();
                    } catch (Throwable e) {
                        return Stream.empty();
                    }
                })
                .findFirst();
    }

    /**
     * Looks once more, right before the source is brought back.
     *
     * @throws StepFailedException if the copy on the target runs, so that both would
     */
    static void requireTargetNotRunning(Move move, Progress progress) {
        for (MoveUnit.Reached each : move.targets(progress)) {
            Optional<Problem> running;
            try {
                running = targetRunning(each.move(), each.progress());
            } catch (ConnectClientException e) {
                continue;
            }
            if (running.isPresent()) {
                throw new StepFailedException(running.get());
            }
        }
    }

    /**
     * {@return whether no target that was to be started has run, nor will, for certain} It is not there, or is at rest at the very
     * offsets that it was given, and no worker can still start it. One that has failed at its start is stopped for that.
     */
    public static boolean targetsHaveNotRun(Move move, Progress progress) {
        return move.targets(progress).stream()
                .filter(each -> each.progress().targetMayRun())
                .allMatch(each -> targetHasNotRun(each.move(), each.progress()));
    }

    private static boolean targetHasNotRun(Move move, Progress progress) {
        ConnectorCopy target = move.target();
        OffsetSnapshot given = progress.given();
        try {
            if (given == null
                    || progress.upSince() != null
                    || !target.pendingWrites().noStart("it").holds()) {
                return false;
            }
            if (target.find().isEmpty()) {
                return true;
            }
            boolean isAsGiven = isAtRest(target, given);
            return isAsGiven && (!target.stopIfFailed() || isAtRest(target, given));
        } catch (Throwable e) {
            return false;
        }
    }

    private static boolean isAtRest(ConnectorCopy target, OffsetSnapshot given) {
        return ConnectorConditions.atRest(target).holds()
                && target.offsets().differenceFrom(given).isEmpty();
    }

    /**
     * {@return where a progress that was read from a journal has led} A call that could not write to its journal may have gone
     * back without a word of it, just after it had written that the target is about to be resumed. Then the target is at rest, or not
     * there, with the offsets that it had before or was given, and the source has its own state again; or the call has ended before that,
     * and only the target's offsets tell.
     */
    public static UnitProgress recognised(List<Move> moves, UnitProgress noted) {
        if (!noted.targetResumed()) {
            return noted;
        }
        Move lead = new MoveUnit(moves, () -> noted).moves().get(0);
        try {
            return isUndone(lead, noted.lead()) || wasBeingUndone(lead, noted.lead())
                    ? noted.with(p -> {
                        p.undoing = true;
                        p.targetResumed = false;
                    })
                    : noted;
        } catch (ConnectClientException e) {
            return noted;
        }
    }

    private static boolean isUndone(Move lead, Progress noted) {
        return lead.sources(noted).stream()
                        .anyMatch(each ->
                                ConnectorConditions.isStarted(each.move().source()))
                && lead.targets(noted).stream().allMatch(each -> isOutOfUse(each.move(), each.progress()));
    }

    private static boolean isOutOfUse(Move move, Progress noted) {
        return move.target().find().isEmpty()
                || isAtRest(move.target(), Stream.of(noted.given(), noted.targetBefore(), OffsetSnapshot.empty()));
    }

    private static boolean wasBeingUndone(Move lead, Progress noted) {
        List<MoveUnit.Reached> targets = lead.targets(noted);
        return targets.stream().anyMatch(each -> hasOffsetsOfBefore(each.move(), each.progress()))
                && targets.stream().allMatch(each -> isOutOfUse(each.move(), each.progress()));
    }

    /** Only an undo gives the target back the offsets that it had before. */
    private static boolean hasOffsetsOfBefore(Move move, Progress noted) {
        OffsetSnapshot before = noted.targetBefore();
        OffsetSnapshot given = noted.given();
        return before != null
                && given != null
                && !before.diff(given).isEmpty()
                && move.target().find().isPresent()
                && isAtRest(move.target(), Stream.of(before));
    }

    private static boolean isAtRest(ConnectorCopy target, Stream<@Nullable OffsetSnapshot> known) {
        if (!ConnectorConditions.atRest(target).holds()) {
            return false;
        }
        OffsetSnapshot found = target.offsets().list();
        return known.filter(Objects::nonNull).anyMatch(one -> one.diff(found).isEmpty());
    }

    private static Optional<Problem> sourceDeleted(ConnectorCopy source) {
        if (source.find().isPresent() || source.isAbsent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                ProblemCode.SOURCE_CHANGED,
                source
                        + " was deleted outside this migration, so that it cannot be brought back; the target is left as it is",
                "Create it again, stopped, and call rollback(plan); its offsets are still on that cluster"));
    }

    /** If it was started outside this migration, to bring the source back would make two of them. */
    private static Optional<Problem> targetRunning(Move move, Progress progress) {
        return move.target()
                .find()
                .filter(found -> isCopy(move, progress, found.config()))
                .flatMap(ours -> move.target().findStatus())
                .filter(ConnectorConditions::runs)
                .map(status -> Problem.error(
                        ProblemCode.TARGET_CHANGED,
                        move.target() + " was started outside this migration, so " + move.source()
                                + " is left as it is: both would run",
                        "Stop the one that should not run, then call rollback(plan)"));
    }

    /**
     * What another has made of that name is a copy if it reads the same, and none if it only has the name. If that cannot be told,
     * since nothing of the config is in the partitions or the offsets of the source cannot be read, it is one where this migration has
     * created the target.
     */
    private static boolean isCopy(Move move, Progress progress, ConnectorConfig found) {
        if (move.isWayBack() || move.targetConfig().isShownAs(found)) {
            return true;
        }
        try {
            OffsetSnapshot known = progress.given();
            OffsetSnapshot offsets =
                    known == null ? move.given(move.source().offsets().peek()) : known;
            Origin origin = new Origin(move.targetConfig(), offsets);
            return progress.targetCreated() ? !origin.isAnotherThan(found) : origin.isThatOf(found);
        } catch (Throwable e) {
            return progress.targetCreated();
        }
    }
}
