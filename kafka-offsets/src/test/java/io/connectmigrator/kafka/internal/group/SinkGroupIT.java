package io.connectmigrator.kafka.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consumer groups of a real broker, whose commits a consumer makes and reads. */
@ExtendWith(SharedLaboratory.class)
class SinkGroupIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int RECORDS = 10;

    private final Broker kafka;
    private final Admin admin;
    private final KafkaCluster cluster;
    private final String topic = "sunk-" + System.nanoTime();
    private final TopicPartition first = new TopicPartition(topic, 0);
    private final TopicPartition second = new TopicPartition(topic, 1);
    private final String groupId = "connect-" + topic;
    private final SinkGroup group;

    SinkGroupIT(Laboratory lab) {
        kafka = lab.kafka();
        admin = kafka.admin();
        cluster = new KafkaCluster(ClientSettings.of(kafka.bootstrapServers(), Map.of()), TIMEOUT);
        group = group(groupId);
        kafka.createTopic(topic, 2);
        fill(first, second);
    }

    @AfterEach
    void closeClients() {
        cluster.close();
        admin.close();
    }

    @Test
    void commits_move_from_group_to_group_with_their_metadata_and_leader_epochs() {
        Map<TopicPartition, OffsetAndMetadata> commits = Map.of(
                first, new OffsetAndMetadata(3, Optional.of(0), "state of a sink: İ ğ € \u0000 😀"),
                second, new OffsetAndMetadata(10, Optional.empty(), ""));
        commit(groupId, commits);
        String renamed = groupId + "-renamed";

        OffsetSnapshot snapshot = group.list();
        group(renamed).alter(snapshot);

        assertThat(committed(renamed)).isEqualTo(commits).isEqualTo(committed(groupId));
        assertThat(snapshot.offsets())
                .extracting(ConnectorOffset::stored)
                .containsExactly(new StoredCommit(0, "state of a sink: İ ğ € \u0000 😀"), new StoredCommit(null, ""));
    }

    @Test
    void a_consumer_of_the_other_group_goes_on_where_the_first_was() {
        commit(groupId, Map.of(first, new OffsetAndMetadata(7, Optional.of(0), ""), second, new OffsetAndMetadata(9)));
        String renamed = groupId + "-renamed";

        group(renamed).alter(group.list());

        assertThat(read(renamed, 4)).containsExactlyInAnyOrder("7", "8", "9", "9");
    }

    @Test
    void offsets_are_listed_as_a_worker_lists_them() {
        commit(groupId, Map.of(second, new OffsetAndMetadata(4, "more"), first, new OffsetAndMetadata(3)));

        assertThat(group.list().toJson())
                .isEqualTo("{\"offsets\":[{\"partition\":{\"kafka_topic\":\"" + topic + "\",\"kafka_partition\":0},"
                        + "\"offset\":{\"kafka_offset\":3}},{\"partition\":{\"kafka_topic\":\"" + topic
                        + "\",\"kafka_partition\":1},\"offset\":{\"kafka_offset\":4}}]}");
    }

    @Test
    void a_group_that_does_not_exist_has_no_offsets_and_no_members_and_can_be_reset() {
        assertThat(group.list().isEmpty()).isTrue();
        assertThat(group.members()).isEmpty();

        group.reset();

        assertThat(group.list().isEmpty()).isTrue();
    }

    @Test
    void partitions_that_are_not_written_stay_as_they_are_and_writing_again_changes_nothing() {
        commit(groupId, Map.of(first, new OffsetAndMetadata(3, "kept"), second, new OffsetAndMetadata(4)));

        group.alter(OffsetSnapshot.of(List.of(offset(second, 5))));
        group.alter(OffsetSnapshot.of(List.of(offset(second, 5))));
        group.alter(OffsetSnapshot.empty());

        assertThat(committed(groupId))
                .isEqualTo(Map.of(first, new OffsetAndMetadata(3, "kept"), second, new OffsetAndMetadata(5)));
    }

    @Test
    void a_reset_deletes_the_whole_group_and_can_be_done_again() {
        commit(groupId, Map.of(first, new OffsetAndMetadata(3), second, new OffsetAndMetadata(4)));

        group.reset();
        group.reset();

        assertThat(committed(groupId)).isEmpty();
        assertThat(groupIds()).doesNotContain(groupId);
    }

    @Test
    void of_a_group_that_sinks_share_only_the_offsets_in_the_topics_of_one_are_its_own() {
        String others = topic + "-of-another-sink";
        kafka.createTopic(others, 1);
        TopicPartition another = new TopicPartition(others, 0);
        commit(groupId, Map.of(first, new OffsetAndMetadata(3), another, new OffsetAndMetadata(0)));
        SinkGroup shared =
                new SinkGroup(cluster, groupId, Set.of(topic), GroupShare.ofTopics(Optional.of(topic::equals)));

        assertThat(shared.list()).isEqualTo(OffsetSnapshot.of(List.of(offset(first, 3))));
        shared.reset();
        shared.reset();

        assertThat(shared.list().isEmpty()).isTrue();
        assertThat(group.list()).isEqualTo(OffsetSnapshot.of(List.of(offset(another, 0))));
    }

    @Test
    void a_group_that_sinks_share_is_not_reset_when_it_is_not_known_which_topics_one_reads() {
        commit(groupId, Map.of(first, new OffsetAndMetadata(3)));
        SinkGroup shared = new SinkGroup(cluster, groupId, Set.of(), GroupShare.ofTopics(Optional.empty()));

        assertThatThrownBy(shared::reset)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("nothing was deleted");

        assertThat(shared.list().isEmpty()).isFalse();
    }

    @Test
    void members_of_the_group_are_named_and_nothing_is_changed() {
        Map<TopicPartition, OffsetAndMetadata> before = Map.of(first, new OffsetAndMetadata(3, "kept"));
        commit(groupId, before);
        try (KafkaConsumer<String, String> member = consumer(groupId)) {
            member.subscribe(List.of(topic));
            await().atMost(TIMEOUT)
                    .until(() -> !member.poll(Duration.ofMillis(100)).isEmpty());

            assertThat(group.members())
                    .hasValueSatisfying(words -> assertThat(words)
                            .contains("member " + member.groupMetadata().memberId())
                            .contains("of client " + clientId(groupId))
                            .contains("on host /127.0.0.1"));
            assertThatThrownBy(() -> group.alter(OffsetSnapshot.of(List.of(offset(first, 5)))))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining(member.groupMetadata().memberId())
                    .hasMessageContaining(groupId)
                    .hasMessageContaining("nothing was written");
            assertThatThrownBy(group::reset)
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining(member.groupMetadata().memberId());
        }
        assertThat(group.members()).isEmpty();
        assertThat(committed(groupId)).isEqualTo(before);
    }

    @Test
    void an_offset_beyond_the_end_of_the_log_is_refused_and_nothing_is_written() {
        assertRefused(
                List.of(offset(second, 1), offset(first, RECORDS + 1)),
                topic + "-0",
                "11",
                "from {\"kafka_offset\":0} to {\"kafka_offset\":10}");
    }

    @Test
    void an_offset_at_the_end_of_the_log_is_taken() {
        group.alter(OffsetSnapshot.of(List.of(offset(first, RECORDS))));

        assertThat(committed(groupId)).isEqualTo(Map.of(first, new OffsetAndMetadata(RECORDS)));
    }

    @Test
    void an_offset_whose_record_is_gone_is_refused_and_nothing_is_written() {
        assertThat(admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(4)))
                        .all()
                        .toCompletionStage())
                .succeedsWithin(TIMEOUT);

        assertRefused(
                List.of(offset(second, 1), offset(first, 3)),
                topic + "-0",
                "3",
                "from {\"kafka_offset\":4} to {\"kafka_offset\":10}");
    }

    @Test
    void a_leader_epoch_that_is_yet_to_come_is_refused_since_a_consumer_would_wait_for_it() {
        ConnectorOffset ofAnotherCluster =
                new ConnectorOffset(offset(first, 3).partition(), Map.of("kafka_offset", 3), new StoredCommit(7, ""));

        assertRefused(List.of(ofAnotherCluster), topic + "-0", "leader epoch 7");
    }

    @Test
    void a_topic_or_partition_that_does_not_exist_is_refused_at_once() {
        assertRefused(
                List.of(offset(first, 1), offset(new TopicPartition(topic, 2), 1)), "no partition " + topic + "-2");
        assertRefused(
                List.of(offset(first, 1), offset(new TopicPartition("no-" + topic, 0), 1)),
                "topic no-" + topic,
                "no such topic");
    }

    @Test
    void what_is_no_offset_of_a_sink_is_refused_before_anything_is_written() {
        ConnectorOffset noOffset = new ConnectorOffset(offset(second, 1).partition(), null);
        ConnectorOffset ofSource = new ConnectorOffset(Map.of("filename", "f"), Map.of("position", 1));

        for (ConnectorOffset bad : List.of(noOffset, ofSource)) {
            assertThatThrownBy(() -> group.alter(OffsetSnapshot.of(List.of(offset(first, 1), bad))))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(committed(groupId)).isEmpty();
    }

    @Test
    void brokers_that_do_not_answer_are_an_error_and_not_an_empty_group() {
        ClientSettings settings = ClientSettings.of("127.0.0.1:1", Map.of());
        try (KafkaCluster absent = new KafkaCluster(settings, Duration.ofSeconds(1))) {
            SinkGroup unreachable = new SinkGroup(absent, groupId, Set.of(), GroupShare.WHOLE);

            assertThatThrownBy(unreachable::list)
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("listing the offsets of group " + groupId + " at 127.0.0.1:1")
                    .hasMessageContaining("did not answer in time");
            assertThatThrownBy(unreachable::members).isInstanceOf(OffsetTransportException.class);
            assertThatThrownBy(unreachable::reset).isInstanceOf(OffsetTransportException.class);
        }
    }

    @Test
    void an_interruption_is_passed_on() {
        Thread.currentThread().interrupt();

        OffsetTransportException failure = catchThrowableOfType(OffsetTransportException.class, group::list);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("interrupted");
    }

    private SinkGroup group(String id) {
        return new SinkGroup(cluster, id, Set.of(topic), GroupShare.WHOLE);
    }

    private void assertRefused(List<ConnectorOffset> offsets, String... named) {
        assertThatThrownBy(() -> group.alter(OffsetSnapshot.of(offsets)))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContainingAll(named)
                .hasMessageContaining(groupId)
                .hasMessageContaining("nothing was written");
        assertThat(committed(groupId)).isEmpty();
    }

    private static ConnectorOffset offset(TopicPartition partition, long offset) {
        return new ConnectorOffset(
                Map.of("kafka_topic", partition.topic(), "kafka_partition", partition.partition()),
                Map.of("kafka_offset", offset));
    }

    private void fill(TopicPartition... partitions) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (TopicPartition partition : partitions) {
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> producer.send(
                                new ProducerRecord<>(topic, partition.partition(), "", Integer.toString(i))))
                        .toList()
                        .forEach(sent -> assertThat(sent).succeedsWithin(TIMEOUT));
            }
        }
    }

    private void commit(String id, Map<TopicPartition, OffsetAndMetadata> commits) {
        try (KafkaConsumer<String, String> consumer = consumer(id)) {
            consumer.assign(commits.keySet());
            consumer.commitSync(commits, TIMEOUT);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String id) {
        try (KafkaConsumer<String, String> consumer = consumer(id)) {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(first, second), TIMEOUT);
            committed.values().removeIf(commit -> commit == null);
            return committed;
        }
    }

    private List<String> read(String id, int records) {
        try (KafkaConsumer<String, String> consumer = consumer(id)) {
            consumer.subscribe(List.of(topic));
            List<ConsumerRecord<String, String>> read = new ArrayList<>();
            await().atMost(TIMEOUT).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= records;
            });
            return read.stream().map(ConsumerRecord::value).toList();
        }
    }

    private List<String> groupIds() {
        return admin.listGroups().all().toCompletionStage().toCompletableFuture().join().stream()
                .map(group -> group.groupId())
                .toList();
    }

    private KafkaConsumer<String, String> consumer(String id) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                id,
                "client.id",
                clientId(id),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    private static String clientId(String id) {
        return "consumer-of-" + id;
    }
}
