package io.connectmigrator.kafka.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How long a read waits, in virtual time. */
class TopicReaderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("connect-offsets", 0);

    private final Clock time = new Clock();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final TopicReader<byte[]> reader = new TopicReader<>(() -> consumer, TIMEOUT, time);
    private final List<Long> read = new ArrayList<>();

    /** A clock that the test moves. */
    private static final class Clock implements KafkaTime {

        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return Duration.ofNanos(now).toMillis();
        }

        @Override
        public void sleep(Duration pause) {
            now += pause.toNanos();
        }
    }

    private void readTo(long end) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        reader.read("reading", positions, Map.of(PARTITION, end), record -> read.add(record.offset()));
    }

    /** Lets a poll take this long, and another after it. */
    private void everyPollTakes(Duration poll, long offset, long end) {
        consumer.schedulePollTask(() -> {
            time.sleep(poll);
            if (offset < end) {
                byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
                consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, text, text));
            }
            everyPollTakes(poll, offset + 1, end);
        });
    }

    @Test
    void a_read_that_gets_nothing_ends_when_the_timeout_has_passed() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        everyPollTakes(Duration.ofSeconds(4), 0, 0);

        assertThatThrownBy(() -> readTo(1)).isInstanceOf(StalledException.class);
        assertThat(time.now).isEqualTo(Duration.ofSeconds(32).toNanos());
    }

    @Test
    void a_read_that_gets_on_may_take_longer_than_the_timeout() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        everyPollTakes(TIMEOUT, 0, 5);

        readTo(5);

        assertThat(read).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(time.now).isEqualTo(TIMEOUT.multipliedBy(5).toNanos());
    }

    @Test
    void a_read_that_gets_on_and_then_gets_nothing_ends_the_timeout_later() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        everyPollTakes(Duration.ofSeconds(20), 0, 3);

        assertThatThrownBy(() -> readTo(5)).isInstanceOf(StalledException.class);

        assertThat(read).containsExactly(0L, 1L, 2L);
        assertThat(time.now).isEqualTo(Duration.ofSeconds(3 * 20 + 2 * 20).toNanos());
    }
}
