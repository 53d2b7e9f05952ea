package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** What one member excludes and selects. */
    private record Member(String name, List<String> items, Selection selected) {}

    @Override
    public void apply(Members members, ConfigDraft draft) {
        Optional<String> key = members.keyOf(excluded);
        if (key.isEmpty()) {
            return;
        }
        List<String> texts =
                members.configs().values().stream().map(excluded::text).toList();
        if (texts.stream()
                        .map(text -> Set.copyOf(Settings.list(text)))
                        .distinct()
                        .count()
                == 1) {
            draft.put(key.get(), texts.get(0));
            return;
        }
        List<Member> known = members.configs().entrySet().stream()
                .flatMap(member -> selection
                        .apply(member.getValue())
                        .map(selected ->
                                new Member(member.getKey(), Settings.list(excluded.text(member.getValue())), selected))
                        .stream())
                .toList();
        boolean haveFlags = areRegexes
                && known.stream().anyMatch(member -> member.items().stream().anyMatch(RegexText::hasFlags));
        if (haveFlags || known.size() < texts.size()) {
            notKnown(members, draft, key.get());
        } else {
            unite(members, draft, key.get(), known);
        }
    }

    private void unite(Members members, ConfigDraft draft, String key, List<Member> known) {
        Set<String> items = known.stream()
                .flatMap(member -> member.items().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> kept = new ArrayList<>();
        for (String item : items) {
            List<Member> with = known.stream()
                    .filter(member -> member.items().contains(item))
                    .toList();
            List<Member> without =
                    known.stream().filter(member -> !with.contains(member)).toList();
            boolean harmsNone = without.stream().allMatch(member -> isNot(hits(item, member.selected())));
            boolean hasNoEffect = with.stream()
                    .allMatch(member -> isNot(hits(item, member.selected().withoutExclusions())));
            if (harmsNone) {
                kept.add(item);
            } else if (!hasNoEffect) {
                refuse(
                        members,
                        draft,
                        key,
                        with,
                        without.stream()
                                .filter(member -> hits(item, member.selected()).orElse(false))
                                .toList());
                return;
            }
        }
        draft.put(key, String.join(",", kept));
    }

    private Optional<Boolean> hits(String item, Selection selected) {
        return selected.isHitBy(areRegexes ? item : RegexText.quote(item));
    }

    private static boolean isNot(Optional<Boolean> answer) {
        return !answer.orElse(true);
    }

    private static void refuse(
            Members members, ConfigDraft draft, String key, List<Member> excluding, List<Member> reading) {
        if (reading.isEmpty()) {
            notKnown(members, draft, key);
        } else {
            draft.refuse(
                    ProblemCode.COVERAGE_LOST,
                    members.subject() + " cannot have one list: what " + named(excluding) + " excludes by " + key
                            + " is what " + named(reading) + " reads");
        }
    }

    private static String named(List<Member> members) {
        return Members.named(members.stream().map(Member::name).toList());
    }

    private static void notKnown(Members members, ConfigDraft draft, String key) {
        draft.refuse(
                ProblemCode.MEMBERS_DIFFER,
                members.subject()
                        + " have different lists of what they exclude, and it is not known whether those of one are read by"
                        + " another: " + key);
    }
}
