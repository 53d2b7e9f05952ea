package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.migration.MigratorBuilder;
import io.connectmigrator.migration.SimulatedMigrators;
import io.connectmigrator.migration.internal.readiness.RehearsedShapes;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/**
 * Two simulated Connect clusters on one Kafka cluster, and a process that moves connectors between them, for tests to extend.
 */
public abstract class SimulatedClusters {

    protected static final Map<String, String> SOURCE = Map.of("connector.class", "SimulatedSource", "tasks.max", "2");
    protected static final Map<String, String> SINK = Map.of("connector.class", "SimulatedSink", "topics", "orders");

    protected final Simulation simulation = new Simulation(1);
    protected final SimulatedKafka kafka = simulation.kafka("kafka");
    protected final SimulatedConnect source;
    protected final SimulatedConnect target;
    protected final SimulatedJournal journal = new SimulatedJournal();
    protected SimulatedProcess process = simulation.process("service");

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();
    private final List<Expected> expected = new ArrayList<>();
    private Migrator migrator = process.migrator(journal).build();

    protected SimulatedClusters() {
        this(ConnectVersion.V4_3, ConnectVersion.V4_3);
    }

    protected SimulatedClusters(ConnectVersion from, ConnectVersion to) {
        source = simulation.connect("source", from, 1, kafka);
        target = simulation.connect("target", to, 1, kafka);
    }

    /** A fault or an action at the nth point of a kind. */
    private static final class Expected {

        private final String point;
        private final @Nullable Fault fault;
        private final Runnable action;
        private int left;

        Expected(String point, int left, @Nullable Fault fault, Runnable action) {
            this.point = point;
            this.left = left;
            this.fault = fault;
            this.action = action;
        }
    }

    @BeforeEach
    protected final void injectExpectedFaults() {
        logger.setLevel(Level.OFF);
        simulation.points().arm(this::pass, (fault, at) -> {});
    }

    @AfterEach
    protected final void closeSimulation() {
        simulation.close();
        logger.setLevel(level);
        assertThat(expected).as("points that were not passed").isEmpty();
        assertThat(simulation.processes())
                .allSatisfy(each -> assertThat(each.uncaught()).isEmpty());
    }

    private @Nullable Fault pass(Point point) {
        for (Expected next : expected) {
            if (point.kind().equals(next.point) && --next.left == 0) {
                expected.remove(next);
                next.action.run();
                return next.fault;
            }
        }
        return null;
    }

    /** Injects a fault at the first point of this kind, such as {@code PUT /connectors/orders/stop on source}. */
    protected final void at(String point, Fault fault) {
        at(point, 1, fault);
    }

    /** Injects a fault at the nth point of this kind, counted from 1. */
    protected final void at(String point, int number, Fault fault) {
        expected.add(new Expected(point, number, fault, () -> {}));
    }

    /** Runs an action and injects a fault at the nth point of this kind, counted from 1. */
    protected final void at(String point, int number, Fault fault, Runnable action) {
        expected.add(new Expected(point, number, fault, action));
    }

    /** Runs an action at the first point of this kind and lets 250 ms pass. */
    protected final void at(String point, Runnable action) {
        at(point, 1, action);
    }

    /** Runs an action at the nth point of this kind, counted from 1, and lets 250 ms pass. */
    protected final void at(String point, int number, Runnable action) {
        expected.add(new Expected(point, number, null, () -> {
            action.run();
            simulation.sleep(Duration.ofMillis(250));
        }));
    }

    /** Kills the process; a new one with the same journal makes the calls that follow. */
    protected final void restart() {
        process.kill();
        process = simulation.process("service-" + (simulation.processes().size() + 1));
        migrator = process.migrator(journal).build();
    }

    /** Starts a migration and kills the process when it has the answer to this request; see {@link #restart}. */
    protected final void startAndKill(MigrationPlan plan, String request) {
        AtomicBoolean killed = new AtomicBoolean();
        at(request + " answered", () -> {
            restart();
            killed.set(true);
        });
        migrator.start(plan);
        assertThat(simulation.runUntil(killed::get, Duration.ofMinutes(5))).isTrue();
    }

