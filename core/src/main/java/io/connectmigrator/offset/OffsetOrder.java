package io.connectmigrator.offset;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The order of two offsets of one partition, where that is known. It is not known of log positions after a fail-over, sets of
 * transactions, or resume tokens, which only the system that is read can compare.
 */
@FunctionalInterface
public interface OffsetOrder {

    /**
     * Compares two offsets of one partition.
     *
     * @param first one of them
     * @param second the other one
     * @return a negative number if the first one comes before the second, a positive one if it comes after it, zero if a connector goes
     *     on alike from both; empty if that is not known
     */
    OptionalInt compare(ConnectorOffset first, ConnectorOffset second);

    /** {@return an order that knows nothing} */
    static OffsetOrder unknown() {
        return (first, second) -> OptionalInt.empty();
    }

    /**
     * {@return the order of an integer in the offsets, known if both have it and nothing else in them differs} Such as
     * {@code kafka_offset} of sinks, {@code offset} of MirrorMaker, {@code position} of a file, and {@code incrementing} of a table.
     *
     * @param field the name of the field that has the number
     */
    static OffsetOrder byNumber(String field) {
        return (first, second) -> {
            Map<String, @Nullable Object> others = others(first, field);
            boolean isComparable = others != null && others.equals(others(second, field));
            return isComparable
                            && number(first, field) instanceof BigInteger number
                            && number(second, field) instanceof BigInteger than
                    ? OptionalInt.of(number.compareTo(than))
                    : OptionalInt.empty();
        };
    }

    private static @Nullable Map<String, @Nullable Object> others(ConnectorOffset offset, String field) {
        if (offset.offset() == null) {
            return null;
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(OffsetValues.meaning(offset.offset()));
        others.remove(field);
        return others;
    }

    private static @Nullable Object number(ConnectorOffset offset, String field) {
        return offset.offset() == null
                ? null
                : OffsetValues.meaning(offset.offset()).get(field);
    }
}
