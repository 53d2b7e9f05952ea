package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Unites lists of what connectors exclude, which wins over what they include. What all exclude stays excluded. What only some exclude stays
 * excluded if none of the others selects it, and is left out if those that exclude it do not include it anyway. Everything else cannot be
 * united: it would be lost for some, or read by others.
 *
 * @param areRegexes whether the items are regular expressions, and not names
 * @param selection what a config selects, with what it excludes
 */
record ExcludedNames(Setting excluded, boolean areRegexes, Function<ConnectorConfig, Optional<Selection>> selection)
        implements KeyRule {

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(excluded.keys());
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        Optional<String> present = members.keyOf(excluded);
        if (present.isEmpty()) {
            return;
        }
        String key = present.get();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Map<String, Selection> selections = new LinkedHashMap<>();
        members.configs().forEach((name, config) -> {
            lists.put(name, Settings.list(excluded.text(config)));
            selection.apply(config).ifPresent(selected -> selections.put(name, selected));
        });
        if (lists.values().stream().map(Set::copyOf).distinct().count() == 1) {
            draft.put(
                    key,
                    members.configs().values().stream()
                            .map(excluded::text)
                            .findFirst()
                            .orElse(""));
        } else if (selections.size() < lists.size()) {
            notKnown(members, draft, key);
        } else {
            unite(members, draft, key, lists, selections);
        }
    }

    private void unite(
            Members members,
            ConfigDraft draft,
            String key,
            Map<String, List<String>> lists,
            Map<String, Selection> selections) {
        Set<String> items =
                lists.values().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> kept = new ArrayList<>();
        for (String item : items) {
            List<String> with = lists.keySet().stream()
                    .filter(name -> lists.getOrDefault(name, List.of()).contains(item))
                    .toList();
            List<String> without =
                    lists.keySet().stream().filter(name -> !with.contains(name)).toList();
            List<String> hit = without.stream()
                    .filter(name -> selects(selections.get(name), item).orElse(false))
                    .toList();
            boolean harmsNone = without.stream()
                    .allMatch(name -> selects(selections.get(name), item)
                            .filter(hits -> !hits)
                            .isPresent());
            boolean hasNoEffect = with.stream()
                    .allMatch(name -> includes(selections.get(name), item)
                            .filter(hits -> !hits)
                            .isPresent());
            if (harmsNone) {
                kept.add(item);
            } else if (!hasNoEffect && !hit.isEmpty()) {
                draft.refuse(
                        ProblemCode.COVERAGE_LOST,
                        members.subject() + " cannot have one list: what " + Members.named(with) + " excludes by " + key
                                + " is what " + Members.named(hit) + " reads");
                return;
            } else if (!hasNoEffect) {
                notKnown(members, draft, key);
                return;
            }
        }
        draft.put(key, String.join(",", kept));
    }

    private Optional<Boolean> selects(Selection selected, String item) {
        return selected.isHitBy(regex(item));
    }

    /** {@return whether an item excludes something that would be included without it} */
    private Optional<Boolean> includes(Selection selected, String item) {
        return selected.withoutExclusions().isHitBy(regex(item));
    }

    private String regex(String item) {
        return areRegexes ? item : RegexText.quote(item);
    }

    private static void notKnown(Members members, ConfigDraft draft, String key) {
        draft.refuse(
                ProblemCode.MEMBERS_DIFFER,
                members.subject()
                        + " have different lists of what they exclude, and it is not known whether those of one are read by"
                        + " another: " + key);
    }
}
