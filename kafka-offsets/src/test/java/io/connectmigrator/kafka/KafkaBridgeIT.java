package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Numbered records on two brokers, and a mirror to which everything happens. */
@ExtendWith(SharedLaboratory.class)
@Timeout(240)
@ResourceLock("offset syncs")
class KafkaBridgeIT {

    private static final String GROUP = "connect-sink";

    private final String topic = "mirrored-" + System.nanoTime();
    private final Broker legacy;
    private final Broker europe;
    private final TopicMirror mirror;
    private final KafkaTopics source;
    private final KafkaTopics target;
    private final KafkaBridge bridge;

    KafkaBridgeIT(Laboratory lab) {
        legacy = lab.kafka();
        europe = lab.kafka("elsewhere");
        mirror = new TopicMirror(legacy, europe);
        source = KafkaTopics.builder(legacy.bootstrapServers()).build();
        target = KafkaTopics.builder(europe.bootstrapServers()).build();
        bridge = KafkaBridge.mirrorMaker2(source, target)
                .aliases("legacy", "europe")
                .build();
    }

    @BeforeEach
    void createSyncs() throws ExecutionException, InterruptedException {
        try (Admin admin = legacy.admin()) {
            if (!admin.listTopics().names().get().contains(TopicMirror.SYNCS)) {
                legacy.createTopic(TopicMirror.SYNCS, 1, Map.of("cleanup.policy", "compact"));
            }
        }
    }

    @AfterEach
    void close() {
        mirror.close();
        source.close();
        target.close();
        legacy.deleteTopics(Set.of(topic, TopicMirror.SYNCS));
        europe.deleteTopics(Set.of(topic));
    }

    private void create(int partitions, Map<String, String> settings) {
        legacy.createTopic(topic, partitions, settings);
        europe.createTopic(topic, partitions, settings);
    }

