package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The copies of connectors that have moved, on both sides, and what they do. */
final class WatchedCopies {

    /** A copy, and its states at a look. */
    record Seen(ConnectorCopy copy, Optional<ConnectorStatus> status) {

        static Seen of(ConnectorCopy copy) {
            return new Seen(copy, copy.findStatus());
        }

        boolean is(Predicate<ConnectorStatus> state) {
            return status.filter(state).isPresent();
        }
    }

    /**
     * What a look has shown.
     *
     * @param runningSource the first source that runs
     * @param runningTarget the first target that runs
     * @param failedTarget the first target that has failed
     * @param isTargetAtRest whether a target is stopped or paused
     */
    record Look(
            Optional<ConnectorCopy> runningSource,
            Optional<ConnectorCopy> runningTarget,
            Optional<Seen> failedTarget,
            boolean isTargetAtRest) {}

    private final UnitContext context;
    private final List<ConnectorCopy> sources;
    private final List<ConnectorCopy> targets;

    /** @param moves the moves, which know of each other */
    WatchedCopies(UnitContext context, List<Move> moves) {
        this.context = context;
        this.sources =
                moves.stream().filter(Move::leadsSource).map(Move::source).toList();
        this.targets =
                moves.stream().filter(Move::leadsTarget).map(Move::target).toList();
    }

    /** {@return the source that leads} */
    ConnectorCopy source() {
        return sources.get(0);
    }

    /** {@return the target that leads} */
    ConnectorCopy target() {
        return targets.get(0);
    }

    /** {@return whether a source seems to run or a target to have failed} What is known may be some seconds old. */
    boolean areSuspicious() {
        CheckContext checkContext = context.checkContext();
        return any(sources, checkContext.sourceCluster(), ConnectorConditions::runs)
                || any(targets, checkContext.targetCluster(), ConnectorConditions::hasFailed);
    }

    private static boolean any(List<ConnectorCopy> copies, ClusterFacts cluster, Predicate<ConnectorStatus> state) {
        return copies.stream()
                .anyMatch(
                        copy -> cluster.watched(copy.connector()).filter(state).isPresent());
    }

    /** {@return what they do now} The sources are looked at first: only then do two running copies run at the same time. */
    Look look() {
        List<Seen> before = sources.stream().map(Seen::of).toList();
        List<Seen> after = targets.stream().map(Seen::of).toList();
        return new Look(
                first(before, ConnectorConditions::runs).map(Seen::copy),
                first(after, ConnectorConditions::runs).map(Seen::copy),
                first(after, ConnectorConditions::hasFailed),
                first(after, WatchedCopies::isAtRest).isPresent());
    }

    private static Optional<Seen> first(List<Seen> seen, Predicate<ConnectorStatus> state) {
        return seen.stream().filter(each -> each.is(state)).findFirst();
    }

    private static boolean isAtRest(ConnectorStatus status) {
        return status.state() == ConnectorState.STOPPED || status.state() == ConnectorState.PAUSED;
    }

    @Override
    public String toString() {
        return targets.toString();
    }
}
