package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SimulatedMigrationTest {

    private static final Map<String, String> SOURCE = Map.of("connector.class", "SimulatedSource", "tasks.max", "2");
    private static final Map<String, String> SINK =
            Map.of("connector.class", "SimulatedSink", "topics", "orders", "tasks.max", "1");

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();

    @BeforeEach
    void logNothing() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        logger.setLevel(level);
    }

    @Test
    void a_source_is_moved_and_copies_every_record_once() {
        assertMoved(1, SOURCE, plan -> plan, "orders");
    }

    @Test
    void a_sink_is_moved_within_its_consumer_group() {
        assertMoved(2, SINK, plan -> plan, "orders");
    }

    @Test
    void a_sink_is_moved_under_another_name() {
        assertMoved(3, SINK, plan -> plan.rename(name -> "new-" + name), "new-orders");
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        assertThat(assertMoved(7, SOURCE, plan -> plan, "orders"))
                .isEqualTo(assertMoved(7, SOURCE, plan -> plan, "orders"))
                .isNotEqualTo(assertMoved(8, SOURCE, plan -> plan, "orders"));
    }

    private static String assertMoved(
            long seed,
            Map<String, String> config,
            Function<MigrationPlanBuilder, MigrationPlanBuilder> change,
            String name) {
        try (Simulation simulation = new Simulation(seed)) {
            SimulatedKafka kafka = simulation.kafka("kafka");
            SimulatedConnect source = simulation.connect("source", ConnectVersion.V4_3, 1, kafka);
            SimulatedConnect target = simulation.connect("target", ConnectVersion.V4_3, 1, kafka);
            simulation.run(source, "orders", config);
            SimulatedProcess process = simulation.process("service");
            ConnectClient from = process.client(source).build();
            ConnectClient to = process.client(target).build();
            MigrationPlan plan = change.apply(
                            MigrationPlan.builder().from(from).to(to).connectors("orders"))
                    .build();
            Migrator migrator = process.migrator(new SimulatedJournal()).build();
            CompletableFuture<MigrationReport> report = migrator.start(plan).completion();
            assertThat(simulation.runUntil(report::isDone, Duration.ofHours(1))).isTrue();
            simulation.sleep(Duration.ofSeconds(1));

            assertThat(report.join().succeeded()).as(report.join()::toString).isTrue();
            assertThat(process.uncaught()).isEmpty();
            assertThat(source.isCopying("orders")).isFalse();
            assertThat(target.isCopying(name)).isTrue();
            assertThat(simulation.deliveries().lost()).isEmpty();
            assertThat(simulation.deliveries().doubled()).isEmpty();
            assertThat(simulation.deliveries().atOnce()).isEmpty();
            return simulation.deliveries().all().toString() + simulation.audit().changes();
        }
    }
}
