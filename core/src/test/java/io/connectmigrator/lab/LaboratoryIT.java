package io.connectmigrator.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.junit.SharedLaboratory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the laboratory guarantees to the tests that use it. Those tests show it as well, so this class runs only with a profile. */
@ExtendWith(SharedLaboratory.class)
class LaboratoryIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Laboratory lab;

    LaboratoryIT(Laboratory lab) {
        this.lab = lab;
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V4_4"})
    void workers_of_the_oldest_and_the_newest_version_carry_sequences_from_a_source_to_a_sink(KafkaVersion version) {
        ConnectCluster cluster = lab.cluster("lab-it", version);
        String topic = "carried-" + version;
        Path file = lab.file(topic);

        cluster.createConnector("source", source(topic, "limit", "300", "tasks.max", "2"));
        cluster.createConnector("sink", sink(topic, file));

        awaitRecords(600, topic);
        await().atMost(DEADLINE)
                .untilAsserted(() ->
                        assertThat(SequenceReader.sinkFile(file).records()).isEqualTo(600));
        assertThat(lab.reader().topic(topic)).matches(SequenceTally::exactlyOnce);
        assertThat(SequenceReader.sinkFile(file)).matches(SequenceTally::exactlyOnce);
        cluster.deleteConnector("sink");
        cluster.deleteConnector("source");
    }

    @Test
    void a_killed_worker_starts_again_on_its_port_and_its_source_continues_from_its_offset() {
        ConnectCluster cluster = lab.connect("killed").start();
        String url = cluster.url();
        cluster.createConnector("source", source("resumed", "limit", "500"));
        awaitRecords(500, "resumed");
        awaitOffset(cluster, 499);

        cluster.worker().kill();
        assertThat(cluster.worker().isAlive()).isFalse();
        cluster.worker().start();
        cluster.createConnector("source", source("resumed", "limit", "600"));

        assertThat(cluster.url()).isEqualTo(url);
        awaitRecords(600, "resumed");
        assertThat(lab.reader().topic("resumed")).matches(SequenceTally::exactlyOnce);
        cluster.stop();
    }

    @Test
    void a_source_takes_an_alteration_of_its_offsets_as_it_is_configured() {
        ConnectCluster cluster = lab.cluster("lab-it", KafkaVersion.V4_3);
        String offsets = "{\"offsets\":[{\"partition\":{\"id\":\"0\"},\"offset\":{\"sequence\":6}}]}";
        createStopped(cluster, "lenient", source("altered", "limit", "10"));
        createStopped(cluster, "strict", source("altered", "limit", "10", "alter.offsets", "refuse"));

        assertThat(cluster.rest().patch("/connectors/lenient/offsets", offsets).status())
                .isEqualTo(200);
        assertThat(cluster.rest().patch("/connectors/strict/offsets", offsets).body())
                .contains("refused by configuration");

        cluster.rest().put("/connectors/lenient/resume", "");
        awaitRecords(3, "altered");
        assertThat(lab.reader().topic("altered").toString()).contains("missing 0-6");
        cluster.deleteConnector("lenient");
        cluster.deleteConnector("strict");
    }

    @Test
    void two_workers_of_a_cluster_share_the_tasks_of_a_connector() {
        ConnectCluster cluster = lab.connect("two").workers(2).start();

        cluster.createConnector("source", source("shared", "tasks.max", "2", "limit", "1"));

        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(
                                cluster.rest().get("/connectors/source/status").body())
                        .contains(cluster.urls().stream()
                                .map(LaboratoryIT::authority)
                                .toList()));
        cluster.stop();
    }

    @Test
    void a_killed_broker_starts_again_on_its_port_with_its_data() {
        Broker broker = lab.kafka("killed-broker");
        broker.createTopic("kept", 1);
        SequenceReaderIT.write(broker, "kept", "a 0", "a 1");

        broker.kill();
        assertThat(broker.isAlive()).isFalse();
        broker.start();

        assertThat(lab.reader(broker).topic("kept").records()).isEqualTo(2);
        broker.stop();
    }

    @Test
    void a_secured_broker_refuses_a_wrong_password_and_every_operation_that_was_not_granted() {
        Broker broker = lab.securedKafka("secured");
        broker.createTopic("guarded", 1);
        Map<String, String> reader = BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD);

        try (Admin unauthenticated = admin(broker, BrokerUsers.clientProperties(BrokerUsers.READER, "wrong"));
                Admin granted = admin(broker, reader)) {
            assertThat(describe(unauthenticated, "guarded"))
                    .failsWithin(DEADLINE)
                    .withThrowableThat()
                    .withCauseInstanceOf(SaslAuthenticationException.class);
            assertThat(describe(granted, "guarded"))
                    .failsWithin(DEADLINE)
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);

            try (Rights rights = new Rights(broker)) {
                rights.grant(BrokerUsers.READER, ResourceType.TOPIC, "guarded", AclOperation.DESCRIBE);

                assertThat(describe(granted, "guarded")).succeedsWithin(DEADLINE);
            }
        }
        broker.stop();
    }

    @Test
    void a_worker_whose_port_is_in_use_starts_on_another() throws IOException {
        ConnectCluster cluster = lab.connect("moving").launch();
        String url = cluster.url();

        try (ServerSocket otherServer =
                new ServerSocket(URI.create(url).getPort(), 1, InetAddress.getLoopbackAddress())) {
            cluster.awaitReady();
            assertThat(otherServer.isBound()).isTrue();
        }

        assertThat(cluster.url()).isNotEqualTo(url);
        assertThat(cluster.rest().get("/connectors").status()).isEqualTo(200);
        cluster.stop();
    }

    @Test
    void jars_that_are_there_are_not_downloaded_again() {
        List<String> downloads = new ArrayList<>();
        lab.kafka();

        try (MavenJars maven = MavenJars.open(downloads::add)) {
            assertThat(maven.resolve(KafkaVersion.BROKER.brokerArtifacts())).isNotEmpty();
        }

        assertThat(downloads).isEmpty();
    }

    private static Admin admin(Broker broker, Map<String, String> user) {
        Map<String, Object> properties = new HashMap<>(user);
        properties.put("bootstrap.servers", broker.bootstrapServers());
        return Admin.create(properties);
    }

    private static CompletionStage<?> describe(Admin admin, String topic) {
        return admin.describeTopics(List.of(topic)).allTopicNames().toCompletionStage();
    }

    private void awaitRecords(long records, String topic) {
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(lab.reader().topic(topic).records()).isGreaterThanOrEqualTo(records));
    }

    private static void createStopped(ConnectCluster cluster, String connector, Map<String, String> config) {
        String text = ConnectCluster.json(config);
        String body = "{\"name\":\"" + connector + "\",\"initial_state\":\"STOPPED\",\"config\":" + text + "}";
        assertThat(cluster.rest().post("/connectors", body).status()).isEqualTo(201);
    }

    private static void awaitOffset(ConnectCluster cluster, long sequence) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(
                                cluster.rest().get("/connectors/source/offsets").body())
                        .contains("{\"sequence\":" + sequence + "}"));
    }

    private static Map<String, String> source(String topic, String... more) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "SequenceSource");
        config.put("topic", topic);
        config.put("batch.size", "10");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, String> sink(String topic, Path file) {
        return Map.of("connector.class", "SequenceSink", "topics", topic, "file", file.toString());
    }

    private static String authority(String url) {
        return URI.create(url).getAuthority();
    }
}
