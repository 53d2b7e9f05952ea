package io.connectmigrator.kafka.internal.bridge;

import java.util.Optional;
import java.util.function.Function;

/** The names of topics in two clusters: that of the copy of a topic, and that of the topic of a copy; empty if it is not mirrored. */
public record TopicNames(Function<String, Optional<String>> copy, Function<String, Optional<String>> original) {

    TopicNames reversed() {
        return new TopicNames(original, copy);
    }
}
