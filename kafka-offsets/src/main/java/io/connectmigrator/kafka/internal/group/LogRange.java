package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** From where to where the log of a partition reaches, and the epoch of its leader. */
record LogRange(TopicPartition partition, long start, long end, Optional<Integer> leaderEpoch) {

    private static final String OF_THIS_CLUSTER =
            "Check that the offsets are of this Kafka cluster, and that the topic was not deleted and made again since";

    /** Refuses a commit from which a sink would not go on where it was. */
    void requireHolds(String tried, OffsetAndMetadata commit) {
        if (commit.offset() < start || commit.offset() > end) {
            throw refusal(
                    tried,
                    "offset " + inJson(commit.offset()) + " of partition " + partition
                            + " lies outside of its log, which reaches from " + inJson(start) + " to " + inJson(end)
                            + ", and a sink that starts there reads the whole log again");
        }
        commit.leaderEpoch().filter(this::isYetToCome).ifPresent(epoch -> {
            throw refusal(
                    tried,
                    "the commit of partition " + partition + " has leader epoch " + epoch
                            + ", but its leader is in epoch " + leaderEpoch.orElse(0)
                            + ", and a sink would wait for the other without a word");
        });
    }

    /** Formats an offset as workers do, so that events and reports can leave it out. */
    private static String inJson(long offset) {
        return "{\"kafka_offset\":" + offset + "}";
    }

    private boolean isYetToCome(int epoch) {
        return leaderEpoch.isPresent() && epoch > leaderEpoch.get();
    }

    private static OffsetTransportException refusal(String tried, String why) {
        return new OffsetTransportException(
                tried + " was refused: " + why + "; nothing was written", OF_THIS_CLUSTER, null);
    }
}
