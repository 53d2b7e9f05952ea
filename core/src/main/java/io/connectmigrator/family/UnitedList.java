package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Unites comma-separated lists of what connectors read.
 *
 * @param areRegexes whether the items are regular expressions, and not names
 * @param mayBeAbsent whether a connector without the list reads nothing by it, and not everything
 */
record UnitedList(Setting included, boolean areRegexes, boolean mayBeAbsent) implements KeyRule {

    private static final String EVERYTHING = ".*";

    static KeyRule ofNames(Setting included) {
        return new UnitedList(included, false, false);
    }

    static KeyRule ofRegexes(Setting included) {
        return new UnitedList(included, true, false);
    }

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(included.keys());
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        members.configs().forEach((name, config) -> lists.put(name, Settings.list(included.text(config))));
        String key = members.keyOf(included).orElse("");
        if (key.isEmpty()) {
            return;
        }
        boolean areSame = lists.values().stream().map(Set::copyOf).distinct().count() == 1;
        List<String> open = lists.entrySet().stream()
                .filter(list -> readsAll(list.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!areSame && !open.isEmpty()) {
            draft.refuse(
                    ProblemCode.COVERAGE_OVERLAPS,
                    members.subject() + " overlap: " + Members.named(open)
                            + " reads everything, and others read a part of it (" + key + ")");
            return;
        }
        if (!areSame
                && areRegexes
                && lists.values().stream().flatMap(Collection::stream).anyMatch(RegexText::hasFlags)) {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject()
                            + " have regular expressions with flags, which would count for those of the others too: "
                            + key);
            return;
        }
        Set<String> united = lists.values().stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!united.isEmpty()) {
            draft.put(key, String.join(",", united));
        }
    }

    private boolean readsAll(List<String> items) {
        return (items.isEmpty() && !mayBeAbsent) || (areRegexes && items.contains(EVERYTHING));
    }
}
