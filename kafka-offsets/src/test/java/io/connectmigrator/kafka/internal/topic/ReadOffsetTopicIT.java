package io.connectmigrator.kafka.internal.topic;

import static io.connectmigrator.kafka.OffsetTopicLab.defaultPartition;
import static io.connectmigrator.kafka.OffsetTopicLab.otherPartition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.OffsetTopicLab;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is read from an offset topic of a real broker. */
@ExtendWith(SharedLaboratory.class)
class ReadOffsetTopicIT {

    private static final String ZERO = "[\"orders\",{\"id\":\"0\"}]";
    private static final String ONE = "[\"orders\",{\"id\":\"1\"}]";

    private final Laboratory lab;
    private final OffsetTopicLab topic;

    ReadOffsetTopicIT(Laboratory lab) {
        this.lab = lab;
        this.topic = OffsetTopicLab.on(lab.kafka());
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void the_default_partition_of_a_key_is_the_one_that_kafka_gives() {
        List<String> keys = IntStream.range(0, 50)
                .mapToObj(i -> "[\"orders\",{\"id\":\"" + i + "\",\"ş\":\"😀\"}]")
                .toList();

        assertThat(keys).allMatch(key -> topic.put(key, "{\"seq\":1}").partition() == defaultPartition(key));
    }

    @Test
    void the_last_record_of_a_key_counts() {
        topic.put(ZERO, "{\"seq\":1}");
        topic.put(ONE, "{\"seq\":10}");
        topic.put(ZERO, "{\"seq\":2}");

        assertThat(list()).isEqualTo(snapshot(offset("0", 2), offset("1", 10)));
    }

    @Test
    void a_tombstone_deletes() {
        topic.put(ZERO, "{\"seq\":1}");
        topic.put(ONE, "{\"seq\":10}");
        topic.put(ZERO, null);

        assertThat(list()).isEqualTo(snapshot(offset("1", 10)));

        topic.put(ONE, null);

        assertThat(list().isEmpty()).isTrue();
    }

    @Test
    void another_connector_is_not_read() {
        topic.put("[\"orders2\",{\"id\":\"0\"}]", "{\"seq\":1}");
        topic.put("[\"order\",{\"id\":\"0\"}]", "{\"seq\":1}");

        assertThat(list().isEmpty()).isTrue();
    }

    @Test
    void a_name_is_found_however_it_is_escaped() {
        topic.put("[\"a \\\"b\\\" \\uD83D\\uDE00\",{\"id\":\"0\"}]", "{\"seq\":1}");

        assertThat(topic.offsets().listOffsets("a \"b\" 😀")).isEqualTo(snapshot(offset("0", 1)));
    }

    @Test
    void a_second_reading_reads_only_what_is_new() {
        try (KafkaCluster cluster = cluster()) {
            TopicScan scan = new TopicScan(cluster, topic.name());
            topic.put(ZERO, "{\"seq\":1}");
            topic.put(ONE, "{\"seq\":1}");
            read(scan, "orders");
            topic.put(ZERO, "{\"seq\":2}");

            read(scan, "orders");

            assertThat(scan.recordsRead()).isEqualTo(3);
        }
    }

    @Test
    void one_reading_serves_all_that_were_prefetched() {
        try (KafkaCluster cluster = cluster()) {
            TopicScan scan = new TopicScan(cluster, topic.name());
            for (int i = 0; i < 10; i++) {
                topic.put("[\"c" + i + "\",{\"id\":\"0\"}]", "{\"seq\":" + i + "}");
            }
            scan.prefetch(List.of("c0", "c1", "c2"));

            assertThat(List.of("c0", "c1", "c2"))
                    .allMatch(connector -> read(scan, connector).records().size() == 1);
            assertThat(scan.recordsRead()).isEqualTo(10);
        }
    }

    @Test
    void one_that_was_not_prefetched_costs_one_more_reading_and_the_others_none() {
        try (KafkaCluster cluster = cluster()) {
            TopicScan scan = new TopicScan(cluster, topic.name());
            for (int i = 0; i < 10; i++) {
                topic.put("[\"c" + i + "\",{\"id\":\"0\"}]", "{\"seq\":" + i + "}");
            }
            read(scan, "c0");

            assertThat(read(scan, "c1").records()).hasSize(1);
            assertThat(read(scan, "c0").records()).hasSize(1);
            assertThat(scan.recordsRead()).isEqualTo(20);
        }
    }

    @Test
    void a_key_in_two_partitions_counts_in_its_default_partition() {
        topic.put(ZERO, "{\"seq\":2}");
        topic.putAt(otherPartition(ZERO), ZERO, "{\"seq\":1}");

        assertThat(list()).isEqualTo(snapshot(offset("0", 2)));
        assertThat(findings()).containsExactly(Kind.KEY_IN_TWO_PARTITIONS);
    }

    @Test
    void a_key_that_is_only_in_another_partition_counts() {
        topic.putAt(otherPartition(ZERO), ZERO, "{\"seq\":1}");

        assertThat(list()).isEqualTo(snapshot(offset("0", 1)));
        assertThat(findings()).containsExactly(Kind.KEY_IN_OTHER_PARTITION);
    }

    @Test
    void a_key_that_was_deleted_in_its_default_partition_is_deleted_in_all() {
        topic.putAt(otherPartition(ZERO), ZERO, "{\"seq\":1}");
        topic.put(ZERO, "{\"seq\":2}");
        topic.put(ZERO, null);

        assertThat(list().isEmpty()).isTrue();
        assertThat(list().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("were deleted", "id"));
    }

    @Test
    void a_key_that_is_deleted_in_its_default_partition_between_two_readings_is_deleted_too() {
        topic.putAt(otherPartition(ZERO), ZERO, "{\"seq\":1}");
        assertThat(list()).isEqualTo(snapshot(offset("0", 1)));

        topic.put(ZERO, null);
        assertThat(list().isEmpty()).isTrue();

        topic.put(ZERO, "{\"seq\":3}");
        assertThat(list()).isEqualTo(snapshot(offset("0", 3)));
    }

    @Test
    void old_keys_and_shadow_keys_and_keys_without_partition_are_told_apart() {
        String linked = "[\"orders\",{\"id\":\"0\",\"zone\":\"eu\"}]";
        String hashed = "[\"orders\",{\"zone\":\"eu\",\"id\":\"0\"}]";
        topic.putAsOf(1_000, hashed, "{\"seq\":1}");
        topic.putAsOf(2_000, linked, "{\"seq\":2}");
        topic.put("{\"schema\":null,\"payload\":" + ONE + "}", "{\"schema\":null,\"payload\":{\"seq\":10}}");
        topic.put("[\"orders\",null]", "{\"seq\":3}");

        OffsetSnapshot listed = list();

        assertThat(listed)
                .isEqualTo(snapshot(
                        new ConnectorOffset(Map.of("id", "0", "zone", "eu"), Map.of("seq", 2)), offset("1", 10)));
        assertThat(listed.unlisted())
                .extracting(StoredRecord::toString)
                .containsExactlyInAnyOrder(hashed, "[\"orders\",null]");
        assertThat(findings()).containsExactlyInAnyOrder(Kind.SHADOW_KEY, Kind.OLD_KEY);
    }

    @Test
    void foreign_keys_are_named_and_left_out() {
        topic.put(ZERO, "{\"seq\":1}");
        topic.put("connector-orders", "{}");
        topic.put("session-key", "{}");
        topic.put("commit-orders", null);

        OffsetSnapshot listed = list();

        assertThat(listed).isEqualTo(snapshot(offset("0", 1)));
        assertThat(listed.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.FOREIGN_KEY);
            assertThat(finding.message()).contains("2 record(s)", "connector-orders", "session-key");
        });
    }

    @Test
    void a_topic_of_something_else_is_refused() {
        topic.put("connector-orders", "{}");

        assertThatThrownBy(this::list)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining(topic.name())
                .hasMessageContaining("no offset topic")
                .hasMessageContaining("connector-orders");
    }

    @Test
    void a_topic_that_is_not_compacted_is_named() {
        try (OffsetTopicLab expiring = OffsetTopicLab.on(lab.kafka(), 1, "compact,delete")) {
            expiring.put(ZERO, "{\"seq\":1}");

            assertThat(expiring.offsets().listOffsets("orders").findings())
                    .extracting(OffsetFinding::kind)
                    .containsExactly(Kind.NOT_COMPACTED);
        }
    }

    @Test
    void a_topic_that_does_not_exist_is_named_beside_those_that_do_and_not_created() throws Exception {
        try (KafkaOffsets wrong = KafkaOffsets.builder(lab.kafka().bootstrapServers())
                        .offsetTopic("missing-offsets")
                        .build();
                Admin admin = lab.kafka().admin()) {
            assertThatThrownBy(() -> wrong.listOffsets("orders"))
                    .isInstanceOfSatisfying(
                            OffsetTransportException.class,
                            failure -> assertThat(failure.remedy()).containsPattern("there (is|are) .*offsets"))
                    .hasMessageContaining("missing-offsets")
                    .hasMessageContaining(lab.kafka().bootstrapServers());
            assertThatThrownBy(() -> wrong.alterOffsets("orders", snapshot(offset("0", 1))))
                    .isInstanceOf(OffsetTransportException.class);
            assertThatThrownBy(() -> wrong.resetOffsets("orders")).isInstanceOf(OffsetTransportException.class);

            assertThat(admin.listTopics().names().get()).doesNotContain("missing-offsets");
        }
    }

    @Test
    void a_topic_that_is_made_anew_is_read_anew() {
        topic.put(ZERO, "{\"seq\":1}");
        list();

        topic.recreate();
        topic.putAt(defaultPartition(ZERO), "[\"other\",{}]", "{}");
        topic.put(ONE, "{\"seq\":1}");
        topic.put(ONE, "{\"seq\":2}");

        assertThat(list()).isEqualTo(snapshot(offset("1", 2)));
    }

    @Test
    void what_a_transaction_has_aborted_was_never_there() {
        topic.put(ZERO, "{\"seq\":1}");
        try (OffsetTopicLab.Transaction transaction = topic.begin("aborting")) {
            transaction.put(ZERO, "{\"seq\":2}");
            transaction.abort();
        }

        assertThat(list()).isEqualTo(snapshot(offset("0", 1)));
    }

    /** No record of an aborted transaction is returned. */
    @Test
    void a_partition_that_is_never_quiet_does_not_keep_others_from_being_read_to_their_ends() {
        topic.put(ZERO, "{\"seq\":1}");
        list();
        try (OffsetTopicLab.Transaction transaction = topic.begin("aborting")) {
            transaction.put(ZERO, "{\"seq\":2}");
            transaction.abort();
        }
        AtomicBoolean read = new AtomicBoolean();
        CompletableFuture<Void> busy = CompletableFuture.runAsync(
                () -> {
                    while (!read.get()) {
                        topic.putAt(otherPartition(ZERO), "[\"busy\",{}]", "{\"seq\":1}");
                    }
                },
                new ThreadPerTask());
        CompletableFuture<OffsetSnapshot> snapshot = CompletableFuture.supplyAsync(this::list, new ThreadPerTask());
        try {
            assertThat(snapshot).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(snapshot(offset("0", 1)));
        } finally {
            read.set(true);
            busy.join();
        }
    }

    @Test
    void a_transaction_that_stays_open_is_an_error_in_time_that_names_the_producer() {
        topic.put(ZERO, "{\"seq\":1}");
        try (OffsetTopicLab.Transaction transaction = topic.begin("forgotten");
                KafkaOffsets impatient =
                        topic.builder().timeout(Duration.ofSeconds(2)).build()) {
            transaction.put(ZERO, "{\"seq\":2}");
            Instant begun = Instant.now();

            assertThatThrownBy(() -> impatient.listOffsets(OffsetOwner.source("orders", Map.of())))
                    .isInstanceOfSatisfying(
                            OffsetTransportException.class,
                            failure -> assertThat(failure.remedy())
                                    .contains("abort --topic " + topic.name() + " --partition " + defaultPartition(ZERO)
                                            + " --start-offset 1"))
                    .hasMessageContaining("forgotten-" + topic.name())
                    .hasMessageContaining(topic.name() + "-" + defaultPartition(ZERO));
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));

            transaction.commit();
            assertThat(impatient.listOffsets("orders")).isEqualTo(snapshot(offset("0", 2)));
        }
    }

    @Test
    void a_look_does_not_wait_for_a_transaction() {
        topic.put(ZERO, "{\"seq\":1}");
        try (OffsetTopicLab.Transaction transaction = topic.begin("busy")) {
            transaction.put(ZERO, "{\"seq\":2}");

            assertThat(topic.offsets().peekOffsets(OffsetOwner.source("orders", Map.of())))
                    .isEqualTo(snapshot(offset("0", 1)));

            transaction.commit();
        }
        assertThat(list()).isEqualTo(snapshot(offset("0", 2)));
    }

    @Test
    void a_reader_of_uncommitted_records_does_not_wait_for_a_transaction_either() {
        try (OffsetTopicLab.Transaction transaction = topic.begin("uncommitted");
                KafkaOffsets offsets = topic.builder()
                        .property("isolation.level", "read_uncommitted")
                        .build()) {
            transaction.put(ZERO, "{\"seq\":2}");

            assertThat(offsets.listOffsets("orders")).isEqualTo(snapshot(offset("0", 2)));
        }
    }

    @Test
    void brokers_that_do_not_answer_are_named_in_time() {
        try (KafkaOffsets unreachable = KafkaOffsets.builder("127.0.0.1:1")
                .offsetTopic("connect-offsets")
                .timeout(Duration.ofSeconds(1))
                .build()) {
            assertThatThrownBy(() -> unreachable.listOffsets("orders"))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void an_interruption_ends_the_wait_and_the_flag_is_set() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::list)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();

        topic.put(ZERO, "{\"seq\":1}");
        assertThat(list()).isEqualTo(snapshot(offset("0", 1)));
    }

    @Test
    void closing_ends_what_is_under_way() {
        topic.put(ZERO, "{\"seq\":1}");
        try (OffsetTopicLab.Transaction transaction = topic.begin("closing")) {
            transaction.put(ZERO, "{\"seq\":2}");
            KafkaCluster cluster = cluster();
            TopicScan scan = new TopicScan(cluster, topic.name());
            CompletableFuture<TopicContents> waiting =
                    CompletableFuture.supplyAsync(() -> read(scan, "orders"), new ThreadPerTask());
            await().until(() -> scan.recordsRead() == 1);

            cluster.close();

            assertThat(waiting)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(IllegalStateException.class)
                    .withMessageContaining("closed");
        }
    }

    @Test
    void many_threads_may_ask_at_once() {
        List<String> connectors =
                IntStream.range(0, 20).mapToObj(i -> "parallel-" + i).toList();

        assertThat(connectors.parallelStream().map(connector -> {
                    topic.offsets().alterOffsets(connector, snapshot(offset("0", 1), offset("1", 2)));
                    return topic.offsets().listOffsets(connector);
                }))
                .hasSize(20)
                .allMatch(snapshot(offset("0", 1), offset("1", 2))::equals);
    }

    @Test
    void the_cluster_has_an_id() {
        try (KafkaOffsets offsets = topic.builder().groupId("connect-eu").build()) {
            String id = offsets.kafkaClusterId().orElseThrow();

            assertThat(offsets.clusterIdentity())
                    .containsExactly(
                            "offset topic " + topic.name() + " on Kafka cluster " + id,
                            "group connect-eu on Kafka cluster " + id);
        }
    }

    private KafkaCluster cluster() {
        return new KafkaCluster(ClientSettings.of(lab.kafka().bootstrapServers(), Map.of()), Duration.ofSeconds(30));
    }

    private static TopicContents read(TopicScan scan, String connector) {
        return scan.read("reading", connector, IsolationLevel.READ_UNCOMMITTED).orElseThrow();
    }

    private OffsetSnapshot list() {
        return topic.offsets().listOffsets("orders");
    }

    private List<Kind> findings() {
        return list().findings().stream().map(OffsetFinding::kind).toList();
    }

    private static OffsetSnapshot snapshot(ConnectorOffset... offsets) {
        return OffsetSnapshot.of(List.of(offsets));
    }

    private static ConnectorOffset offset(String id, long seq) {
        return new ConnectorOffset(Map.of("id", id), Map.of("seq", seq));
    }
}
