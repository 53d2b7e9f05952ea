package io.connectmigrator.kafka.internal.group;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a sink connector: the commits of its consumer group, with their metadata and leader epochs. Thread-safe.
 */
public final class SinkGroup {

    private final String name;
    private final Set<String> topics;
    private final GroupShare share;
    private final GroupCommits commits;
    private final GroupMembers members;
    private final LogRanges logs;

    /** Takes the topics that the sink is known to read, so that a missing right to one of them is noticed. */
    public SinkGroup(KafkaCluster cluster, String groupId, Set<String> topics, GroupShare share) {
        this.name = "group " + groupId + " at " + cluster;
        this.topics = Set.copyOf(topics);
        this.share = share;
        this.commits = new GroupCommits(cluster, groupId);
        this.members = new GroupMembers(cluster, groupId);
        this.logs = new LogRanges(cluster);
    }

    /**
     * {@return the commits of the group in the topics of the sink, by topic and partition; all of them if no topics are known} A
     * group that does not exist has none.
     *
     * <p>Brokers silently omit topics that the client may not describe. Such a topic is noticed only if the sink is known to
     * read it.
     *
     * @throws OffsetTransportException if the brokers do not list the offsets, or not those in a topic that the sink is known
     *     to read
     */
    public OffsetSnapshot list() {
        commits.requireVisible(topics);
        return SinkOffsets.fromCommits(share.of(commits.read()));
    }

    /**
     * Writes offsets, and reads them back. Partitions that are not among them stay as they are. A second call changes
     * nothing.
     *
     * @throws IllegalArgumentException if one of them is null or not an offset of a sink; nothing has been written
     * @throws OffsetTransportException if the group has members, if a sink could not start from one of the offsets, or if
     *     the brokers refused; the message says whether anything has been written
     */
    public void alter(OffsetSnapshot offsets) {
        Map<TopicPartition, OffsetAndMetadata> wanted = SinkOffsets.toCommits(offsets);
        if (wanted.isEmpty()) {
            return;
        }
        String tried = "altering the offsets of " + name;
        requireNoMembers(tried);
        logs.of(tried, wanted.keySet())
                .forEach(log -> log.requireHolds(tried, requireNonNull(wanted.get(log.partition()))));
        commits.write(tried, wanted);
    }

    /**
     * Deletes the commits in the topics of the sink; if no topics are known, the whole group that is named after it, as Connect
     * does. A group that does not exist is no failure.
     *
     * @throws OffsetTransportException if the group has members, if it is not known which topics this sink reads of a
     *     shared group, or if the brokers refused
     */
    public void reset() {
        String tried = "resetting the offsets of " + name;
        share.requireKnown(tried);
        requireNoMembers(tried);
        if (share.isWhole()) {
            commits.delete(tried);
        } else {
            commits.delete(tried, share.of(commits.read()).keySet());
        }
    }

    /** {@return a description of the members of the group that may still commit offsets of the sink, empty if there are none} */
    public Optional<String> members() {
        return members.describe(share);
    }

    /** Brokers change the offsets of a group only while it has no members, of whichever sink. */
    private void requireNoMembers(String tried) {
        members.describe().ifPresent(found -> {
            boolean isOfSink = members().isPresent();
            throw new OffsetTransportException(
                    tried + " was refused: " + found
                            + (isOfSink ? " may still commit" : " is in the group for another sink")
                            + "; nothing was written",
                    isOfSink
                            ? "Stop the connector and try again when its tasks have ended; a task that hangs stays in the group"
                                    + " until its worker is restarted"
                            : "Stop the other sinks in the group for as long as this takes, then try again; brokers change the"
                                    + " offsets of a group only while it has no members",
                    null);
        });
    }
}
