package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.Registered.TargetState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running parts of a connector on the workers of its cluster. */
final class SimulatedConnector {

    private static final long MILLIS = 1_000_000;

    private final SimulatedConnect cluster;
    private final String name;
    private final SimulatedWorker owner;
    private final Map<Integer, SimulatedTask> tasks = new TreeMap<>();
    private @Nullable String state;
    private boolean configuring;
    private boolean rebalancing;
    private boolean failsForGood;

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
        if (worker == owner && state != null && !failsForGood) {
            show(target);
        }
    }

    private void show(TargetState target) {
        Registered registered = cluster.registry().get(name);
        if (registered != null && cluster.lacksPluginOf(registered)) {
            failsForGood = true;
            fail(cluster.noPlugin(registered));
            return;
        }
        if (registered != null && target == TargetState.STARTED && registered.failsAt("connector-start")) {
            fail("the connector was made to fail at its start");
            return;
        }
        String shown = target == TargetState.STARTED ? "RUNNING" : target.name();
        if (!shown.equals(state)) {
            state = shown;
            cluster.putStatus(name, Statuses.CONNECTOR, shown, owner, null);
            configure();
        }
    }

    /** A connector that has started requests task configs if it has none. */
    private void configure() {
        Registered registered = cluster.registry().get(name);
        boolean lacksTasks = registered != null
                && "RUNNING".equals(state)
                && registered.target() == TargetState.STARTED
                && registered.tasks() == 0
                && !configuring;
        if (lacksTasks) {
            configuring = true;
            cluster.time().after(cluster.time().between(2 * MILLIS, 6 * MILLIS), () -> {
                configuring = false;
                Registered now = cluster.registry().get(name);
                boolean isWanted =
                        now != null && now.target() == TargetState.STARTED && now.tasks() == 0 && owner.isUp();
                if (now != null && isWanted) {
                    configure(now);
                }
            });
        }
    }

    private void configure(Registered registered) {
        boolean isTooMuch = registered.wantedTasks() > registered.number("tasks.max", 1);
        if (isTooMuch && cluster.version().limitsTasks()) {
            failsForGood = true;
            fail("The connector " + name + " has generated more tasks than tasks.max");
        } else {
            cluster.register(name, registered.with(registered.wantedTasks()));
        }
    }

    /** Begins a rebalance unless one is about to begin. It takes all workers, so it waits for one that waits for tasks. */
    void rebalance() {
        if (!rebalancing) {
            rebalancing = true;
            cluster.whenIdle(this::join);
        }
    }

    private void join() {
        List<Runnable> joined = cluster.workers().stream()
                .filter(SimulatedWorker::isUp)
                .map(worker -> worker.busyWith(name))
                .toList();
        cluster.time().after(cluster.time().between(8 * MILLIS, 25 * MILLIS), () -> {
            revoke();
            joined.forEach(Runnable::run);
        });
    }

    private void revoke() {
        rebalancing = false;
        Registered registered = cluster.registry().get(name);
        List<SimulatedTask> revoked = tasks.values().stream()
                .filter(task -> registered == null
                        || task.number() >= registered.tasks()
                        || task.registered().generation() != registered.generation()
                        || task.registered().taskGeneration() != registered.taskGeneration())
                .toList();
        List<Integer> numbers = revoked.stream().map(SimulatedTask::number).toList();
        tasks.keySet().removeAll(numbers);
        if (revoked.isEmpty()) {
            bury(List.of());
            assign();
            return;
        }
        List<SimulatedTask> onLeader = revoked.stream()
                .filter(task -> task.worker() == cluster.leader())
                .toList();
        revoked.forEach(this::stopAndAwait);
        // The leader removes the states of tasks that are to be gone while other workers still wait for them.
        whenAllGone(onLeader, () -> bury(numbers));
        whenAllGone(
                revoked,
                () -> cluster.time().after(cluster.time().between(5 * MILLIS, cluster.heartbeat()), () -> {
                    bury(numbers);
                    assign();
                }));
    }

    private static void whenAllGone(List<SimulatedTask> tasks, Runnable action) {
        if (tasks.isEmpty()) {
            action.run();
            return;
        }
        int[] left = {tasks.size()};
        tasks.forEach(task -> task.whenGone(() -> {
            if (--left[0] == 0) {
                action.run();
            }
        }));
    }

    private void stopAndAwait(SimulatedTask task) {
        cluster.addEnding(task);
        task.stop();
        task.worker().await(task);
        if (!task.isGone()) {
            cluster.time().after(cluster.settings().gracefulTimeout().toNanos(), task::cancel);
        }
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
            failsForGood = false;
            show(registered.target());
        }
    }

    /** Stops a task, which makes its last commit, and starts it again; answers after the old one has ended. */
    void restartTask(int number, Runnable answer) {
        SimulatedTask old = tasks.get(number);
        if (old == null) {
            answer.run();
            return;
        }
        stopAndAwait(old);
        old.whenGone(() -> {
            Registered found = cluster.registry().get(name);
            if (found != null && tasks.get(number) == old && old.worker().isUp()) {
                begin(number, old.worker(), found);
            }
            answer.run();
        });
    }

    /** The worker of the connector or of some of its tasks has crashed. */
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

    /** Its workers no longer have its plugin. */
    void fail() {
        Registered registered = cluster.registry().get(name);
        if (registered != null) {
            failsForGood = true;
            tasks.values().forEach(task -> task.die(cluster.noPlugin(registered)));
            fail(cluster.noPlugin(registered));
        }
    }

    private void fail(String trace) {
        state = "FAILED";
        cluster.putStatus(name, Statuses.CONNECTOR, "FAILED", owner, trace);
    }
}
