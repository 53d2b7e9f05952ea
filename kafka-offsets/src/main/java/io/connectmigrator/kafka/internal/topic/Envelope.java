package io.connectmigrator.kafka.internal.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What workers before 3.0, if they were configured so, put around keys and values: {@code {"schema":null,"payload":…}}. No
 * offset looks like that, since none has an object in it.
 */
final class Envelope {

    private static final String SCHEMA = "schema";
    private static final String PAYLOAD = "payload";
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private Envelope() {}

    /** {@return the bytes in the envelope as they stand there, or null if it is none} */
    static byte @Nullable [] payload(byte[] json) {
        Map<String, byte[]> fields = RawJson.fields(json);
        boolean isEnvelope = fields.keySet().equals(Set.of(SCHEMA, PAYLOAD)) && Arrays.equals(fields.get(SCHEMA), NULL);
        return isEnvelope ? fields.get(PAYLOAD) : null;
    }
}