    /** Runs this many more sources. {@return their names} */
    protected final List<String> runMany(int sources) {
        List<String> names = IntStream.range(0, sources)
                .mapToObj(number -> "orders-" + number)
                .toList();
        names.forEach(name -> simulation.run(source, name, SOURCE));
        simulation.sleep(Duration.ofSeconds(5));
        return names;
    }

    /** {@return when a step began} */
    protected static Instant startOf(ConnectorReport report, MigrationStep step) {
        return report.steps().stream()
                .filter(done -> done.step() == step)
                .map(StepReport::startedAt)
                .findFirst()
                .orElseThrow();
    }

    /** {@return another cluster, whose workers support exactly once} */
    protected final SimulatedConnect exactlyOnce() {
        ClusterSettings settings = new ClusterSettings(
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                true,
                true,
                true,
                null);
        return simulation.connect("exact", ConnectVersion.V4_3, settings, 1, kafka);
    }

    /** {@return an operator of {@code orders} on a cluster} */
    protected final SimulatedOperator operator(SimulatedConnect cluster) {
        return simulation.operator(cluster, "orders");
    }

    /** Uses a migrator with other settings from now on. */
    protected final void use(MigratorBuilder settings) {
        migrator = settings.build();
    }

    protected final Migrator migrator() {
        return migrator;
    }

    /** {@return the builder of a plan that moves {@code orders} from the source to the target over REST} */
    protected final MigrationPlanBuilder plan() {
        return plan(source, target);
    }

    protected final MigrationPlanBuilder plan(SimulatedConnect from, SimulatedConnect to) {
        return allowing(
                MigrationPlan.builder().from(client(from)).to(client(to)).connectors("orders"));
    }

    /** {@return the same through the offset topics and consumer groups} */
    protected final MigrationPlanBuilder planOverTopics(SimulatedConnect from, SimulatedConnect to) {
        return allowing(MigrationPlan.builder()
                .from(clientWithTransport(from))
                .to(clientWithTransport(to))
                .connectors("orders"));
    }

    /** What is a risk with any connector whose config says nothing about it, and is not simulated. */
    protected static MigrationPlanBuilder allowing(MigrationPlanBuilder plan) {
        return plan.allow("D4", "no acknowledgement of a simulated broker is lost")
                .allow("D11", "simulated topics have no transactions");
    }

    protected final ConnectClient client(SimulatedConnect cluster) {
        return process.client(cluster).build();
    }

    protected final ConnectClient clientWithTransport(SimulatedConnect cluster) {
        return process.client(cluster)
                .offsetTransport(process.transport(cluster))
                .build();
    }

    /** {@return the result of a check, which runs in the thread of the test} */
    protected final MigrationCheck check(MigrationPlan plan) {
        return check(plan, process.migrator(journal));
    }

    /** {@return the result of a check by a migrator with other settings} */
    protected final MigrationCheck check(MigrationPlan plan, MigratorBuilder settings) {
        return inThreadOfTest(settings).check(plan);
    }

    /** {@return the card of a plan, of which nothing was rehearsed} */
    protected final Readiness readiness(MigrationPlan plan) {
        return readiness(plan, Duration.ZERO, shape -> List.of());
    }

    protected final Readiness readiness(MigrationPlan plan, Duration apart, RehearsedShapes rehearsed) {
        return readiness(plan, process.migrator(journal), apart, rehearsed);
    }

    /** {@return the card of a plan by a migrator with other settings} */
    protected final Readiness readiness(
            MigrationPlan plan, MigratorBuilder settings, Duration apart, RehearsedShapes rehearsed) {
        return SimulatedMigrators.readiness(inThreadOfTest(settings), plan, apart, rehearsed);
    }

