package io.connectmigrator.kafka.internal.bridge;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that MirrorMaker's topic of offset syncs may have in the cluster from which it copies, and in the other. */
public record SyncTopics(Set<String> inSource, Set<String> inTarget) {

    public static SyncTopics of(@Nullable String sourceAlias, @Nullable String targetAlias, @Nullable String name) {
        return new SyncTopics(names(targetAlias, name), names(sourceAlias, name));
    }

    private static Set<String> names(@Nullable String alias, @Nullable String name) {
        Set<String> names = new LinkedHashSet<>();
        if (name != null) {
            names.add(name);
        } else if (alias != null) {
            names.add("mm2-offset-syncs." + alias + ".internal");
        }
        return names;
    }
}
