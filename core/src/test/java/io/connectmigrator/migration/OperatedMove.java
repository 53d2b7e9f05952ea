package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.kubernetes.KubernetesManifests;
import io.connectmigrator.kubernetes.OperatedConnector;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.moving.Kubectl;
import io.connectmigrator.lab.moving.ReconcilingOperator;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connector whose resources operators of both clusters have, and the commands that are printed for it. When the commands begin, the
 * operator of the source is in the midst of a look, for which it has read the resource before anything was paused.
 */
final class OperatedMove implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final String BACK = "# to go back: rollback(plan), then";
    private static final String ON = "# to go on: confirm(plan), then";
    private static final String OF_BACK = "#   ";

    private final Migrator migrator = Migrator.create();
    private final CountDownLatch lookGoesOn = new CountDownLatch(1);
    private final TestedConnector connector;
    private final ReconcilingOperator ofSource;
    private final ReconcilingOperator ofTarget;
    private final List<String> commands;
    private final Kubectl kubectl;
    private final MigrationPlan plan;
    private boolean isBack;

    OperatedMove(Laboratory lab, ConnectCluster source, ConnectCluster target) {
        this.connector = TestedConnector.between(lab, source, target).running();
        this.ofSource = new ReconcilingOperator(source, connector.name()::equals);
        this.ofTarget = new ReconcilingOperator(target, connector.name()::equals).start(INTERVAL);
        KubernetesManifests manifests = KubernetesManifests.strimzi(
                OperatedConnector.of(connector.name(), connector.source().config(connector.name()))
                        .from("connect-legacy", "legacy", connector.name())
                        .to("connect-eu", "eu"),
                "1.2.0");
        this.commands = manifests.commands();
        this.kubectl = new Kubectl()
                .with("legacy", ofSource)
                .with("eu", ofTarget)
                .file(connector.name() + ".yaml", manifests.connector())
                .beforeWaiting(lookGoesOn::countDown);
        this.plan = connector
                .planning()
                .settle(INTERVAL.multipliedBy(4))
                .onCutover((name, there) -> {
                    lookGoesOn.countDown();
                    awaitLooks(ofSource);
                })
                .build();
        beginSlowLook();
    }

    private void beginSlowLook() {
        CountDownLatch begun = new CountDownLatch(1);
        ofSource.apply(connector.name(), connector.source().config(connector.name()), false);
        ofSource.beforeActing(() -> {
                    begun.countDown();
                    awaitLatch(lookGoesOn);
                })
                .start(INTERVAL);
        awaitLatch(begun);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(TestedConnector.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLooks(ReconcilingOperator operator) {
        long before = operator.looks();
        await().atMost(TestedConnector.DEADLINE).until(() -> operator.looks() >= before + 2);
    }

    /** {@return the commands of a move that is confirmed} */
    List<String> commandsToGoOn() {
        return commands.stream()
                .filter(line -> !line.equals(BACK) && !line.startsWith(OF_BACK))
                .toList();
    }

    /** {@return the commands of a move that is rolled back} */
    List<String> commandsToGoBack() {
        return commands.subList(0, commands.indexOf(ON)).stream()
                .map(line -> line.startsWith(OF_BACK) ? line.substring(OF_BACK.length()) : line)
                .toList();
    }

    void run(List<String> lines) {
        kubectl.run(lines, this::callTheLibrary);
    }

    private void callTheLibrary(String line) {
        if (line.startsWith("# migrate(plan)")) {
            assertOutcome(migrator.migrate(plan), Moved.class);
            connector.awaitMoreRecords();
        } else if (line.equals(BACK)) {
            isBack = true;
            assertOutcome(migrator.rollback(plan), RolledBack.class);
        } else if (line.equals(ON)) {
            assertOutcome(migrator.confirm(plan), Confirmed.class);
        }
    }

    private static void assertOutcome(MigrationReport report, Class<? extends MigrationOutcome> outcome) {
        assertThat(report.connectors().get(0).outcome())
                .as("%s %s", report, report.problems())
                .isInstanceOf(outcome);
    }

    /** The connector is where the library has left it, and nothing would change that. */
    void assertRunsWithOwner() {
        if (isBack) {
            assertRunsWithOwner(ofSource, connector.source(), connector.target());
        } else {
            assertRunsWithOwner(ofTarget, connector.target(), connector.source());
        }
    }

    /** One operator owns the connector again, the other has nothing left that would start it, and each record was written once. */
    private void assertRunsWithOwner(ReconcilingOperator owner, ConnectClient cluster, ConnectClient other) {
        connector.awaitMoreRecords();
        awaitLooks(owner);
        assertThat(ofSource.changes()).isEmpty();
        assertThat(ofTarget.changes()).isEmpty();

        cluster.pause(connector.name());
        await().atMost(INTERVAL.multipliedBy(10))
                .untilAsserted(() -> assertThat(owner.changes()).containsExactly("RUNNING " + connector.name()));
        List.of(ofSource, ofTarget)
                .forEach(operator -> operator.resources().forEach(name -> operator.pause(name, false)));
        awaitLooks(ofSource);
        awaitLooks(ofTarget);
        connector.awaitMoreRecords();

        assertThat(owner == ofSource ? ofTarget.changes() : ofSource.changes()).isEmpty();
        assertThat(other.findConnector(connector.name())).isEmpty();
        TestedConnector.assertState(cluster, connector.name(), ConnectorState.RUNNING);
        connector.assertExactlyOnce();
    }

    @Override
    public void close() {
        lookGoesOn.countDown();
        ofSource.close();
        ofTarget.close();
        connector.close();
    }
}
