package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Unites lists of {@code regex:columns} by which a JDBC source knows the columns of each table. Each table must match one item, so that the
 * items of one connector must match no table of another.
 */
record TableMappings(Setting setting, Function<ConnectorConfig, Optional<Selection>> selection) implements KeyRule {

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(setting.keys());
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        Optional<String> key = members.keyOf(setting);
        if (key.isEmpty()) {
            return;
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        members.configs().forEach((name, config) -> lists.put(name, Settings.list(setting.text(config))));
        Set<String> united =
                lists.values().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean areOwn = members.configs().entrySet().stream()
                .allMatch(member -> united.stream()
                        .allMatch(item ->
                                lists.getOrDefault(member.getKey(), List.of()).contains(item)
                                        || matchesNone(member.getValue(), item)));
        boolean areAll = lists.values().stream().noneMatch(List::isEmpty);
        if (members.haveSame(setting) || (areAll && areOwn)) {
            draft.put(key.get(), String.join(",", united));
        } else {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject() + " do not all have " + key.get()
                            + ", or that of one of them matches tables of another, or may do so");
        }
    }

    private boolean matchesNone(ConnectorConfig config, String item) {
        int colon = item.lastIndexOf(':');
        String regex = colon < 0 ? item : item.substring(0, colon);
        return selection
                .apply(config)
                .flatMap(selected -> selected.isHitBy(regex))
                .filter(hits -> !hits)
                .isPresent();
    }
}
