package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Evidence;
import java.util.List;

/**
 * What was found about an item for one connector, before declarations and rehearsals are counted.
 *
 * @param kind what kind of answer it is
 * @param score 0, 1 or 2
 * @param evidence what was seen
 * @param toRaise what would raise the score; empty if it is 2
 */
record Finding(Kind kind, int score, List<Evidence> evidence, String toRaise) {

    /** What kind of answer it is. */
    enum Kind {
        /** It was seen. */
        SEEN,
        /** Neither cluster shows it with what the clients were given, so that a plan may declare it. */
        UNSEEN,
        /** It was seen that it is not so, or it could not be asked. No declaration changes that, and no rehearsal. */
        FIXED
    }

    /** It was seen on both sides, where to see it is to test it. */
    static Finding tested(Evidence... evidence) {
        return new Finding(Kind.SEEN, 2, List.of(evidence), "");
    }

    /** It was seen on one side only, or was not tested by that. */
    static Finding known(String toRaise, Evidence... evidence) {
        return new Finding(Kind.SEEN, 1, List.of(evidence), toRaise);
    }

    /** Neither cluster shows it with what the clients were given. */
    static Finding unknown(String toRaise, Evidence... evidence) {
        return new Finding(Kind.UNSEEN, 0, List.of(evidence), toRaise);
    }

    /** It is not so. */
    static Finding contradicted(String toRaise, Evidence... evidence) {
        return new Finding(Kind.FIXED, 0, List.of(evidence), toRaise);
    }

    /** It could not be asked. */
    static Finding failed(String toRaise, Evidence... evidence) {
        return new Finding(Kind.FIXED, 0, List.of(evidence), toRaise);
    }
}
