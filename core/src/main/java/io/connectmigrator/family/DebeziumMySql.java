package io.connectmigrator.family;

/** Keeps a place in the log of MySQL, by file and position or by the identifiers of transactions. */
final class DebeziumMySql extends Debezium {

    DebeziumMySql() {
        super("Debezium MySQL", "io.debezium.connector.mysql.MySqlConnector", SchemaHistory.rulesAnd(ServerId.inUse()));
    }
}
