package io.connectmigrator.kafka.across;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks of topics that lose records, are created again, or whose timestamps tell nothing. */
@ExtendWith(SharedLaboratory.class)
class MirroredTopicChangesIT {

    /** Of 5,000 numbers and some more with 300 keys, this one is surely left by compaction. */
    private static final int FIRST_LEFT = 4_900;

    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "segment.ms", "500", "min.cleanable.dirty.ratio", "0.01");

    private final Laboratory lab;

    MirroredTopicChangesIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void what_was_compacted_before_it_was_copied_is_neither_awaited_nor_read_twice() {
        try (MirroredClusters clusters = MirroredClusters.start("compacted", lab, mirror -> mirror.topics("later.*"))) {
            NumberedTopic topic = clusters.topic("orders", COMPACTED, 300);
            NumberedCopy itself = new NumberedCopy(topic, clusters.legacy(), topic.name());
            topic.write(5_000);
            awaitCompacted(topic, itself);
            clusters.mirror().kill();
            clusters.mirror().set("topics", topic.name());
            clusters.mirror().start();
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            for (int number : List.of(1, 100, 2_500, 4_800, 4_999, 5_000, 5_001)) {
                long committed = topic.behind(0, number);
                Move move = clusters.move(topic, copy, "connect-compacted-" + number, Map.of(0, committed));
                Figures.print("compacted at the source, next number " + number, move);

                assertThat(move.translated().isComplete()).as("%s", move).isTrue();
                assertThat(copy.numbers(0, goesOn(move))).containsAll(itself.numbers(0, committed));
                readsAgainWhatItSays(move);
            }
        }
    }

    @Test
    void what_was_compacted_in_the_copy_is_not_awaited() throws Exception {
        try (MirroredClusters clusters =
                MirroredClusters.start("thinned", lab, mirror -> mirror.with("sync.topic.configs.enabled", "false"))) {
            NumberedTopic topic = clusters.topic("orders", Map.of(), 300);
            topic.write(5_000);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();
            compact(clusters, copy);
            awaitCompacted(topic, copy);

            for (int number : List.of(1, 2_500, 4_950, 5_000)) {
                Move move = clusters.move(topic, copy, number);
                Figures.print("compacted in the copy, next number " + number, move);
                if (number < FIRST_LEFT) {
                    // Neither the last record that was read nor the next one has a copy: it could as well have never
                    // been made.
                    assertThat(move.translated().with(Verdict.NOT_FOUND))
                            .as("%s", move)
                            .hasSize(1);
                } else {
                    assertThat(move).matches(Move::exactlyOnce);
                    readsAgainWhatItSays(move);
                }
            }
        }
    }

    private static void readsAgainWhatItSays(Move move) {
        assertThat(move.doubled())
                .as("%s", move)
                .isLessThanOrEqualTo(
                        Math.max(0, move.translated().offsets().get(0).readAgain()));
    }

    private static long goesOn(Move move) {
        return requireNonNull(move.translated().offsets().get(0).to()).offset();
    }

    /** Writes a number now and then, since only what is before the active segment is compacted. */
    private static void awaitCompacted(NumberedTopic topic, NumberedCopy log) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    topic.write(1);
                    log.awaitComplete();
                    return log.numbers(0, 0).size() < 1_500;
                });
    }

    private static void compact(MirroredClusters clusters, NumberedCopy copy) throws Exception {
        List<AlterConfigOp> changes = COMPACTED.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = clusters.europe().admin()) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, copy.name()), changes))
                    .all()
                    .get();
        }
    }

    @Test
    void pairs_of_offsets_of_a_copy_that_was_deleted_are_not_used() throws Exception {
        try (MirroredClusters clusters = MirroredClusters.start("again", lab, mirror -> mirror)) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(5_000);
            copy.awaitComplete();
            clusters.mirror().stop(); // writes its offsets: it goes on behind the 5,000
            clusters.createAgain(copy, 1);
            clusters.mirror().start();
            topic.write(6_000);
            copy.awaitComplete();

            Move lost = clusters.move(topic, copy, 2_500);
            Move last = clusters.move(topic, copy, 5_000);
            Move copied = clusters.move(topic, copy, 5_500);
            Move end = clusters.move(topic, copy, 11_000);
            Figures.print("created again, what comes next was never copied", lost);
            Figures.print("created again, at its beginning", last);
            Figures.print("created again, 5,500 behind", copied);
            Figures.print("created again, at the end", end);

            assertThat(lost.translated().with(Verdict.NOT_FOUND)).as("%s", lost).hasSize(1);
            assertThat(last.missing()).isZero();
            assertThat(last.doubled()).isZero();
            assertThat(copied).matches(Move::exactlyOnce);
            assertThat(end).matches(Move::exactlyOnce);
        }
    }

    @Test
    void a_next_record_that_was_deleted_in_the_copy_is_refused() throws Exception {
        try (MirroredClusters clusters = MirroredClusters.start("expired", lab, mirror -> mirror)) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(3_000);
            copy.awaitComplete();
            try (Admin admin = clusters.europe().admin()) {
                admin.deleteRecords(Map.of(new TopicPartition(copy.name(), 0), RecordsToDelete.beforeOffset(2_000)))
                        .all()
                        .get();
            }

            Move expired = clusters.move(topic, copy, 1_500);
            Move atStart = clusters.move(topic, copy, 2_000);
            Move behind = clusters.move(topic, copy, 2_001);
            Figures.print("expired in the copy", expired);
            Figures.print("first that is left in the copy", atStart);

            assertThat(expired.translated().with(Verdict.NOT_FOUND))
                    .as("%s", expired)
                    .hasSize(1);
            assertThat(atStart).matches(Move::exactlyOnce);
            assertThat(behind).matches(Move::exactlyOnce);
        }
    }

    @Test
    void timestamps_that_are_all_equal_or_run_backwards_mislead_nobody() {
        long noon = System.currentTimeMillis();
        Map<String, LongUnaryOperator> timestamps = Map.of(
                "equal", number -> noon,
                "backwards", number -> noon - number,
                "jumping", number -> noon + (number % 2 == 0 ? number : -number));
        try (MirroredClusters clusters =
                MirroredClusters.start("times", lab, mirror -> mirror.with("offset.lag.max", "1000000"))) {
            timestamps.forEach((how, timestamp) -> {
                NumberedTopic topic = clusters.topic(how, 1);
                topic.write(500);
                topic.deleteBefore(100);
                topic.write(10_000, timestamp);
                NumberedCopy copy = clusters.copyOf(topic);
                copy.awaitComplete();

                for (int number : List.of(101, 5_000, 10_499, 10_500)) {
                    Move move = clusters.move(topic, copy, number);
                    Figures.print("timestamps " + how + ", next number " + number, move);

                    assertThat(move).matches(Move::exactlyOnce);
                    assertThat(move.translated().isExact()).as("%s", move).isTrue();
                }
            });
        }
    }
}
