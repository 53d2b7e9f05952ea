package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What two real sinks read by regular expressions is compared with the topics that real brokers have. */
@ExtendWith(SharedLaboratory.class)
class ReshapedTopicsIT {

    private final String id = String.valueOf(System.nanoTime());
    private final String one = "one-" + id;
    private final String other = "other-" + id;
    private final String ofBoth = "both-" + id;
    private final Laboratory lab;
    private final Broker kafka;
    private final ConnectCluster workers;
    private final ConnectClient cluster;

    ReshapedTopicsIT(Laboratory lab) {
        this.lab = lab;
        this.kafka = lab.kafka();
        this.workers = lab.cluster("source", KafkaVersion.V4_3);
        this.cluster = TestedConnector.client(workers);
    }

    @BeforeEach
    void runSinks() {
        run(one, "(one|b.*)-" + id);
        run(other, "(other|.*h)-" + id);
    }

    @AfterEach
    void deleteSinks() {
        Stream.of(one, other)
                .filter(name -> cluster.findConnector(name).isPresent())
                .forEach(cluster::deleteConnector);
    }

    /** Its topic has its name, and the only record that it reads. */
    private void run(String sink, String regex) {
        kafka.createTopic(sink, 1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>(sink, "key", "1"));
        }
        cluster.createConnector(
                sink,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics.regex", regex)
                        .with("tasks.max", "1")
                        .with("file", lab.file("sinks-" + id).toString()));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !cluster.listOffsets(sink).isEmpty());
    }

    private List<Problem> overlaps(ConnectClient client) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(client)
                .to(client)
                .merge("all-" + id, one, other)
                .build();
        return Migrator.create().check(plan).problems().stream()
                .filter(problem -> problem.code() == ProblemCode.COVERAGE_OVERLAPS)
                .toList();
    }

    @Test
    void a_new_topic_that_both_match_is_refused_by_its_name_and_over_rest_it_is_said_that_it_cannot_be_seen() {
        try (KafkaTopics topics = KafkaTopics.builder(kafka.bootstrapServers()).build()) {
            ConnectClient reading =
                    ConnectClient.builder(workers.url()).topics(topics).build();
            assertThat(overlaps(reading)).isEmpty();
            // The sinks look for new topics every five minutes, so that there is no offset in this one.
            kafka.createTopic(ofBoth, 1);

            assertThat(overlaps(reading)).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(Severity.ERROR);
                assertThat(problem.message()).contains("read the same topic '" + ofBoth + "'");
            });
        }
        assertThat(overlaps(cluster)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("could not be looked up");
        });
    }
}
