package io.connectmigrator.kafka.across;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.HeldGroups;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A MirrorMaker that writes the offsets of consumer groups in the target cluster ({@code sync.group.offsets.enabled}) competes with
 * others that write better ones there. What it has read of a group before these were written is written after them, if it is held up for long
 * enough.
 */
@ExtendWith(SharedLaboratory.class)
class GroupOffsetSyncIT {

    private static final int RECORDS = 30_000;
    private static final int GROUPS = 30;

    private static final Duration SOME_TURNS = Duration.ofSeconds(15);

    private final Laboratory lab;

    GroupOffsetSyncIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void the_examination_names_a_group_in_which_the_mirror_writes_worse_offsets_than_the_bridge() throws Exception {
        String name = "race";
        try (MirroredClusters clusters = MirroredClusters.start(
                name,
                lab,
                mirror -> mirror.version(KafkaVersion.V3_7)
                        .groups("connect-.*")
                        .with("sync.group.offsets.enabled", "true"))) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();
            TopicPartition partition = new TopicPartition(copy.name(), 0);
            Map<String, Long> exact = new LinkedHashMap<>();
            for (int i = 0; i < GROUPS; i++) {
                exact.put(groupOf(topic, i), move(clusters, topic, copy, i));
            }

            // All groups are there before the bridge's offsets, with those of the mirror.
            assertThat(setBack(clusters, partition, exact)).hasSize(GROUPS);
            write(clusters, partition, exact);
            Set<String> written = setBack(clusters, partition, exact);
            Map<String, Long> ends = new LinkedHashMap<>(exact);
            ends.replaceAll((group, offset) -> (long) RECORDS);
            readToTheEnds(clusters, partition, ends.keySet());
            Set<String> left = setBack(clusters, partition, ends);
            OffsetOwner sink = OffsetOwner.sink(topic.name() + "-0", Map.of("topics", topic.name()));
            OffsetOwner moved = OffsetOwner.sink(topic.name() + "-0", Map.of("topics", copy.name()));
            List<TranslationFinding> findings = clusters.bridge()
                    .examine(
                            sink,
                            moved,
                            MirroredClusters.snapshot(topic.name(), Map.of(0, topic.behind(0, RECORDS / 2))));
            System.out.println("ACROSS " + KafkaVersion.V3_7 + ", sync.group.offsets.enabled: of " + GROUPS + " groups "
                    + written.size() + " were set back when they had been written, " + left.size()
                    + " when their consumers had left; examine: " + findings);

            assertThat(findings).extracting(TranslationFinding::kind).contains(Kind.GROUP_EXISTS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KafkaVersion.class,
            names = {"V3_7", "V4_3"})
    void offsets_that_the_mirror_holds_in_its_hands_replace_the_exact_ones(KafkaVersion version) throws Exception {
        try (MirroredClusters clusters = MirroredClusters.start(
                "held" + version.number().replace('.', '_'),
                lab,
                mirror -> mirror.version(version).groups(".*").heldGroups())) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();
            HeldGroups held = clusters.mirror().heldGroups();
            TopicPartition partition = new TopicPartition(copy.name(), 0);
            String group = groupOf(topic, 0);
            held.hold(group);

            long exact = move(clusters, topic, copy, 0);
            held.awaitAnnounced(group);
            write(clusters, partition, Map.of(group, exact));
            assertThat(committed(clusters, group, partition)).isEqualTo(exact);
            held.release(group);

            long left = committed(clusters, group, partition);
            System.out.println("ACROSS " + version + ", sync.group.offsets.enabled: " + exact + " was written, and "
                    + left + " is there when the mirror has written what it held");
            assertThat(left).isLessThan(exact);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KafkaVersion.class,
            names = {"V3_7", "V4_3"})
    void a_group_that_is_excluded_keeps_the_exact_offsets(KafkaVersion version) throws Exception {
        try (MirroredClusters clusters = MirroredClusters.start(
                "excluded" + version.number().replace('.', '_'),
                lab,
                mirror -> mirror.version(version)
                        .groups(".*")
                        .with("groups.exclude", "connect-.*")
                        .heldGroups())) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();
            HeldGroups held = clusters.mirror().heldGroups();
            TopicPartition partition = new TopicPartition(copy.name(), 0);
            String group = groupOf(topic, 0);

            long exact = move(clusters, topic, copy, 0);
            write(clusters, partition, Map.of(group, exact));
            for (int i = 0; i < 3; i++) {
                String other = "other-" + topic.name() + "-" + i;
                topic.commit(other, RECORDS / 2);
                held.awaitWritten(other);
            }

            assertThat(held.announced(group)).isZero();
            assertThat(committed(clusters, group, partition)).isEqualTo(exact);
        }
    }

    private static long committed(MirroredClusters clusters, String group, TopicPartition partition) throws Exception {
        try (Admin admin = clusters.europe().admin()) {
            return requireNonNull(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition))
                    .offset();
        }
    }

    private static String groupOf(NumberedTopic topic, int sink) {
        return "connect-" + topic.name() + "-" + sink;
    }

    /** {@return the exact offset of a sink in the copy} */
    private static long move(MirroredClusters clusters, NumberedTopic topic, NumberedCopy copy, int sink) {
        String group = groupOf(topic, sink);
        Move move = clusters.move(topic, copy, group, topic.commit(group, RECORDS / 2 + sink));
        assertThat(move).matches(Move::exactlyOnce);
        return requireNonNull(move.translated().offsets().get(0).to()).offset();
    }

    private static void write(MirroredClusters clusters, TopicPartition partition, Map<String, Long> offsets)
            throws Exception {
        try (Admin admin = clusters.europe().admin()) {
            for (Map.Entry<String, Long> each : offsets.entrySet()) {
                admin.alterConsumerGroupOffsets(
                                each.getKey(), Map.of(partition, new OffsetAndMetadata(each.getValue())))
                        .all()
                        .get();
            }
        }
    }

    /** Reads in each group, as its sink does, and leaves one after the other. */
    private static void readToTheEnds(MirroredClusters clusters, TopicPartition partition, Set<String> groups) {
        List<Consumer<byte[], byte[]>> consumers = new ArrayList<>();
        for (String group : groups) {
            Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", clusters.europe().bootstrapServers(), "group.id", group),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumers.add(consumer);
            consumer.subscribe(List.of(partition.topic()));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200));
                return consumer.assignment().contains(partition) && consumer.position(partition) >= RECORDS;
            });
            consumer.commitSync();
        }
        consumers.forEach(Consumer::close);
    }

    /** {@return the groups that have, within some turns of the MirrorMaker, an offset before these} */
    private static Set<String> setBack(MirroredClusters clusters, TopicPartition partition, Map<String, Long> offsets) {
        Set<String> setBack = new TreeSet<>();
        try (Admin admin = clusters.europe().admin()) {
            await().atMost(SOME_TURNS).until(() -> {
                for (Map.Entry<String, Long> each : offsets.entrySet()) {
                    OffsetAndMetadata now = admin.listConsumerGroupOffsets(each.getKey())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition);
                    if (now != null && now.offset() < each.getValue()) {
                        setBack.add(each.getKey());
                    }
                }
                return setBack.size() == offsets.size();
            });
        } catch (ConditionTimeoutException e) {
            return setBack; // the others have stayed as they were
        }
        return setBack;
    }
}
