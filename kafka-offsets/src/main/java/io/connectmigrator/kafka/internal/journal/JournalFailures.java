package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Translates failures of Kafka into those of a journal. */
final class JournalFailures {

    private JournalFailures() {}

    /** {@return the result of the action; if Kafka fails, throws a failure of the journal} */
    static <T> T translating(String topic, Supplier<T> action) {
        try {
            return action.get();
        } catch (OffsetTransportException e) {
            throw of(topic, e);
        }
    }

    static JournalException of(String topic, OffsetTransportException failure) {
        return new JournalException(String.valueOf(failure.getMessage()), remedy(topic, failure), failure.getCause());
    }

    private static String remedy(String topic, OffsetTransportException failure) {
        @Nullable Throwable cause = failure.getCause();
        if (cause instanceof AuthorizationException) {
            return "Grant its principal DESCRIBE, DESCRIBE_CONFIGS, READ and WRITE on topic " + topic
                    + ", CREATE if it is not there yet, and DESCRIBE and WRITE on the transactional ids that begin with "
                    + topic + "-";
        }
        if (cause instanceof UnsupportedVersionException) {
            return "Keep the journal in brokers of Kafka 3.0 or newer, or in a directory";
        }
        return failure.remedy();
    }
}
