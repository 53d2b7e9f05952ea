package io.connectmigrator.family;

/** Keeps a position in the log of MySQL: file and offset, or identifiers of transactions. */
final class DebeziumMySql extends Debezium {

    DebeziumMySql() {
        super("Debezium MySQL", "io.debezium.connector.mysql.MySqlConnector", SchemaHistory.rulesAnd(ServerId.inUse()));
    }
}
