package io.connectmigrator.kafka.across;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.apache.kafka.connect.mirror.RemoteClusterUtils;

/** What a MirrorMaker itself says of a consumer group: its checkpoints. */
final class MirrorCheckpoints {

    private final Broker target;
    private final String sourceAlias;

    MirrorCheckpoints(Broker target, String sourceAlias) {
        this.target = target;
        this.sourceAlias = sourceAlias;
    }

    /**
     * Waits until there is a checkpoint of a committed offset, and not of an earlier one.
     *
     * @return what Kafka's own client translates the offset to
     */
    long translate(String group, TopicPartition copy, long committed) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(upstreamOffset(group, copy)).isEqualTo(committed));
        return requireNonNull(translateNow(group).get(copy), group).offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> translateNow(String group) {
        try {
            return RemoteClusterUtils.translateOffsets(
                    Map.of("bootstrap.servers", target.bootstrapServers()), sourceAlias, group, Duration.ofSeconds(10));
        } catch (TimeoutException e) {
            throw new AssertionError("no checkpoints of " + group, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** {@return the committed offset of which the last checkpoint speaks, -1 if there is none} */
    private long upstreamOffset(String group, TopicPartition copy) {
        TopicPartition checkpoints = new TopicPartition(sourceAlias + ".checkpoints.internal", 0);
        long[] upstream = {-1};
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(checkpoints));
            consumer.seekToBeginning(List.of(checkpoints));
            long end = consumer.endOffsets(List.of(checkpoints)).getOrDefault(checkpoints, 0L);
            while (consumer.position(checkpoints) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    Checkpoint checkpoint = Checkpoint.deserializeRecord(record);
                    if (checkpoint.consumerGroupId().equals(group)
                            && checkpoint.topicPartition().equals(copy)) {
                        upstream[0] = checkpoint.upstreamOffset();
                    }
                });
            }
        }
        return upstream[0];
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", target.bootstrapServers(), "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
