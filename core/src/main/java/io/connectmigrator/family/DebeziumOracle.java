package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherHasTheSame;
import static io.connectmigrator.family.Conditions.anyOffset;
import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** Keeps a position in the redo log, or in the stream of an XStream outbound server. */
final class DebeziumOracle extends Debezium {

    private static final String CLASS = "io.debezium.connector.oracle.OracleConnector";
    private static final Setting OUTBOUND_SERVER = Setting.of("xstream.out.server.name", "database.out.server.name");

    private static final Setting ADAPTER =
            Setting.of("database.connection.adapter").orDefault("logminer");

    DebeziumOracle() {
        super(
                "Debezium Oracle",
                CLASS,
                SchemaHistory.rulesAnd(
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                anyOffset(offset -> offset.get("lcr_position") != null && offset.get("scn") == null)
                                        .and(targetGets("database.connection.adapter", "logminer", "xstream")
                                                .negate()),
                                "has an offset of XStream, which another database.connection.adapter cannot go on from",
                                "Leave database.connection.adapter as it is"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                targetGets("database.connection.adapter", "logminer", "xstream")
                                        .and(changes(OUTBOUND_SERVER)),
                                "gets another outbound server: that delivers from a place of its own",
                                "Leave the name of the outbound server as it is; it is free once the source has stopped"),
                        Rule.error(
                                ProblemCode.STATE_IN_USE,
                                targetGets("database.connection.adapter", "logminer", "xstream")
                                        .and(anotherHasTheSame(
                                                Set.of(CLASS), OUTBOUND_SERVER, Setting.of("database.hostname"))),
                                "has the outbound server of another connector of the target cluster; it serves one connector",
                                "Remove the other connector if it is a leftover")));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return ADAPTER.text(config).equalsIgnoreCase("xstream")
                ? List.of("its schema history", "its outbound server")
                : List.of("its schema history");
    }

    @Override
    List<Setting> ownSettings() {
        return List.of(OUTBOUND_SERVER, SchemaHistory.TOPIC);
    }
}
