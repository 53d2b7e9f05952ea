package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.crash.CrashableClusters.Approach;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Connectors move, several at a time, while workers of both clusters are killed every few seconds, and one request in ten is
 * answered with a 409.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedWorkerCrashesIT {

    private static final int CONNECTORS = 20;
    private static final int AT_A_TIME = 4;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int SECONDS_BETWEEN_KILLS = 5;

    private final Laboratory lab;
    private final CrashableClusters clusters;

    RepeatedWorkerCrashesIT(Laboratory lab) {
        this.lab = lab;
        this.clusters = new CrashableClusters(lab);
    }

    @AfterAll
    void close() {
        clusters.close();
    }

    @Test
    void every_connector_is_moved_and_no_record_is_lost_or_duplicated() throws Exception {
        try (Approach approach = clusters.approach(new RandomConflicts());
                MovingConnectors connectors = new MovingConnectors(lab, approach)) {
            Migrator migrator = Migrator.create();
            Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

            try (WorkerKiller killer = new WorkerKiller(clusters.workers())) {
                connectors.forAll(connector -> {
                    MigrationReport report = migrator.migrate(connector.plan());
                    outcomes.merge(outcome(report), 1, Integer::sum);
                    return report;
                });
                System.out.println(
                        CONNECTORS + " connectors while workers crash, by the outcomes of all calls: " + outcomes);
                System.out.println(
                        killer.killed + " workers were killed, " + approach.conflicts() + " answers were a 409");
                assertThat(killer.killed).hasPositiveValue();
            }
            clusters.start();
            connectors.connectors.forEach(CrashableClusters::assertMoved);
        }
    }

    private static String outcome(MigrationReport report) {
        String why = report.problems().stream()
                .filter(Problem::isError)
                .map(problem -> " " + problem.code())
                .collect(Collectors.joining());
        return report.connectors().get(0).outcome() + why;
    }

    /** Answers one request in ten with a 409, as a worker that rebalances. */
    private static final class RandomConflicts implements Gate {

        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public boolean passes(String point) {
            return true;
        }

        @Override
        public boolean refuses() {
            return requests.incrementAndGet() % 10 == 0;
        }
    }

    /** The call for each connector. */
    private interface Call {
        MigrationReport on(TestedConnector connector);
    }

    /** The connectors that move. */
    private static final class MovingConnectors implements AutoCloseable {

        private final List<TestedConnector> connectors = new ArrayList<>();
        private final ExecutorService callers = Executors.newFixedThreadPool(AT_A_TIME);

        private MovingConnectors(Laboratory lab, Approach approach) {
            for (int i = 0; i < CONNECTORS; i++) {
                connectors.add(new TestedConnector(lab, approach.source(), approach.target())
                        .running("interval.ms", "100", "tasks.max", "1"));
            }
        }

        /** Calls for each of them until it succeeds. */
        private void forAll(Call call) throws InterruptedException, ExecutionException {
            List<Callable<Void>> calls = connectors.stream()
                    .<Callable<Void>>map(connector -> () -> {
                        await().atMost(DEADLINE)
                                .untilAsserted(
                                        () -> assertThat(call.on(connector)).matches(MigrationReport::succeeded));
                        return null;
                    })
                    .toList();
            for (var done : callers.invokeAll(calls)) {
                done.get();
            }
        }

        @Override
        public void close() {
            callers.shutdownNow();
            connectors.forEach(TestedConnector::close);
        }
    }

    /** Kills one worker after the other, and restarts each. */
    private static final class WorkerKiller implements AutoCloseable {

        private final AtomicInteger killed = new AtomicInteger();
        private final Random random = new Random();
        private final List<ConnectWorker> workers;
        private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

        private WorkerKiller(List<ConnectWorker> workers) {
            this.workers = workers;
            var unused = schedule.scheduleWithFixedDelay(this::killOne, 1, SECONDS_BETWEEN_KILLS, TimeUnit.SECONDS);
        }

        private void killOne() {
            ConnectWorker worker = workers.get(random.nextInt(workers.size()));
            worker.kill();
            killed.incrementAndGet();
            worker.start();
        }

        @Override
        public void close() throws InterruptedException {
            schedule.shutdown();
            assertThat(schedule.awaitTermination(TestedConnector.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
