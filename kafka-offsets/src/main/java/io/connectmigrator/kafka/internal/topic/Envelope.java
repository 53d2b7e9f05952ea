package io.connectmigrator.kafka.internal.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of the JSON converter with schemas, {@code {"schema":null,"payload":…}}, in which workers before 3.0 could be configured
 * to write keys and values. No offset looks like that, since offsets contain no objects.
 */
final class Envelope {

    private static final String SCHEMA = "schema";
    private static final String PAYLOAD = "payload";
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private Envelope() {}

    /** {@return the bytes of the payload, or null if this is no envelope} */
    static byte @Nullable [] payload(byte[] json) {
        Map<String, byte[]> fields = RawJson.fields(json);
        boolean isEnvelope = fields.keySet().equals(Set.of(SCHEMA, PAYLOAD)) && Arrays.equals(fields.get(SCHEMA), NULL);
        return isEnvelope ? fields.get(PAYLOAD) : null;
    }
}