    private Migrator inThreadOfTest(MigratorBuilder settings) {
        return SimulatedMigrators.time(
                        settings.executor(Runnable::run),
                        process.waiting(),
                        process.clock(),
                        process.scheduler(),
                        Runnable::run)
                .build();
    }

    protected final ConnectorReport migrate(MigrationPlan plan) {
        return only(report(migrator.start(plan)));
    }

    protected final ConnectorReport rollback(MigrationPlan plan) {
        return only(report(migrator.startRollback(plan)));
    }

    protected final ConnectorReport confirm(MigrationPlan plan) {
        return only(report(migrator.startConfirm(plan)));
    }

    private static ConnectorReport only(MigrationReport report) {
        assertThat(report.connectors()).hasSize(1);
        return report.connectors().get(0);
    }

    /** {@return the report of a run, which has an hour of simulated time to end} */
    protected final MigrationReport report(MigrationRun run) {
        CompletableFuture<MigrationReport> report = run.completion();
        assertThat(simulation.runUntil(report::isDone, Duration.ofHours(1))).isTrue();
        return report.join();
    }

    /** {@return the steps in the order in which they ended, such as {@code quiesce}, {@code write failed}, {@code undo quiesce}} */
    protected static List<String> steps(ConnectorReport report) {
        return report.steps().stream()
                .map(step -> (step.direction() == StepReport.Direction.UNDO ? "undo " : "")
                        + step.step()
                        + (step.succeeded() ? "" : " failed"))
                .toList();
    }

    protected static List<ProblemCode> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    /** {@return the changes made by the library, in order, such as {@code source PAUSED} or {@code target CREATED}} */
    protected final List<String> changes() {
        return simulation.audit().changes().stream()
                .filter(change -> change.author().startsWith("service"))
                .map(SimulatedClusters::shown)
                .toList();
    }

    private static String shown(Change change) {
        return change.cluster() + " "
                + (change.kind() == Kind.TARGET_STATE_CHANGED
                        ? change.after()
                        : change.kind().name());
    }

    /** {@return the offsets of {@code orders} on a cluster as JSON, in the order of their keys} */
    protected final Map<String, String> offsets(SimulatedConnect cluster) {
        return new TreeMap<>(kafka.offsetTopic(cluster.offsetTopic()).of("orders"));
    }

    /** Leaves offsets of an earlier connector {@code orders} on a cluster. {@return these offsets} */
    protected final Map<String, String> leaveOffsets(SimulatedConnect cluster) {
        simulation.run(cluster, "orders", Map.of("connector.class", "SimulatedSource", "data", "earlier"));
        operator(cluster).delete();
        simulation.sleep(Duration.ofSeconds(1));
        return offsets(cluster);
    }

    /** {@return the phases of the open migrations in the journal} */
    protected final List<MigrationPhase> phases() {
        return migrator.unfinished().stream().map(OpenMigration::phase).toList();
    }

    /** Checks that {@code orders} copies on this cluster and on no other, and that no record was lost or copied twice. */
    protected final void assertRunsOnlyOn(SimulatedConnect cluster) {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.clusters())
                .filteredOn(each -> each.isCopying("orders"))
                .containsExactly(cluster);
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    /** Checks that a check of the plan finds this error and no other. */
    protected final void assertError(MigrationPlan plan, ProblemCode code) {
        MigrationCheck check = check(plan);

        assertThat(check.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .containsExactly(code);
        assertThat(check.passed()).isFalse();
    }

    /** Checks that a check of the plan finds this warning and nothing else. */
    protected final void assertWarning(MigrationPlan plan, ProblemCode code) {
        MigrationCheck check = check(plan);

        assertThat(codes(check.problems())).containsExactly(code);
        assertThat(check.passed()).isTrue();
    }

    /** Checks that the target has neither a connector nor offsets. */
    protected final void assertTargetUntouched() {
        assertThat(target.connectorNames()).isEmpty();
        assertThat(target.offsets("orders")).isEmpty();
    }
}
