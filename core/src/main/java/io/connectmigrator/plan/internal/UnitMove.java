package io.connectmigrator.plan.internal;

/**
 * The move of one connector of several that are moved together.
 *
 * @param unit all of them
 * @param member its name on the source
 * @param target what it becomes, or a part of it
 */
public record UnitMove(UnitDefinition unit, String member, UnitDefinition.Target target) {

    /** {@return its place among the moves of the unit} */
    int index() {
        return unit.moves().indexOf(this);
    }
}
