package io.connectmigrator.kafka.internal.client;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A reading came no further. The reader finds out why. */
public final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> left;

    StalledException(Map<TopicPartition, Long> left) {
        super("no record for too long");
        this.left = left;
    }

    /** {@return the partitions that have not been read to their ends, and these ends} */
    Map<TopicPartition, Long> left() {
        return left;
    }
}
