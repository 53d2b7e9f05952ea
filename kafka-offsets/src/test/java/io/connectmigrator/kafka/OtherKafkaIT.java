package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connect clusters on two Kafka clusters, each with its own offset topic. */
@ExtendWith(SharedLaboratory.class)
class OtherKafkaIT {

    private final Laboratory lab;

    OtherKafkaIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void a_source_goes_on_in_the_other_kafka_cluster_where_it_was_in_this_one() {
        Broker elsewhere = lab.kafka("elsewhere");
        ConnectCluster from = lab.cluster("source", KafkaVersion.V4_3);
        ConnectCluster to = lab.cluster("target-elsewhere", elsewhere);
        try (OpenClients clients = new OpenClients();
                TestedConnector connector = new TestedConnector(lab, clients.of(from), clients.of(to))) {
            connector.running("partition.map", "linked", "partition.fields", "id,zone");

            MigrationReport report = Migrator.create().migrate(connector.plan());

            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SOURCE_ON_OTHER_KAFKA);
            SequenceTally here = connector.tally();
            assertThat(here).matches(SequenceTally::exactlyOnce);
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> assertThat(lab.reader(elsewhere)
                                    .topic(connector.topic())
                                    .sequences())
                            .hasSameSizeAs(here.sequences()));
            SequenceTally there = lab.reader(elsewhere).topic(connector.topic());
            assertThat(there.doubled()).isZero();
            assertThat(there.missing()).isEqualTo(here.records());
        }
    }
}
