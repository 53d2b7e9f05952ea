package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Unites lists in which sinks say something of single topics, such as their table. A topic of one connector must not be in the list of
 * another one with something else, or without being in its own.
 */
final class TopicMappings implements KeyRule {

    private static final Pattern KEYS = Pattern.compile(
            "(?:.*[.])?topic2table[.]?map|topic\\.index\\.map|topics\\.to\\.tables\\.mapping"
                    + "|topic\\.to\\.external\\.resource\\.mapping|topic\\.key\\.ignore|topic\\.schema\\.ignore",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOPIC = Pattern.compile("[\\w.\\-]+");

    @Override
    public Set<String> keys(Members members) {
        return members.keys().stream()
                .filter(key -> KEYS.matcher(key).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        keys(members).forEach(key -> unite(members, draft, Setting.of(key)));
    }

    private static void unite(Members members, ConfigDraft draft, Setting setting) {
        String key = setting.keys().get(0);
        if (members.haveSame(setting)) {
            members.configs().values().stream().map(setting::text).findFirst().ifPresent(text -> draft.put(key, text));
            return;
        }
        Map<String, String> united = new LinkedHashMap<>();
        for (ConnectorConfig config : members.configs().values()) {
            for (String item : Settings.list(setting.text(config))) {
                String topic = topic(item);
                String other = united.put(topic, item);
                if (!TOPIC.matcher(topic).matches() || (other != null && !other.equals(item))) {
                    refuse(members, draft, key);
                    return;
                }
            }
        }
        boolean applyAlike = members.configs().values().stream()
                .allMatch(config -> united.values().stream().allMatch(item -> appliesAlike(config, setting, item)));
        if (applyAlike) {
            draft.put(key, String.join(",", united.values()));
        } else {
            refuse(members, draft, key);
        }
    }

    /** {@return whether an item changes nothing for a connector: it has it, or does not read the topic} */
    private static boolean appliesAlike(ConnectorConfig config, Setting setting, String item) {
        Optional<Selection> read = SinkTopics.selection(config);
        List<String> own = Settings.list(setting.text(config));
        return own.contains(item)
                || read.filter(selection -> !selection.selects(topic(item))).isPresent();
    }

    private static String topic(String item) {
        int colon = item.indexOf(':');
        return (colon < 0 ? item : item.substring(0, colon)).strip();
    }

    private static void refuse(Members members, ConfigDraft draft, String key) {
        draft.refuse(
                ProblemCode.MEMBERS_DIFFER,
                members.subject()
                        + " say different things of the same topic, or one says something of a topic that another one"
                        + " reads, in " + key);
    }
}
