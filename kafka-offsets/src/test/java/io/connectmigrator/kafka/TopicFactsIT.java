package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.BrokerUsers;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.Rights;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.topic.AccessRight;
import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.TopicDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real brokers, an older one among them, tell of topics, groups and themselves. */
@ExtendWith(SharedLaboratory.class)
@Timeout(120)
class TopicFactsIT {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final String topic = "described-" + System.nanoTime();
    private final String missing = topic + "-missing";
    private final Laboratory lab;

    TopicFactsIT(Laboratory lab) {
        this.lab = lab;
    }

    private Broker kafka(KafkaVersion version) {
        return version == KafkaVersion.BROKER ? lab.kafka() : lab.kafka("kafka-" + version, version);
    }

    /** Writes records to partition 0, each a minute younger than the one before. */
    private void write(Broker kafka, int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                long time = NOON.plus(Duration.ofMinutes(i)).toEpochMilli();
                assertThat(producer.send(new ProducerRecord<>(topic, 0, time, "key", "value " + i)))
                        .succeedsWithin(Duration.ofSeconds(30));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_9", "V4_3"})
    void partitions_replicas_and_the_configuration_with_defaults(KafkaVersion version) {
        kafka(version).createTopic(topic, 3, Map.of("retention.ms", "3600000"));
        try (KafkaTopics topics =
                KafkaTopics.builder(kafka(version).bootstrapServers()).build()) {
            Map<String, TopicDescription> described = topics.describe(Set.of(topic, missing, "not a name"));

            assertThat(described).containsOnlyKeys(topic);
            assertThat(described.get(topic)).satisfies(found -> {
                assertThat(found.name()).isEqualTo(topic);
                assertThat(found.partitions()).isEqualTo(3);
                assertThat(found.replicas()).isEqualTo(1);
                assertThat(found.inSync()).isEqualTo(1);
                assertThat(found.config())
                        .containsEntry("retention.ms", "3600000")
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("message.timestamp.type", "CreateTime")
                        .containsKeys("max.message.bytes", "min.insync.replicas");
            });
            assertThat(topics.describe(Set.of())).isEmpty();
            assertThat(topics.names().orElseThrow()).contains(topic).doesNotContain(missing, "__consumer_offsets");
            assertThat(topics.brokerConfig()).containsEntry("offsets.retention.minutes", "10080");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_9", "V4_3"})
    void ranges_of_records_and_the_offsets_at_a_time(KafkaVersion version)
            throws ExecutionException, InterruptedException {
        kafka(version).createTopic(topic, 2, Map.of("retention.ms", "-1"));
        write(kafka(version), 5);
        try (Admin admin = kafka(version).admin();
                KafkaTopics topics =
                        KafkaTopics.builder(kafka(version).bootstrapServers()).build()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();

            assertThat(topics.ranges(Set.of(topic, missing)))
                    .isEqualTo(Map.of(topic, List.of(new OffsetRange(2, 5), new OffsetRange(0, 0))));
            assertThat(offsetsAt(topics, NOON.plusSeconds(181))).containsExactly(4L, 0L);
            assertThat(offsetsAt(topics, NOON.plusSeconds(180))).containsExactly(3L, 0L);
            assertThat(offsetsAt(topics, NOON.plusSeconds(241))).containsExactly(5L, 0L);
            assertThat(offsetsAt(topics, Instant.EPOCH.minusSeconds(1))).containsExactly(2L, 0L);
        }
    }

    private List<Long> offsetsAt(ClusterTopics topics, Instant time) {
        Map<String, List<Long>> offsets = topics.offsetsAt(Set.of(topic, missing), time);
        assertThat(offsets).containsOnlyKeys(topic);
        return offsets.getOrDefault(topic, List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_9", "V4_3"})
    void groups_with_a_live_member_and_without_and_their_offsets(KafkaVersion version)
            throws ExecutionException, InterruptedException {
        Broker kafka = kafka(version);
        kafka.createTopic(topic, 2);
        TopicPartition first = new TopicPartition(topic, 0);
        String live = topic + "-live";
        String empty = topic + "-empty";
        try (Admin admin = kafka.admin();
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", live),
                        new StringDeserializer(),
                        new StringDeserializer());
                KafkaTopics topics =
                        KafkaTopics.builder(kafka.bootstrapServers()).build()) {
            consumer.subscribe(List.of(topic));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            consumer.commitSync(Map.of(first, new OffsetAndMetadata(7)));
            admin.alterConsumerGroupOffsets(empty, Map.of(first, new OffsetAndMetadata(3)))
                    .all()
                    .get();

            assertThat(topics.groups(Set.of(live, empty, missing)))
                    .isEqualTo(Map.of(
                            live, new GroupDescription(live, 1, Map.of(topic, Map.of(0, 7L))),
                            empty, new GroupDescription(empty, 0, Map.of(topic, Map.of(0, 3L)))));
            assertThat(topics.groups(Set.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_9", "V4_3"})
    void logs_have_sizes(KafkaVersion version) {
        kafka(version).createTopic(topic, 2);
        write(kafka(version), 5);
        try (KafkaTopics topics =
                KafkaTopics.builder(kafka(version).bootstrapServers()).build()) {
            Map<String, List<Long>> sizes = topics.logSizes(Set.of(topic, missing));

            assertThat(sizes).containsOnlyKeys(topic);
            assertThat(sizes.get(topic))
                    .hasSize(2)
                    .satisfies(bytes -> assertThat(bytes.get(0)).isBetween(5 * 68L, 5 * 100L))
                    .endsWith(0L);
            assertThat(topics.logSizes(Set.of())).isEmpty();
        }
    }

    @Test
    void access_is_not_known_without_an_authorizer_or_a_principal() {
        try (KafkaTopics open = KafkaTopics.builder(lab.kafka().bootstrapServers())
                        .principalOfWorkers("User:reader")
                        .build();
                KafkaTopics unnamed = KafkaTopics.builder(
                                lab.securedKafka("secured").bootstrapServers())
                        .properties(BrokerUsers.clientProperties(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD))
                        .build()) {
            assertThat(open.accessOfWorkers()).isEmpty();
            assertThat(unnamed.accessOfWorkers()).isEmpty();
        }
        assertThatThrownBy(() -> KafkaTopics.builder("kafka:9092").principalOfWorkers("connect"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("User:connect");
    }

    @Test
    @ResourceLock(BrokerUsers.READER)
    void access_and_sizes_are_seen_by_a_client_that_may_describe_the_cluster() {
        Broker kafka = lab.securedKafka("secured");
        kafka.createTopic(topic, 1);
        AccessRight reading = new AccessRight(AccessRight.Resource.TOPIC, topic, AccessRight.Operation.READ);
        AccessRight writing = new AccessRight(AccessRight.Resource.TOPIC, topic, AccessRight.Operation.WRITE);
        AccessRight joining = new AccessRight(AccessRight.Resource.GROUP, topic, AccessRight.Operation.READ);
        try (Rights rights = new Rights(kafka);
                KafkaTopics topics = KafkaTopics.builder(kafka.bootstrapServers())
                        .properties(BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD))
                        .principalOfWorkers("User:" + BrokerUsers.READER)
                        .build()) {
            assertThat(topics.accessOfWorkers()).isEmpty();
            assertThat(topics.logSizes(Set.of(topic))).isEmpty();

            rights.grant(BrokerUsers.READER, ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE);
            rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.READ);
            rights.grant("*", ResourceType.GROUP, topic, AclOperation.READ);
            rights.grant("somebody", ResourceType.TOPIC, topic, AclOperation.WRITE);
            AccessRules rules = topics.accessOfWorkers().orElseThrow();

            assertThat(rules.principal()).isEqualTo("User:reader");
            assertThat(rules.decide(reading)).isEqualTo(AccessRules.Decision.ALLOWED);
            assertThat(rules.decide(joining)).isEqualTo(AccessRules.Decision.ALLOWED);
            assertThat(rules.decide(writing)).isEqualTo(AccessRules.Decision.NOT_ALLOWED);
            assertThat(topics.logSizes(Set.of(topic))).isEqualTo(Map.of(topic, List.of(0L)));
        }
    }

    @Test
    @ResourceLock(BrokerUsers.READER)
    void rights_to_create_topics_and_to_use_transactional_ids_are_seen() {
        Broker kafka = lab.securedKafka("secured");
        AccessRight creating =
                new AccessRight(AccessRight.Resource.CLUSTER, AccessRight.CLUSTER_NAME, AccessRight.Operation.CREATE);
        AccessRight committing = new AccessRight(
                AccessRight.Resource.TRANSACTIONAL_ID, topic + "-orders-0", AccessRight.Operation.WRITE);
        AccessRight other =
                new AccessRight(AccessRight.Resource.TRANSACTIONAL_ID, "other", AccessRight.Operation.WRITE);
        try (Rights rights = new Rights(kafka);
                KafkaTopics topics = KafkaTopics.builder(kafka.bootstrapServers())
                        .properties(BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD))
                        .principalOfWorkers("User:" + BrokerUsers.READER)
                        .groupOfWorkers(topic)
                        .build()) {
            rights.grant(
                    BrokerUsers.READER,
                    ResourceType.CLUSTER,
                    "kafka-cluster",
                    AclOperation.DESCRIBE,
                    AclOperation.CREATE);
            rights.grant(BrokerUsers.READER, ResourceType.TRANSACTIONAL_ID, topic + "-orders-0", AclOperation.WRITE);
            AccessRules rules = topics.accessOfWorkers().orElseThrow();

            assertThat(topics.groupOfWorkers()).contains(topic);
            assertThat(rules.decide(creating)).isEqualTo(AccessRules.Decision.ALLOWED);
            assertThat(rules.decide(committing)).isEqualTo(AccessRules.Decision.ALLOWED);
            assertThat(rules.decide(other)).isEqualTo(AccessRules.Decision.NOT_ALLOWED);
        }
    }

    @Test
    void offsets_in_kafka_offer_the_same() {
        lab.kafka().createTopic(topic, 2);
        try (KafkaOffsets offsets = KafkaOffsets.builder(lab.kafka().bootstrapServers())
                .offsetTopic("offsets")
                .build()) {
            ClusterTopics topics = offsets.topics().orElseThrow();

            assertThat(topics.describe(Set.of(topic))).containsOnlyKeys(topic);
            assertThat(topics.brokerConfig()).containsKey("offsets.retention.minutes");
            assertThat(offsets.workerTopics()).containsExactly("offsets");
        }
    }

    @Test
    @ResourceLock(BrokerUsers.READER)
    void what_may_not_be_read_is_not_said_to_be_absent() {
        Broker kafka = lab.securedKafka("secured");
        kafka.createTopic(topic, 1);
        try (Rights rights = new Rights(kafka);
                KafkaTopics topics = KafkaTopics.builder(kafka.bootstrapServers())
                        .properties(BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD))
                        .build()) {
            for (Runnable attempt : List.<Runnable>of(
                    () -> topics.describe(Set.of(topic)),
                    () -> topics.ranges(Set.of(topic)),
                    () -> topics.offsetsAt(Set.of(topic), NOON))) {
                assertThatThrownBy(attempt::run)
                        .isInstanceOf(OffsetTransportException.class)
                        .hasMessageContaining("looking for topic " + topic)
                        .hasMessageContaining("no right to the topic")
                        .hasMessageContaining(kafka.bootstrapServers());
            }
            assertThatThrownBy(() -> topics.groups(Set.of(topic)))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("describing group " + topic)
                    .hasMessageContaining("no right to the consumer group");
            assertThatThrownBy(topics::brokerConfig)
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("asking for the configuration of a broker")
                    .hasMessageContaining("no right to the Kafka cluster");

            rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.DESCRIBE);
            assertThat(topics.ranges(Set.of(topic))).containsOnlyKeys(topic);
            assertThatThrownBy(() -> topics.describe(Set.of(topic)))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("asking for the configuration of topic " + topic)
                    .hasMessageContaining("no right to the topic")
                    .extracting(failure -> ((OffsetTransportException) failure).remedy())
                    .asString()
                    .contains("DESCRIBE_CONFIGS");
        }
    }
}
