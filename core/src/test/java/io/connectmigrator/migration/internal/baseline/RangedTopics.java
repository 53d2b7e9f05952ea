package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.lab.topic.NoTopics;
import io.connectmigrator.topic.OffsetRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Topics in memory of which only the ranges are asked for. It counts how often that is. */
class RangedTopics extends NoTopics {

    private final Map<String, Supplier<List<Long>>> ends = new LinkedHashMap<>();
    private final Set<String> servers = new TreeSet<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Has a topic whose partitions end there. */
    RangedTopics with(String topic, Supplier<List<Long>> endsOfPartitions) {
        ends.put(topic, endsOfPartitions);
        return this;
    }

    RangedTopics with(String topic, Long... endsOfPartitions) {
        return with(topic, () -> List.of(endsOfPartitions));
    }

    /** Is reached by these addresses. */
    RangedTopics at(String bootstrapServers) {
        servers.add(bootstrapServers);
        return this;
    }

    int requests() {
        return requests.get();
    }

    @Override
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        requests.incrementAndGet();
        Map<String, List<OffsetRange>> ranges = new LinkedHashMap<>();
        ends.forEach((topic, endsOfPartitions) -> {
            if (topics.contains(topic)) {
                ranges.put(topic, ranges(endsOfPartitions.get().stream()));
            }
        });
        return ranges;
    }

    private static List<OffsetRange> ranges(Stream<Long> ends) {
        return ends.map(end -> new OffsetRange(0, end)).toList();
    }

    @Override
    public boolean isReachedBy(String bootstrapServers) {
        return servers.contains(bootstrapServers);
    }
}
