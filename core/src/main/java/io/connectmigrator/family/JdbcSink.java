package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changesTransformsOr;
import static io.connectmigrator.family.Conditions.targetGets;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes rows of a table. */
final class JdbcSink extends DescribedFamily {

    JdbcSink() {
        super(
                "JDBC sink",
                Set.of(
                        "io.confluent.connect.jdbc.JdbcSinkConnector",
                        "io.aiven.connect.jdbc.JdbcSinkConnector",
                        "io.debezium.connector.jdbc.JdbcSinkConnector"),
                List.of(
                        keysOfKafka("pk.mode", "table.name.format"),
                        // Debezium has other names for these settings, and another one for its tables before 3.0.
                        keysOfKafka("primary.key.mode", "collection.name.format", "table.name.format"),
                        RedeliveryRisk.of(
                                targetGets("insert.mode", "insert", "insert")
                                        .and(targetGets("pk.mode", "none", "none", "kafka"))
                                        .and(targetGets("primary.key.mode", "none", "none", "kafka")),
                                "inserts rows without keys of their own, twice if a record comes twice, or fails on the key",
                                "Let it replace rows: config(\"insert.mode\", \"upsert\"), with pk.mode (primary.key.mode of"
                                        + " Debezium) record_key or record_value")));
    }

    private static Rule keysOfKafka(String mode, String... tables) {
        String[] origin =
                Stream.concat(Stream.of(tables), Stream.of("connection.url")).toArray(String[]::new);
        return Rule.error(
                ProblemCode.STATE_CHANGED,
                toAnotherKafka()
                        .and(targetGets(mode, "none", "kafka"))
                        .and(changesTransformsOr(origin).negate()),
                "has " + mode
                        + "=kafka, so that the key of a row is made of topic, partition and offset: those of another"
                        + " Kafka cluster are taken already, or name other records",
                "Give it another " + mode + ", or other tables for the target, such as by " + tables[0]);
    }
}
