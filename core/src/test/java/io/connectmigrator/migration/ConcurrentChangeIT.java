package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operator or another tool changes a connector while it moves, which is noticed before the target is resumed. ResumeStepTest
 * does all of this and more in simulated clusters, so the default run takes one change of each side on real workers.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentChangeIT {

    /** A change by an operator between the verification of the offsets and the start of the target. */
    record Change(String name, ProblemCode seenAs, Consumer<TestedConnector> action) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Set<String> BY_DEFAULT =
            Set.of("the source was resumed", "offsets of the target were altered");

    /** Changes after which the migration is undone: the source runs as before, the target is as it was. */
    private static Stream<Change> undoable() {
        return allUndoable().filter(change -> Boolean.getBoolean("every.point") || BY_DEFAULT.contains(change.name()));
    }

    private static Stream<Change> allUndoable() {
        return Stream.of(
                new Change("the source was resumed", ProblemCode.SOURCE_CHANGED, connector -> {
                    connector.source().resume(connector.name());
                    connector.awaitMoreRecords();
                }),
                new Change(
                        "the source was reconfigured",
                        ProblemCode.SOURCE_CHANGED,
                        connector -> connector.source().patchConfig(connector.name(), Map.of("interval.ms", "30"))),
                new Change(
                        "offsets of the source were altered",
                        ProblemCode.SOURCE_CHANGED,
                        connector -> addOffsetsOfAnotherTask(connector.source(), connector.name())),
                new Change(
                        "the target was deleted",
                        ProblemCode.TARGET_CHANGED,
                        connector -> connector.target().deleteConnector(connector.name())),
                new Change(
                        "offsets of the target were altered",
                        ProblemCode.TARGET_CHANGED,
                        connector -> addOffsetsOfAnotherTask(connector.target(), connector.name())),
                new Change(
                        "offsets of the target were reset",
                        ProblemCode.TARGET_CHANGED,
                        connector -> connector.target().resetOffsets(connector.name())));
    }

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;
    private final Migrator migrator = Migrator.create();

    ConcurrentChangeIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    @ParameterizedTest
    @MethodSource("undoable")
    void the_migration_is_undone_when(Change change) {
        try (TestedConnector connector = running()) {
            MigrationReport report = migrator.migrate(planWith(connector, change.action()));

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.RESUME));
            assertThat(report.problems()).extracting(Problem::code).contains(change.seenAs());
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_target_that_was_resumed_too_early_stays_the_only_one_that_runs() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = planWith(connector, c -> {
                c.target().resume(c.name());
                c.awaitMoreRecords();
            });
            MigrationReport report = migrator.migrate(plan);

            assertThat(outcome(report)).isEqualTo(new Unfinished(MigrationStep.RESUME));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.TARGET_CHANGED);
            connector.assertSource(ConnectorState.STOPPED);
            connector.assertTarget(ConnectorState.RUNNING);

            assertThat(outcome(migrator.migrate(plan))).isInstanceOf(Moved.class);
            assertThat(outcome(migrator.rollback(plan))).isEqualTo(new RolledBack());
            connector.assertSource(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private TestedConnector running() {
        return TestedConnector.between(lab, source, target).running();
    }

    private static MigrationPlan planWith(TestedConnector connector, Consumer<TestedConnector> change) {
        return connector
                .planning()
                .onCutover((name, there) -> change.accept(connector))
                .build();
    }

    private static void addOffsetsOfAnotherTask(ConnectClient cluster, String connector) {
        OffsetSnapshot offsets = cluster.listOffsets(connector);
        ConnectorOffset known = offsets.offsets().get(0);
        cluster.alterOffsets(
                connector, OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "99"), known.offset()))));
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
