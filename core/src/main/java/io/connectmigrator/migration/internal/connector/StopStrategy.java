package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorStatus;

/** Workers since 3.5 can stop a connector: its tasks end, and make their last commit as they do. */
final class StopStrategy implements QuiesceStrategy {

    @Override
    public void begin(ConnectorCopy copy) {
        copy.stop();
    }

    @Override
    public boolean isShownBy(ConnectorStatus status) {
        return ConnectorConditions.isStopped(status);
    }

    @Override
    public String state() {
        return "stopped";
    }

    @Override
    public String inWords() {
        return "pause, stop";
    }
}
