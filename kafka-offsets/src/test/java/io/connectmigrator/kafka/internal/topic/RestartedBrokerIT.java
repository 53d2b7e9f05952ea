package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.OffsetTopicLab;
import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker that goes and comes back in the middle. */
@ExtendWith(SharedLaboratory.class)
class RestartedBrokerIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int KEYS = 2_000;
    private static final int RECORDS = 400_000;

    private final Broker kafka;
    private final OffsetTopicLab topic;

    RestartedBrokerIT(Laboratory lab) {
        kafka = lab.kafka("restarted");
        kafka.start();
        topic = OffsetTopicLab.on(kafka);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void a_reading_goes_on_where_it_was() throws Exception {
        topic.putAll(
                IntStream.range(0, RECORDS),
                i -> "[\"orders\",{\"id\":\"" + i % KEYS + "\"}]",
                i -> "{\"seq\":" + i + "}");
        ClientSettings slowly = ClientSettings.of(
                kafka.bootstrapServers(), Map.of("max.partition.fetch.bytes", 20_000, "max.poll.records", 100));
        try (KafkaCluster cluster = new KafkaCluster(slowly, DEADLINE)) {
            TopicScan scan = new TopicScan(cluster, topic.name());
            CompletableFuture<TopicContents> reading = CompletableFuture.supplyAsync(
                    () -> scan.read("reading", "orders", IsolationLevel.READ_UNCOMMITTED)
                            .orElseThrow(),
                    new ThreadPerTask());
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> scan.recordsRead() > 0);

            kafka.kill();
            long readBefore = scan.recordsRead();
            kafka.start();

            assertThat(readBefore).isBetween(1L, RECORDS - 1L);
            assertThat(reading.get().records()).hasSize(KEYS);
            assertThat(scan.recordsRead()).isEqualTo(RECORDS);
        }
    }

    @Test
    void a_write_is_complete() throws Exception {
        OffsetSnapshot offsets = OffsetSnapshot.of(IntStream.range(0, 50_000)
                .mapToObj(i -> new ConnectorOffset(Map.of("id", Integer.toString(i)), Map.of("seq", i)))
                .toList());
        CompletableFuture<?> writing = CompletableFuture.supplyAsync(
                () -> topic.offsets().alterOffsets("orders", offsets), new ThreadPerTask());
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> topic.end() > 0);

        kafka.stop();
        boolean interrupted = !writing.isDone();
        kafka.start();

        writing.get();
        assertThat(interrupted).isTrue();
        assertThat(topic.live()).hasSize(50_000);
        assertThat(topic.offsets().listOffsets("orders")).isEqualTo(offsets);
    }

    @Test
    void a_broker_that_stays_down_is_an_error_in_time_and_the_next_call_works() {
        topic.put("[\"orders\",{\"id\":\"0\"}]", "{\"seq\":1}");
        OffsetSnapshot before = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("seq", 1))));
        try (KafkaOffsets offsets =
                topic.builder().timeout(Duration.ofSeconds(2)).build()) {
            assertThat(offsets.listOffsets("orders")).isEqualTo(before);
            kafka.stop();

            assertThatThrownBy(() -> offsets.listOffsets("orders"))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining(kafka.bootstrapServers());
            assertThatThrownBy(() -> offsets.alterOffsets("orders", before))
                    .isInstanceOf(OffsetTransportException.class);

            kafka.start();
            await().atMost(DEADLINE)
                    .ignoreException(OffsetTransportException.class)
                    .untilAsserted(
                            () -> assertThat(offsets.listOffsets("orders")).isEqualTo(before));
        }
    }
}
