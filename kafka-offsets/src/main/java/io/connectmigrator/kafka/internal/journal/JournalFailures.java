package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What Kafka's failures mean to a caller of a journal. */
public final class JournalFailures {

    private JournalFailures() {}

    /** {@return what the action returns; if it fails, the failure is that of the journal} */
    public static <T> T translating(JournalTopic topic, Supplier<T> action) {
        try {
            return action.get();
        } catch (OffsetTransportException e) {
            throw of(topic, e);
        }
    }

    static JournalException of(JournalTopic topic, OffsetTransportException failure) {
        return new JournalException(String.valueOf(failure.getMessage()), remedy(topic, failure), failure.getCause());
    }

    private static String remedy(JournalTopic topic, OffsetTransportException failure) {
        @Nullable Throwable cause = failure.getCause();
        if (cause instanceof AuthorizationException) {
            return "Grant its principal DESCRIBE, DESCRIBE_CONFIGS, READ and WRITE on topic " + topic.name()
                    + ", CREATE if it is not there yet, and DESCRIBE and WRITE on the transactional ids that begin with "
                    + topic.name() + "-";
        }
        if (cause instanceof UnsupportedVersionException) {
            return "Keep the journal in brokers of Kafka 3.0 or newer, or in a directory";
        }
        return failure.remedy();
    }
}
