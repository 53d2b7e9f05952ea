package io.connectmigrator.connect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which way a connector copies. */
public enum ConnectorType {
    /** From elsewhere into Kafka. */
    SOURCE,
    /** From Kafka to elsewhere. */
    SINK,
    /** The worker did not say. */
    UNKNOWN;

    static ConnectorType parse(@Nullable String text) {
        try {
            return text == null ? UNKNOWN : valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
