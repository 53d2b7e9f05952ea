package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import org.junit.jupiter.api.Test;

/** How large topics are. Every item is declared, so that what is unknown is 1. */
class LogSizeQuestionsTest extends ReadableClusters {

    @Test
    void sizes_are_told_of_both_sides() {
        sourceWrites("numbers");
        here.topic("numbers", 3).size("numbers", 1_500_000);
        there.topic("numbers", 3).size("numbers", 0);

        ItemScore sizes = item(planTo(elsewhere), ReadinessItem.LOG_SIZES);

        assertThat(sizes.score()).isEqualTo(2);
        assertThat(evidence(sizes)).startsWith("4.5 MB in 1 topic; 0 bytes in 1 topic");
    }

    @Test
    void where_brokers_tell_no_sizes_records_are_counted() {
        sourceWrites("numbers");
        there.topic("numbers", 3).records("numbers", 100, 250);

        ItemScore counted = item(ReadinessItem.LOG_SIZES);

        assertThat(counted.score()).isEqualTo(1);
        assertThat(evidence(counted)).isEqualTo("450 offsets in 1 topic; it is so");
        assertThat(counted.toRaise()).isEqualTo("grant the client DESCRIBE on the cluster, so that it sees sizes");
    }

    @Test
    void topics_that_are_not_there_have_no_size() {
        sourceWrites("numbers");

        assertThat(evidence(item(ReadinessItem.LOG_SIZES))).startsWith("none of the topics is there");
    }
}
