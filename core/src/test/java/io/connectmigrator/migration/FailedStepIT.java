package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After a failure before the target is resumed, source and target are as they were before. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedStepIT {

    /** The states that a connector may be in before. */
    enum Before {
        RUNNING(ConnectorState.RUNNING),
        PAUSED(ConnectorState.PAUSED);

        private final ConnectorState state;

        Before(ConnectorState state) {
            this.state = state;
        }
    }

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;
    private final Migrator migrator = Migrator.create();

    FailedStepIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    /** UndoTest has both states in simulated clusters, so there is one of them for each failure. */
    private static Stream<Before> atLeastRunning() {
        return atLeast(Before.RUNNING);
    }

    private static Stream<Before> atLeastPaused() {
        return atLeast(Before.PAUSED);
    }

    private static Stream<Before> atLeast(Before before) {
        return Boolean.getBoolean("every.point") ? Stream.of(Before.values()) : Stream.of(before);
    }

    @ParameterizedTest
    @MethodSource("atLeastRunning")
    void the_target_refuses_the_offsets(Before before) {
        try (TestedConnector connector = existing(before)) {
            MigrationReport report =
                    migrator.migrate(planWith(connector, config -> config.with("alter.offsets", "refuse")));

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.WRITE));
            assertAsBefore(connector, before);
        }
    }

    @ParameterizedTest
    @MethodSource("atLeastRunning")
    void the_target_finds_the_config_invalid(Before before) {
        try (TestedConnector connector = existing(before)) {
            MigrationReport report =
                    migrator.migrate(planWith(connector, config -> config.with("required.port", "none")));

            assertThat(outcome(report)).isInstanceOf(Refused.class);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.CONFIG_INVALID);
            assertAsBefore(connector, before);
        }
    }

    @ParameterizedTest
    @MethodSource("atLeastPaused")
    void the_cut_over_hook_fails(Before before) {
        try (TestedConnector connector = existing(before)) {
            MigrationReport report = migrator.migrate(connector
                    .planning()
                    .onCutover((name, there) -> {
                        throw new IllegalStateException("the records cannot be switched");
                    })
                    .build());

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.CUT_OVER));
            assertAsBefore(connector, before);
        }
    }

    @Test
    void a_connector_that_an_operator_creates_on_the_target_first_is_left_alone() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector =
                        new TestedConnector(lab, TestedConnector.client(source), proxy.client("target"))) {
            start(connector, Before.RUNNING);
            ConnectorConfig others = connector.config("topic", connector.topic() + "-of-an-operator");
            proxy.before(
                    "POST /connectors", () -> TestedConnector.client(target).createConnector(connector.name(), others));

            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.PREPARE));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NAME_TAKEN);
            connector.assertSource(ConnectorState.RUNNING);
            assertThat(others.isShownAs(connector.target().config(connector.name())))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("atLeastPaused")
    void the_target_answers_that_it_wrote_and_did_not(Before before) {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector =
                        new TestedConnector(lab, TestedConnector.client(source), proxy.client("target"))) {
            start(connector, before);
            proxy.answerInstead("PATCH", "/connectors/" + connector.name() + "/offsets", "{\"message\":\"written\"}");

            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.VERIFY));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.OFFSETS_NOT_AS_WRITTEN);
            assertAsBefore(connector, before);
        }
    }

    @Test
    void the_target_commits_lower_offsets_than_it_was_given() {
        try (WorkerProxy proxy = WorkerProxy.before(target);
                TestedConnector connector =
                        new TestedConnector(lab, TestedConnector.client(source), proxy.client("target"))) {
            start(connector, Before.RUNNING);
            String path = "/connectors/" + connector.name();
            proxy.before(
                    "PUT " + path + "/resume",
                    () -> proxy.answerInstead("GET", path + "/offsets", offsetsOf(connector, "{\"sequence\":0}")));

            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(outcome(report)).isEqualTo(new Unfinished(MigrationStep.PROVE));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.OFFSETS_WENT_BACK);
            ConnectorReport moved = report.connectors().get(0);
            assertThat(moved.before()).isEqualTo(connector.source().listOffsets(connector.name()));
            assertThat(moved.after())
                    .extracting(OffsetSnapshot::toJson)
                    .asString()
                    .contains("{\"sequence\":0}");
            connector.assertSource(ConnectorState.STOPPED);
        }
    }

    /** What the worker would answer if every partition of the connector had that offset. */
    private static String offsetsOf(TestedConnector connector, String offset) {
        return connector.source().listOffsets(connector.name()).offsets().stream()
                .map(found ->
                        "{\"partition\":{\"id\":\"" + found.partition().get("id") + "\"},\"offset\":" + offset + "}")
                .collect(Collectors.joining(",", "{\"offsets\":[", "]}"));
    }

    private TestedConnector existing(Before before) {
        return start(TestedConnector.between(lab, source, target), before);
    }

    private static TestedConnector start(TestedConnector connector, Before before) {
        connector.running();
        if (before == Before.PAUSED) {
            connector.source().pause(connector.name());
        }
        return connector;
    }

    private static MigrationPlan planWith(TestedConnector connector, UnaryOperator<ConnectorConfig> change) {
        return connector
                .planning()
                .config((name, config) -> change.apply(config))
                .build();
    }

    private static void assertAsBefore(TestedConnector connector, Before before) {
        connector.assertSource(before.state);
        connector.assertTargetAsFound();
        connector.source().resume(connector.name());
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
