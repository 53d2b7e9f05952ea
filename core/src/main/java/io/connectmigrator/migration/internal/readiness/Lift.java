package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Rehearsal.Kind;

/** What a rehearsal does to the score of an item. */
enum Lift {
    /** It tells nothing about the item. */
    NONE(""),
    /** What is known counts as tested. */
    CONFIRMS("rehearse a connector of this shape"),
    /** The same, if the connector has run on the target: the copy of a rehearsal does not. */
    CONFIRMS_RUNNING("move a connector of this shape"),
    /** It is a test, so that it also counts where nothing is known. */
    PROVES("rehearse a connector of this shape"),
    /** The same, if the connector has run on the target. */
    PROVES_RUNNING("move a connector of this shape"),
    /** The same as {@link #CONFIRMS}, if the connector was brought back. */
    CONFIRMS_BACKWARDS("move a connector of this shape, and roll it back");

    private final String remedy;

    Lift(String remedy) {
        this.remedy = remedy;
    }

    boolean counts(Rehearsal rehearsal) {
        return switch (this) {
            case NONE -> false;
            case CONFIRMS, PROVES -> true;
            case CONFIRMS_RUNNING, PROVES_RUNNING -> rehearsal.kind() != Kind.REHEARSED;
            case CONFIRMS_BACKWARDS -> rehearsal.kind() == Kind.ROLLED_BACK;
        };
    }

    /** {@return what would lift the score; empty if nothing would} */
    String remedy() {
        return remedy;
    }

    /** {@return the score from which it lifts to 2} */
    int from() {
        return this == PROVES || this == PROVES_RUNNING ? 0 : 1;
    }
}
