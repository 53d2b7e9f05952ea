package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;

import java.util.function.Predicate;

/** The topic in which MirrorMaker maps offsets of a source topic to offsets of its copy. */
final class OffsetSyncs {

    private static final Setting LOCATION =
            Setting.of("offset-syncs.topic.location").orDefault("source");
    private static final Setting SOURCE = Setting.of("source.cluster.alias").orDefault("source");
    private static final Setting TARGET = Setting.of("target.cluster.alias").orDefault("target");

    private OffsetSyncs() {}

    /** {@return that the plan changes the topic} Its name has the alias of the other cluster. */
    static Predicate<FamilyMove> change() {
        Predicate<FamilyMove> onSource =
                move -> LOCATION.text(move.sourceConfig()).equals("source");
        return changes(LOCATION)
                .or(onSource.and(changes(TARGET)))
                .or(onSource.negate().and(changes(SOURCE)));
    }

    /** {@return that the topic is on the cluster that is copied, and the plan does not change it} */
    static Predicate<FamilyMove> staysOnSource() {
        Predicate<FamilyMove> onSource =
                move -> LOCATION.text(move.sourceConfig()).equals("source");
        return onSource.and(change().negate());
    }
}
