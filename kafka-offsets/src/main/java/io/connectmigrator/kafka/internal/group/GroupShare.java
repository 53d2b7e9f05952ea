package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Which commits of a consumer group are those of one sink: those in the topics that it reads, since others may be in the group as well. */
public final class GroupShare {

    /** The group that is named after a sink of which nothing else is known: all of it. */
    public static final GroupShare WHOLE = new GroupShare(true, Optional.empty());

    private final boolean whole;
    private final Optional<Predicate<String>> topics;

    private GroupShare(boolean whole, Optional<Predicate<String>> topics) {
        this.whole = whole;
        this.topics = topics;
    }

    /** {@return the share of a sink in a group of several: what is committed in the topics that it reads, if those are known} */
    public static GroupShare ofTopics(Optional<Predicate<String>> topics) {
        return new GroupShare(false, topics);
    }

    public boolean isWhole() {
        return whole;
    }

    /** {@return whether a member that has partitions of these topics, perhaps of none, has nothing to commit for the sink} */
    public boolean isWithout(Set<String> assigned) {
        return topics.filter(read -> assigned.stream().noneMatch(read)).isPresent();
    }

    /** {@return those of the commits that are in the share; all of them, if it is not known which topics the sink reads} */
    public Map<TopicPartition, OffsetAndMetadata> of(Map<TopicPartition, OffsetAndMetadata> commits) {
        Map<TopicPartition, OffsetAndMetadata> share = new HashMap<>(commits);
        topics.ifPresent(read -> share.keySet().removeIf(partition -> !read.test(partition.topic())));
        return share;
    }

    /** @throws OffsetTransportException if it is not known which commits of a shared group are those of the sink */
    public void requireKnown(String tried) {
        if (!whole && topics.isEmpty()) {
            throw new OffsetTransportException(
                    tried
                            + " was refused: other sinks may be in the group, and the config does not tell which topics this one"
                            + " reads; nothing was deleted",
                    "Go through a ConnectClient that has this transport, and write out topics or topics.regex in the config,"
                            + " without placeholders",
                    null);
        }
    }
}
