package io.connectmigrator.kafka.internal.client;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A read made no progress. {@link StallDiagnosis} finds out why. */
public final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> left;

    StalledException(Map<TopicPartition, Long> left) {
        super("no progress until the timeout");
        this.left = left;
    }

    /** {@return the partitions that have not been read to their end, each with that end} */
    Map<TopicPartition, Long> left() {
        return left;
    }
}
