package io.connectmigrator.kafka.internal.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of the connector in a key. It is looked for in every record of a topic, so the key that Connect writes is not
 * parsed: its first string is taken as it stands there.
 */
final class ConnectorInKey {

    private ConnectorInKey() {}

    /** {@return the name in the form in which it is found in keys} */
    static ByteBuffer nameOf(String connector) {
        return ByteBuffer.wrap(connector.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the name in UTF-8, or null if the key is no key of a connector} */
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
