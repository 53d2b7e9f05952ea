package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.Registered.TargetState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task of a connector. While it runs, its position is a function of time: it polls without a break, and each poll copies one
 * batch of every partition that it has. What it has committed is its position at its last flush. Nothing of that is an event.
 */
final class SimulatedTask {

    private static final long MILLIS = 1_000_000;

    /** How long a consumer that was not closed stays in its group. */
    private static final long MAX_POLL_INTERVAL = 300_000 * MILLIS;

    /** Longer than any run. */
    private static final long HELD = Long.MAX_VALUE / 4;

    private enum Phase {
        WAITING,
        RUNNING,
        HALTED,
        ENDED
    }

    private final SimulatedConnect cluster;
    private final SimulatedWorker worker;
    private final String connector;
    private final int number;
    private final Registered registered;
    private final TaskOffsets offsets;
    private final long poll;
    private final long batch;
    private final long interval;
    private final List<Runnable> whenGone = new ArrayList<>();
    private final List<Runnable> afterHold = new ArrayList<>();
    private TargetState target;
    private Phase phase = Phase.WAITING;
    private long[] positions = {};
    private long[] committed = {};
    private long startedAt;
    private long since;
    private long firstPollEnds;
    private long flushed;
    private long flushTime = MILLIS / 5;
    private boolean ending;
    private boolean cancelled;
    private boolean dead;

    SimulatedTask(
            SimulatedConnect cluster, SimulatedWorker worker, String connector, int number, Registered registered) {
        this.cluster = cluster;
        this.worker = worker;
        this.connector = connector;
        this.number = number;
        this.registered = registered;
        this.target = registered.target();
        this.offsets = TaskOffsets.of(cluster, connector, registered, number, worker.id() + "/" + number);
        this.poll = registered.pollMillis() * MILLIS;
        this.batch = registered.batch();
        this.interval = cluster.settings().flushInterval().toNanos();
    }

    SimulatedWorker worker() {
        return worker;
    }

    String connector() {
        return connector;
    }

    int number() {
        return number;
    }

