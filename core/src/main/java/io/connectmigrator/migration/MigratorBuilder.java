package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.event.MigrationListener;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.family.Families;
import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.SchedulerThread;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.migration.internal.run.MigratorContext;
import io.connectmigrator.migration.internal.state.CheckedJournal;
import io.connectmigrator.migration.internal.work.AdaptiveLimit;
import io.connectmigrator.migration.internal.work.ChangeDurations;
import io.connectmigrator.migration.internal.work.ConcurrencyLimit;
import io.connectmigrator.migration.internal.work.ConcurrencyLimiter;
import io.connectmigrator.migration.internal.work.DowntimeBudget;
import io.connectmigrator.migration.internal.work.ThisProcess;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.report.MigrationOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Migrator}. By default a connector has two minutes to come to rest and two minutes to start, may be down for one
 * minute, and is brought back within ten if it cannot be moved. What is set again replaces what was set before; listeners and families
 * are added. An argument that is null is refused with {@link NullPointerException}, any other wrong one with
 * {@link IllegalArgumentException}, by its name. Not thread-safe.
 */
public final class MigratorBuilder {

    private Duration stopTimeout = Timeouts.DEFAULT.stop();
    private Duration startTimeout = Timeouts.DEFAULT.start();
    private Duration listenerTimeout = Timeouts.DEFAULT.subscriber();
    private Journal journal = Journal.inMemory();
    private String name = ThisProcess.name();
    private Duration undoTimeout = Timeouts.DEFAULT.undo();
    private Duration pendingTimeout = Timeouts.DEFAULT.pending();
    private Duration settlingTime = Timeouts.DEFAULT.settling();
    private Duration downtimeBudget = DowntimeBudget.DEFAULT;
    private @Nullable Integer concurrency;
    private @Nullable Executor executor;
    private final List<MigrationListener> listeners = new ArrayList<>();
    private final List<ConnectorFamily> families = new ArrayList<>();
    private Waiting waiting = Waiting.real();
    private Clock clock = Clock.systemUTC();
    private @Nullable Executor ownThreads;
    private @Nullable Scheduler scheduler;

    MigratorBuilder() {}

    /**
     * Sets how long a running connector may take to pause and stop, 2 minutes by default. A task pauses when its poll
     * returns, so this must be longer than the longest poll. When it is over, the migration is undone.
     *
     * @param timeout how long
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public MigratorBuilder stopTimeout(Duration timeout) {
        stopTimeout = positive(timeout, "stopTimeout");
        return this;
    }

    /**
     * Adds what is known of a class of connectors, beside what the library knows; may be called several times. Where two families
     * have the same class, the one that was added first counts, and those of the library come last.
     *
     * @param family the family
     * @return this
     */
    public MigratorBuilder family(ConnectorFamily family) {
        families.add(requireNonNull(family, "family"));
        return this;
    }

    /**
     * Sets how long each other step may take, above all the start of the target's tasks, 2 minutes by default.
     *
     * @param timeout how long
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public MigratorBuilder startTimeout(Duration timeout) {
        startTimeout = positive(timeout, "startTimeout");
        return this;
    }

    /**
     * Sets for how long bringing the source back to the state that it had is tried when a migration is undone, 10 minutes by
     * default. Until then it is tried again and again, whatever went wrong, since neither copy runs meanwhile; after that the outcome
     * is {@link MigrationOutcome.Unfinished} and the next call goes on.
     *
     * @param timeout how long
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public MigratorBuilder undoTimeout(Duration timeout) {
        undoTimeout = positive(timeout, "undoTimeout");
        return this;
    }

    /**
     * Sets for how long a connector that ran may be down before the target is resumed, 1 minute by default; it counts from the request
     * to pause, so it must exceed the longest poll. When it is used up, the
     * migration is undone and the source resumed, which takes its time too. A request that changes something is not broken off, since
     * it might be done later.
     *
     * @param budget how long
     * @return this
     * @throws IllegalArgumentException if it is not positive
     */
    public MigratorBuilder downtimeBudget(Duration budget) {
        downtimeBudget = positive(budget, "downtimeBudget");
        return this;
    }

