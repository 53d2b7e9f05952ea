package io.connectmigrator.topic;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What brokers tell of a consumer group.
 *
 * @param name its name
 * @param members how many members it has
 * @param offsets by topic and partition, the offset of the next record that it reads
 */
public record GroupDescription(String name, int members, Map<String, Map<Integer, Long>> offsets) {

    /**
     * Copies the maps.
     *
     * @param name its name
     * @param members how many members it has
     * @param offsets its offsets
     */
    public GroupDescription {
        requireNonNull(name, "name");
        offsets = offsets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, topic -> Map.copyOf(topic.getValue())));
    }
}
