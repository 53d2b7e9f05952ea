package io.connectmigrator.examples.referential;

import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;

/**
 * Says in the store where a connector is now, while neither copy of it runs. It stays as deployed as it was: to call it pending
 * would have it deployed beside the migrator.
 *
 * @param connectors the store
 */
record Repointing(Connectors connectors) implements CutoverHook {

    @Override
    public void cutOver(Cutover cutover) {
        connectors.changeIfThere(cutover.connector(), now -> now.on(cutover.to()));
    }

    @Override
    public void takeBack(Cutover cutover) {
        connectors.changeIfThere(cutover.connector(), now -> now.on(cutover.from()));
    }
}
