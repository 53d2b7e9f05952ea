package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;

/** A kind of connector whose copies can be counted. */
public interface ConnectorKind {

    /** Adds its plugin to the workers. */
    ConnectCluster.Builder installOn(ConnectCluster.Builder workers);

    /** {@return a connector with something of its own to copy, not yet created} */
    MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target);

    /** {@return whether such a connector can be in that case} */
    default boolean supports(MoveCase moveCase) {
        return !moveCase.needsTable() && !moveCase.needsParts();
    }
}
