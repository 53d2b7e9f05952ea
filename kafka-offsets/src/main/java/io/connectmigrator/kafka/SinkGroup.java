package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The offsets of a sink connector, which are those that its consumer group has committed, with their metadata and leader
 * epochs. Thread-safe; leaves the admin client open.
 */
final class SinkGroup {

    private static final String NOTHING_WRITTEN = "nothing was written";

    private final Admin admin;
    private final String groupId;
    private final int timeoutMs;
    private final GroupMembers members;
    private final LogRanges logs;

    /** Takes how long one call to the brokers may last. */
    SinkGroup(Admin admin, String groupId, Duration timeout) {
        this.admin = admin;
        this.groupId = groupId;
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
        this.members = new GroupMembers(admin, groupId, timeoutMs);
        this.logs = new LogRanges(admin, timeoutMs);
    }

    /**
     * {@return what the group has committed, by topic and partition} A group that does not exist has committed nothing.
     * Brokers leave out topics that the client may not describe.
     */
    OffsetSnapshot list() {
        return SinkOffsets.fromCommits(committed());
    }

    /**
     * Writes offsets, and reads them back. Partitions that are not among them stay as they are. A second call changes
     * nothing.
     *
     * @throws IllegalArgumentException if one of them is null or not an offset of a sink; nothing has been written
     * @throws OffsetTransportException if somebody is in the group, if an offset lies outside the log of its partition, or
     *     if the brokers did not do it; the message says whether anything has been written
     */
    void alter(OffsetSnapshot offsets) {
        Map<TopicPartition, OffsetAndMetadata> wanted = SinkOffsets.toCommits(offsets);
        if (wanted.isEmpty()) {
            return;
        }
        String tried = "altering the offsets of group " + groupId;
        requireNobodyIn(tried);
        logs.of(tried, wanted.keySet())
                .forEach(log -> log.requireHolds(tried, requireNonNull(wanted.get(log.partition()))));
        var options = new AlterConsumerGroupOffsetsOptions().timeoutMs(timeoutMs);
        Answers.await(
                tried,
                "some of the offsets may have been written",
                admin.alterConsumerGroupOffsets(groupId, wanted, options).all());
        requireWritten(tried, wanted);
    }

    /**
     * Deletes the whole group, as Connect does. A group that does not exist is left at that.
     *
     * @throws OffsetTransportException if somebody is in the group, or if the brokers did not do it
     */
    void reset() {
        String tried = "resetting the offsets of group " + groupId;
        requireNobodyIn(tried);
        var options = new DeleteConsumerGroupsOptions().timeoutMs(timeoutMs);
        try {
            Answers.await(
                    tried,
                    "the group may have been deleted",
                    admin.deleteConsumerGroups(List.of(groupId), options).all());
        } catch (OffsetTransportException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** {@return who is in the group and so may still commit, in words; empty if nobody is} */
    Optional<String> members() {
        return members.inWords();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(timeoutMs);
        return Answers.await(
                "listing the offsets of group " + groupId,
                admin.listConsumerGroupOffsets(groupId, options).partitionsToOffsetAndMetadata());
    }

    private void requireNobodyIn(String tried) {
        members().ifPresent(found -> {
            throw new OffsetTransportException(
                    tried + " was refused: " + found + " may still commit; " + NOTHING_WRITTEN,
                    "Stop the connector and try again when its tasks have ended; a task that hangs stays in the group until"
                            + " its worker is restarted",
                    null);
        });
    }

    private void requireWritten(String tried, Map<TopicPartition, OffsetAndMetadata> wanted) {
        Map<TopicPartition, OffsetAndMetadata> found = committed();
        Map<String, String> differences = new TreeMap<>();
        wanted.forEach((partition, commit) -> {
            if (!commit.equals(found.get(partition))) {
                differences.put(partition.toString(), "wanted " + commit + ", found " + found.get(partition));
            }
        });
        if (!differences.isEmpty()) {
            throw new OffsetTransportException(
                    tried + " was answered with yes, but " + differences.size() + " of " + wanted.size()
                            + " offsets read back differ: " + differences,
                    "Look for who else writes to the group, then try again",
                    null);
        }
    }
}
