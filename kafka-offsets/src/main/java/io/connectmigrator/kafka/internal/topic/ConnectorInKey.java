package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the name of the connector from a key. This is done for every record of a topic, so a key in the usual form is not parsed:
 * the bytes of its first string are taken.
 */
final class ConnectorInKey {

    private ConnectorInKey() {}

    /** {@return the name as {@link #find} returns it} */
    static ByteBuffer nameOf(String connector) {
        return ByteBuffer.wrap(connector.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the name in UTF-8, or null if the key is not that of an offset} */
    static @Nullable ByteBuffer find(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        if (key.length > 2 && key[0] == '[' && key[1] == '"') {
            for (int at = 2; at < key.length && key[at] != '\\'; at++) {
                if (key[at] == '"') {
                    return ByteBuffer.wrap(key, 2, at - 2);
                }
            }
        }
        byte[] payload = Envelope.payload(key);
        return RawJson.firstString(payload == null ? key : payload)
                .map(ConnectorInKey::nameOf)
                .orElse(null);
    }
}
