package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The first and the end offset of the log of a partition, and the epoch of its leader. */
record LogRange(TopicPartition partition, long start, long end, Optional<Integer> leaderEpoch) {

    private static final String OF_THIS_CLUSTER =
            "Check that the offsets are of this Kafka cluster, and that the topic was not deleted and created again since";

    /** Refuses a commit from which a sink could not continue. */
    void requireHolds(String tried, OffsetAndMetadata commit) {
        if (commit.offset() < start || commit.offset() > end) {
            throw refusal(
                    tried,
                    "offset " + inJson(commit.offset()) + " of partition " + partition
                            + " is outside of its log, which goes from " + inJson(start) + " to " + inJson(end)
                            + ", and a sink that starts there reads the whole log again");
        }
        commit.leaderEpoch().filter(this::isInTheFuture).ifPresent(epoch -> {
            throw refusal(
                    tried,
                    "the commit of partition " + partition + " has leader epoch " + epoch
                            + ", but its leader is in epoch " + leaderEpoch.orElse(0)
                            + "; a sink would wait for that epoch without an error");
        });
    }

    /** Formats an offset as workers do, so that events and reports can redact it. */
    private static String inJson(long offset) {
        return "{\"kafka_offset\":" + offset + "}";
    }

    private boolean isInTheFuture(int epoch) {
        return leaderEpoch.isPresent() && epoch > leaderEpoch.get();
    }

    private static OffsetTransportException refusal(String tried, String why) {
        return new OffsetTransportException(
                tried + " was refused: " + why + "; nothing was written", OF_THIS_CLUSTER, null);
    }
}