    /**
     * Sets how long a target that has not committed anything is looked at after its start, 3 seconds by default: some connectors say
     * that they run and fail a moment later. What a {@link ConnectorFamily} knows to take longer is looked at longer. Zero turns this
     * off. A connector is down for no longer by this.
     *
     * @param time how long
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MigratorBuilder settlingTime(Duration time) {
        if (requireNonNull(time, "settlingTime").isNegative()) {
            throw new IllegalArgumentException("settlingTime must not be negative, was " + time);
        }
        settlingTime = time;
        return this;
    }

    /**
     * Sets how many connectors may move at once on one cluster, whichever of them they leave or come to. By default the
     * migrator begins with a few, and takes more as long as that makes it faster: it takes fewer when the workers answer that
     * they rebalance, though no fewer than at the beginning, or when connectors are down for longer.
     * A connector that runs on the target and is only looked at does not count, unless the plan stops after failures.
     *
     * @param connectors the number of connectors, at least one
     * @return this
     * @throws IllegalArgumentException if it is less than one
     */
    public MigratorBuilder concurrency(int connectors) {
        if (connectors < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, was " + connectors);
        }
        concurrency = connectors;
        return this;
    }

    /**
     * Sets what does the work; by default threads of the migrator's own, at most 64 and only as long as there is work. A
     * connector holds a thread for a request or a hook, and none while it waits.
     *
     * <p>The executor should run each task soon, once, and on another thread than the one that submits it; virtual threads do. It must not
     * be an event loop, since the tasks block. With threads of a pool, the blocking calls must not be made on the last free one. A task
     * that it rejects, drops, would run on the submitting thread, or has not begun after 10 s is run by threads of the migrator's own, so
     * that no connector is left between two clusters.
     *
     * @param executor the executor, which the caller shuts down after the last run has ended
     * @return this
     */
    public MigratorBuilder executor(Executor executor) {
        this.executor = requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Adds a listener that is told what happens in every run; none by default. Listeners are called on threads of their own, not on the
     * {@link #executor}.
     *
     * @param listener the listener
     * @return this
     */
    public MigratorBuilder listener(MigrationListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the name of this process in claims; by default its host and process id.
     *
     * @param name the name of this process
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public MigratorBuilder name(String name) {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must say which process it is, was blank");
        }
        this.name = name;
        return this;
    }

    /**
     * Sets where the migrator writes down what it has done, so that another process can go on. By default it is kept in
     * memory, for as long as the migrator lives.
     *
     * @param journal the journal
     * @return this
     */
    public MigratorBuilder journal(Journal journal) {
        this.journal = requireNonNull(journal, "journal");
        return this;
    }

    /** Replaces the passing of time, and the threads of the migrator's own, for tests. */
    MigratorBuilder time(Waiting newWaiting, Clock newClock, Scheduler newScheduler, Executor newThreads) {
        waiting = newWaiting;
        clock = newClock;
        scheduler = newScheduler;
        ownThreads = newThreads;
        return this;
    }

    /** Sets for how long a worker may still do what a process has asked for that died, for tests that have no time to wait. */
    MigratorBuilder pendingTimeout(Duration timeout) {
        pendingTimeout = timeout;
        return this;
    }

    /** Sets for how long the end of a run waits for its listeners, for tests. */
    MigratorBuilder listenerTimeout(Duration timeout) {
        listenerTimeout = timeout;
        return this;
    }

    /**
     * Builds the migrator. Sends nothing; may be called again.
     *
     * @return the migrator
     */
    public Migrator build() {
        Integer fixed = concurrency;
        Scheduler timer = scheduler == null ? new SchedulerThread("connect-migrator-timer") : scheduler;
        return new Migrator(new MigratorContext(
                name,
                clock,
                waiting,
                timer,
                new Timeouts(stopTimeout, startTimeout, undoTimeout, pendingTimeout, settlingTime, listenerTimeout),
                downtimeBudget,
                CheckedJournal.of(journal),
                Journal.inMemory(),
                workerPool(timer),
                ownThreads == null ? WorkerPool.threads("connect-migrator-events-", true) : ownThreads,
                new ConcurrencyLimiter(
                        cluster -> ConcurrencyLimit.steady(fixed == null ? ConcurrencyLimit.PREPARED_AT_ONCE : fixed)),
                new ConcurrencyLimiter(cluster -> fixed == null
                        ? new AdaptiveLimit(() -> cluster.requestCounts().rebalances())
                        : ConcurrencyLimit.steady(fixed)),
                new ChangeDurations(),
                List.copyOf(listeners),
                Families.with(families)));
    }

    private WorkerPool workerPool(Scheduler timer) {
        Executor own = ownThreads == null ? WorkerPool.threads("connect-migrator-", false) : ownThreads;
        return executor == null ? new WorkerPool(own, timer) : WorkerPool.borrowing(executor, own, timer);
    }

    private static Duration positive(Duration timeout, String what) {
        if (requireNonNull(timeout, what).isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(what + " must be positive, was " + timeout);
        }
        return timeout;
    }
}
