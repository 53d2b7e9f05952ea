package io.connectmigrator.connect;

import io.connectmigrator.offset.OffsetOwner;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The direction in which a connector copies. */
public enum ConnectorType {
    /** From elsewhere into Kafka. */
    SOURCE,
    /** From Kafka to elsewhere. */
    SINK,
    /** The worker did not report the type. */
    UNKNOWN;

    /**
     * {@return a connector of this type as the owner of its offsets, whether or not it exists}
     *
     * @param connector the connector's name
     * @param config its config; keys with a null value are left out
     */
    public OffsetOwner offsetOwner(String connector, ConnectorConfig config) {
        Map<String, String> values = new LinkedHashMap<>();
        config.toMap().forEach((key, value) -> {
            if (value != null) {
                values.put(key, value);
            }
        });
        return switch (this) {
            case SOURCE -> OffsetOwner.source(connector, values);
            case SINK -> OffsetOwner.sink(connector, values);
            case UNKNOWN -> new OffsetOwner(connector, null, values);
        };
    }

    static ConnectorType parse(@Nullable String text) {
        try {
            return text == null ? UNKNOWN : valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
