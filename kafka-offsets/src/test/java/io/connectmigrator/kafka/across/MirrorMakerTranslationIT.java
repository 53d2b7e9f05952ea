package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sinks that follow their topics behind real MirrorMakers of several versions, each beside the offset that it translates itself. */
@ExtendWith(SharedLaboratory.class)
class MirrorMakerTranslationIT {

    private static final int EXPIRED = 500;
    private static final int RECORDS = 61_000;

    private final Laboratory lab;

    MirrorMakerTranslationIT(Laboratory lab) {
        this.lab = lab;
    }

    static List<KafkaVersion> versions() {
        return List.of(KafkaVersion.V3_7, KafkaVersion.V4_3);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void a_sink_goes_on_at_the_next_record_where_mirror_maker_itself_lets_it_read_many_again(KafkaVersion version) {
        try (MirroredClusters clusters = MirroredClusters.start(
                "own" + version.number().replace('.', '_'),
                lab,
                mirror -> mirror.version(version).groups("connect-.*"))) {
            NumberedTopic topic = clusters.topic("orders", 1);
            topic.write(EXPIRED);
            topic.write(EXPIRED);
            topic.deleteBefore(EXPIRED);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS - 2 * EXPIRED);
            copy.awaitComplete();

            List<Integer> distances = List.of(0, 50, 50_000);
            distances.forEach(behind -> topic.commit(group(topic, behind), RECORDS - behind));

            distances.forEach(behind -> {
                String group = group(topic, behind);
                long committed = topic.behind(0, RECORDS - behind);
                Move move = clusters.move(topic, copy, group, Map.of(0, committed));
                long own = clusters.checkpoints().translate(group, new TopicPartition(copy.name(), 0), committed);
                SequenceTally ownTally = copy.tally(0, committed, own);
                Figures.print(version + ", " + behind + " behind", move, ownTally);

                assertThat(move).matches(Move::exactlyOnce);
                assertThat(move.translated().isExact()).as("%s", move).isTrue();
                assertThat(ownTally.missing()).isZero();
                assertThat(ownTally.doubled()).isGreaterThan(behind == 0 ? -1 : 0);
            });
        }
    }

    private static String group(NumberedTopic topic, int behind) {
        return "connect-" + topic.name() + "-behind-" + behind;
    }

    @Test
    void behind_a_mirror_that_was_killed_it_goes_on_behind_the_last_copy_of_what_it_has_read() {
        try (MirroredClusters clusters = MirroredClusters.start("killed", lab, mirror -> mirror)) {
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(EXPIRED);
            topic.write(5_000);
            topic.deleteBefore(EXPIRED);
            copy.awaitComplete();
            clusters.mirror().stop(); // writes its offsets
            clusters.mirror().set(clusters.mirror().targetAlias() + ".offset.flush.interval.ms", "600000");
            clusters.mirror().start();
            Repeats repeats = killUntilRepeated(clusters.mirror(), topic, copy);

            Move before = clusters.move(topic, copy, EXPIRED + 2_000);
            Move among = clusters.move(topic, copy, (repeats.first() + repeats.last()) / 2);
            Move behind = clusters.move(topic, copy, repeats.last() + 50);
            Figures.print("killed, before " + repeats, before);
            Figures.print("killed, among " + repeats, among);
            Figures.print("killed, behind " + repeats, behind);

            assertThat(among).matches(Move::exactlyOnce);
            assertThat(behind).matches(Move::exactlyOnce);
            assertThat(before.missing()).isZero();
            assertThat(before.doubled()).as("%s", before).isEqualTo(repeats.records());
        }
    }

    /** A mirror that is killed soon after its start may just have written its offsets, because its tasks were started twice. */
    private static Repeats killUntilRepeated(MirrorMaker mirror, NumberedTopic topic, NumberedCopy copy) {
        for (int attempt = 0; attempt < 5; attempt++) {
            topic.write(3_000);
            copy.awaitComplete();
            mirror.kill();
            mirror.start();
            topic.write(3_000);
            copy.awaitComplete();
            List<Long> numbers = copy.numbers(0, 0);
            for (int i = numbers.size() - 1; i > 0; i--) {
                if (numbers.get(i) <= numbers.get(i - 1)) {
                    return new Repeats(
                            numbers.get(i).intValue(),
                            numbers.get(i - 1).intValue(),
                            copy.tally(0, 0, 0).doubled());
                }
            }
        }
        throw new AssertionError("the mirror repeats nothing");
    }

    /** The numbers that a mirror has written again last, and how many records it has written again in all. */
    private record Repeats(int first, int last, long records) {

        @Override
        public String toString() {
            return "the repeats " + first + "-" + last + " of " + records;
        }
    }
}
