package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.Registered.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of a connector is at work on the workers of its cluster. */
final class SimulatedConnector {

    private static final long MILLIS = 1_000_000;

    /** How long a worker waits for a task that it stops ({@code task.shutdown.graceful.timeout.ms}). */
    private static final long GRACEFUL = 5_000 * MILLIS;

    private final SimulatedConnect cluster;
    private final String name;
    private final SimulatedWorker owner;
    private final Map<Integer, SimulatedTask> tasks = new TreeMap<>();
    private @Nullable String state;
    private boolean configuring;
    private boolean rebalancing;

    SimulatedConnector(SimulatedConnect cluster, String name, SimulatedWorker owner) {
        this.cluster = cluster;
        this.name = name;
        this.owner = owner;
    }

    SimulatedWorker owner() {
        return owner;
    }

    Map<Integer, SimulatedTask> tasks() {
        return tasks;
    }

    Stream<SimulatedTask> atWork() {
        return tasks.values().stream();
    }

    /** A worker has read another target state from the config topic. */
    void target(SimulatedWorker worker, TargetState target) {
        tasks.values().stream().filter(task -> task.worker() == worker).forEach(task -> task.target(target));
        if (worker == owner && state != null && !state.equals("FAILED")) {
            show(target);
        }
    }

    private void show(TargetState target) {
        String shown = target == TargetState.STARTED ? "RUNNING" : target.name();
        if (!shown.equals(state)) {
            state = shown;
            cluster.putStatus(name, Statuses.CONNECTOR, shown, owner, null);
        }
        configure();
    }

    /** A connector that has started tells which tasks it wants, if it has none. */
    void configure() {
        Registered registered = cluster.registry().get(name);
        boolean lacksTasks = registered != null
                && registered.target() == TargetState.STARTED
                && registered.tasks() == 0
                && !configuring;
        if (lacksTasks) {
            configuring = true;
            cluster.time().after(cluster.time().between(2 * MILLIS, 6 * MILLIS), () -> {
                configuring = false;
                Registered now = cluster.registry().get(name);
                if (now != null && now.target() == TargetState.STARTED && now.tasks() == 0 && owner.isUp()) {
                    cluster.register(name, now.with(now.wantedTasks()));
                }
            });
        }
    }

    /** Begins a rebalance unless one is about to begin. */
    void rebalance() {
        if (!rebalancing) {
            rebalancing = true;
            cluster.time().after(cluster.time().between(8 * MILLIS, 25 * MILLIS), this::revoke);
        }
    }

    private void revoke() {
        rebalancing = false;
        Registered registered = cluster.registry().get(name);
        List<SimulatedTask> revoked = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        tasks.forEach((number, task) -> {
            if (registered == null
                    || number >= registered.tasks()
                    || task.registered().generation() != registered.generation()) {
                revoked.add(task);
                numbers.add(number);
            }
        });
        long now = cluster.time().now();
        long ended = now;
        long endedOnLeader = now;
        for (SimulatedTask task : revoked) {
            long end = stopAndAwait(task);
            ended = Math.max(ended, end);
            endedOnLeader = task.worker() == cluster.leader() ? Math.max(endedOnLeader, end) : endedOnLeader;
        }
        tasks.keySet().removeAll(numbers);
        // The leader removes the states of tasks that are to be gone while other workers still wait for them.
        cluster.time().after(endedOnLeader - now, () -> bury(numbers));
        long second = ended == now ? now : ended + cluster.time().between(5 * MILLIS, cluster.heartbeat());
        cluster.time().after(second - now, () -> {
            if (second > now) {
                bury(numbers);
            }
            assign();
        });
    }

    private long stopAndAwait(SimulatedTask task) {
        long now = cluster.time().now();
        task.stop();
        long end = Math.min(task.endsAt(), now + GRACEFUL);
        task.worker().busyUntil(end);
        cluster.time().after(GRACEFUL, task::cancel);
        cluster.addEnding(task);
        return end;
    }

    private void bury(List<Integer> numbers) {
        Registered registered = cluster.registry().get(name);
        numbers.stream()
                .filter(number -> registered == null || number >= registered.tasks())
                .forEach(number -> cluster.removeStatus(name, number));
        if (registered == null) {
            state = null;
            cluster.removeStatus(name, Statuses.CONNECTOR);
        }
    }

    private void assign() {
        Registered registered = cluster.registry().get(name);
        if (registered == null) {
            cluster.forget(name, this);
            return;
        }
        if (state == null && owner.isUp()) {
            show(registered.target());
        }
        configure();
        for (int number = 0; number < registered.tasks(); number++) {
            SimulatedWorker worker = cluster.workerOfTask(owner, number);
            if (!tasks.containsKey(number) && worker.isUp()) {
                begin(number, worker, registered);
            }
        }
    }

    private SimulatedTask begin(int number, SimulatedWorker worker, Registered registered) {
        SimulatedTask task = new SimulatedTask(cluster, worker, name, number, registered);
        tasks.put(number, task);
        cluster.time().after(cluster.time().between(2 * MILLIS, 8 * MILLIS), task::start);
        return task;
    }

    /** Restarts the connector itself, as after a failure. */
    void restart() {
        Registered registered = cluster.registry().get(name);
        if (registered != null) {
            state = null;
            show(registered.target());
        }
    }

    /** Stops a task, which makes its last commit, and starts it again; answers after the old one has ended. */
    void restartTask(int number, Runnable answer) {
        SimulatedTask old = tasks.get(number);
        Registered registered = cluster.registry().get(name);
        if (old == null || registered == null) {
            answer.run();
            return;
        }
        long end = stopAndAwait(old);
        cluster.time().after(end - cluster.time().now(), () -> {
            Registered found = cluster.registry().get(name);
            if (found != null && tasks.get(number) == old) {
                begin(number, old.worker(), found);
            }
            answer.run();
        });
    }

    /** Its owner or the worker of some of its tasks has died. */
    void lose(SimulatedWorker worker) {
        tasks.values().removeIf(task -> {
            if (task.worker() == worker) {
                task.die(null);
            }
            return task.worker() == worker;
        });
        if (worker == owner) {
            state = null;
            configuring = false;
        }
    }

    void fail(String trace) {
        state = "FAILED";
        cluster.putStatus(name, Statuses.CONNECTOR, "FAILED", owner, trace);
    }
}
