package io.connectmigrator.lab.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The faults in the world that have no effect at points of a schedule, such as the deletion of a connector that is not there: with one
 * of them the schedule is the same run as without.
 *
 * <p>This is shown, not guessed. What may have no effect is tried, all at once, in one run: if its {@link History} has the same
 * digest as that of the run without, then none of it has changed anything, since a history only grows: what was noted by the first
 * effect could not be taken back by another. A fault with an effect is found by halving.
 *
 * <p>Each fault notes the state that it leaves when it makes it, even if that shows later only:
 *
 * <ul>
 *   <li>a restart, the crash of the worker and its start; a worker that is down already is left as it is;
 *   <li>a longer poll or last commit, the task that has it; a task that fails, its end; without such a task nothing is changed;
 *   <li>a change by an operator, the change in the registry, the audit log or the offsets; a request that is refused leaves only an
 *       exchange behind whose answer is read by nothing, and a number drawn by chance if a busy worker has put it off;
 *   <li>a killed process, a set clock, a cancelled run and a second call, itself, so that none of them is ever without effect;
 *   <li>what goes wrong with a request, the journal, the brokers, an executor or the caller's code, itself as well.
 * </ul>
 */
final class FaultsWithoutEffect {

    /** Longer than anything that a fault has scheduled. */
    private static final Duration SETTLED = Duration.ofMinutes(4);

    private static final int MOST_RUNS = 100;

    private final Schedule schedule;
    private final int last;
    private final Set<Candidate> found = new HashSet<>();
    private String digest = "";
    private int runs;

    private FaultsWithoutEffect(Schedule schedule) {
        this.schedule = schedule;
        this.last = schedule.faults().keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private record Candidate(int point, Fault fault) {}

    /** {@return the faults that have no effect after the last one of a schedule} */
    static FaultsWithoutEffect in(Schedule schedule) {
        FaultsWithoutEffect faults = new FaultsWithoutEffect(schedule);
        faults.find(faults.candidates());
        return faults;
    }

    boolean contains(int point, Fault fault) {
        return found.contains(new Candidate(point, fault));
    }

    /** {@return whether the last fault of a schedule, which has one more, has no effect} */
    boolean containsLastOf(Schedule more) {
        return more.faults().entrySet().stream()
                .filter(fault -> fault.getKey() > last)
                .allMatch(fault -> contains(fault.getKey(), fault.getValue()));
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.atPoints(point -> {
                if (point.number() > last) {
                    for (Fault fault : Fault.values()) {
                        if (fault.isOfWorld() && Exploration.isWorthTrying(fault, point) && seems(run, fault)) {
                            candidates.add(new Candidate(point.number(), fault));
                        }
                    }
                }
            });
            digest = digest(run);
        }
        return candidates;
    }

    /** {@return the digest of all that happens in a schedule} */
    static String digest(Schedule schedule) {
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            return digest(run);
        }
    }

    private static String digest(ScheduleRun run) {
        History history = run.simulation().time().history();
        history.keep();
        run.run();
        run.simulation().sleep(SETTLED);
        return history.digest();
    }

    private void find(List<Candidate> candidates) {
        if (candidates.isEmpty() || ++runs > MOST_RUNS) {
            return;
        }
        if (digestWith(candidates).equals(digest)) {
            found.addAll(candidates);
        } else if (candidates.size() > 1) {
            find(candidates.subList(0, candidates.size() / 2));
            find(candidates.subList(candidates.size() / 2, candidates.size()));
        }
    }

    private String digestWith(List<Candidate> candidates) {
        Map<Integer, List<Fault>> byPoint = new HashMap<>();
        candidates.forEach(candidate -> byPoint.computeIfAbsent(candidate.point, first -> new ArrayList<>())
                .add(candidate.fault));
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.atPoints(point -> byPoint.getOrDefault(point.number(), List.of())
                    .forEach(fault ->
                            run.happen(fault, run.simulation().processes().get(0))));
            return digest(run);
        }
    }

    /** {@return whether a fault that happens now seems to have no effect} */
    private static boolean seems(ScheduleRun run, Fault fault) {
        SimulatedConnect source = run.source();
        SimulatedConnect target = run.target();
        return switch (fault) {
            case SOURCE_WORKER_RESTARTS -> !source.leader().isUp();
            case TARGET_WORKER_RESTARTS -> !target.leader().isUp();
            case SOURCE_POLL_TAKES_3_S, SOURCE_POLL_TAKES_12_S ->
                source.underWay().findAny().isEmpty();
            case TARGET_POLL_TAKES_12_S -> target.underWay().findAny().isEmpty();
            case SOURCE_FLUSH_TAKES_3_S -> !source.hasTasks();
            case SOURCE_TASK_FAILS -> source.tasksAtWork(run.onItsWay()) == 0;
            case TARGET_TASK_FAILS -> target.tasksAtWork(run.targetName()) == 0;
            case SOURCE_RESUMED, SOURCE_PAUSED, SOURCE_STOPPED, SOURCE_DELETED, SOURCE_RECONFIGURED ->
                isNotThere(source, run.onItsWay());
            case SOURCE_OFFSETS_ALTERED -> isNotStopped(source, run.onItsWay());
            case TARGET_RESUMED, TARGET_PAUSED, TARGET_STOPPED, TARGET_DELETED, TARGET_RECONFIGURED ->
                isNotThere(target, run.targetName());
            case TARGET_OFFSETS_ALTERED -> isNotStopped(target, run.targetName());
            case TARGET_CREATED_SAME, TARGET_CREATED_OTHER ->
                isRefused(target, target.config(run.targetName()) != null);
            default -> false;
        };
    }

    private static boolean isNotThere(SimulatedConnect cluster, String connector) {
        return isRefused(cluster, cluster.config(connector) == null);
    }

    private static boolean isNotStopped(SimulatedConnect cluster, String connector) {
        return isRefused(cluster, !"STOPPED".equals(cluster.targetState(connector)));
    }

    /** A leader that is busy answers later, when it may no longer be so. */
    private static boolean isRefused(SimulatedConnect cluster, boolean isRefusedNow) {
        return !cluster.leader().isUp() || (isRefusedNow && cluster.leader().isAtLeisure());
    }
}
