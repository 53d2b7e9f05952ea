package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Connectors of a plan that are moved together or not at all.
 *
 * @param kind what becomes of them
 * @param members their names on the source
 * @param targets what they become
 * @param atLeastOnce whether a way back may deliver records twice that only some of the targets have copied
 */
public record UnitDefinition(Kind kind, List<String> members, List<Target> targets, boolean atLeastOnce) {

    /** What to do where the targets of a fork are at different positions, and one position is wanted. */
    public static final String AT_LEAST_ONCE =
            "Say atLeastOnce() in fork(…) of the plan if records may be delivered twice, then call rollback(plan) again";

    /** What becomes of connectors that are moved together. */
    public enum Kind {
        /** Several become one. */
        MERGE,
        /** One becomes several, each of which takes over some of its partitions. */
        SPLIT,
        /** One becomes several, each of which goes on from all of its offsets and copies a part of what it has copied. */
        FORK
    }

    /**
     * A connector that they become.
     *
     * @param name its name on the target
     * @param takes says which offsets it takes over, or null if it takes over all
     * @param config what is different in its config
     */
    public record Target(
            String name,
            @Nullable Predicate<ConnectorOffset> takes,
            @Nullable UnaryOperator<ConnectorConfig> config) {}

    public UnitDefinition {
        members = List.copyOf(members);
        targets = List.copyOf(targets);
    }

    /**
     * {@return several connectors that become one}
     *
     * @throws IllegalArgumentException if the name is blank, or there is only one member
     */
    public static UnitDefinition merge(String name, List<String> members) {
        Names.requireNotBlank(name, "name");
        if (members.size() < 2) {
            throw new IllegalArgumentException("merge must have at least two members, had " + members.size());
        }
        return new UnitDefinition(Kind.MERGE, members, List.of(new Target(name, null, null)), false);
    }

    /**
     * {@return a connector that becomes several, each of which takes over some of its partitions}
     *
     * @throws IllegalArgumentException if a name is blank, or there are fewer than two with different names
     */
    public static UnitDefinition split(String connector, List<Target> targets) {
        return several(Kind.SPLIT, "split", connector, targets, false);
    }

    /**
     * {@return a connector that becomes several, each of which goes on from its position}
     *
     * @throws IllegalArgumentException if a name is blank, or there are fewer than two with different names
     */
    public static UnitDefinition fork(String connector, List<Target> targets, boolean atLeastOnce) {
        return several(Kind.FORK, "fork", connector, targets, atLeastOnce);
    }

    private static UnitDefinition several(
            Kind kind, String what, String connector, List<Target> targets, boolean atLeastOnce) {
        Names.requireNotBlank(connector, "connector");
        List<String> names = targets.stream().map(Target::name).toList();
        names.forEach(name -> Names.requireNotBlank(name, "name"));
        if (names.size() < 2 || Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    what + " must have at least two connectors with different names, had " + names);
        }
        return new UnitDefinition(kind, List.of(connector), targets, atLeastOnce);
    }

    /** {@return the moves of its members, the first of which leads} */
    List<UnitMove> moves() {
        List<UnitMove> moves = new ArrayList<>();
        members.forEach(member -> targets.forEach(target -> moves.add(new UnitMove(this, member, target))));
        return moves;
    }

    /** {@return whether its moves lead to one target} */
    public boolean isMerge() {
        return kind == Kind.MERGE;
    }
}
