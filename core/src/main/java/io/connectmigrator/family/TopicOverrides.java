package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the settings that a MongoDB sink has for single topics, if no other connector reads the topic without them. */
final class TopicOverrides implements KeyRule {

    private static final String PREFIX = "topic.override.";

    @Override
    public Set<String> keys(Members members) {
        return members.keys().stream()
                .filter(key -> key.startsWith(PREFIX))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        Set<String> refused = new LinkedHashSet<>();
        for (String key : keys(members)) {
            List<String> values = members.configs().values().stream()
                    .map(config -> config.get(key))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            boolean isOfOne = values.size() == 1
                    && members.configs().values().stream()
                            .allMatch(config -> config.containsKey(key) || readsAnother(config, key));
            if (isOfOne) {
                draft.put(key, values.get(0));
            } else {
                refused.add(key);
            }
        }
        if (!refused.isEmpty()) {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject() + " have settings for a topic that another one reads, or may read, without them: "
                            + String.join(", ", refused));
        }
    }

    /** {@return whether a connector is known not to read the topic that a key is for} */
    private static boolean readsAnother(ConnectorConfig config, String key) {
        Optional<Selection> read = SinkTopics.selection(config).filter(Selection::isListed);
        return read.filter(selection ->
                        selection.names().stream().noneMatch(topic -> key.startsWith(PREFIX + topic + ".")))
                .isPresent();
    }
}
