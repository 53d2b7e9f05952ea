package io.connectmigrator.offset;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * {@return the order of several fields, of which the first one that differs decides} It is known if both offsets have the same fields, in
     * the one that decides both have integers or both have texts of equal length, and nothing else in them differs. Case does not count in
     * texts. Such as {@code timestamp} and {@code timestamp_nanos} of a table, and {@code commit_lsn} and {@code change_lsn} of SQL Server.
     *
     * @param fields the names of the fields, the most significant one first; offsets may lack some of them
     */
    static OffsetOrder byFields(String... fields) {
        List<String> significant = List.of(fields);
        return (first, second) -> first.offset() == null || second.offset() == null
                ? OptionalInt.empty()
                : OffsetValues.compare(significant, first.offset(), second.offset());
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
