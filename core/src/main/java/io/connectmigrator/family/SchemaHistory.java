package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherHasTheSame;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The history of table schemas, which a connector of Debezium needs to read the log of most databases. */
final class SchemaHistory {

    private static final Setting STORAGE = Setting.of("schema.history.internal", "database.history")
            .orDefault("io.debezium.storage.kafka.history.KafkaSchemaHistory");
    static final Setting TOPIC = Setting.of("schema.history.internal.kafka.topic", "database.history.kafka.topic");
    private static final Setting SERVERS =
            Setting.of("schema.history.internal.kafka.bootstrap.servers", "database.history.kafka.bootstrap.servers");
    private static final Setting FILE =
            Setting.of("schema.history.internal.file.filename", "database.history.file.filename");

    private static final Set<String> CLASSES = Set.of(
            "io.debezium.connector.mysql.MySqlConnector",
            "io.debezium.connector.mariadb.MariaDbConnector",
            "io.debezium.connector.sqlserver.SqlServerConnector",
            "io.debezium.connector.oracle.OracleConnector",
            "io.debezium.connector.db2.Db2Connector");

    private static final Setting SERVER = Setting.of("topic.prefix", "database.server.name");

    private static final List<Rule> RULES = List.of(
            Rule.error(
                    ProblemCode.STATE_CHANGED,
                    Conditions.changes(SERVER),
                    "gets another topic.prefix (database.server.name before Debezium 2): every record of its schema history has the"
                            + " name of the server, and those of another name are skipped, so that it does not know the tables",
                    "Leave it as it is, or rewrite the name in all records of the history while the connector is stopped, and"
                            + " let the plan accept it"),
            Rule.error(
                    ProblemCode.STATE_CHANGED,
                    isOnBothSides("Kafka").and(Conditions.changesAlone(TOPIC)),
                    "gets another schema history topic: without its history it does not know the tables, and cannot read"
                            + " the log",
                    "Leave the topic as it is (schema.history.internal.kafka.topic, or database.history.kafka.topic before"
                            + " Debezium 2)"),
            Rule.error(
                    ProblemCode.STATE_CHANGED,
                    SchemaHistory::changesStorage,
                    "gets another storage of its schema history, which is empty: without its history it does not know the"
                            + " tables, and cannot read the log",
                    "Leave schema.history.internal as it is"),
            Rule.error(
                    ProblemCode.STATE_LOST,
                    move -> isKept(move.sourceConfig(), "Memory"),
                    "keeps its schema history in the memory of the worker: it is lost when the connector stops",
                    "Let the connector keep its schema history in a topic before it is moved"),
            Rule.warning(
                    ProblemCode.STATE_ELSEWHERE,
                    isOnBothSides("File").and(Conditions.targetGets(FILE)),
                    "keeps its schema history in a file of the worker",
                    "Make sure that all workers of the target see the same file"),
            Rule.error(
                    ProblemCode.STATE_IN_USE,
                    anotherHasTheSame(CLASSES, TOPIC, SERVERS),
                    "has the schema history topic of another connector of the target cluster; a history belongs to one"
                            + " connector",
                    "Remove the other connector if it is a leftover; the history of this connector has to stay in its topic"),
            Rule.warning(
                    ProblemCode.STATE_CHANGED,
                    isOnBothSides("Kafka").and(Conditions.changes(SERVERS)),
                    "gets other bootstrap servers for its schema history",
                    "Make sure that they lead to the same Kafka cluster, or that the whole topic has been copied in order"
                            + " while the connector was stopped"),
            Rule.warning(
                    ProblemCode.STATE_ELSEWHERE,
                    isOnBothSides("Kafka")
                            .and(toAnotherKafka())
                            .and(Conditions.changes(SERVERS).negate()),
                    "keeps its schema history in a topic of the Kafka cluster that its config names, and the target is on"
                            + " another Kafka cluster",
                    "Make sure that the workers of the target reach that Kafka cluster for as long as the connector lives"
                            + " there"));

    private SchemaHistory() {}

    /** {@return these rules, and those of the schema history} */
    static List<Rule> rulesAnd(Rule... own) {
        return Stream.concat(Stream.of(own), RULES.stream()).toList();
    }

    private static Predicate<FamilyMove> isOnBothSides(String kind) {
        return move -> isKept(move.sourceConfig(), kind) && isKept(move.targetConfig(), kind);
    }

    /** Class names of all versions begin with the kind of storage: KafkaDatabaseHistory, later KafkaSchemaHistory. */
    private static boolean isKept(ConnectorConfig config, String kind) {
        return STORAGE.known(config)
                .filter(name -> simple(name).startsWith(kind))
                .isPresent();
    }

    private static boolean changesStorage(FamilyMove move) {
        return Conditions.changes(STORAGE).test(move)
                && !isOnBothSides("Kafka").test(move)
                && !isOnBothSides("File").test(move);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
