package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.Registered.TargetState;
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

    private enum Phase {
        WAITING,
        RUNNING,
        PAUSED,
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
    private TargetState target;
    private Phase phase = Phase.WAITING;
    private long[] positions = {};
    private long committed;
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
        int tasks = registered.wantedTasks();
        int[] partitions = IntStream.range(0, registered.partitions())
                .filter(partition -> partition % tasks == number)
                .toArray();
        this.offsets = TaskOffsets.of(cluster, connector, registered, partitions, worker.id() + "/" + number);
        this.poll = registered.number("poll.ms", 10) * MILLIS;
        this.batch = registered.number("batch", 1);
        this.interval = registered.number("flush.ms", 200) * MILLIS;
    }

    SimulatedWorker worker() {
        return worker;
    }

    Registered registered() {
        return registered;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** {@return whether its worker waits for it no longer, or it has ended} */
    boolean isGone() {
        return cancelled || isEnded();
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
        if (target == TargetState.STARTED) {
            run();
        } else {
            tell("PAUSED");
        }
    }

    private void run() {
        if (positions.length == 0) {
            positions = offsets.read();
            committed = positions.length == 0 ? 0 : positions[0];
            offsets.join();
        }
        phase = Phase.RUNNING;
        since = now();
        firstPollEnds = since + poll;
        flushed = flushes(since);
        tell("RUNNING");
    }

    /** Takes notice of the state that the connector is to be in. */
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
        if (phase == Phase.PAUSED || (phase == Phase.WAITING && startedAt > 0)) {
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
                    halt(now());
                    tell("PAUSED");
                }
            });
        }
    }

    private void afterPoll(Runnable task) {
        cluster.time().after(pollEnds() - now(), () -> {
            if (dead) {
                return;
            }
            if (phase == Phase.RUNNING && pollEnds() > now()) {
                afterPoll(task);
            } else {
                task.run();
            }
        });
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
                halt(now());
            }
            cluster.time().after(flushTime, this::lastCommit);
        });
    }

    private void lastCommit() {
        if (dead || phase == Phase.ENDED) {
            return;
        }
        // The poll of one that was cancelled has returned nothing, so it goes to its end as if all were well.
        if (!cancelled || !registered.isSink()) {
            commit(0);
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
    }

    /** {@return when it will have ended, as things are} */
    long endsAt() {
        return isEnded() ? now() : pollEnds() + flushTime;
    }

    /** The worker waits for it no longer. What its poll returns from now on is lost. */
    void cancel() {
        if (phase == Phase.ENDED || cancelled) {
            return;
        }
        cancelled = true;
        if (phase == Phase.RUNNING) {
            commitWhatIsDue();
            long end = pollEnds();
            halt(now());
            firstPollEnds = end;
        }
        if (registered.isSink()) {
            cluster.time().after(MAX_POLL_INTERVAL, offsets::leave);
        }
    }

    /** Ends at once, with its worker or by an error, and commits nothing more. */
    void die(@Nullable String failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        commitWhatIsDue();
        if (phase == Phase.RUNNING) {
            halt(now());
        }
        forgive();
        dead = true;
        phase = Phase.ENDED;
        offsets.leave();
        if (failure != null) {
            cluster.putStatus(connector, number, "FAILED", worker, failure);
        }
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
            commitWhatIsDue();
            long end = pollEnds() + nanos;
            record(now(), polls(now()) * batch);
            since = now();
            firstPollEnds = end;
        }
    }

    /** The last commit takes this much longer. */
    void stretchFlush(long nanos) {
        flushTime += nanos;
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

    private void halt(long moment) {
        record(moment, polls(moment) * batch);
        phase = Phase.PAUSED;
    }

    private void record(long moment, long moved) {
        for (int i = 0; i < positions.length; i++) {
            cluster.deliveries().add(delivery(i, moved, moment));
            positions[i] += moved;
        }
    }

    private Deliveries.Delivery delivery(int i, long moved, long end) {
        return new Deliveries.Delivery(
                cluster.name(), connector, offsets.data(i), positions[i], positions[i] + moved, since, end);
    }

    /** {@return what it has copied since it last began, if it runs} */
    Stream<Deliveries.Delivery> underWay() {
        return phase != Phase.RUNNING
                ? Stream.empty()
                : IntStream.range(0, positions.length)
                        .mapToObj(i -> delivery(i, polls(now()) * batch, VirtualTime.NEVER));
    }

    private long flushes(long moment) {
        return (moment - startedAt) / interval;
    }

    /** Commits what it has committed by now. */
    void commitWhatIsDue() {
        if (phase != Phase.RUNNING || cancelled || flushes(now()) <= flushed) {
            return;
        }
        flushed = flushes(now());
        commit(polls(Math.max(since, startedAt + flushed * interval)) * batch);
    }

    /** Commits where it was when it had moved so far; a task that has not moved since its last commit writes nothing. */
    private void commit(long moved) {
        if (positions.length == 0 || committed == positions[0] + moved) {
            return;
        }
        long[] reached = new long[positions.length];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = positions[i] + moved;
        }
        committed = reached[0];
        offsets.commit(reached);
    }

    private void tell(String state) {
        cluster.putStatus(connector, number, state, worker, null);
    }
}
