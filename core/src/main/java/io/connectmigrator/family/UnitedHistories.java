package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.Set;

/** Schema histories of several connectors have to be made one before their connectors become one. */
final class UnitedHistories implements KeyRule {

    @Override
    public Set<String> keys(Members members) {
        return Set.copyOf(SchemaHistory.TOPIC.keys());
    }

    @Override
    public void apply(Members members, ConfigDraft draft) {
        members.keyOf(SchemaHistory.TOPIC).ifPresent(key -> {
            if (members.haveSame(SchemaHistory.TOPIC)) {
                members.configs().values().stream()
                        .map(SchemaHistory.TOPIC::text)
                        .findFirst()
                        .ifPresent(topic -> draft.put(key, topic));
            } else {
                draft.refuse(
                        ProblemCode.STATE_CHANGED,
                        members.subject()
                                + " have a schema history topic each, and the merged connector needs one with the records of"
                                + " all of them (" + key + ")");
            }
        });
    }
}
