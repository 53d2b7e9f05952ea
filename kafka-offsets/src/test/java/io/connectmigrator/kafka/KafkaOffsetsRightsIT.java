package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.BrokerUsers;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.Rights;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The failures of a client without the password or without a right, long before the timeout. */
@ExtendWith(SharedLaboratory.class)
@ResourceLock(BrokerUsers.READER)
@Timeout(30)
class KafkaOffsetsRightsIT {

    private static final Duration UNTIL_GIVEN_UP = Duration.ofMinutes(5);
    private static final String STORED = "[\"orders\",{\"id\":\"0\"}] {\"seq\":1}";
    private static final OffsetOwner SOURCE = OffsetOwner.source("orders", Map.of());
    private static final OffsetSnapshot OFFSETS =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("seq", 1))));
    private static final OffsetSnapshot OTHERS =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("seq", 2))));

    private final Broker kafka;
    private final Rights rights;
    private final String topic = "offsets-" + System.nanoTime();

    KafkaOffsetsRightsIT(Laboratory lab) {
        kafka = lab.securedKafka("secured");
        rights = new Rights(kafka);
    }

    @AfterEach
    void takeRightsBack() {
        rights.close();
    }

    @BeforeEach
    void storeAnOffset() {
        kafka.createTopic(topic, 1);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(asAdmin(), new StringSerializer(), new StringSerializer())) {
            int space = STORED.indexOf(' ');
            String value = STORED.substring(space + 1);
            assertThat(producer.send(new ProducerRecord<>(topic, STORED.substring(0, space), value)))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_wrong_password_is_said_to_be_one_and_never_shown() {
        try (KafkaOffsets offsets = offsets(BrokerUsers.clientProperties(BrokerUsers.READER, "not-the-password"))) {
            for (Runnable attempt : List.<Runnable>of(
                    () -> offsets.listOffsets(SOURCE),
                    () -> offsets.alterOffsets(SOURCE, OTHERS),
                    () -> offsets.listOffsets(sink()))) {
                OffsetTransportException failure = failureOf(attempt);

                assertThat(failure)
                        .hasMessageContaining("did not accept the user or the password")
                        .hasMessageContaining(kafka.bootstrapServers());
                assertThat(everythingAbout(failure)).doesNotContain("not-the-password");
            }
        }
        assertThat(stored()).containsExactly(STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"secret\"end\";", "\"secret\"", "secret", "\"secret\" secret;", "\"secret\nsecret\";"})
    void a_login_that_cannot_be_read_is_not_shown(String password) {
        Map<String, String> properties = new HashMap<>(BrokerUsers.clientProperties(BrokerUsers.READER, "x"));
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"reader\" password="
                        + password);
        try (KafkaOffsets offsets = offsets(properties)) {
            OffsetTransportException failure = failureOf(() -> offsets.listOffsets(SOURCE));

            assertThat(everythingAbout(failure))
                    .doesNotContain("secret")
                    .doesNotContain("end\"")
                    .contains(kafka.bootstrapServers());
            assertThat(offsets.toString()).doesNotContain("secret");
        }
    }

    @Test
    void without_a_right_to_the_topic_its_offsets_are_not_said_to_be_none() {
        try (KafkaOffsets offsets = asReader()) {
            for (Runnable attempt : List.<Runnable>of(
                    () -> offsets.listOffsets(SOURCE),
                    () -> offsets.peekOffsets(SOURCE),
                    () -> offsets.alterOffsets(SOURCE, OTHERS),
                    () -> offsets.resetOffsets(SOURCE))) {
                assertThat(failureOf(attempt))
                        .hasMessageContaining("no right to the topic")
                        .hasMessageContaining(topic)
                        .hasMessageContaining(kafka.bootstrapServers());
            }
        }
        assertThat(stored()).containsExactly(STORED);
    }

    @Test
    void a_client_that_may_only_describe_the_topic_may_not_read_its_offsets() {
        rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.DESCRIBE);
        try (KafkaOffsets offsets = asReader()) {
            assertThat(failureOf(() -> offsets.listOffsets(SOURCE)))
                    .hasMessageContaining("no right to the topic")
                    .hasMessageContaining(topic)
                    .hasMessageContaining(kafka.bootstrapServers());
        }
    }

    @Test
    void a_client_that_may_only_read_reads_and_writes_nothing() {
        rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.READ);
        try (KafkaOffsets offsets = asReader()) {
            assertThat(offsets.listOffsets(SOURCE)).isEqualTo(OFFSETS);
            // Brokers do not let a client that may write to no topic at all have a producer.
            assertThat(failureOf(() -> offsets.alterOffsets(SOURCE, OTHERS)))
                    .hasMessageContaining("no right to the Kafka cluster")
                    .hasMessageContaining("0 of 1 records were acknowledged")
                    .extracting(OffsetTransportException::remedy)
                    .asString()
                    .contains("WRITE on the topic");
            rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic + "-other", AclOperation.WRITE);
            for (Runnable attempt :
                    List.<Runnable>of(() -> offsets.alterOffsets(SOURCE, OTHERS), () -> offsets.resetOffsets(SOURCE))) {
                assertThat(failureOf(attempt))
                        .hasMessageContaining("no right to the topic")
                        .hasMessageContaining(topic)
                        .hasMessageContaining(kafka.bootstrapServers())
                        .hasMessageContaining("0 of 1 records were acknowledged");
            }
        }
        assertThat(stored()).containsExactly(STORED);
    }

    @Test
    void the_rights_that_the_messages_name_are_enough() {
        rights.grant(
                BrokerUsers.READER,
                ResourceType.TOPIC,
                topic,
                AclOperation.DESCRIBE,
                AclOperation.READ,
                AclOperation.WRITE);
        try (KafkaOffsets offsets = asReader()) {
            offsets.alterOffsets(SOURCE, OTHERS);

            assertThat(offsets.listOffsets(SOURCE)).isEqualTo(OTHERS);
        }
        assertThat(stored()).containsExactly(STORED, "[\"orders\",{\"id\":\"0\"}] {\"seq\":2}");
    }

    @Test
    void without_a_right_to_the_group_of_a_sink_nothing_is_said_of_it() {
        try (KafkaOffsets offsets = asReader()) {
            for (Runnable attempt : List.<Runnable>of(
                    () -> offsets.listOffsets(sink()),
                    () -> offsets.resetOffsets(sink()),
                    () -> offsets.fence(sink()))) {
                assertThat(failureOf(attempt))
                        .hasMessageContaining("no right to the consumer group")
                        .hasMessageContaining("connect-" + topic)
                        .hasMessageContaining(kafka.bootstrapServers());
            }
        }
    }

    private OffsetOwner sink() {
        return OffsetOwner.sink(topic, Map.of());
    }

    private KafkaOffsets asReader() {
        return offsets(BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD));
    }

    private KafkaOffsets offsets(Map<String, String> properties) {
        return KafkaOffsets.builder(kafka.bootstrapServers())
                .offsetTopic(topic)
                .properties(properties)
                .timeout(UNTIL_GIVEN_UP)
                .build();
    }

    private static OffsetTransportException failureOf(Runnable attempt) {
        OffsetTransportException failure = catchThrowableOfType(OffsetTransportException.class, attempt::run);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static String everythingAbout(OffsetTransportException failure) {
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        return everything + failure.remedy();
    }

    /** {@return key and value of every record in the topic, read with a client of its own} */
    private List<String> stored() {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(asAdmin(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> stored = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> stored.add(record.key() + " " + record.value()));
            }
            return stored;
        }
    }

    private Map<String, Object> asAdmin() {
        Map<String, Object> properties =
                new HashMap<>(BrokerUsers.clientProperties(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD));
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        return properties;
    }
}
