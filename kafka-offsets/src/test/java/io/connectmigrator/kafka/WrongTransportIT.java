package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Transports that are not those of the cluster whose client was given them. Nothing is touched, so that one connector serves all
 * tests.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongTransportIT {

    private final Laboratory lab;
    private final OpenClients clients = new OpenClients();
    private final ConnectCluster from;
    private final ConnectCluster to;
    private final TestedConnector connector;

    WrongTransportIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.to = lab.cluster("target", KafkaVersion.V4_3);
        this.connector = new TestedConnector(lab, clients.of(from), clients.of(to));
    }

    @BeforeAll
    void start() {
        connector.running();
        connector.awaitOffsets(connector.source());
    }

    @AfterAll
    void close() {
        connector.close();
        clients.close();
    }

    @Test
    void a_topic_that_does_not_exist() {
        assertRefused(
                clients.of(from, transport("no-such-topic")),
                clients.of(to),
                ProblemCode.TRANSPORT_FAILED,
                "no-such-topic");
    }

    @Test
    void a_topic_without_offsets() {
        lab.kafka().createTopic("empty-topic", 1);

        assertRefused(
                clients.of(from, transport("empty-topic")),
                clients.of(to),
                ProblemCode.WRONG_TRANSPORT,
                "but the workers list 2 partitions");
    }

    @Test
    void a_topic_of_another_kafka_cluster() {
        KafkaOffsetsBuilder elsewhere =
                KafkaOffsets.builder(lab.kafka("elsewhere").bootstrapServers()).offsetTopic(from.offsetTopic());
        lab.kafka("elsewhere").createTopic(from.offsetTopic(), 1);

        assertRefused(clients.of(from, elsewhere), clients.of(to), ProblemCode.WRONG_TRANSPORT, "Kafka cluster");
    }

    @Test
    void brokers_that_do_not_answer() {
        KafkaOffsetsBuilder unreachable = KafkaOffsets.builder("127.0.0.1:1")
                .offsetTopic(from.offsetTopic())
                .timeout(Duration.ofSeconds(2));

        assertRefused(clients.of(from, unreachable), clients.of(to), ProblemCode.TRANSPORT_FAILED, "127.0.0.1:1");
    }

    @Test
    void one_cluster_under_two_names_by_its_offset_topic() {
        assertRefused(
                clients.of(from),
                clients.of(to, transport(from.offsetTopic())),
                ProblemCode.SAME_CLUSTER,
                "offset topic " + from.offsetTopic());
    }

    @Test
    void one_cluster_under_two_names_by_its_group() {
        assertRefused(
                clients.of(from),
                clients.of(to, OpenClients.offsets(to).groupId(from.groupId())),
                ProblemCode.SAME_CLUSTER,
                "group " + from.groupId());
    }

    private KafkaOffsetsBuilder transport(String topic) {
        return KafkaOffsets.builder(from.kafka().bootstrapServers()).offsetTopic(topic);
    }

    private void assertRefused(ConnectClient source, ConnectClient target, ProblemCode code, String expected) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectors(connector.name())
                .build();
        Migrator migrator = Migrator.create();

        MigrationCheck check = migrator.check(plan);

        assertThat(check.problems()).filteredOn(Problem::isError).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(expected);
        });
        assertThat(migrator.migrate(plan).connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
    }
}
