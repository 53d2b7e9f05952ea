package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import java.util.List;

/** Checks that a source which an operator has started again while its target was watched does not run in the end. */
final class WatchedSources {

    /** A watch looks every two seconds, and then needs a moment to stop the source. */
    private static final long NOTICED = 3_000_000_000L;

    private WatchedSources() {}

    /** {@return the connectors of which both copies run in the end though the watch must have seen it} */
    static List<String> running(ScheduleRun run) {
        boolean isOnlyResumed = run.schedule().faults().values().stream().allMatch(Fault.SOURCE_RESUMED::equals);
        if (!run.schedule().scenario().isWatched() || !isOnlyResumed) {
            return List.of();
        }
        return run.schedule().scenario().connectors().stream()
                .filter(connector -> run.source().isCopying(connector)
                        && run.isAnyCopyingOnTarget(connector)
                        && run.calls().stream().anyMatch(call -> hasSeen(run, call, connector)))
                .toList();
    }

    private static boolean hasSeen(ScheduleRun run, Call call, String connector) {
        return run.simulation().audit().changes().stream()
                        .filter(change -> isStartOfSource(run, change, connector))
                        .mapToLong(Change::at)
                        .max()
                        .orElse(VirtualTime.NEVER)
                < call.endedAt() - NOTICED;
    }

    private static boolean isStartOfSource(ScheduleRun run, Change change, String connector) {
        return change.cluster().equals(run.source().name())
                && change.connector().equals(connector)
                && change.author().equals(SimulatedOperator.NAME)
                && change.kind() == Kind.TARGET_STATE_CHANGED
                && "STARTED".equals(change.after());
    }
}
