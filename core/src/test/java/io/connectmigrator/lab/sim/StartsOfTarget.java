package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that each connector that the library started on the target was to run, with that config, as far as the library could
 * see.
 */
final class StartsOfTarget {

    /** The config is looked at before the offsets are, and the start comes after both. */
    private static final long UNNOTICED = 100_000_000L;

    /** The state is looked at right before the first thing that is asked of the source. */
    private static final long JUST_BEFORE = 15_000_000L;

    private final ScheduleRun run;
    private final String connector;
    private final String copy;
    private final List<String> wrong = new ArrayList<>();
    private boolean touched;
    private boolean atRest;
    private long restSince;
    private boolean written;
    private long reconfigured = VirtualTime.NEVER;
    private long altered = VirtualTime.NEVER;

    private StartsOfTarget(ScheduleRun run, String connector, String copy) {
        this.run = run;
        this.connector = connector;
        this.copy = copy;
    }

    /** {@return what was started and should not have been} If requests fail as well, the last read may be long ago. */
    static List<String> wrong(ScheduleRun run) {
        boolean isThere = run.calls().stream().allMatch(call -> call.operation() == Scenario.Operation.MIGRATE);
        boolean blind = run.schedule().faults().values().stream()
                .anyMatch(fault -> !fault.isForeign() || fault == Fault.SECOND_CALL_OTHER_JOURNAL);
        List<String> wrong = new ArrayList<>();
        if (isThere && !blind) {
            Scenario scenario = run.schedule().scenario();
            scenario.connectors()
                    .forEach(name -> scenario.targetNames(name)
                            .forEach(copy -> wrong.addAll(new StartsOfTarget(run, name, copy).judge())));
        }
        return wrong;
    }

    private List<String> judge() {
        for (Change change : run.simulation().audit().changes()) {
            boolean isSource = change.cluster().equals(run.source().name())
                    && change.connector().equals(connector);
            boolean isTarget = change.cluster().equals(run.target().name())
                    && change.connector().equals(copy);
            if (Oracle.isOurs(change.author()) && (isSource || isTarget)) {
                // A change just before the first request of the library cannot have been seen.
                atRest &= touched || change.at() - restSince > JUST_BEFORE;
                touched = true;
                if (isTarget && isStart(change)) {
                    judge(change);
                }
                if (isTarget && isOfOffsets(change)) {
                    written = true;
                    altered = VirtualTime.NEVER;
                }
            } else if (isSource || isTarget) {
                takeOthers(change, isSource);
            }
        }
        return wrong;
    }

    private void takeOthers(Change change, boolean isSource) {
        switch (change.kind()) {
            case CREATED -> {
                atRest &= !isSource;
                // It has the config that it had at first.
                reconfigured = isSource ? VirtualTime.NEVER : reconfigured;
            }
            case TARGET_STATE_CHANGED -> {
                boolean starts = "STARTED".equals(change.after());
                atRest = isSource && (touched ? atRest && !starts : !starts);
                restSince = change.at();
            }
            case CONFIG_CHANGED -> {
                if (touched && !Oracle.isConfigOfSource(run, change, change.at())) {
                    reconfigured = Math.min(reconfigured, change.at());
                }
            }
            case OFFSETS_ALTERED, OFFSETS_RESET -> altered = written ? Math.min(altered, change.at()) : altered;
            default -> {
                // What an operator deletes or restarts is judged by other rules.
            }
        }
    }

    private static boolean isOfOffsets(Change change) {
        return change.kind() == Kind.OFFSETS_ALTERED || change.kind() == Kind.OFFSETS_RESET;
    }

    private boolean isStart(Change change) {
        return change.kind() == Kind.TARGET_STATE_CHANGED
                ? "STARTED".equals(change.after())
                : change.kind() == Kind.CREATED && !run.target().version().takesInitialState();
    }

    private void judge(Change start) {
        if (atRest) {
            wrong.add("its operator had it at rest: " + start);
        }
        if (start.at() - UNNOTICED > reconfigured) {
            wrong.add("its config had been changed since it was looked at: " + start);
        }
        if (start.at() - UNNOTICED > altered) {
            wrong.add("another had altered its offsets since they were written: " + start);
        }
    }
}
