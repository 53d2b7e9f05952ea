package io.connectmigrator.lab.sim;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.connect.SimulatedClients;
import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.migration.MigratorBuilder;
import io.connectmigrator.migration.SimulatedMigrators;
import java.io.IOError;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process that uses the library: its threads, its clock and its network. Once it is killed each of them throws
 * {@link ProcessKilled}, and what it had scheduled is not done; requests that are under way reach their worker all the same.
 */
public final class SimulatedProcess {

    /** What clocks show at the beginning. */
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final int MOST_READINGS = 200_000;
    private static final Duration BLOCKED = Duration.ofSeconds(30);

    private final VirtualTime time;
    private final Network network;
    private final Points points;
    private final Map<String, String> callersRecords;
    private final String name;
    private final @Nullable Coroutine coroutine;
    private final List<Throwable> uncaught = new ArrayList<>();
    private Duration clockShift = Duration.ZERO;
    private @Nullable Fault executorFault;
    private boolean alive = true;
    private long lastReading;
    private int readings;

    SimulatedProcess(
            VirtualTime time,
            Network network,
            Points points,
            Map<String, String> callersRecords,
            String name,
            @Nullable Coroutine coroutine) {
        this.time = time;
        this.network = network;
        this.points = points;
        this.callersRecords = callersRecords;
        this.name = name;
        this.coroutine = coroutine;
    }

    /** {@return the name of the process, the author of all that it does} */
    public String name() {
        return name;
    }

    /** {@return whether it can run while others do} */
    boolean isBeside() {
        return coroutine != null;
    }

    /** Records where the caller's own store says that a connector runs; the store outlives the process. */
    void recordsSay(String connector, String cluster) {
        requireAlive();
        time.history().note("recorded by the caller", connector + cluster);
        callersRecords.put(connector, cluster);
    }

    /** {@return whether it has not been killed} */
    public boolean isAlive() {
        return alive;
    }

    /** Ends it at once. */
    public void kill() {
        time.history().note("killed", name);
        alive = false;
        wake();
    }

    /** Moves its clock. */
    public void shiftClock(Duration by) {
        clockShift = clockShift.plus(by);
        time.history().note("clock set", clockShift);
    }

    /** {@return uncaught exceptions of tasks} */
    public List<Throwable> uncaught() {
        return Collections.unmodifiableList(uncaught);
    }

    VirtualTime time() {
        return time;
    }

    /** Passes a point. {@return what goes wrong there with what the process is about to do} */
    @Nullable
    Fault point(String kind) {
        requireAlive();
        Fault fault = points.pass(this, kind);
        requireAlive();
        return fault;
    }

    /** Called by all callbacks that the caller passes to the library. */
    public void callersCode(String what) {
        Fault fault = point("call " + what);
        if (fault == null) {
            return;
        }
        switch (fault) {
            case THROWS_EXCEPTION -> throw new IllegalStateException("the caller's code has failed");
            case THROWS_ERROR -> throw new IOError(new IOException("the caller's code has failed"));
            case THROWS_INTERRUPTED -> throw sneaky(new InterruptedException());
            case BLOCKS -> block();
            case INTERRUPTS -> Thread.currentThread().interrupt();
            default -> throw new IllegalStateException(fault + " is nothing that happens to a caller");
        }
    }

    private void block() {
        try {
            await(() -> false, BLOCKED);
        } catch (InterruptedException e) {
            throw sneaky(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    void requireAlive() {
        if (!alive) {
            throw new ProcessKilled(name);
        }
    }

    /** Lets the process check the condition that it waits for. */
    void wake() {
        if (coroutine != null) {
            time.at(time.now(), coroutine, () -> {});
        }
    }

    /** Blocks until a condition holds, for this long at most. */
    void await(BooleanSupplier condition, Duration most) throws InterruptedException {
        requireAlive();
        Thread thread = Thread.currentThread();
        time.runUntil(() -> !alive || thread.isInterrupted() || condition.getAsBoolean(), time.now() + most.toNanos());
        requireAlive();
        if (!condition.getAsBoolean() && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Does something on a thread of the process. */
    public void execute(Runnable task) {
        at(time.now(), task);
    }

    private Scheduler.Scheduled at(long moment, Runnable task) {
        requireAlive();
        return time.at(moment, coroutine, () -> run(task));
    }

    private void run(Runnable task) {
        if (!alive) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            task.run();
        } catch (ProcessKilled e) {
            // The rest of the task is not done, as when a process is killed.
        } catch (Throwable e) {
            uncaught.add(e);
        } finally {
            // Each task begins on a thread that is not interrupted.
            Thread.interrupted();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return its network} */
    public HttpClient httpClient() {
        return new SimulatedHttp(network, this);
    }

    /** {@return its pauses} */
    public Waiting waiting() {
        return new Waiting(this::nanoTime, pause -> await(() -> false, pause), this::nextRandom);
    }

    /** Code that polls the clock without blocking would do so for ever: it is stopped, and counts as a failure. */
    private long nanoTime() {
        requireAlive();
        readings = time.now() == lastReading ? readings + 1 : 0;
        lastReading = time.now();
        if (readings > MOST_READINGS) {
            uncaught.add(new IllegalStateException(
                    "it spins: it waits for time to pass, and does not block", new Throwable()));
            kill();
            requireAlive();
        }
        return time.now();
    }

    private double nextRandom() {
        requireAlive();
        return time.nextDouble();
    }

    /** {@return its scheduler} */
    public Scheduler scheduler() {
        return (delay, task) -> at(time.now() + delay.toNanos(), task);
    }

    /** {@return an executor of the caller} */
    public Executor executor() {
        return task -> {
            Fault fault = executorFault == null ? point("executor") : executorFault;
            if (fault == null) {
                execute(task);
            } else {
                fail(fault, task);
            }
        };
    }

    private void fail(Fault fault, Runnable task) {
        switch (fault) {
            case EXECUTOR_REJECTS -> {
                executorFault = fault;
                throw new RejectedExecutionException("the pool has been shut down");
            }
            case EXECUTOR_DROPS -> executorFault = fault;
            case EXECUTOR_THROWS -> throw new IOError(new IOException("no thread can be made"));
            case EXECUTOR_RUNS_AT_ONCE -> task.run();
            default -> throw new IllegalStateException(fault + " is nothing that happens to an executor");
        }
    }

    /** {@return its clock} */
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                requireAlive();
                return BEGINNING.plusNanos(time.now()).plus(clockShift);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** {@return the builder of a client of all workers of a cluster} */
    public ConnectClientBuilder client(SimulatedConnect cluster) {
        List<SimulatedWorker> workers = cluster.workers();
        ConnectClientBuilder builder =
                ConnectClient.builder(workers.get(0).url()).name(cluster.name());
        workers.stream().skip(1).map(SimulatedWorker::url).forEach(builder::url);
        return SimulatedClients.time(builder.httpClient(httpClient()), waiting(), clock());
    }

    /** {@return a way to the offset topic and the consumer groups of a cluster} */
    public SimulatedTransport transport(SimulatedConnect cluster) {
        return new SimulatedTransport(this, cluster);
    }

    /** {@return the builder of a migrator whose work is done on the threads of this process} */
    public MigratorBuilder migrator(SimulatedJournal journal) {
        Journal own = journal.of(this);
        return SimulatedMigrators.time(
                Migrator.builder().journal(own).name(name).executor(executor()),
                waiting(),
                clock(),
                scheduler(),
                this::execute);
    }

    @Override
    public String toString() {
        return name + (alive ? "" : " (killed)");
    }
}
