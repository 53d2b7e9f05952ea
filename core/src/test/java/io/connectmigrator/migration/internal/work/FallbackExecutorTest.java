package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.lab.sim.SimulatedProcess;
import io.connectmigrator.lab.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Every task runs exactly once, whatever the executor of the caller does with it. WorkerPoolTest uses real executors. */
class FallbackExecutorTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();
    private final Simulation simulation = new Simulation(1);
    private final SimulatedProcess process = simulation.process("service");
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void begin() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void end() {
        assertThat(process.uncaught()).isEmpty();
        simulation.close();
        logger.setLevel(level);
    }

    private FallbackExecutor borrowing(Executor callers) {
        return new FallbackExecutor(callers, own(), process.scheduler());
    }

    private Executor own() {
        return task -> process.execute(() -> {
            int before = done.size();
            task.run();
            if (done.size() > before) {
                done.add("on an own thread");
            }
        });
    }

    private void pass(Duration time) {
        simulation.sleep(time);
    }

    @Test
    void a_task_that_the_executor_runs_needs_no_other_thread() {
        borrowing(process.executor()).execute(() -> done.add("task"));

        pass(Duration.ofMinutes(1));

        assertThat(done).containsExactly("task");
    }

    @Test
    void a_rejected_task_runs_at_once() {
        borrowing(task -> {
                    throw new RejectedExecutionException("full");
                })
                .execute(() -> done.add("task"));

        pass(Duration.ofMillis(1));

        assertThat(done).containsExactly("task", "on an own thread");
    }

    @Test
    void a_task_that_is_queued_and_then_rejected_runs_once() {
        borrowing(task -> {
                    process.execute(task);
                    throw new RejectedExecutionException("shut down meanwhile");
                })
                .execute(() -> done.add("task"));

        pass(Duration.ofMinutes(1));

        assertThat(done).containsOnlyOnce("task");
    }

    @Test
    void a_dropped_task_runs_as_soon_as_a_later_task_has_run() {
        List<Runnable> dropped = new ArrayList<>();
        FallbackExecutor threads = borrowing(task -> {
            if (dropped.isEmpty()) {
                dropped.add(task);
            } else {
                process.execute(task);
            }
        });
        threads.execute(() -> done.add("task"));

        pass(Duration.ofSeconds(2));

        assertThat(done).containsExactly("task", "on an own thread");
        dropped.forEach(Runnable::run);
        assertThat(done).containsOnlyOnce("task");
    }

    @Test
    void a_task_in_the_queue_of_a_slow_executor_is_left_there_for_ten_seconds() {
        List<Runnable> queue = new ArrayList<>();
        borrowing(queue::add).execute(() -> done.add("task"));
        pass(Duration.ofSeconds(9));
        assertThat(done).isEmpty();

        List.copyOf(queue).forEach(Runnable::run);
        pass(Duration.ofMinutes(1));

        assertThat(done).containsExactly("task");
    }

    @Test
    void a_task_in_the_queue_of_an_executor_that_runs_nothing_runs_on_an_own_thread() {
        List<Runnable> queue = new ArrayList<>();
        borrowing(queue::add).execute(() -> done.add("task"));

        pass(Duration.ofMinutes(1));

        assertThat(done).containsExactly("task", "on an own thread");
        List.copyOf(queue).forEach(Runnable::run);
        assertThat(done).containsOnlyOnce("task");
    }

    @Test
    void a_task_for_which_no_thread_can_be_created_is_tried_again() {
        List<String> tries = new ArrayList<>();
        Executor own = task -> {
            tries.add("try");
            if (tries.size() < 4) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            process.execute(task);
        };
        new FallbackExecutor(
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        },
                        own,
                        process.scheduler())
                .execute(() -> done.add("task"));

        pass(Duration.ofSeconds(10));

        assertThat(done).containsExactly("task");
        assertThat(tries).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void work_in_several_turns_finishes_on_an_executor_that_rejects_every_task() {
        List<String> turns = new ArrayList<>();
        WorkerPool workerPool = new WorkerPool(
                borrowing(task -> {
                    throw new NoClassDefFoundError("unloaded");
                }),
                process.scheduler());

        assertThat(workerPool.drive(() -> {
                    turns.add("turn");
                    return turns.size() < 3 ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
                }))
                .isNotDone();
        pass(Duration.ofSeconds(10));

        assertThat(turns).hasSize(3);
    }
}
