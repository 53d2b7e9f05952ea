package io.connectmigrator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.NumberedTopic.OpenTransaction;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a consumer gets that reads a numbered topic and goes on in its copy; here the topic is its own copy. */
@ExtendWith(SharedLaboratory.class)
class NumberedCopyIT {

    private final Broker kafka;
    private final NumberedTopic topic;
    private final NumberedCopy copy;

    NumberedCopyIT(Laboratory lab) {
        kafka = lab.kafka();
        topic = NumberedTopic.create(kafka, "numbered-" + System.nanoTime(), 2);
        copy = new NumberedCopy(topic, kafka, topic.name());
    }

    @Test
    void a_consumer_that_goes_on_where_it_was_gets_each_number_once_across_markers_and_uncommitted_records() {
        topic.commitTransaction(3);
        topic.abortTransaction(2);
        topic.write(4);

        long committed = topic.behind(1, 5);
        long goesOn = topic.offsetOf(1, 5);

        assertThat(copy.tally(1, committed, goesOn)).matches(SequenceTally::exactlyOnce);
        assertThat(copy.tally(1, committed, goesOn).last()).containsValue(6L);
        assertThat(copy.tally(1, committed, goesOn + 1).missing()).isEqualTo(1);
        assertThat(copy.tally(1, committed, goesOn - 2).doubled()).isEqualTo(2);
        assertThat(topic.before(1, topic.offsetOf(1, 3))).isEqualTo(3);
        assertThat(topic.before(1, topic.offsetOf(1, 3) - 2)).isEqualTo(3);
    }

    @Test
    void it_is_complete_when_it_has_the_last_number_of_each_partition() {
        topic.write(2);

        copy.awaitComplete();

        assertThat(copy.numbers(0, 1)).isEqualTo(List.of(1L));
        assertThat(copy.ends()).isEqualTo(topic.ends()).isEqualTo(Map.of(0, 2L, 1, 2L));
    }

    @Test
    void an_open_transaction_hides_what_comes_behind_it_until_it_is_aborted() {
        topic.write(1);
        OpenTransaction open = topic.openTransaction(2);
        topic.write(1);

        assertThat(copy.numbers(0, 0)).containsExactly(0L);
        open.close();
        copy.awaitComplete();

        assertThat(copy.numbers(0, 0)).containsExactly(0L, 1L);
        assertThat(copy.uncommitted(0, 0)).isZero();
    }

    @Test
    void deleted_numbers_stay_in_the_tally_of_those_who_have_read_them() {
        topic.write(5);
        topic.deleteBefore(3);

        assertThat(copy.tallies(Map.of(0, 4L), Map.of(0, 4L)).get(0)).matches(SequenceTally::exactlyOnce);
        assertThat(copy.numbers(0, 3)).containsExactly(3L, 4L);
    }
}
