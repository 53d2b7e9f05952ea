package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A MirrorMaker that writes the offsets of consumer groups in the target cluster ({@code sync.group.offsets.enabled}) competes with
 * whoever writes better ones there.
 */
@ExtendWith(SharedLaboratory.class)
class GroupOffsetSyncIT {

    private static final int RECORDS = 30_000;
    private static final int ATTEMPTS = 12;

    private final Laboratory lab;

    GroupOffsetSyncIT(Laboratory lab) {
        this.lab = lab;
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_7", "V4_3"})
    void a_group_that_is_just_written_or_just_left_is_set_back(KafkaVersion version) throws Exception {
        String name = "race" + version.number().replace('.', '_');
        try (MirroredClusters clusters = MirroredClusters.start(
                name,
                lab,
                mirror -> mirror.version(version).groups("connect-.*").with("sync.group.offsets.enabled", "true"))) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();

            int setBackFresh = 0;
            int setBackLeft = 0;
            for (int i = 0; i < ATTEMPTS; i++) {
                String group = "connect-" + name + "-" + i;
                Map<Integer, Long> committed = topic.commit(group, RECORDS / 2 + i);
                Move move = clusters.move(topic, copy, group, committed);
                assertThat(move).matches(Move::exactlyOnce);
                long exact = Objects.requireNonNull(
                                move.translated().offsets().get(0).to())
                        .offset();
                write(clusters, group, copy, exact);
                setBackFresh += isSetBack(clusters, group, copy, exact) ? 1 : 0;
                readToTheEnd(clusters, group, copy);
                setBackLeft += isSetBack(clusters, group, copy, RECORDS) ? 1 : 0;
            }
            String group = "connect-" + name + "-0";
            List<TranslationFinding> findings = clusters.bridge()
                    .examine(
                            OffsetOwner.sink(group.substring("connect-".length()), Map.of("topics", topic.name())),
                            OffsetOwner.sink(group.substring("connect-".length()), Map.of("topics", copy.name())),
                            MirroredClusters.snapshot(topic.name(), topic.commit(group, RECORDS / 2)));
            System.out.println("ACROSS " + version + ", sync.group.offsets.enabled: of " + ATTEMPTS + " fresh groups "
                    + setBackFresh + " were set back, and " + setBackLeft + " when their consumer had left; examine: "
                    + findings);

            assertThat(setBackFresh + setBackLeft).isPositive();
            assertThat(findings).extracting(TranslationFinding::kind).contains(Kind.GROUP_EXISTS);
        }
    }

    private static void write(MirroredClusters clusters, String group, NumberedCopy copy, long offset)
            throws Exception {
        try (Admin admin = clusters.europe().admin()) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(copy.name(), 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    /** Reads in the group, as a sink does, and leaves it. */
    private static void readToTheEnd(MirroredClusters clusters, String group, NumberedCopy copy) {
        TopicPartition partition = new TopicPartition(copy.name(), 0);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", clusters.europe().bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(copy.name()));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200));
                return consumer.assignment().contains(partition) && consumer.position(partition) >= RECORDS;
            });
            consumer.commitSync();
        }
    }

    /** {@return whether a group has, within some turns of the MirrorMaker, an offset before this one} */
    private static boolean isSetBack(MirroredClusters clusters, String group, NumberedCopy copy, long offset) {
        try (Admin admin = clusters.europe().admin()) {
            Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> {
                OffsetAndMetadata now = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(new TopicPartition(copy.name(), 0));
                return now != null && now.offset() < offset;
            });
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
