package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.topic.RecordPrefix;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the beginnings of some records of a topic. Thread-safe. */
public final class TopicSampler {

    private static final String KEY_SCHEMA = "__key_schema_id";
    private static final String VALUE_SCHEMA = "__value_schema_id";

    /** One record is wanted of each fetch, and a fetch has at least one. */
    private static final int FETCH = 32 * 1024;

    private final KafkaCluster cluster;

    public TopicSampler(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /** {@return the same settings with small fetches} */
    public static ClientSettings settings(ClientSettings settings) {
        return settings.with(Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000));
    }

    /** {@return the last records of each partition and others spread before them, in the order of partitions and offsets} */
    public List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
        TopicQueries queries = new TopicQueries(cluster, topic);
        String tried = "sampling topic " + topic + " at " + cluster;
        Optional<TopicDescription> found = queries.describe(tried);
        if (found.isEmpty()) {
            return List.of();
        }
        Set<TopicPartition> partitions = new HashSet<>();
        found.get().partitions().forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        Sample sample = new Sample(queries.ends(tried, partitions, IsolationLevel.READ_COMMITTED), last);
        queries.starts(tried, partitions)
                .forEach((partition, start) ->
                        sample.begin(partition, Math.max(start, from.getOrDefault(partition.partition(), 0L))));
        try {
            for (int i = 0; i < spread; i++) {
                sample.readOne(tried, i, spread);
            }
            sample.readLast(tried);
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, queries).explain(tried, e);
        }
        return sample.records();
    }

    /** One sample of a topic. Belongs to one thread. */
    private final class Sample {

        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, Long> starts = new HashMap<>();
        private final Map<TopicPartition, Long> lasts = new HashMap<>();
        private final Map<Integer, Map<Long, RecordPrefix>> records = new TreeMap<>();
        private final int last;

        Sample(Map<TopicPartition, Long> ends, int last) {
            this.ends = ends;
            this.last = last;
        }

        void begin(TopicPartition partition, long start) {
            starts.put(partition, start);
            lasts.put(partition, Math.max(start, ends.getOrDefault(partition, start) - last));
        }

        /** Reads one record of each partition, at the beginning of one of this many equal parts. */
        void readOne(String tried, int part, int parts) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            Map<TopicPartition, Long> next = new HashMap<>();
            starts.forEach((partition, start) -> {
                long length = lasts.getOrDefault(partition, start) - start;
                long at = start + (length > parts ? length * part / parts : part);
                if (length > part) {
                    positions.put(partition, at);
                    next.put(partition, at + 1);
                }
            });
            Set<TopicPartition> taken = new HashSet<>();
            cluster.reader().read(tried, positions, next, record -> {
                if (taken.add(new TopicPartition(record.topic(), record.partition()))) {
                    accept(record);
                }
            });
        }

        void readLast(String tried) {
            cluster.reader().read(tried, new HashMap<>(lasts), ends, this::accept);
        }

        private void accept(ConsumerRecord<byte[], byte[]> record) {
            records.computeIfAbsent(record.partition(), first -> new TreeMap<>())
                    .put(
                            record.offset(),
                            new RecordPrefix(
                                    record.partition(),
                                    record.offset(),
                                    record.key(),
                                    record.value(),
                                    header(record, KEY_SCHEMA),
                                    header(record, VALUE_SCHEMA)));
        }

        List<RecordPrefix> records() {
            return records.values().stream()
                    .flatMap(ofPartition -> ofPartition.values().stream())
                    .toList();
        }
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
