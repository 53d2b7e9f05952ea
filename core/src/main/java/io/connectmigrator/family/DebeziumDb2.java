package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;

/** Keeps a position in the log of Db2. */
final class DebeziumDb2 extends Debezium {

    DebeziumDb2() {
        super("Debezium Db2", "io.debezium.connector.db2.Db2Connector", SchemaHistory.rulesAnd());
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its schema history");
    }

    @Override
    List<Setting> ownSettings() {
        return List.of(SchemaHistory.TOPIC);
    }
}
