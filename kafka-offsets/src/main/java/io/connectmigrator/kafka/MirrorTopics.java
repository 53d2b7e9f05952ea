package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.bridge.TopicNames;
import io.connectmigrator.kafka.internal.client.ClientArguments;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How the topics of one Kafka cluster are named in another to which they are mirrored. Immutable. */
public final class MirrorTopics {

    private final TopicNames names;

    private MirrorTopics(TopicNames names) {
        this.names = names;
    }

    /** {@return topics that keep their names, as with MirrorMaker's {@code IdentityReplicationPolicy}} */
    public static MirrorTopics sameNames() {
        return new MirrorTopics(new TopicNames(Optional::of, Optional::of));
    }

    /**
     * {@return topics that get a prefix, as with MirrorMaker's {@code DefaultReplicationPolicy}}
     *
     * @param prefix the prefix with its separator, such as {@code legacy.}
     * @throws IllegalArgumentException if it is not valid at the beginning of a topic's name
     */
    public static MirrorTopics prefixed(String prefix) {
        ClientArguments.requireTopic(prefix + "t");
        return new MirrorTopics(new TopicNames(
                topic -> Optional.of(prefix + topic),
                copy -> copy.startsWith(prefix) && copy.length() > prefix.length()
                        ? Optional.of(copy.substring(prefix.length()))
                        : Optional.empty()));
    }

    /**
     * {@return topics with these names; others are not mirrored}
     *
     * @param copies for each topic the name of its copy
     * @throws IllegalArgumentException if two topics have the same copy
     */
    public static MirrorTopics named(Map<String, String> copies) {
        Map<String, String> forward = Map.copyOf(copies);
        Map<String, String> back = new HashMap<>();
        forward.forEach((topic, copy) -> {
            String other = back.put(copy, topic);
            if (other != null) {
                throw new IllegalArgumentException(
                        "the topics " + topic + " and " + other + " cannot both be mirrored to " + copy);
            }
        });
        return new MirrorTopics(new TopicNames(
                topic -> Optional.ofNullable(forward.get(topic)), copy -> Optional.ofNullable(back.get(copy))));
    }

    /**
     * {@return topics whose names are computed; all are mirrored}
     *
     * @param copy makes the name of the copy of a topic
     * @param original makes the name of the topic of which another is the copy
     */
    public static MirrorTopics named(UnaryOperator<String> copy, UnaryOperator<String> original) {
        requireNonNull(copy, "copy");
        requireNonNull(original, "original");
        return new MirrorTopics(
                new TopicNames(topic -> Optional.of(copy.apply(topic)), named -> Optional.of(original.apply(named))));
    }

    TopicNames names() {
        return names;
    }
}
