package io.connectmigrator.family;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Compares offsets. */
final class Order {

    private Order() {}

    /** {@return the order by numeric fields, the first of which is compared first; empty if one is missing} */
    static OptionalInt byNumbers(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, String... fields) {
        for (String field : fields) {
            if (!(first.get(field) instanceof Number one) || !(second.get(field) instanceof Number other)) {
                return OptionalInt.empty();
            }
            int order = new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }

    /**
     * {@return the order by fields with hexadecimal numbers of equal length, in any case, the first of which is compared first;
     * empty if one is missing or of another length}
     */
    static OptionalInt byEqualLengthTexts(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, String... fields) {
        for (String field : fields) {
            if (!(first.get(field) instanceof String one)
                    || !(second.get(field) instanceof String other)
                    || one.length() != other.length()) {
                return OptionalInt.empty();
            }
            int order = one.toLowerCase(Locale.ROOT).compareTo(other.toLowerCase(Locale.ROOT));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }
}
