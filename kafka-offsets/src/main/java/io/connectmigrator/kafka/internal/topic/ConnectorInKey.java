package io.connectmigrator.kafka.internal.topic;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the name of the connector from a key. This is done for every record of a topic, so a key in the usual form is not parsed:
 * the bytes of its first string are taken.
 */
final class ConnectorInKey {

    private ConnectorInKey() {}

    /** {@return the name as {@link #find} returns it} */
    static KeyBytes nameOf(String connector) {
        return new KeyBytes(connector.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the name in UTF-8, a part of the key if it can be, or null if the key is not that of an offset} */
    static @Nullable KeyBytes find(KeyBytes key) {
        if (key.length() > 2 && key.at(0) == '[' && key.at(1) == '"') {
            for (int at = 2; at < key.length() && key.at(at) != '\\'; at++) {
                if (key.at(at) == '"') {
                    return key.part(2, at);
                }
            }
        }
        byte[] bytes = key.bytes();
        byte[] payload = Envelope.payload(bytes);
        return RawJson.firstString(payload == null ? bytes : payload)
                .map(ConnectorInKey::nameOf)
                .orElse(null);
    }
}
