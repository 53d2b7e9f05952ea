package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.internal.Lazy;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.RecordPrefix;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Samples of records, read once from each topic. Thread-safe. */
final class TopicSamples {

    private static final int LAST = 100;

    /** Each record between the last ones takes a fetch of its own. */
    private static final int SPREAD = 20;

    private static final int SPREAD_OF_FLEET = 5;

    /** After this many topics that could not be read, the others are not tried: brokers that are down take long to say so. */
    private static final int MOST_FAILURES = 3;

    private final ClusterTopics topics;
    private final int spread;
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Lazy<List<RecordPrefix>>> samples = new ConcurrentHashMap<>();

    TopicSamples(ClusterTopics topics, boolean fleet) {
        this.topics = topics;
        this.spread = fleet ? SPREAD_OF_FLEET : SPREAD;
    }

    /** {@return the ids in the keys or values of sampled records of a topic, from these offsets on if it is sampled now} */
    List<SampledId> ids(String topic, Map<Integer, Long> from, boolean key) {
        return samples.computeIfAbsent(topic, first -> new Lazy<>(() -> sample(topic, from))).get().stream()
                .map(record -> SampledId.of(record, key))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<RecordPrefix> sample(String topic, Map<Integer, Long> from) {
        if (failures.size() >= MOST_FAILURES) {
            throw failures.get(0);
        }
        try {
            return topics.sample(topic, from, LAST, spread);
        } catch (RuntimeException e) {
            failures.add(e);
            throw e;
        }
    }
}
