package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connector from which its partitions come, as far as that shows: their values, or parts of them, are in its
 * partitions. Of a connector of which nothing else is known, that is all that can be said.
 */
public final class Origin {

    private static final Pattern SEPARATOR = Pattern.compile("[,;/@?&=\\s]+");
    private static final int SHORTEST = 3;

    private final ConnectorConfig config;
    private final Map<String, Set<String>> words = new TreeMap<>();

    /** Looks which settings of a config are in the partitions of offsets. */
    public Origin(ConnectorConfig config, OffsetSnapshot offsets) {
        this.config = config;
        Set<String> inPartitions = offsets.offsets().stream()
                .map(ConnectorOffset::partition)
                .flatMap(partition -> partition.values().stream())
                .flatMap(Origin::words)
                .collect(Collectors.toSet());
        config.toMap().forEach((key, value) -> {
            Set<String> found = words(value).filter(inPartitions::contains).collect(Collectors.toSet());
            if (!found.isEmpty() && !key.equals("name")) {
                words.put(key, found);
            }
        });
    }

    /** {@return the settings from which the partitions come and that another config has with another value, in alphabetical order} */
    public Set<String> changedIn(ConnectorConfig other) {
        Set<String> changed = new TreeSet<>();
        words.forEach((key, found) -> {
            if (!words(other.get(key)).collect(Collectors.toSet()).containsAll(found)) {
                changed.add(key);
            }
        });
        return changed;
    }

    /** {@return the settings from which the partitions come here and not there, in alphabetical order} */
    public Set<String> missingIn(Origin other) {
        Set<String> missing = new TreeSet<>(words.keySet());
        missing.removeAll(other.words.keySet());
        return missing;
    }

    /** {@return whether a connector with another config reads the same: it has the same class and the same such settings, one at least} */
    public boolean isThatOf(ConnectorConfig other) {
        return !words.isEmpty() && !isAnotherThan(other);
    }

    /** {@return whether a connector with another config certainly reads something else} */
    public boolean isAnotherThan(ConnectorConfig other) {
        return !ConnectorPlugin.className(config).equals(ConnectorPlugin.className(other))
                || !changedIn(other).isEmpty();
    }

    /** {@return a value and the parts of it, as far as they are long enough to mean something} */
    private static Stream<String> words(@Nullable Object value) {
        if (value == null) {
            return Stream.empty();
        }
        String text = value.toString();
        return Stream.concat(Stream.of(text), SEPARATOR.splitAsStream(text)).filter(word -> word.length() >= SHORTEST);
    }
}
