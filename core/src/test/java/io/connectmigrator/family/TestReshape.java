package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Connectors of one class that are merged into {@code all}, or into which {@code all} is split or forked. Values of their configs that begin
 * with {@code secret-} must not occur in a problem.
 */
final class TestReshape {

    static final String MIRROR = "org.apache.kafka.connect.mirror.MirrorSourceConnector";
    static final String JDBC = "io.confluent.connect.jdbc.JdbcSourceConnector";
    static final String POSTGRES = "io.debezium.connector.postgresql.PostgresConnector";
    static final String MYSQL = "io.debezium.connector.mysql.MySqlConnector";
    static final String SQL_SERVER = "io.debezium.connector.sqlserver.SqlServerConnector";
    static final String REPLICATOR = "io.confluent.connect.replicator.ReplicatorSourceConnector";
    static final String MONGO_SINK = "com.mongodb.kafka.connect.MongoSinkConnector";
    static final String SNOWFLAKE = "com.snowflake.kafka.connector.SnowflakeSinkConnector";
    static final String ICEBERG = "org.apache.iceberg.connect.IcebergSinkConnector";

    private static final String SECRET = "secret-";

    private final String className;
    private final ReshapeRules rules;
    private final Map<String, ConnectorConfig> connectors = new LinkedHashMap<>();
    private final Map<String, OffsetSnapshot> offsets = new LinkedHashMap<>();
    private ConnectorConfig all;

    private TestReshape(ConnectorType type, String className) {
        this.className = className;
        this.rules = Families.with(List.of()).reshapeRules(type, className);
        this.all = configOf();
    }

    static TestReshape source(String className) {
        return new TestReshape(ConnectorType.SOURCE, className);
    }

    static TestReshape sink(String className) {
        return new TestReshape(ConnectorType.SINK, className);
    }

    private ConnectorConfig configOf(String... settings) {
        ConnectorConfig config = TestMove.config(settings);
        return config.containsKey("connector.class") ? config : config.with("connector.class", className);
    }

    /** Adds a member of the merge, or a part of the split or fork. */
    TestReshape with(String name, String... settings) {
        connectors.put(name, configOf(settings));
        return this;
    }

    TestReshape with(String name, ConnectorConfig config) {
        connectors.put(name, config);
        return this;
    }

    /** Sets the config of the one connector. */
    TestReshape all(String... settings) {
        all = configOf(settings);
        return this;
    }

    /** Sets offsets of a member, or of the one connector, given as partitions and offsets in turn. */
    TestReshape at(String name, String... json) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < json.length; i += 2) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"partition\":")
                    .append(json[i])
                    .append(",\"offset\":")
                    .append(json[i + 1])
                    .append("}");
        }
        offsets.put(name, OffsetSnapshot.parseJson("{\"offsets\":[" + list + "]}"));
        return this;
    }

    ReshapeRules rules() {
        return rules;
    }

    ConnectorConfig config(String name) {
        return connectors.getOrDefault(name, all);
    }

    MergedConfig merged() {
        MergedConfig merged = rules.mergedConfig("all", connectors);
        checked(merged.problems());
        return merged;
    }

    /** {@return a value of the merged config} */
    String merged(String key) {
        return String.valueOf(merged().config()
                .orElseThrow(() -> new AssertionError(merged().problems()))
                .get(key));
    }

    /** {@return why there is no merged config, as codes} */
    List<String> refusals() {
        assertThat(merged().config()).isEmpty();
        return kinds(merged().problems());
    }

    /** {@return what is found in the merge with the config of the one connector} */
    List<String> ofMerge() {
        return kinds(checked(rules.examineMerge(new FamilyMerge("all", all, connectors, offsets))));
    }

    /** {@return what is found in the merge with the config that the library makes} */
    List<String> ofOwnMerge() {
        all = merged().config().orElseThrow(() -> new AssertionError(merged().problems()));
        return ofMerge();
    }

    List<String> ofSplit() {
        return kinds(checked(rules.examineSplit(split(false))));
    }

    List<String> ofFork() {
        return kinds(checked(rules.examineSplit(split(true))));
    }

    private FamilySplit split(boolean isFork) {
        return new FamilySplit("all", all, offsets.getOrDefault("all", OffsetSnapshot.empty()), connectors, isFork);
    }

    private static List<String> kinds(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.severity() + " " + problem.code())
                .toList();
    }

    private List<Problem> checked(List<Problem> problems) {
        String text = problems.stream().map(Problem::toString).collect(Collectors.joining());
        assertThat(connectors.values().stream()
                        .flatMap(config -> config.toMap().values().stream())
                        .filter(value -> value != null && value.startsWith(SECRET)))
                .noneMatch(text::contains);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).doesNotEndWith("."));
        return problems;
    }
}
