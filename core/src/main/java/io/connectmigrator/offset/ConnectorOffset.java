package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The offset of a connector in one partition of what it copies. A sink has partitions
 * {@code {"kafka_topic", "kafka_partition"}} and offsets {@code {"kafka_offset"}}; each source defines the fields of its own.
 *
 * <p>Both maps keep the order of their fields and the literal form of their numbers. Values are strings, booleans,
 * numbers or null, as in Connect; an {@code Integer} becomes a {@code Long} and a {@code Float} a {@code Double}, as they do
 * when Connect reads them back.
 *
 * <p>Two offsets are equal when Connect would read the same from them: fields in any order, integers by value, decimals
 * by the {@code double} they become. An integer never equals a decimal: a connector that casts to {@code Long} fails on
 * {@code 1.0}.
 *
 * @param partition the partition; may be empty, since some connectors have only one
 * @param offset the offset, or null if the worker lists the partition without one: it cannot look up the offset over REST, or
 *     there is none. Null does not mean that nothing was copied yet; written to a worker, it deletes the offset
 * @param stored the offset as Kafka stores it, or null if it was not read there; not part of equality
 */
public record ConnectorOffset(
        Map<String, @Nullable Object> partition,
        @Nullable Map<String, @Nullable Object> offset,
        @Nullable StoredOffset stored) {

    /**
     * Copies both maps.
     *
     * @param partition the partition
     * @param offset the offset, or null
     * @param stored the offset as Kafka stores it, or null
     * @throws IllegalArgumentException if a value is of a kind that Connect cannot keep in an offset
     */
    // Not compact: for a compact constructor javac drops the annotations within the types of the parameters.
    public ConnectorOffset(
            Map<String, @Nullable Object> partition,
            @Nullable Map<String, @Nullable Object> offset,
            @Nullable StoredOffset stored) {
        this.partition = OffsetValues.copy(requireNonNull(partition, "partition"));
        this.offset = offset == null ? null : OffsetValues.copy(offset);
        this.stored = stored;
    }

    /**
     * Makes an offset of which the stored form is not known.
     *
     * @param partition the partition
     * @param offset the offset, or null
     * @throws IllegalArgumentException if a value is of a kind that Connect cannot keep in an offset
     */
    public ConnectorOffset(Map<String, @Nullable Object> partition, @Nullable Map<String, @Nullable Object> offset) {
        this(partition, offset, null);
    }

    /** {@return whether the offset is null} */
    public boolean isNull() {
        return offset == null;
    }

    /**
     * {@return the same offset in another partition} Of a record of an offset topic, only the values that differ are replaced, so that
     * all its other bytes stay; a commit of a consumer group keeps its metadata.
     *
     * @param other the other partition. If its fields have the names of this one's, they keep the order that they have here; otherwise
     *     they are in the order of the map, in which the tasks of the connector must write them
     * @throws IllegalArgumentException if a value is of a kind that Connect cannot keep in a partition
     */
    public ConnectorOffset withPartition(Map<String, ? extends @Nullable Object> other) {
        return with(other, offset);
    }

    /**
     * {@return the same offset in the partition in which a field has another value} Everything else is as in {@link #withPartition}.
     *
     * @param field the name of the field; the last one of the partition if it does not have it yet
     * @param value the value that it gets
     * @throws IllegalArgumentException if the value is of a kind that Connect cannot keep in a partition
     */
    public ConnectorOffset withField(String field, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(partition);
        fields.put(requireNonNull(field, "field"), value);
        return withPartition(fields);
    }

    /**
     * {@return another offset in the same partition} Order of fields and bytes of a record are kept as by {@link #withPartition}.
     *
     * @param other the values of the other offset
     * @throws IllegalArgumentException if a value is of a kind that Connect cannot keep in an offset
     */
    public ConnectorOffset withOffset(Map<String, ? extends @Nullable Object> other) {
        return with(partition, requireNonNull(other, "other"));
    }

    private ConnectorOffset with(
            Map<String, ? extends @Nullable Object> partitionAfter,
            @Nullable Map<String, ? extends @Nullable Object> offsetAfter) {
        Map<String, @Nullable Object> newPartition = OffsetValues.like(partition, partitionAfter);
        @Nullable
        Map<String, @Nullable Object> newOffset = offsetAfter == null || offset == null
                ? copyOrNull(offsetAfter)
                : OffsetValues.like(offset, offsetAfter);
        boolean isSame = newPartition.equals(partition) && Objects.equals(newOffset, offset);
        return isSame ? this : new ConnectorOffset(newPartition, newOffset, storedWith(newPartition, newOffset));
    }

    private static @Nullable Map<String, @Nullable Object> copyOrNull(
            @Nullable Map<String, ? extends @Nullable Object> fields) {
        return fields == null ? null : OffsetValues.copy(fields);
    }

    /** The epoch of a commit is one of the partition and offset that it was made for. */
    private @Nullable StoredOffset storedWith(
            Map<String, @Nullable Object> newPartition, @Nullable Map<String, @Nullable Object> newOffset) {
        if (newOffset == null || offset == null) {
            return null;
        }
        if (stored instanceof StoredRecord record) {
            return record.holding(newPartition, newOffset);
        }
        return stored instanceof StoredCommit commit ? new StoredCommit(null, commit.metadata()) : null;
    }

    /**
     * {@return what a transform has made of this offset, in the form in which this one is stored} The transform may have made it of the
     * maps alone. A record of its own counts if it holds this offset.
     */
    ConnectorOffset become(ConnectorOffset transformed) {
        boolean hasRecord = transformed.stored() instanceof StoredRecord record
                && record != stored
                && record.toOffset().equals(transformed);
        return hasRecord ? transformed : with(transformed.partition(), transformed.offset());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectorOffset that && meaning().equals(that.meaning());
    }

    @Override
    public int hashCode() {
        return meaning().hashCode();
    }

    /** {@return the offset as the JSON that a worker answers} */
    @Override
    public String toString() {
        return Json.write(toJson());
    }

    /**
     * {@return whether a worker that gets this offset over REST would store the same bytes; false if the stored form is not
     * known}
     */
    public boolean survivesRest() {
        if (stored instanceof StoredRecord record) {
            return record.survivesRest();
        }
        return stored instanceof StoredCommit commit
                && commit.leaderEpoch() == null
                && commit.metadata().isEmpty();
    }

    Object partitionMeaning() {
        return OffsetValues.meaning(partition);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("partition", partition);
        fields.put("offset", offset);
        return fields;
    }

    private Map<String, @Nullable Object> meaning() {
        Map<String, @Nullable Object> meaning = new LinkedHashMap<>();
        meaning.put("partition", partitionMeaning());
        meaning.put("offset", offset == null ? null : OffsetValues.meaning(offset));
        return meaning;
    }
}
