package io.connectmigrator.event;

/**
 * Is told what happens in the runs of a {@link io.connectmigrator.migration.Migrator}: for logs, progress, metrics and notifications.
 *
 * <p>Events come one at a time, in order, on a thread of their own, so that a listener that is slow or never returns does not
 * delay a migration; it may call the migrator. What it throws is logged and changes nothing. A run is complete when its listeners have
 * received its last event, but waits no longer than 10 seconds for that.
 */
@FunctionalInterface
public interface MigrationListener {

    /**
     * Is told that something has happened.
     *
     * @param event what
     */
    void on(MigrationEvent event);
}
