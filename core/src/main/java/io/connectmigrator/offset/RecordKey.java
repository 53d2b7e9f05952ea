package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parsed key of a record in an offset topic, with the position of the connector's name in its bytes. */
final class RecordKey {

    private final byte[] bytes;
    private final int nameFrom;
    private final int nameTo;
    private final String connector;
    private final @Nullable Map<String, @Nullable Object> partition;

    private RecordKey(
            byte[] bytes,
            int nameFrom,
            int nameTo,
            String connector,
            @Nullable Map<String, @Nullable Object> partition) {
        this.bytes = bytes;
        this.nameFrom = nameFrom;
        this.nameTo = nameTo;
        this.connector = connector;
        this.partition = partition;
    }

    static RecordKey parse(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        try {
            if (!(Json.parse(text) instanceof List<?> parts)
                    || parts.size() != 2
                    || !(parts.get(0) instanceof String name)) {
                throw new IllegalArgumentException("not an array of a connector's name and a partition: " + text);
            }
            int from = text.indexOf('"');
            // Before the name there is only ASCII: a bracket, and white space at most.
            int to = RawObject.endOfString(key, from);
            return new RecordKey(key, from, to, name, partition(parts.get(1), text));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    String connector() {
        return connector;
    }

    /** {@return the partition, or null if the key has none} */
    @Nullable
    Map<String, @Nullable Object> partition() {
        return partition;
    }

    /** {@return the bytes of the key with another name instead of this one} */
    byte[] named(String other) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, nameFrom);
        spliced.writeBytes(Json.writeBytes(other));
        spliced.write(bytes, nameTo, bytes.length - nameTo);
        return spliced.toByteArray();
    }

    /** {@return the bytes of the key with another partition instead of this one, which must not be null} */
    byte[] withPartition(Map<String, @Nullable Object> other) {
        RawObject object = new RawObject(bytes, RawObject.opening(bytes, nameTo), RawObject.behindClosing(bytes));
        return object.with(requireNonNull(partition, "partition"), other);
    }

    private static @Nullable Map<String, @Nullable Object> partition(@Nullable Object json, String text) {
        if (json == null) {
            return null;
        }
        if (!(json instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("the partition is not a JSON object: " + text);
        }
        @SuppressWarnings("unchecked") // Json makes no other maps
        Map<String, @Nullable Object> partition = (Map<String, @Nullable Object>) fields;
        return OffsetValues.copy(partition);
    }
}
