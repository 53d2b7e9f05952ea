package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changesTransformsOr;
import static io.connectmigrator.family.Conditions.targetGets;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** Writes rows of a table. */
final class JdbcSink extends SinkFamily {

    JdbcSink() {
        super(
                "JDBC sink",
                Set.of("io.confluent.connect.jdbc.JdbcSinkConnector", "io.aiven.connect.jdbc.JdbcSinkConnector"),
                List.of(Rule.error(
                        ProblemCode.STATE_CHANGED,
                        toAnotherKafka()
                                .and(targetGets("pk.mode", "none", "kafka"))
                                .and(changesTransformsOr("table.name.format", "connection.url")
                                        .negate()),
                        "has pk.mode=kafka, so that the key of a row is made of topic, partition and offset: those of another"
                                + " Kafka cluster are taken already, or name other records",
                        "Give it another pk.mode, or other tables for the target, such as by table.name.format")));
    }
}
