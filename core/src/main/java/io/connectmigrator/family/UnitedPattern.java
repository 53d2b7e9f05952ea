package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Unites regular expressions as alternatives.
 *
 * @param mayBeAbsent whether a connector without one reads nothing by it
 */
record UnitedPattern(Setting setting, boolean mayBeAbsent) implements KeyRule {

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(setting.keys());
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        String key = members.keyOf(setting).orElse("");
        if (key.isEmpty()) {
            return;
        }
        Collection<String> texts =
                members.configs().values().stream().map(setting::text).toList();
        if (members.haveSame(setting)) {
            draft.put(key, texts.iterator().next());
            return;
        }
        Optional<String> united = members.known(setting).flatMap(this::united);
        united.ifPresent(regex -> draft.put(key, regex));
        if (united.isEmpty()) {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject()
                            + " have regular expressions that cannot be united, or not all of them have one, for "
                            + key);
        }
    }

    private Optional<String> united(Map<String, String> byMember) {
        List<String> regexes =
                byMember.values().stream().filter(regex -> !regex.isEmpty()).toList();
        return regexes.size() == byMember.size() || mayBeAbsent ? RegexText.anyOf(regexes) : Optional.empty();
    }
}
