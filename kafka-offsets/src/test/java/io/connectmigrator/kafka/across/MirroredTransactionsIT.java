package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.NumberedTopic.OpenTransaction;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks of topics with transactions, and behind a MirrorMaker that writes in transactions. */
@ExtendWith(SharedLaboratory.class)
class MirroredTransactionsIT {

    private final Laboratory lab;

    MirroredTransactionsIT(Laboratory lab) {
        this.lab = lab;
    }

    /** Writes 1200 numbers; the numbers 500, 800 and 1000 are behind what was aborted. */
    private static void writeTransactions(NumberedTopic topic) {
        topic.commitTransaction(500);
        topic.abortTransaction(100);
        topic.write(300);
        topic.abortTransaction(50);
        topic.commitTransaction(200);
        topic.abortTransaction(1);
        topic.write(200);
    }

    private static void eachIsExact(MirroredClusters clusters, NumberedTopic topic, NumberedCopy copy, String what) {
        for (int number : List.of(1, 250, 499, 500, 501, 799, 800, 801, 1000, 1001, 1199, 1200)) {
            Move move = clusters.move(topic, copy, number);
            Figures.print(what + ", next number " + number, move);

            assertThat(move).matches(Move::exactlyOnce);
            assertThat(move.translated().isExact()).as("%s", move).isTrue();
        }
    }

    @Test
    void a_mirror_that_reads_aborted_records_copies_them_and_no_number_is_lost_or_read_twice() {
        try (MirroredClusters clusters = MirroredClusters.start("aborted", lab, mirror -> mirror)) {
            clusters.readCommitted();
            NumberedTopic topic = clusters.topic("orders", 1);
            writeTransactions(topic);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            eachIsExact(clusters, topic, copy, "reads uncommitted");
            assertThat(copy.uncommitted(0, 0)).isEqualTo(151);
        }
    }

    @Test
    void a_mirror_that_reads_committed_records_leaves_out_the_aborted_ones() {
        try (MirroredClusters clusters = MirroredClusters.start("committed", lab, MirrorMaker.Builder::readCommitted)) {
            clusters.readCommitted();
            clusters.useBridge(bridge -> bridge.mirrorReadsCommitted(true));
            NumberedTopic topic = clusters.topic("orders", 1);
            writeTransactions(topic);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();

            eachIsExact(clusters, topic, copy, "reads committed");
            assertThat(copy.uncommitted(0, 0)).isZero();
        }
    }

    @Test
    void what_is_behind_an_open_transaction_is_not_mirrored_until_that_ends() {
        try (MirroredClusters clusters = MirroredClusters.start("open", lab, MirrorMaker.Builder::readCommitted)) {
            clusters.useBridge(bridge -> bridge.mirrorReadsCommitted(true));
            NumberedTopic topic = clusters.topic("orders", 1);
            topic.write(100);
            NumberedCopy copy = clusters.copyOf(topic);
            copy.awaitComplete();
            OpenTransaction open = topic.openTransaction(10);
            topic.write(100);

            // A sink that reads uncommitted records is ahead of the mirror.
            Move ahead = clusters.move(topic, copy, 200);
            Move at = clusters.move(topic, copy, 100);
            open.close();
            copy.awaitComplete();
            Move afterwards = clusters.move(topic, copy, 200);

            assertThat(ahead.translated().with(Verdict.NOT_MIRRORED))
                    .as("%s", ahead)
                    .hasSize(1);
            assertThat(at.translated().isExact()).as("%s", at).isTrue();
            assertThat(afterwards).matches(Move::exactlyOnce);
            assertThat(afterwards.translated().isExact()).isTrue();
        }
    }

    @Test
    void markers_of_a_mirror_that_writes_exactly_once_are_no_records() {
        try (MirroredClusters clusters = MirroredClusters.start(
                "once", lab, mirror -> mirror.readCommitted().exactlyOnce())) {
            clusters.readCommitted();
            clusters.useBridge(bridge -> bridge.mirrorReadsCommitted(true));
            NumberedTopic topic = clusters.topic("orders", 1);
            NumberedCopy copy = clusters.copyOf(topic);
            writeTransactions(topic);
            copy.awaitComplete();
            topic.write(20_000);
            clusters.mirror().kill();
            clusters.mirror().start();
            topic.write(100);
            copy.awaitComplete();

            eachIsExact(clusters, topic, copy, "writes exactly once, killed");
            assertThat(copy.ends().get(0)).isGreaterThan(topic.written(0));
            assertThat(copy.tally(0, 0, 0).doubled()).isZero();
        }
    }
}
