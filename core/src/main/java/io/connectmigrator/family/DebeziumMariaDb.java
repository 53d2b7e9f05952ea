package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;

/** Keeps a position in the log of MariaDB: file and offset, or identifiers of transactions. */
final class DebeziumMariaDb extends Debezium {

    DebeziumMariaDb() {
        super(
                "Debezium MariaDB",
                "io.debezium.connector.mariadb.MariaDbConnector",
                SchemaHistory.rulesAnd(ServerId.inUse()));
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
