package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;

/** Debezium's JDBC sink, with this many topics. */
record SeveralTablesSink(ConnectorKind sink, int topics) implements ConnectorKind {

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return sink.installOn(workers);
    }

    @Override
    public MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        return new SeveralSunkTables(lab, source, target, topics);
    }

    @Override
    public boolean supports(MoveCase moveCase) {
        return moveCase.needsParts();
    }

    @Override
    public String toString() {
        return sink + ", " + topics + " topics";
    }
}
