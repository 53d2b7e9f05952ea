package io.connectmigrator.lab.topic;

import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.RecordPrefix;
import io.connectmigrator.topic.TopicDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Kafka cluster without topics and groups, for tests to extend. */
public class NoTopics implements ClusterTopics {

    @Override
    public Set<String> transactional(Set<String> topics) {
        return Set.of();
    }

    @Override
    public List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
        return List.of();
    }

    @Override
    public Map<String, TopicDescription> describe(Set<String> topics) {
        return Map.of();
    }

    @Override
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        return Map.of();
    }

    @Override
    public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
        return Map.of();
    }

    @Override
    public Map<String, GroupDescription> groups(Set<String> groups) {
        return Map.of();
    }

    @Override
    public Map<String, String> brokerConfig() {
        return Map.of();
    }
}
