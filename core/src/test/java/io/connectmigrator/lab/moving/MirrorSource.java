package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;

/** MirrorMaker's source connector with this many topics, each with this many partitions. */
record MirrorSource(int topics, int partitions) implements ConnectorKind {

    @Override
    public ConnectCluster.Builder installOn(ConnectCluster.Builder workers) {
        return workers; // it comes with Kafka
    }

    @Override
    public MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        return new MirroredTopics(lab, source, target, topics, partitions);
    }

    /** Several mirrors of many topics would only test the capacity of the laboratory. */
    @Override
    public boolean supports(MoveCase moveCase) {
        boolean several = moveCase == MoveCase.SIX_AT_ONCE || moveCase.needsParts();
        boolean few = topics < 100;
        return several == few && !moveCase.needsTable();
    }

    @Override
    public String toString() {
        return "MirrorSource of " + topics + " topics with " + partitions + " partitions";
    }
}
