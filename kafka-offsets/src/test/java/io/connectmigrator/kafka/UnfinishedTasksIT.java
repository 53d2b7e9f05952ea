package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.HeldPolls;
import io.connectmigrator.lab.moving.LossyBroker;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that their worker has given up on, and that may commit for as long as their poll blocks. */
@ExtendWith(SharedLaboratory.class)
class UnfinishedTasksIT {

    private final Laboratory lab;

    UnfinishedTasksIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_connector_whose_tasks_never_said_that_they_ended_is_not_moved_from_where_it_was_stopped() {
        try (OpenClients clients = new OpenClients();
                TestedConnector connector = new TestedConnector(
                        lab,
                        clients.of(lab.cluster("source", KafkaVersion.V4_3)),
                        clients.of(lab.cluster("target", KafkaVersion.V4_3)))) {
            HeldPolls polls = new HeldPolls(lab);
            connector.source().createConnector(connector.name(), connector.config(HeldPolls.SETTING, polls.file()));
            connector.awaitOffsets(connector.source());
            polls.hold();
            connector.source().stop(connector.name());
            await().atMost(TestedConnector.DEADLINE).until(() -> looksStopped(connector));

            MigrationReport report = Migrator.builder()
                    .stopTimeout(Duration.ofSeconds(2))
                    .build()
                    .migrate(connector.plan());
            polls.release();

            assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
            assertThat(report.problems()).anySatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.TIMED_OUT);
                assertThat(problem.message()).containsPattern("task " + connector.name() + "-[01] last wrote RUNNING");
            });
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SOURCE_ALREADY_STOPPED);
            connector.assertTargetAsFound();
        }
    }

    /** Connect leaves what it has no acknowledgement of out of the last commit of a task that it gives up, wherever the connector goes on. */
    @Test
    void a_task_that_is_given_up_brings_the_connector_back_and_the_report_warns_of_what_it_delivers_again() {
        try (OpenClients clients = new OpenClients();
                LossyBroker broker = new LossyBroker(lab.kafka());
                TestedConnector connector = new TestedConnector(
                        lab,
                        clients.of(lab.cluster("source", KafkaVersion.V4_3)),
                        clients.of(lab.cluster("target", KafkaVersion.V4_3)))) {
            connector.running("producer.override.bootstrap.servers", broker.bootstrapServers());
            broker.keepBack();

            MigrationReport report = Migrator.builder()
                    .stopTimeout(Duration.ofSeconds(10))
                    .build()
                    .migrate(connector.plan());
            broker.release();

            assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
            assertThat(report.problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.TIMED_OUT, ProblemCode.STOP_TOOK_LONG);
            connector.awaitMoreRecords();
            assertThat(connector.tally()).matches(tally -> tally.missing() == 0 && tally.doubled() > 0);
            connector.assertTargetAsFound();
        }
    }

    private static boolean looksStopped(TestedConnector connector) {
        ConnectorStatus status = connector.source().status(connector.name());
        return status.state() == ConnectorState.STOPPED && status.tasks().isEmpty();
    }
}
