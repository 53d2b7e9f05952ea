package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;

/** A stand-in for the JDBC source, with this many tables. */
record SeveralTablesSource(TableSource kind, int tables) implements ConnectorKind {

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return kind.installOn(workers);
    }

    @Override
    public MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        return new SeveralTables(lab, kind, source, target, tables);
    }

    @Override
    public boolean supports(MoveCase moveCase) {
        return moveCase.needsParts();
    }

    @Override
    public String toString() {
        return kind + ", " + tables + " tables";
    }
}