    private OffsetSnapshot at(long... offsets) {
        List<ConnectorOffset> all = new ArrayList<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            all.add(new ConnectorOffset(
                    Map.of("kafka_topic", topic, "kafka_partition", partition),
                    Map.of("kafka_offset", offsets[partition])));
        }
        return OffsetSnapshot.of(all);
    }

    private TranslatedOffset translate(KafkaBridge bridge, long offset) {
        return bridge.translate(GROUP, at(offset)).offsets().get(0);
    }

    private static long to(TranslatedOffset translated) {
        return requireNonNull(translated.to(), translated::toString).offset();
    }

    /** Reads on in the copy: each number that is not read yet has to come, and none that was. */
    private void assertContinues(long offset) {
        TranslatedOffset translated = translate(bridge, offset);
        assertThat(translated.verdict()).as(translated.toString()).isEqualTo(Verdict.EXACT);
        List<Integer> wanted = TopicMirror.numbers(legacy, topic, 0, offset);
        List<Integer> read = TopicMirror.numbers(europe, topic, 0, to(translated));
        assertThat(new HashSet<>(read)).as(translated.toString()).isEqualTo(new HashSet<>(wanted));
        if (!wanted.isEmpty()) {
            assertThat(read.get(0)).isEqualTo(wanted.get(0));
        }
    }

    @Test
    void a_sink_that_has_caught_up_and_one_that_lags() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 60_000);
        mirror.copy(topic, 0, 0, 60_000, 100);

        assertContinues(60_000);
        assertContinues(59_950);
        assertContinues(10_000);
        assertContinues(0);
        assertThat(translate(bridge, 59_950).evidence()).satisfies(evidence -> {
            assertThat(evidence.way()).isEqualTo(Way.OFFSET_SYNC);
            assertThat(evidence.compared()).isLessThan(1_000);
        });
        assertThat(bridge.translateEnds(Set.of(topic)).isExact()).isTrue();
    }

    @Test
    void a_mirror_that_is_behind_comes_to_the_record_later() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 3_000);
        mirror.copy(topic, 0, 0, 2_000, 100);

        assertThat(translate(bridge, 2_500).verdict()).isEqualTo(Verdict.NOT_MIRRORED);
        assertThat(bridge.translateEnds(Set.of(topic)).with(Verdict.NOT_MIRRORED))
                .hasSize(1);

        mirror.copy(topic, 0, 2_000, 3_000, 100);
        assertContinues(2_500);
    }

    @Test
    void a_mirror_that_was_killed_and_wrote_records_again() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 6_000);
        mirror.copy(topic, 0, 0, 5_000, 100);
        mirror.copy(topic, 0, 4_000, 6_000, 100);

        assertContinues(4_500);
        assertContinues(5_000);
        assertContinues(5_900);
        assertContinues(3_990);
        KafkaBridge byTimestamp = KafkaBridge.byTimestamp(source, target).build();
        assertThat(translate(byTimestamp, 4_500)).satisfies(translated -> {
            assertThat(to(translated)).isEqualTo(5_500);
            assertThat(translated.evidence().way()).isEqualTo(Way.TIMESTAMP);
            assertThat(translated.evidence().repeatsSeen()).isEqualTo(1);
        });
    }

    @Test
    void transactions_that_are_committed_aborted_and_open() {
        create(1, Map.of());
        try (KafkaProducer<byte[], byte[]> producer =
                TopicMirror.producer(legacy, Map.of("transactional.id", topic, "max.block.ms", 30_000))) {
            producer.initTransactions();
            int number = 0;
            for (int i = 0; i < 60; i++) {
                producer.beginTransaction();
                for (int j = 0; j < 5; j++) {
                    mirror.send(producer, TopicMirror.record(topic, 0, number++));
                }
                producer.flush();
                if (i % 3 == 2) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            producer.beginTransaction();
            for (int j = 0; j < 20; j++) {
                mirror.send(producer, TopicMirror.record(topic, 0, number++));
            }
            producer.flush();
            mirror.copy(topic, 0, 0, 380, 100);

            for (long offset : new long[] {0, 5, 6, 17, 18, 179, 180, 181, 359, 360, 365, 380}) {
                assertContinues(offset);
            }
            KafkaBridge committed = KafkaBridge.mirrorMaker2(source, target)
                    .aliases("legacy", "europe")
                    .mirrorReadsCommitted(true)
                    .build();
            assertThat(translate(committed, 370).verdict()).isEqualTo(Verdict.NOT_MIRRORED);
            producer.abortTransaction();
        }
    }

    @Test
    void a_topic_that_is_compacted_on_both_sides_differently() {
        create(
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "min.cleanable.dirty.ratio", "0.01",
                        "segment.ms", "200",
                        "max.compaction.lag.ms", "100"));
        mirror.write(legacy, topic, 0, 0, 3_000);
        mirror.copy(topic, 0, 0, 3_000, 100);
        mirror.write(legacy, topic, 0, 3_000, 3_500);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> TopicMirror.records(legacy, topic, 0, 0).size() < 2_000);
        mirror.copy(topic, 0, 3_000, 3_500, 100);

        for (long offset : new long[] {1, 1_000, 2_500, 3_000, 3_400, 3_500}) {
            TranslatedOffset translated = translate(bridge, offset);
            List<Integer> unread = TopicMirror.numbers(legacy, topic, 0, offset);
            if (translated.verdict() == Verdict.NOT_FOUND) {
                // The cleaner of the copy has come further than that of the source.
                assertThat(TopicMirror.numbers(europe, topic, 0, 0))
                        .as(translated.toString())
                        .doesNotContain(unread.get(0));
            } else {
                assertThat(translated.verdict()).as(translated.toString()).isIn(Verdict.EXACT, Verdict.AT_LEAST_ONCE);
                assertThat(TopicMirror.numbers(europe, topic, 0, to(translated)))
                        .as(translated.toString())
                        .containsAll(unread);
            }
        }
        assertContinues(3_500);
    }

    @Test
    void a_copy_that_was_created_anew_and_syncs_of_the_old_one() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 4_000);
        for (int i = 0; i < 3_000; i += 100) {
            mirror.sync(topic, 0, i, i + 500);
        }
        mirror.copy(topic, 0, 0, 4_000, 0);

        assertContinues(2_950);
        assertThat(translate(bridge, 2_950).evidence().text()).contains("1 offset syncs were of other records");
        assertThat(findings(at(2_950), Map.of("topics", topic))).contains(Kind.SYNCS_VOID);
    }

    @Test
    void retention_has_deleted_records_of_the_copy() throws ExecutionException, InterruptedException {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 1_000);
        mirror.copy(topic, 0, 0, 1_000, 100);
        try (Admin admin = europe.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(500)))
                    .all()
                    .get();
        }

        assertThat(translate(bridge, 300).verdict()).isEqualTo(Verdict.NOT_FOUND);
        assertThat(findings(at(300), Map.of("topics", topic))).containsExactly(Kind.RECORDS_EXPIRED);
        assertContinues(500);
        assertContinues(800);
    }

    @Test
    void a_copy_with_timestamps_of_its_own() {
        legacy.createTopic(topic, 1);
        europe.createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        mirror.write(legacy, topic, 0, 0, 5_000);
        mirror.copy(topic, 0, 0, 5_000, 100);

        assertContinues(5_000);
        assertContinues(1_234);
        assertThat(findings(at(1_234), Map.of("topics", topic))).containsExactly(Kind.TIMESTAMPS_DIFFER);
        assertThat(to(translate(bridge.reversed(), 1_234))).isEqualTo(1_234);
    }

    @Test
    void copies_with_the_same_offsets_are_checked() {
        create(1, Map.of());
        KafkaBridge same = KafkaBridge.sameOffsets(source, target).build();
        assertThat(translate(same, 0).verdict()).isEqualTo(Verdict.EXACT);
        mirror.write(legacy, topic, 0, 0, 1_000);
        assertThat(translate(same, 500).verdict()).isEqualTo(Verdict.NOT_MIRRORED);
        mirror.copy(topic, 0, 0, 1_000, 0);

        assertThat(translate(same, 500).verdict()).isEqualTo(Verdict.EXACT);
        assertThat(to(translate(same, 500))).isEqualTo(500);
        assertThat(to(translate(same.reversed(), 1_000))).isEqualTo(1_000);
    }

    @Test
    void copies_of_which_one_is_shifted_do_not_have_the_same_offsets() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 1_000);
        mirror.copy(topic, 0, 0, 400, 0);
        mirror.copy(topic, 0, 399, 1_000, 0);

        assertThat(translate(KafkaBridge.sameOffsets(source, target).build(), 500))
                .satisfies(translated -> {
                    assertThat(translated.verdict()).isEqualTo(Verdict.NOT_FOUND);
                    assertThat(translated.evidence().text()).contains("differ");
                });
    }

    @Test
    void the_way_back_and_records_that_only_the_copy_has() {
        create(1, Map.of());
        mirror.write(legacy, topic, 0, 0, 11_000);
        mirror.copy(topic, 0, 0, 5_000, 100);
        mirror.copy(topic, 0, 4_500, 11_000, 100);
        KafkaBridge back = bridge.reversed();

        assertThat(translate(back, 11_500).verdict()).isEqualTo(Verdict.EXACT);
        assertThat(to(translate(back, 11_500))).isEqualTo(11_000);
        assertThat(to(translate(back, 1_000))).isEqualTo(1_000);
        assertThat(to(translate(back, 5_200))).isEqualTo(5_000);

        mirror.write(europe, topic, 0, 20_000, 20_007);
        assertThat(translate(back, 11_504)).satisfies(translated -> {
            assertThat(translated.verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
            assertThat(to(translated)).isEqualTo(11_000);
            assertThat(translated.readAgain()).isZero();
            assertThat(translated.evidence().text()).contains("the last 4 records");
        });
        assertThat(to(translate(back, 11_500))).isEqualTo(11_000);
        assertThat(back.reversed()).hasToString(bridge.toString());
    }

    @Test
    void a_hundred_partitions_that_are_caught_up_cost_some_hundred_records_each() {
        create(100, Map.of());
        long[] offsets = new long[100];
        try (KafkaProducer<byte[], byte[]> producer = TopicMirror.producer(legacy, Map.of())) {
            for (int partition = 0; partition < 100; partition++) {
                offsets[partition] = 500;
                for (int i = 0; i < 500; i++) {
                    mirror.send(producer, TopicMirror.record(topic, partition, i));
                }
            }
        }
        try (KafkaProducer<byte[], byte[]> producer = TopicMirror.producer(europe, Map.of())) {
            for (int partition = 0; partition < 100; partition++) {
                for (int i = 0; i < 500; i++) {
                    mirror.send(producer, TopicMirror.record(topic, partition, i));
                }
                mirror.sync(topic, partition, 450, 450);
            }
        }
        mirror.flush();

        TranslatedSnapshot translated = bridge.translate(GROUP, at(offsets));

        assertThat(translated.isExact()).as(translated.toString()).isTrue();
        assertThat(translated.offsets())
                .allSatisfy(each -> assertThat(each.evidence().compared()).isLessThan(300));
    }

    private List<Kind> findings(OffsetSnapshot offsets, Map<String, String> config) {
        List<TranslationFinding> findings = bridge.examine(
                OffsetOwner.sink("sink", Map.of("topics", topic)), OffsetOwner.sink("sink", config), offsets);
        return findings.stream().map(TranslationFinding::kind).toList();
    }

    @Test
    void what_stands_in_the_way() throws ExecutionException, InterruptedException {
        legacy.createTopic(topic, 2);
        assertThat(findings(at(0), Map.of("topics", topic))).containsExactly(Kind.TOPIC_MISSING);

        europe.createTopic(topic, 1);
        mirror.write(legacy, topic, 0, 0, 200);
        mirror.copy(topic, 0, 0, 100, 0);
        assertThat(findings(at(150), Map.of("topics", "other")))
                .containsExactly(
                        Kind.PARTITIONS_DIFFER, Kind.SYNCS_MISSING, Kind.MIRROR_BEHIND, Kind.TOPICS_NOT_FOLLOWED);

        try (Admin admin = europe.admin()) {
            String group = "group-of-" + topic;
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)))
                    .all()
                    .get();
            europe.createTopic("legacy." + topic + ".checkpoints.internal", 1);
            assertThat(findings(
                            at(50), Map.of("topics.regex", ".*" + topic + ".*", "consumer.override.group.id", group)))
                    .containsExactly(
                            Kind.PARTITIONS_DIFFER, Kind.SYNCS_MISSING, Kind.GROUP_EXISTS, Kind.TOPICS_AMBIGUOUS);
            europe.deleteTopics(Set.of("legacy." + topic + ".checkpoints.internal"));
        }
    }
}
