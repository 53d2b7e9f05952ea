package io.connectmigrator.family;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The order of two positions of Debezium in the log of one PostgreSQL server. Changes are read in the order in which their transactions were
 * committed, and only within a transaction in the order in which they were made.
 */
final class PostgresLogOrder implements OffsetOrder {

    private static final List<String> SIGNIFICANT = List.of("lsn_commit", "lsn_proc", "lsn");

    @Override
    public OptionalInt compare(ConnectorOffset first, ConnectorOffset second) {
        Map<String, @Nullable Object> one = first.offset();
        Map<String, @Nullable Object> other = second.offset();
        if (one == null || other == null) {
            return OptionalInt.empty();
        }
        boolean isKnown = false;
        for (String field : SIGNIFICANT) {
            Object value = one.get(field);
            Object than = other.get(field);
            if (value instanceof Number number && than instanceof Number limit) {
                int order = integer(number).compareTo(integer(limit));
                if (order != 0) {
                    return OptionalInt.of(order);
                }
                isKnown = true;
            } else if (value != null || than != null) {
                return OptionalInt.empty();
            }
        }
        return isKnown ? OptionalInt.of(0) : OptionalInt.empty();
    }

    private static BigInteger integer(Number number) {
        return new BigInteger(number.toString());
    }
}
