package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;

/** Debezium's JDBC sink. */
record JdbcTableSink(String version) implements ConnectorKind {

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers.plugin(
                "debezium-jdbc-" + version, "io.debezium:debezium-connector-jdbc:tar.gz:plugin:" + version);
    }

    @Override
    public MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        return new SunkTable(lab, source, target);
    }

    @Override
    public String toString() {
        return "Debezium JDBC sink " + version;
    }
}
