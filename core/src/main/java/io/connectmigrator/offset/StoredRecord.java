package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of an offset topic: the bytes of its key, by which Connect finds it, and of its value. The key is a JSON array of
 * the connector's name and the partition, the value a JSON object. Immutable; equal if the bytes are equal.
 */
public final class StoredRecord implements StoredOffset {

    private final byte[] key;
    private final byte[] value;
    private final long timestamp;
    private final RecordKey parsedKey;

    private StoredRecord(byte[] key, byte[] value, long timestamp, RecordKey parsedKey) {
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.parsedKey = parsedKey;
    }

    /**
     * {@return a record with these bytes}
     *
     * @param key the bytes of its key
     * @param value the bytes of its value
     * @param timestamp the record's timestamp in milliseconds
     * @throws IllegalArgumentException if the key is not what Connect writes for an offset: a JSON array of a name and an
     *     object or null
     */
    public static StoredRecord of(byte[] key, byte[] value, long timestamp) {
        byte[] copy = key.clone();
        return new StoredRecord(copy, value.clone(), timestamp, RecordKey.parse(copy));
    }

    /**
     * {@return the record that a worker writes when it gets this offset over REST, with the fields of both maps in the order
     * of a {@code HashMap}}
     *
     * @param connector the connector's name
     * @param offset the offset, not null
     * @param timestamp the record's timestamp in milliseconds
     * @throws IllegalArgumentException if the offset is null
     */
    public static StoredRecord asOverRest(String connector, ConnectorOffset offset, long timestamp) {
        Map<String, @Nullable Object> values = offset.offset();
        if (values == null) {
            throw new IllegalArgumentException("a null offset has no record: " + offset);
        }
        byte[] key = Json.writeBytes(Arrays.asList(connector, reordered(offset.partition())));
        return of(key, Json.writeBytes(reordered(values)), timestamp);
    }

    /** {@return the bytes of the key} */
    public byte[] key() {
        return key.clone();
    }

    /** {@return the bytes of the value} */
    public byte[] value() {
        return value.clone();
    }

    /** {@return the record's timestamp in milliseconds} */
    public long timestamp() {
        return timestamp;
    }

    /** {@return the name of the connector in the key} */
    public String connector() {
        return parsedKey.connector();
    }

    /** {@return the partition in the key; empty if the key has none, as some keys of Connect} */
    public Optional<Map<String, @Nullable Object>> partition() {
        return Optional.ofNullable(parsedKey.partition());
    }

    /**
     * {@return the offset that the record holds}
     *
     * @throws IllegalArgumentException if the key has no partition, or the value is not a JSON object of plain values
     */
    public ConnectorOffset toOffset() {
        Map<String, @Nullable Object> partition =
                partition().orElseThrow(() -> new IllegalArgumentException("the key of " + this + " has no partition"));
        try {
            Map<String, @Nullable Object> values =
                    Json.parseObject(new String(value, StandardCharsets.UTF_8)).fields();
            return new ConnectorOffset(partition, values, this);
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException("the value of " + this + " " + e.getMessage(), e);
        }
    }

    /**
     * {@return the same record for a connector of another name} Only the name in the key is replaced; if it is the same
     * already, no byte changes.
     *
     * @param connector the other name
     */
    public StoredRecord named(String connector) {
        return connector().equals(connector) ? this : of(parsedKey.named(connector), value, timestamp);
    }

    /**
     * {@return the record of another offset that takes the place of this one} Only the values that differ are replaced, in key and value,
     * if the names of the fields are the same.
     *
     * @param partition the partition of the other offset
     * @param offset its values
     */
    StoredRecord holding(Map<String, @Nullable Object> partition, Map<String, @Nullable Object> offset) {
        ConnectorOffset before = toOffset();
        Map<String, @Nullable Object> values = requireNonNull(before.offset());
        byte[] otherKey = before.partition().equals(partition) ? key : parsedKey.withPartition(partition);
        byte[] otherValue = values.equals(offset)
                ? value
                : new RawObject(value, RawObject.opening(value, 0), RawObject.behindClosing(value))
                        .with(values, offset);
        return of(otherKey, otherValue, timestamp);
    }

    /**
     * {@return whether a task can have written the key} A task writes no white space, escapes only what must be escaped, and
     * may put the fields in any order.
     */
    public boolean hasKeyOfTask() {
        return Arrays.equals(key, Json.writeBytes(Arrays.asList(connector(), parsedKey.partition())));
    }

    /** {@return whether the key is the one that a worker writes over REST} */
    public boolean hasKeyOfRest() {
        Map<String, @Nullable Object> partition = parsedKey.partition();
        return partition != null
                && partition.values().stream().allMatch(StoredRecord::printsAlike)
                && Arrays.equals(key, Json.writeBytes(Arrays.asList(connector(), reordered(partition))));
    }

    /** {@return whether the same offset sent over REST would be stored in the same bytes} */
    public boolean survivesRest() {
        if (!hasKeyOfRest()) {
            return false;
        }
        ConnectorOffset offset = toOffset();
        Map<String, @Nullable Object> values = requireNonNull(offset.offset());
        return values.values().stream().allMatch(value -> printsAlike(value) || value instanceof Double)
                && Arrays.equals(value, asOverRest(connector(), offset, timestamp).value);
    }

    /** {@return whether the keys are the same but for the connector's name} */
    boolean hasKeyOf(StoredRecord other) {
        return Arrays.equals(key, other.named(connector()).key);
    }

    /** A worker parses what it gets into a {@code HashMap} and writes that in its order. */
    private static Map<String, @Nullable Object> reordered(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> reordered = new HashMap<>();
        fields.forEach(reordered::put);
        return reordered;
    }

    /** Versions of Java print decimals in different digits, so none is safe in a key. */
    private static boolean printsAlike(@Nullable Object value) {
        return !(value instanceof Number) || value instanceof Long;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredRecord that && Arrays.equals(key, that.key) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return List.of(Arrays.hashCode(key), Arrays.hashCode(value)).hashCode();
    }

    /** {@return the key as text} */
    @Override
    public String toString() {
        return new String(key, StandardCharsets.UTF_8);
    }
}
