package io.connectmigrator.family;

/** Keeps a position in the log of MariaDB: file and offset, or identifiers of transactions. */
final class DebeziumMariaDb extends Debezium {

    DebeziumMariaDb() {
        super(
                "Debezium MariaDB",
                "io.debezium.connector.mariadb.MariaDbConnector",
                SchemaHistory.rulesAnd(ServerId.inUse()));
    }
}
