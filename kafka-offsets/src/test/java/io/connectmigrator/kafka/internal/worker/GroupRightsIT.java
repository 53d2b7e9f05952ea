package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.group.GroupShare;
import io.connectmigrator.kafka.internal.group.SinkGroup;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.BrokerUsers;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.Rights;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What happens to a client that lacks a right which sink groups or the fence need. */
@ExtendWith(SharedLaboratory.class)
@ResourceLock(BrokerUsers.READER)
class GroupRightsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Broker kafka;
    private final Admin admin;
    private final KafkaCluster asReader;
    private final Rights rights;
    private final String topic = "sunk-" + System.nanoTime();
    private final String groupId = "connect-" + topic;
    private final Map<TopicPartition, OffsetAndMetadata> commits =
            Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0, "kept"));
    private final SinkGroup group;

    GroupRightsIT(Laboratory lab) {
        kafka = lab.securedKafka("secured");
        rights = new Rights(kafka);
        admin = kafka.admin();
        asReader = cluster(BrokerUsers.READER, BrokerUsers.READER_PASSWORD);
        group = new SinkGroup(asReader, groupId, Set.of(topic), GroupShare.WHOLE);
        kafka.createTopic(topic, 1);
        answer(admin.alterConsumerGroupOffsets(groupId, commits).all().toCompletionStage());
    }

    @AfterEach
    void closeClients() {
        rights.close();
        asReader.close();
        admin.close();
    }

    @Test
    void without_a_right_to_the_group_its_offsets_are_not_said_to_be_none() {
        rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.READ);

        assertThatThrownBy(group::list)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no right to the consumer group")
                .hasMessageContaining(groupId);
        assertThatThrownBy(group::members).isInstanceOf(OffsetTransportException.class);
    }

    @Test
    void without_a_right_to_the_topic_the_offsets_in_it_are_not_said_to_be_none() {
        rights.grant(BrokerUsers.READER, ResourceType.GROUP, groupId, AclOperation.READ);

        assertThatThrownBy(group::list)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no right to the topic")
                .hasMessageContaining(groupId)
                .hasMessageContaining(topic);
    }

    @Test
    void a_topic_that_does_not_exist_hides_nothing() {
        try (KafkaCluster asAdmin = cluster(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD)) {
            SinkGroup early =
                    new SinkGroup(asAdmin, "connect-early-" + topic, Set.of("not-yet-" + topic), GroupShare.WHOLE);

            assertThat(early.list().isEmpty()).isTrue();
        }
    }

    @Test
    void a_client_that_may_only_describe_changes_nothing() {
        rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.DESCRIBE);
        rights.grant(BrokerUsers.READER, ResourceType.GROUP, groupId, AclOperation.DESCRIBE);
        OffsetSnapshot offsets = group.list();

        assertThat(offsets.offsets()).extracting(ConnectorOffset::offset).containsExactly(Map.of("kafka_offset", 0L));
        assertThatThrownBy(() -> group.alter(offsets))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no right to the consumer group")
                .hasMessageContaining(groupId);
        assertThatThrownBy(group::reset)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no right to the consumer group")
                .hasMessageContaining(groupId);
        assertThat(committed()).isEqualTo(commits);
    }

    @Test
    void the_rights_that_the_messages_name_are_enough() {
        rights.grant(BrokerUsers.READER, ResourceType.TOPIC, topic, AclOperation.DESCRIBE, AclOperation.READ);
        rights.grant(
                BrokerUsers.READER,
                ResourceType.GROUP,
                groupId,
                AclOperation.DESCRIBE,
                AclOperation.READ,
                AclOperation.DELETE);
        OffsetSnapshot offsets = group.list();

        group.reset();
        assertThat(committed()).isEmpty();
        group.alter(offsets);

        assertThat(committed()).isEqualTo(commits);
    }

    @Test
    void without_a_right_to_the_transactional_ids_tasks_are_not_said_to_be_fenced() {
        String workers = "workers-" + topic;
        TaskFence fence = new TaskFence(asReader, workers);
        beginTransactions(workers + "-orders-0");

        assertThatThrownBy(() -> fence.fence("orders"))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no right to the transactional id")
                .hasMessageContaining(workers + "-orders-0");

        rights.grant(
                BrokerUsers.READER,
                ResourceType.TRANSACTIONAL_ID,
                workers + "-orders-0",
                AclOperation.DESCRIBE,
                AclOperation.WRITE);
        fence.fence("orders");
    }

    private void beginTransactions(String transactionalId) {
        Map<String, Object> properties = properties(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD);
        properties.put("transactional.id", transactionalId);
        try (KafkaProducer<String, String> task =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            task.initTransactions();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return answer(admin.listConsumerGroupOffsets(groupId)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage());
    }

    private KafkaCluster cluster(String user, String password) {
        return new KafkaCluster(
                ClientSettings.of(kafka.bootstrapServers(), BrokerUsers.clientProperties(user, password)), TIMEOUT);
    }

    private Map<String, Object> properties(String user, String password) {
        Map<String, Object> properties = new HashMap<>(BrokerUsers.clientProperties(user, password));
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        return properties;
    }

    private static <T> T answer(CompletionStage<T> stage) {
        assertThat(stage).succeedsWithin(TIMEOUT);
        return stage.toCompletableFuture().join();
    }
}
