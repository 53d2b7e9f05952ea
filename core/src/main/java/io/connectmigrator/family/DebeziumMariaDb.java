package io.connectmigrator.family;

/** Keeps a place in the log of MariaDB, by file and position or by the identifiers of transactions. */
final class DebeziumMariaDb extends Debezium {

    DebeziumMariaDb() {
        super(
                "Debezium MariaDB",
                "io.debezium.connector.mariadb.MariaDbConnector",
                SchemaHistory.rulesAnd(ServerId.inUse()));
    }
}
