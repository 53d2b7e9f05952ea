package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedJournal;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.SimulatedProcess;
import io.connectmigrator.lab.sim.Simulation;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a call does for a connector that was moved to a third cluster after its migration, in simulated clusters. */
class MovedOnTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();
    private final Simulation simulation = new Simulation(1);
    private final SimulatedKafka kafka = simulation.kafka("kafka");
    private final SimulatedConnect a = simulation.connect("a", ConnectVersion.V4_3, 1, kafka);
    private final SimulatedConnect b = simulation.connect("b", ConnectVersion.V4_3, 1, kafka);
    private final SimulatedConnect c = simulation.connect("c", ConnectVersion.V4_3, 1, kafka);
    private final SimulatedProcess process = simulation.process("service");
    private final Migrator migrator = process.migrator(new SimulatedJournal()).build();

    @BeforeEach
    void begin() {
        logger.setLevel(Level.OFF);
        simulation.run(a, "orders", Map.of("connector.class", "SimulatedSource", "tasks.max", "2"));
    }

    @AfterEach
    void end() {
        simulation.close();
        logger.setLevel(level);
    }

    @Test
    void a_connector_that_was_moved_on_is_not_rolled_back_by_the_first_migration() {
        assertThat(outcome(migrator.start(plan(a, b)))).isInstanceOf(MigrationOutcome.Moved.class);
        assertThat(outcome(migrator.start(plan(b, c)))).isInstanceOf(MigrationOutcome.Moved.class);

        MigrationReport report = report(migrator.startRollback(plan(a, b)));

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(report.connectors().get(0).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is now connector 'orders' of c"));
        assertRunsOnlyOn(c);
    }

    @Test
    void a_connector_that_was_moved_on_and_forgotten_is_not_brought_back_by_the_first_migration() {
        report(migrator.start(plan(a, b)));
        report(migrator.start(plan(b, c)));
        simulation.operator(b, "orders").delete();
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(outcome(migrator.startForget(plan(b, c)))).isInstanceOf(MigrationOutcome.Forgotten.class);

        assertThat(outcome(migrator.startRollback(plan(a, b)))).isInstanceOf(MigrationOutcome.Refused.class);

        assertRunsOnlyOn(c);
    }

    @Test
    void migrations_are_rolled_back_in_the_opposite_order() {
        report(migrator.start(plan(a, b)));
        report(migrator.start(plan(b, c)));

        assertThat(outcome(migrator.startRollback(plan(b, c)))).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome(migrator.startRollback(plan(a, b)))).isInstanceOf(MigrationOutcome.RolledBack.class);

        assertRunsOnlyOn(a);
    }

    @Test
    void two_calls_at_once_do_not_move_a_connector_to_and_from_one_cluster() {
        MigrationRun first = migrator.start(plan(a, b));

        CompletableFuture<MigrationReport> second = migrator.start(plan(b, c)).completion();
        report(first);

        assertThat(simulation.runUntil(second::isDone, Duration.ofHours(1))).isTrue();
        assertThat(second).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(ClaimedException.class);
        assertRunsOnlyOn(b);
    }

    @Test
    void a_connector_that_is_not_where_it_was_moved_to_is_not_called_moved() {
        report(migrator.start(plan(a, b)));
        simulation.operator(b, "orders").delete();
        simulation.sleep(Duration.ofSeconds(1));

        MigrationReport report = report(migrator.start(plan(a, b)));

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(report.connectors().get(0).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOT_IN_THAT_STATE);
    }

    private void assertRunsOnlyOn(SimulatedConnect cluster) {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.clusters())
                .filteredOn(each -> each.isCopying("orders"))
                .containsExactly(cluster);
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    private MigrationPlan plan(SimulatedConnect from, SimulatedConnect to) {
        return MigrationPlan.builder()
                .from(client(from))
                .to(client(to))
                .connectors("orders")
                .build();
    }

    private ConnectClient client(SimulatedConnect cluster) {
        return process.client(cluster).build();
    }

    private MigrationOutcome outcome(MigrationRun run) {
        return report(run).connectors().get(0).outcome();
    }

    private MigrationReport report(MigrationRun run) {
        CompletableFuture<MigrationReport> report = run.completion();
        assertThat(simulation.runUntil(report::isDone, Duration.ofHours(1))).isTrue();
        return report.join();
    }
}
