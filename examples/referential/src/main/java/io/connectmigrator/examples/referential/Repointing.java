package io.connectmigrator.examples.referential;

import io.connectmigrator.plan.CutoverHook;

/**
 * Says in the store where a connector is now, while neither copy of it runs. It stays as deployed as it was: to call it pending
 * would have it deployed beside the migrator.
 *
 * @param connectors the store
 * @param from the cluster that it leaves
 * @param to the cluster that it goes to
 */
record Repointing(Connectors connectors, String from, String to) implements CutoverHook {

    @Override
    public void cutOver(String connector, String target) {
        connectors.changeIfThere(connector, now -> now.on(to));
    }

    @Override
    public void takeBack(String connector, String target) {
        connectors.changeIfThere(connector, now -> now.on(from));
    }
}
