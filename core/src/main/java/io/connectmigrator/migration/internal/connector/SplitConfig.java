package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The config of one of the connectors that a connector is split into, if the plan does not make it: lists of what is in the partitions of
 * the offsets, such as topics or tables, are cut down to what it takes over. A regular expression stays as it is; that it then asks for
 * too much is found by the families.
 */
final class SplitConfig {

    private final ConnectorConfig config;
    private final OffsetSnapshot offsets;
    private final Predicate<ConnectorOffset> takes;

    /**
     * Takes what is split.
     *
     * @param config the config of the connector that is split
     * @param offsets its offsets
     * @param takes says which of them go to the one that gets the config
     */
    SplitConfig(ConnectorConfig config, OffsetSnapshot offsets, Predicate<ConnectorOffset> takes) {
        this.config = config;
        this.offsets = offsets;
        this.takes = takes;
    }

    ConnectorConfig cutDown() {
        ConnectorConfig result = config;
        for (Map.Entry<String, String> setting : config.toMap().entrySet()) {
            List<String> entries = Arrays.stream(setting.getValue().split(","))
                    .map(String::strip)
                    .toList();
            Optional<ConnectorOffset> example = offsets.offsets().stream()
                    .filter(offset -> fieldIn(offset, entries) != null)
                    .findFirst();
            if (entries.size() > 1 && example.isPresent()) {
                result = result.with(setting.getKey(), cutDown(entries, example.get()));
            }
        }
        return result;
    }

    /** An entry without an offset of its own goes where its first offset would go. */
    private String cutDown(List<String> entries, ConnectorOffset example) {
        String field = String.valueOf(fieldIn(example, entries));
        return entries.stream()
                .filter(entry -> takes.test(example.withField(field, entry)))
                .collect(Collectors.joining(","));
    }

    private static @Nullable String fieldIn(ConnectorOffset offset, List<String> entries) {
        return offset.partition().entrySet().stream()
                .filter(field -> field.getValue() instanceof String text && entries.contains(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
