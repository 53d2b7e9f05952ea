package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unites what sinks read: lists of topics as one list, regular expressions as alternatives, and both as one regular expression. */
final class SinkTopics implements KeyRule {

    private static final Setting LISTED = Setting.of("topics");
    private static final Setting MATCHED = Setting.of("topics.regex");
    private static final String PLACEHOLDER = "${";

    @Override
    public Set<String> keys(Members members) {
        return Set.of("topics", "topics.regex");
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        List<ConnectorConfig> configs = List.copyOf(members.configs().values());
        if (configs.stream().anyMatch(config -> LISTED.isSet(config) == MATCHED.isSet(config))) {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER, members.subject() + " do not each have either topics or topics.regex");
        } else if (configs.stream().allMatch(LISTED::isSet)) {
            Set<String> topics = new LinkedHashSet<>();
            configs.forEach(config -> topics.addAll(Settings.list(LISTED.text(config))));
            draft.put("topics", String.join(",", topics));
        } else {
            Optional<String> regex = united(configs);
            regex.ifPresent(text -> draft.put("topics.regex", text));
            if (regex.isEmpty()) {
                draft.refuse(
                        ProblemCode.MEMBERS_DIFFER,
                        members.subject()
                                + " have topics or a topics.regex that cannot be united to one regular expression");
            }
        }
    }

    private static Optional<String> united(List<ConnectorConfig> configs) {
        List<String> regexes = new ArrayList<>();
        for (ConnectorConfig config : configs) {
            String text = LISTED.isSet(config) ? LISTED.text(config) : MATCHED.text(config);
            if (text.contains(PLACEHOLDER)) {
                return configs.stream().map(MATCHED::text).distinct().count() == 1
                        ? Optional.of(text)
                        : Optional.empty();
            }
            regexes.add(LISTED.isSet(config) ? RegexText.ofNames(Settings.list(text)) : text);
        }
        return RegexText.anyOf(regexes);
    }

    /** {@return the topics that a sink reads; empty if its config does not tell} */
    static Optional<Selection> selection(ConnectorConfig config) {
        Optional<String> listed = LISTED.known(config);
        Optional<String> matched = MATCHED.known(config);
        if (listed.isEmpty()
                || matched.isEmpty()
                || listed.get().isEmpty() == matched.get().isEmpty()) {
            return Optional.empty();
        }
        return matched.get().isEmpty()
                ? Optional.of(Selection.ofNames(Settings.list(listed.get())))
                : Settings.anyOf(List.of(matched.get()))
                        .map(valid -> new Selection(List.of(), List.of(matched.get()), List.of()));
    }
}
