package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.SnapshotDiff.Change;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether two partitions that are not equal name the same data: one has everything of the other, with more fields or with a qualified
 * name, as versions of a plugin make them ({@code orders} and {@code public.orders}; with and without {@code database}).
 */
final class SamePlace {

    private static final String SEPARATORS = "./:";

    private SamePlace() {}

    /** {@return whether a new partition names the data of one that was given, at an earlier offset} */
    static boolean isReadAgain(ConnectorOffset given, ConnectorOffset added) {
        return isSame(given.partition(), added.partition()) && new Change(given, added).isBackwards();
    }

    /** {@return whether a new partition names the data of one that was given, and goes on from there} */
    static boolean isContinued(ConnectorOffset given, ConnectorOffset added) {
        boolean notBehind = added.offset() != null
                && (added.offset().equals(given.offset()) || new Change(added, given).isBackwards());
        return notBehind && isSame(given.partition(), added.partition());
    }

    private static boolean isSame(Map<String, @Nullable Object> given, Map<String, @Nullable Object> added) {
        return given.entrySet().stream()
                .allMatch(field -> added.containsKey(field.getKey())
                        ? isQualified(field.getValue(), added.get(field.getKey()))
                        : isAmong(field.getValue(), added.values()));
    }

    private static boolean isAmong(@Nullable Object value, Collection<@Nullable Object> values) {
        return values.stream().anyMatch(other -> isQualified(value, other));
    }

    private static boolean isQualified(@Nullable Object plain, @Nullable Object value) {
        String end = String.valueOf(plain);
        String whole = String.valueOf(value);
        return whole.equals(end) || Pattern.matches(".*[" + SEPARATORS + "]" + Pattern.quote(end), whole);
    }
}
