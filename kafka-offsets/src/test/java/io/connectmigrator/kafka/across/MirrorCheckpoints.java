package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Broker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
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
     * Waits until there are checkpoints of these committed offsets, and not of earlier ones.
     *
     * @return what Kafka's own client translates the offsets to, by the partitions of the copy
     */
    Map<Integer, Long> translate(String group, String copy, Map<Integer, Long> committed) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(upstreamOffsets(group, copy)).isEqualTo(committed));
        Map<Integer, Long> translated = new HashMap<>();
        translateNow(group).forEach((partition, offset) -> {
            if (partition.topic().equals(copy)) {
                translated.put(partition.partition(), offset.offset());
            }
        });
        return translated;
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

    /** {@return the committed offsets of which the checkpoints speak, by partition} */
    Map<Integer, Long> upstreamOffsets(String group, String copy) {
        Map<Integer, Long> upstream = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            String topic = sourceAlias + ".checkpoints.internal";
            List<TopicPartition> assigned = consumer.partitionsFor(topic).stream()
                    .map(MirrorCheckpoints::partition)
                    .toList();
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    Checkpoint checkpoint = Checkpoint.deserializeRecord(record);
                    if (checkpoint.consumerGroupId().equals(group)
                            && checkpoint.topicPartition().topic().equals(copy)) {
                        upstream.put(checkpoint.topicPartition().partition(), checkpoint.upstreamOffset());
                    }
                });
            }
        }
        return upstream;
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", target.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
