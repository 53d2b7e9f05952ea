package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The commits of a consumer group that belong to one sink: those in the topics that it reads, since other sinks may share the group. */
public final class GroupShare {

    /** All of the group that is named after a sink of which only the name is known. */
    public static final GroupShare WHOLE = new GroupShare(true, Optional.empty());

    private final boolean whole;
    private final Optional<Predicate<String>> topics;

    private GroupShare(boolean whole, Optional<Predicate<String>> topics) {
        this.whole = whole;
        this.topics = topics;
    }

    /** {@return the commits in the topics that a sink reads, if these are known} */
    public static GroupShare ofTopics(Optional<Predicate<String>> topics) {
        return new GroupShare(false, topics);
    }

    public boolean isWhole() {
        return whole;
    }

    /** {@return whether a member with partitions of these topics, or of none, commits nothing for the sink} */
    public boolean isWithout(Set<String> assigned) {
        return topics.filter(read -> assigned.stream().noneMatch(read)).isPresent();
    }

    /** {@return the commits of the sink; all of them, if it is not known which topics it reads} */
    public Map<TopicPartition, OffsetAndMetadata> of(Map<TopicPartition, OffsetAndMetadata> commits) {
        Map<TopicPartition, OffsetAndMetadata> share = new HashMap<>(commits);
        topics.ifPresent(read -> share.keySet().removeIf(partition -> !read.test(partition.topic())));
        return share;
    }

    /**
     * Fails if the topics of a sink in a shared group are not known.
     *
     * @throws OffsetTransportException if it is not known which commits are those of the sink
     */
    public void requireKnown(String tried) {
        if (!whole && topics.isEmpty()) {
            throw new OffsetTransportException(
                    tried
                            + " was refused: other sinks may be in the group, and the config does not say which topics this one"
                            + " reads; nothing was deleted",
                    "Go through a ConnectClient that has this transport, and write out topics or topics.regex in the config,"
                            + " without placeholders",
                    null);
        }
    }
}
