package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a connector has come in one partition of what it copies: the partition, in the connector's own terms, and the
 * offset up to which it is done. For a sink these are {@code {"kafka_topic", "kafka_partition"}} and
 * {@code {"kafka_offset"}}; for a source they are whatever the connector made up.
 *
 * <p>Both maps keep the order of their fields and the literal form of their numbers. Values are strings, booleans,
 * numbers or null, as Connect has them; an {@code Integer} is kept as {@code Long} and a {@code Float} as
 * {@code Double}, since that is what Connect reads back.
 *
 * <p>Two offsets are equal when Connect would read the same from them: fields in any order, integers by value, decimals
 * by the {@code double} they become. An integer never equals a decimal: a connector that casts to {@code Long} fails on
 * {@code 1.0}.
 *
 * @param partition the partition; may be empty, since some connectors have only one
 * @param offset the offset, or null if the worker lists the partition without one. Such a null is not «nothing copied
 *     yet»: it says that the worker cannot look up the offset over REST, or that there is none. Written to a worker it
 *     would delete what is there
 * @param stored the offset as Kafka keeps it, or null if it was not read there. It plays no part in equality
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
     * @param stored the offset as Kafka keeps it, or null
     * @throws IllegalArgumentException if a value is of a kind that Connect cannot keep in an offset
     */
    // Not a compact one: in the class file of that, javac loses the annotations within the parameters' types.
    public ConnectorOffset(
            Map<String, @Nullable Object> partition,
            @Nullable Map<String, @Nullable Object> offset,
            @Nullable StoredOffset stored) {
        this.partition = OffsetValues.copy(requireNonNull(partition, "partition"));
        this.offset = offset == null ? null : OffsetValues.copy(offset);
        this.stored = stored;
    }

    /**
     * Makes an offset that was not read where Kafka keeps it.
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
     * {@return whether a worker that gets this offset over REST would keep it just as it is stored here; false if it is not
     * known how it is stored}
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
