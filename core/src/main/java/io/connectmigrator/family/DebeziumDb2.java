package io.connectmigrator.family;

/** Keeps a position in the log of Db2. */
final class DebeziumDb2 extends Debezium {

    DebeziumDb2() {
        super("Debezium Db2", "io.debezium.connector.db2.Db2Connector", SchemaHistory.rulesAnd());
    }
}
