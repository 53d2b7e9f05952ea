package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** A sink has one destination for all its topics in these settings, unless it is made of the topic. */
final class OneDestination implements KeyRule {

    private static final List<String> KEYS = List.of(
            "cps.topic", "table.name.format", "collection.name.format", "collection", "http.api.url", "http.url");

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(KEYS);
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        for (String key : KEYS) {
            if (!members.haveSame(key)) {
                draft.refuse(
                        ProblemCode.NOT_MERGEABLE,
                        members.subject()
                                + " have different destinations, and one connector has one for all its topics (" + key
                                + ")");
            } else if (members.keys().contains(key)) {
                String value = members.configs().values().iterator().next().get(key);
                if (value != null) {
                    draft.put(key, value);
                }
            }
        }
    }
}