    Registered registered() {
        return registered;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** {@return whether its worker waits for it no longer: it has ended, or was given up} */
    boolean isGone() {
        return cancelled || isEnded();
    }

    /** Does something as soon as its worker waits for it no longer. */
    void whenGone(Runnable action) {
        if (isGone()) {
            action.run();
        } else {
            whenGone.add(action);
        }
    }

    private void gone() {
        List<Runnable> actions = List.copyOf(whenGone);
        whenGone.clear();
        actions.forEach(Runnable::run);
    }

    private long now() {
        return cluster.time().now();
    }

    /** Starts; one that is to be paused does not look for its offsets before it is resumed. */
    void start() {
        if (phase != Phase.WAITING || ending) {
            return;
        }
        startedAt = now();
        if (cluster.lacksPluginOf(registered)) {
            die(cluster.noPlugin(registered));
            return;
        }
        if (target == TargetState.STARTED) {
            run();
        } else {
            tell("PAUSED");
        }
    }

    private void run() {
        if (registered.failsAt("task-start")) {
            die("the task was made to fail at its start: " + PluginsResource.resolved(registered.config()));
            return;
        }
        if (positions.length == 0) {
            positions = offsets.read();
            committed = positions.clone();
            offsets.join();
        }
        phase = Phase.RUNNING;
        since = now();
        firstPollEnds = since + poll;
        flushed = flushes(since);
        tell("RUNNING");
        if (registered.failsAt("poll")) {
            cluster.time()
                    .after(poll * (1 + registered.number("fail.after", 0)), () -> die("the poll was made to fail"));
        }
    }

    /** Applies the target state of the connector. */
    void target(TargetState wanted) {
        TargetState before = target;
        target = wanted;
        if (before == wanted || ending || phase == Phase.ENDED) {
            return;
        }
        switch (wanted) {
            case STARTED -> resume();
            case PAUSED -> pause();
            case STOPPED -> stop();
        }
    }

    private void resume() {
        if (phase == Phase.HALTED || (phase == Phase.WAITING && startedAt > 0)) {
            run();
        } else if (phase == Phase.RUNNING) {
            tell("RUNNING");
        }
    }

    private void pause() {
        if (phase == Phase.RUNNING) {
            afterPoll(() -> {
                if (phase == Phase.RUNNING && target == TargetState.PAUSED && !ending) {
                    commitWhatIsDue();
                    halt();
                    tell("PAUSED");
                }
            });
        }
    }

    private void afterPoll(Runnable task) {
        long expected = pollEnds();
        if (expected >= HELD) {
            // It ends when it is released.
            afterHold.add(task);
            return;
        }
        cluster.time().after(expected - now(), () -> {
            if (dead) {
                return;
            }
            if (isPolling() && pollEnds() > now()) {
                afterPoll(task);
            } else {
                task.run();
            }
        });
    }

    private boolean isPolling() {
        return phase == Phase.RUNNING || (cancelled && phase == Phase.HALTED);
    }

    /** Ends at the end of the poll, with a last commit. */
    void stop() {
        if (ending || phase == Phase.ENDED) {
            return;
        }
        ending = true;
        if (phase == Phase.WAITING) {
            end();
            return;
        }
        afterPoll(() -> {
            if (phase == Phase.RUNNING) {
                commitWhatIsDue();
                halt();
            }
            cluster.time().after(flushTime, this::lastCommit);
        });
    }

    private void lastCommit() {
        if (dead || phase == Phase.ENDED) {
            return;
        }
        // The poll of a cancelled source task has returned nothing, so the task ends normally.
        boolean commits =
                !cancelled || (!registered.isSink() && !cluster.isExactlyOnce() && offsets.returnsNothing(positions));
        if (commits) {
            commit(positions);
        }
        if (!cancelled) {
            offsets.leave();
        }
        end();
    }

    private void end() {
        phase = Phase.ENDED;
        if (!cancelled) {
            tell("UNASSIGNED");
        }
        gone();
    }

    /** Cancels it: the worker no longer waits for it, and what the poll of a source returns from now on is lost. */
    void cancel() {
        if (phase == Phase.ENDED || cancelled) {
            return;
        }
        if (phase == Phase.RUNNING) {
            commitWhatIsDue();
            if (!registered.isSink()) {
                long end = pollEnds();
                halt();
                firstPollEnds = end;
            }
        }
        cancelled = true;
        if (registered.isSink()) {
            cluster.time().after(MAX_POLL_INTERVAL, offsets::leave);
        }
        gone();
    }

    /** Ends at once, with its worker or by an error, without a commit. */
    void die(@Nullable String failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        note("dies");
        commitWhatIsDue();
        if (phase == Phase.RUNNING) {
            halt();
        }
        forgive();
        dead = true;
        phase = Phase.ENDED;
        offsets.leave();
        if (failure != null) {
            cluster.putStatus(connector, number, "FAILED", worker, failure);
        }
        gone();
    }

    /** The records since the last commit will be copied once more. */
    private void forgive() {
        long[] found = positions.length == 0 ? positions : offsets.read();
        for (int i = 0; i < positions.length; i++) {
            cluster.deliveries().forgive(offsets.data(i), found[i], positions[i]);
        }
    }

    /** The poll that is under way takes this much longer. */
    void stretchPoll(long nanos) {
        if (phase == Phase.RUNNING) {
            note("polls for longer");
            commitWhatIsDue();
            long end = pollEnds() + nanos;
            record();
            since = now();
            firstPollEnds = end;
        }
    }

    /** The poll that is under way does not return until it is released. */
    void hold() {
        stretchPoll(HELD);
    }

    /** {@return whether its poll is held} */
    boolean isHeld() {
        return firstPollEnds >= HELD && phase != Phase.ENDED;
    }

    void release() {
        if (isHeld()) {
            firstPollEnds = now();
            List<Runnable> waiting = List.copyOf(afterHold);
            afterHold.clear();
            waiting.forEach(this::afterPoll);
        }
    }

    /** The last commit takes this much longer. */
    void stretchFlush(long nanos) {
        note("flushes for longer");
        flushTime = Math.max(flushTime, nanos);
    }

    private long polls(long moment) {
        return moment < firstPollEnds ? 0 : 1 + (moment - firstPollEnds) / poll;
    }

    private long pollEnds() {
        if (phase != Phase.RUNNING) {
            return Math.max(now(), cancelled ? firstPollEnds : 0);
        }
        return now() <= firstPollEnds ? firstPollEnds : now() + (poll - (now() - firstPollEnds) % poll) % poll;
    }

    private void halt() {
        record();
        phase = Phase.HALTED;
    }

    /** {@return where it was in a partition at a moment since it last began} */
    private long position(int i, long moment) {
        long most = Math.max(positions[i], offsets.end(i));
        return Math.min(positions[i] + polls(moment) * batch, most);
    }

    private void record() {
        for (int i = 0; i < positions.length; i++) {
            long reached = position(i, now());
            Deliveries.Delivery copied = delivery(i, reached, now());
            cluster.time().history().note("copied", copied);
            cluster.deliveries().add(copied);
            positions[i] = reached;
        }
    }

    private Deliveries.Delivery delivery(int i, long reached, long end) {
        return new Deliveries.Delivery(cluster.name(), connector, offsets.data(i), positions[i], reached, since, end);
    }

    /** {@return what it has copied since it last began, if it runs} */
    Stream<Deliveries.Delivery> underWay() {
        return phase != Phase.RUNNING
                ? Stream.empty()
                : IntStream.range(0, positions.length)
                        .mapToObj(i -> delivery(i, position(i, now()), VirtualTime.NEVER));
    }

    private long flushes(long moment) {
        return (moment - startedAt) / interval;
    }

    /** Commits what it has committed by now: with exactly-once support all that it has copied, else what the last flush found. */
    void commitWhatIsDue() {
        if (phase != Phase.RUNNING || cancelled) {
            return;
        }
        boolean withRecords = cluster.isExactlyOnce() && !registered.isSink();
        if (!withRecords && flushes(now()) <= flushed) {
            return;
        }
        flushed = flushes(now());
        long moment = withRecords ? now() : Math.max(since, startedAt + flushed * interval);
        long[] reached = new long[positions.length];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = position(i, moment);
        }
        commit(reached);
    }

    /** Commits; of a partition in which it has not moved since its last commit it writes nothing. */
    private void commit(long[] reached) {
        note("commits");
        offsets.commit(reached, committed);
        committed = reached.clone();
    }

    private void note(String what) {
        cluster.time().history().note(what, this);
    }

    private void tell(String state) {
        cluster.putStatus(connector, number, state, worker, null);
    }

    @Override
    public String toString() {
        return connector + "-" + number + " on " + worker.id() + " " + phase;
    }
}
