package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;

/** Keeps a position in the log of MySQL: file and offset, or identifiers of transactions. */
final class DebeziumMySql extends Debezium {

    DebeziumMySql() {
        super("Debezium MySQL", "io.debezium.connector.mysql.MySqlConnector", SchemaHistory.rulesAnd(ServerId.inUse()));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its schema history");
    }

    @Override
    List<Setting> ownSettings() {
        return List.of(ServerId.SETTING, SchemaHistory.TOPIC);
    }
}
