package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sinks behind MirrorMakers of other versions and settings, and what a translation costs. */
@ExtendWith(SharedLaboratory.class)
class MirrorMakerSettingsIT {

    private static final int PARTITIONS = 100;

    private final Laboratory lab;

    MirrorMakerSettingsIT(Laboratory lab) {
        this.lab = lab;
    }

    static List<Named<UnaryOperator<MirrorMaker.Builder>>> settings() {
        return List.of(
                Named.of("names", MirrorMaker.Builder::sameNames),
                Named.of("target", mirror -> mirror.with("offset-syncs.topic.location", "target")),
                Named.of("both", mirror -> mirror.sameNames().with("offset-syncs.topic.location", "target")),
                Named.of("old", mirror -> mirror.version(KafkaVersion.V3_6)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_sink_goes_on_at_the_next_record(UnaryOperator<MirrorMaker.Builder> settings, TestInfo test) {
        String name = "with-" + test.getDisplayName().replaceAll(".*=|[^a-z]", "");
        try (MirroredClusters clusters = MirroredClusters.start(name, lab, settings)) {
            NumberedTopic topic = clusters.topic("orders", 2);
            topic.write(500);
            topic.deleteBefore(300);
            topic.write(20_000);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            for (int number : List.of(301, 10_000, 20_450, 20_500)) {
                Move move = clusters.move(topic, copy, number);
                Figures.print(name + ", next number " + number, move);

                assertThat(move).matches(Move::exactlyOnce);
                assertThat(move.translated().isExact()).as("%s", move).isTrue();
                // There may be no pair for the first records: at most ten at a time are on their way to the topic of
                // pairs.
                if (number > 301) {
                    assertThat(move.translated().offsets())
                            .allMatch(offset -> offset.evidence().way() == Way.OFFSET_SYNC);
                }
            }
        }
    }

    @Test
    void without_pairs_of_offsets_the_timestamps_find_the_record_in_each_of_100_idle_partitions() {
        try (MirroredClusters clusters = MirroredClusters.start(
                "idle", lab, mirror -> mirror.with("offset.lag.max", "1000000").flushInterval(600_000))) {
            NumberedTopic topic = clusters.topic("orders", PARTITIONS);
            topic.write(20);
            topic.deleteBefore(10);
            topic.write(1_000);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            for (int number : List.of(11, 500, 1_000, 1_020)) {
                Move move = clusters.move(topic, copy, number);
                Figures.print("100 idle partitions, offset.lag.max=1000000, next number " + number, move);

                assertThat(move).matches(Move::exactlyOnce);
                assertThat(move.translated().isExact()).as("%s", move).isTrue();
            }
        }
    }

    @Test
    void the_costs_of_100_partitions() {
        try (MirroredClusters clusters = MirroredClusters.start("costs", lab, mirror -> mirror)) {
            NumberedTopic topic = clusters.topic("orders", PARTITIONS);
            topic.write(20);
            topic.deleteBefore(10);
            for (int i = 0; i < 5; i++) {
                topic.write(1_000);
            }
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            for (int behind : List.of(0, 0, 50, 500, 2_500, 4_900)) {
                Move move = clusters.move(topic, copy, 5_020 - behind);
                Figures.print("100 partitions, " + behind + " behind in each", move);

                assertThat(move).matches(Move::exactlyOnce);
                assertThat(move.translated().isExact()).as("%s", move).isTrue();
            }
        }
    }
}
