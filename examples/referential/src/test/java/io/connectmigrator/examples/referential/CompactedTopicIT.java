package io.connectmigrator.examples.referential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consumers stop before a transaction that is open. One of the journal, in the same topic, may be open at any time. */
@ExtendWith(SharedLaboratory.class)
class CompactedTopicIT {

    private static final String KEY = "orders";
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int CHANGES = 30;

    private final String name = "compacted-" + System.nanoTime();
    private final CompactedTopic first;
    private final CompactedTopic second;
    private final KafkaProducer<String, String> other;

    CompactedTopicIT(Laboratory lab) {
        Map<String, Object> settings = Map.of("bootstrap.servers", lab.kafka().bootstrapServers());
        first = new CompactedTopic(name, "connector:", settings);
        second = new CompactedTopic(name, "connector:", settings);
        other = new KafkaProducer<>(
                Map.of("bootstrap.servers", lab.kafka().bootstrapServers(), "transactional.id", name + "-other"),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterEach
    void close() {
        other.close();
        second.close();
        first.close();
    }

    @Test
    void what_was_changed_while_another_transaction_is_open_is_not_overwritten() {
        assertNothingIsOverwritten(first, first);
    }

    @Test
    void nor_by_another_process() {
        assertNothingIsOverwritten(first, second);
    }

    /** Each that begins ends the transaction of the other one, at any moment of it. */
    @Test
    void of_two_processes_that_change_a_value_at_once_neither_fails_or_loses_a_change() {
        List<CompletableFuture<Void>> both = List.of(
                CompletableFuture.runAsync(() -> count(first, 0), new ThreadPerTask()),
                CompletableFuture.runAsync(() -> count(second, 1), new ThreadPerTask()));
        await().atMost(Service.DEADLINE).until(() -> both.stream().allMatch(CompletableFuture::isDone));
        both.forEach(CompletableFuture::join);
        assertThat(first.get(KEY)).contains(CHANGES + " " + CHANGES);
    }

    /** Counts in one of the numbers of the value; to do it again changes nothing. */
    private static void count(CompactedTopic topic, int own) {
        for (int i = 1; i <= CHANGES; i++) {
            int next = i;
            topic.change(KEY, before -> {
                String[] numbers = (before == null ? "0 0" : before).split(" ", -1);
                assertThat(Integer.parseInt(numbers[own])).isBetween(next - 1, next);
                numbers[own] = String.valueOf(next);
                return String.join(" ", numbers);
            });
        }
    }

    private void assertNothingIsOverwritten(CompactedTopic one, CompactedTopic next) {
        one.change(KEY, before -> {
            beginAnother();
            return "1";
        });
        CompletableFuture<Void> changed =
                CompletableFuture.runAsync(() -> next.change(KEY, before -> before + "2"), new ThreadPerTask());
        await().during(QUIET).until(() -> !changed.isDone());
        other.commitTransaction();
        await().atMost(Service.DEADLINE).until(changed::isDone);
        assertThat(one.get(KEY)).contains("12");
    }

    private void beginAnother() {
        other.initTransactions();
        other.beginTransaction();
        Future<?> unused = other.send(new ProducerRecord<>(name, 0, "#lease", "held"));
        other.flush();
    }
}
