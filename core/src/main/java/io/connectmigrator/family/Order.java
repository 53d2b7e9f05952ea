package io.connectmigrator.family;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The order of two offsets. */
final class Order {

    private Order() {}

    /** {@return their order by fields that are numbers, the first of which counts most; empty if one is missing} */
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
}
