package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that a plan finds by looking at each connector. Immutable.
 *
 * @param byKey from a connector on the source to its value for a key, or to null if it has none
 */
record AttributeFunctions(Map<String, Function<ConnectorInfo, @Nullable String>> byKey) {

    static final AttributeFunctions NONE = new AttributeFunctions(Map.of());

    AttributeFunctions {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /**
     * {@return the attributes of a connector} A connector that is not on the source any more keeps those that the journal has.
     *
     * @throws StepFailedException if a function fails
     * @throws JournalException if the journal has to be read and cannot be
     */
    Attributes of(SelectedConnector selected, String source, JournalLookup journal) {
        Attributes attributes = Attributes.NONE;
        if (byKey.isEmpty()) {
            return attributes;
        }
        ConnectorInfo found = selected.found();
        Map<String, String> journaled = found == null ? journaled(selected.connector(), source, journal) : Map.of();
        for (Map.Entry<String, Function<ConnectorInfo, @Nullable String>> attribute : byKey.entrySet()) {
            String key = attribute.getKey();
            String value = found == null
                    ? journaled.get(key)
                    : PlanFunction.askForAny(
                            "attribute",
                            selected.connector(),
                            () -> attribute.getValue().apply(found));
            attributes = value == null ? attributes : attributes.with(key, value);
        }
        return attributes;
    }

    private static Map<String, String> journaled(String connector, String source, JournalLookup journal) {
        return journal.move(source, connector).map(PlannedMove::attributes).orElse(Map.of());
    }
}
