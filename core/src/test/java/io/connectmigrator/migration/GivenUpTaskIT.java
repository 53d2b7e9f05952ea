package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.LossyBroker;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Acknowledgements of a source's records outlast the stop: workers give up on its task, whose last commit lacks these records, though the
 * broker has them.
 */
@ExtendWith(SharedLaboratory.class)
class GivenUpTaskIT {

    private final Laboratory lab;
    private final ConnectCluster pair;
    private final ConnectClient target;
    private final LossyBroker broker;
    private final List<TestedConnector> connectors = new ArrayList<>();

    GivenUpTaskIT(Laboratory lab) {
        this.lab = lab;
        this.pair = lab.connect("given-up").workers(2).start();
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        this.broker = new LossyBroker(lab.kafka());
    }

    @AfterEach
    void close() {
        broker.close();
        connectors.forEach(TestedConnector::close);
        pair.kill();
    }

    @Test
    void its_records_come_twice_and_the_report_warns_of_it() {
        MigrationReport report = migrateWithoutAcknowledgements(running(TestedConnector.client(pair), 1));

        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.STOP_TOOK_LONG);
    }

    /** The leader shows the task as gone before the other worker has begun to wait for it. */
    @Test
    void its_records_come_twice_and_the_report_says_that_the_stop_is_not_seen_if_its_worker_is_not_known() {
        ConnectWorker leader = pair.leaderSeenBy(pair.worker()).orElseThrow();
        ConnectClient source =
                ConnectClient.builder(leader.url()).name(pair.name()).build();
        // with an odd number of connectors and tasks the next connector and its task come to different workers
        running(source, 2);
        TestedConnector connector = running(source, 1);
        while (!isElsewhere(source.status(connector.name()), leader)) {
            assertThat(connectors).hasSizeLessThan(6);
            connector = running(source, 1);
        }

        MigrationReport report = migrateWithoutAcknowledgements(connector);

        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.STOP_NOT_SEEN);
    }

    private static boolean isElsewhere(ConnectorStatus status, ConnectWorker leader) {
        return leader.url().endsWith(status.workerId())
                && !leader.url().endsWith(status.tasks().get(0).workerId());
    }

    private TestedConnector running(ConnectClient source, int tasks) {
        TestedConnector connector = new TestedConnector(lab, source, target);
        connectors.add(connector);
        return connector.running(
                "tasks.max", Integer.toString(tasks), "producer.override.bootstrap.servers", broker.bootstrapServers());
    }

    private MigrationReport migrateWithoutAcknowledgements(TestedConnector connector) {
        broker.keepBack();
        MigrationReport report = Migrator.create()
                .migrate(connector
                        .planning()
                        .onCutover((name, cluster) -> broker.release())
                        .build());
        assertThat(report).matches(MigrationReport::succeeded);
        connector.awaitMoreRecords();
        assertThat(connector.tally()).matches(tally -> tally.missing() == 0 && tally.doubled() > 0);
        return report;
    }
}
