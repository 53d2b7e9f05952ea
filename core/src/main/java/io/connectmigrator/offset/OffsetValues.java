package io.connectmigrator.offset;

import io.connectmigrator.internal.NumberLiteral;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The values that Connect allows in a partition or an offset, and how it compares them. */
final class OffsetValues {

    private OffsetValues() {}

    /** {@return an unmodifiable copy in the same order} */
    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> fields) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put(name, normalized(name, value)));
        return Collections.unmodifiableMap(copy);
    }

    /** {@return the fields such that two maps are equal if Connect would read the same from both} */
    static Map<String, @Nullable Object> meaning(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> meaning = new HashMap<>();
        fields.forEach((name, value) -> meaning.put(name, meaning(value)));
        return meaning;
    }

    /** {@return whether Connect would read the same from both values} */
    static boolean isSame(@Nullable Object value, @Nullable Object other) {
        return Objects.equals(meaning(value), meaning(other));
    }

    /**
     * {@return fields to have instead of others: in the order of those if they have the same names, and with the literal form of every
     * value that is the same}
     */
    static Map<String, @Nullable Object> like(
            Map<String, @Nullable Object> before, Map<String, ? extends @Nullable Object> after) {
        Map<String, @Nullable Object> fields = copy(after);
        Map<String, @Nullable Object> like = new LinkedHashMap<>();
        for (String name : before.keySet().equals(fields.keySet()) ? before.keySet() : fields.keySet()) {
            boolean isSame = before.containsKey(name) && isSame(before.get(name), fields.get(name));
            like.put(name, isSame ? before.get(name) : fields.get(name));
        }
        return like;
    }

    /** {@return whether an offset comes before another, as far as its numbers tell} */
    static boolean isBehind(
            @Nullable Map<String, @Nullable Object> offset, @Nullable Map<String, @Nullable Object> other) {
        if (offset == null || other == null) {
            return other != null;
        }
        if (!offset.keySet().equals(other.keySet())) {
            return false;
        }
        boolean smaller = false;
        for (Map.Entry<String, @Nullable Object> field : offset.entrySet()) {
            Object mine = meaning(field.getValue());
            Object theirs = meaning(other.get(field.getKey()));
            if (mine instanceof BigInteger number && theirs instanceof BigInteger otherNumber) {
                if (number.compareTo(otherNumber) > 0) {
                    return false;
                }
                smaller |= number.compareTo(otherNumber) < 0;
            } else if (!Objects.equals(mine, theirs)) {
                return false;
            }
        }
        return smaller;
    }

    /** {@return the order of two offsets by some of their fields, if they are alike in all others} */
    static OptionalInt compare(
            List<String> fields, Map<String, @Nullable Object> offset, Map<String, @Nullable Object> other) {
        Map<String, @Nullable Object> mine = meaning(offset);
        Map<String, @Nullable Object> theirs = meaning(other);
        OptionalInt order = OptionalInt.of(0);
        for (String field : fields) {
            boolean isOfBoth = mine.containsKey(field) && theirs.containsKey(field);
            Object value = mine.get(field);
            Object otherValue = theirs.get(field);
            if (isOfBoth && order.isPresent() && order.getAsInt() == 0) {
                order = compare(value, otherValue);
            }
            if (isOfBoth) {
                mine.remove(field);
                theirs.remove(field);
            }
        }
        return mine.equals(theirs) ? order : OptionalInt.empty();
    }

    private static OptionalInt compare(@Nullable Object value, @Nullable Object other) {
        if (Objects.equals(value, other)) {
            return OptionalInt.of(0);
        }
        if (value instanceof BigInteger number && other instanceof BigInteger than) {
            return OptionalInt.of(number.compareTo(than));
        }
        return value instanceof String text && other instanceof String than && text.length() == than.length()
                ? OptionalInt.of(text.compareToIgnoreCase(than))
                : OptionalInt.empty();
    }

    private static @Nullable Object normalized(String name, @Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof NumberLiteral) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float || value instanceof Double) {
            return finite(name, Double.parseDouble(value.toString()));
        }
        throw new IllegalArgumentException("field '" + name + "' has a value of type "
                + value.getClass().getName() + ", but offsets in Connect have only strings, booleans and numbers");
    }

    private static Double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("field '" + name + "' is " + value + ", which JSON cannot represent");
        }
        return value;
    }

    private static @Nullable Object meaning(@Nullable Object value) {
        if (value instanceof Long integer) {
            return BigInteger.valueOf(integer);
        }
        if (value instanceof NumberLiteral literal) {
            return literal.isInteger() ? BigInteger.valueOf(literal.longValue()) : (Object) literal.doubleValue();
        }
        return value;
    }
}
