package io.connectmigrator.migration;

/** What can be asked of a migrator for each connector of a plan. */
@FunctionalInterface
interface Verb {

    ConnectorReport carryOut(Assignment assignment);
}
