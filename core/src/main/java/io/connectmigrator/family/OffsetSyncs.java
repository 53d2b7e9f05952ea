package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;

import java.util.function.Predicate;

/** The topic in which MirrorMaker notes which offset of a source topic has become which offset of its copy. */
final class OffsetSyncs {

    private static final Setting LOCATION =
            Setting.of("offset-syncs.topic.location").orDefault("source");
    private static final Setting SOURCE = Setting.of("source.cluster.alias").orDefault("source");
    private static final Setting TARGET = Setting.of("target.cluster.alias").orDefault("target");

    private OffsetSyncs() {}

    /** {@return that the plan makes it another topic} On the one cluster it is called after the other. */
    static Predicate<FamilyMove> change() {
        Predicate<FamilyMove> onSource =
                move -> LOCATION.text(move.sourceConfig()).equals("source");
        return changes(LOCATION)
                .or(onSource.and(changes(TARGET)))
                .or(onSource.negate().and(changes(SOURCE)));
    }

    /** {@return that it is on the cluster that is copied, and stays the same topic} */
    static Predicate<FamilyMove> staysOnSource() {
        Predicate<FamilyMove> onSource =
                move -> LOCATION.text(move.sourceConfig()).equals("source");
        return onSource.and(change().negate());
    }
}
