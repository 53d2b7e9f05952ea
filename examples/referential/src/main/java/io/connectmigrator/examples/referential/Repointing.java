package io.connectmigrator.examples.referential;

import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;

/**
 * Says in the store where a connector is now, while neither copy of it runs. It stays as deployed as it was: to call it pending
 * would have it deployed beside the migrator. If the store asks for the migration no longer, because another replica is done with it,
 * the cut-over fails, which undoes the move, and nothing is taken back.
 *
 * @param connectors the store
 * @param migration the migration that the store asked for when its run was started
 */
record Repointing(Connectors connectors, Migration migration) implements CutoverHook {

    @Override
    public void cutOver(Cutover cutover) {
        connectors.changeIfThere(cutover.connector(), now -> {
            if (!isAskedFor(now)) {
                throw new IllegalStateException(
                        "the store asks no longer for " + migration + ", but says " + now.migration());
            }
            return now.on(cutover.to());
        });
    }

    @Override
    public void takeBack(Cutover cutover) {
        connectors.changeIfThere(cutover.connector(), now -> isAskedFor(now) ? now.on(cutover.from()) : now);
    }

    private boolean isAskedFor(Connector now) {
        return now.isMoving() && migration.sameAs(now.migration());
    }
}
