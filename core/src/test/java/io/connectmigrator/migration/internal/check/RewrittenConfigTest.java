package io.connectmigrator.migration.internal.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that rewrites host names in all values of a config, some of which a connector makes its partitions of. */
class RewrittenConfigTest extends SimulatedClusters {

    private static final String MONGO = "com.mongodb.kafka.connect.MongoSourceConnector";
    private static final String OFFSET =
            "{\"_id\":\"{\\\"_data\\\": \\\"8267A9A1DB0000000D2B042C0100296E5A1004\\\"}\"}";

    @BeforeEach
    void installMongo() {
        source.installPlugin(MONGO);
        target.installPlugin(MONGO);
    }

    /** Runs a MongoDB source of hosts in the zone that is left, which has committed an offset. */
    private void runs(String namespace, String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                MONGO,
                "connection.uri",
                "mongodb://user:pa%40ss@db2.internal:27017,db1.internal:27017/?replicaSet=rs0",
                "database",
                "shop",
                "collection",
                "orders",
                "partitions",
                "0"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        simulation.run(source, "orders", config);
        kafka.offsetTopic(source.offsetTopic()).write("[\"orders\",{\"ns\":\"" + namespace + "\"}]", OFFSET);
    }

    private MigrationPlan rewriting() {
        return plan().config((name, config) -> config.rewriting("\\.internal\\b", ".eu"))
                .build();
    }

    @Test
    void hosts_of_which_a_partition_is_made_are_refused_before_anything_is_touched() {
        runs("mongodb://db1.internal:27017,db2.internal:27017/shop.orders");
        Map<String, String> committed = offsets(source);

        MigrationCheck check = check(rewriting());
        ConnectorReport report = migrate(rewriting());

        assertThat(check.passed()).isFalse();
        assertThat(codes(check.problems())).containsExactly(ProblemCode.IDENTITY_CHANGED);
        assertThat(check.problems().get(0).message())
                .contains("does not ask for 1 of its 1 partitions", "db1.internal:27017,db2.internal:27017/shop.orders")
                .doesNotContain("pa%40ss");
        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(changes()).isEmpty();
        assertThat(source.targetState("orders")).isEqualTo("STARTED");
        assertThat(offsets(source)).isEqualTo(committed).hasSize(1);
        assertTargetUntouched();
    }

    @Test
    void hosts_of_which_no_partition_is_made_are_rewritten() {
        runs("shop-orders", "offset.partition.name", "shop-orders");

        MigrationCheck check = check(rewriting());
        ConnectorReport report = migrate(rewriting());

        assertThat(check.problems()).isEmpty();
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(offsets(target)).isEqualTo(offsets(source)).hasSize(1);
        assertThat(requireNonNull(target.config("orders")).get("connection.uri"))
                .contains("db2.eu:27017,db1.eu:27017");
    }

    @Test
    void a_name_in_the_partitions_of_an_unknown_class_is_refused_too() {
        simulation.run(source, "orders", Map.of("connector.class", "SimulatedSource", "data", "plant.internal"));

        assertThat(codes(check(rewriting()).problems())).containsExactly(ProblemCode.IDENTITY_CHANGED);
        assertThat(migrate(rewriting()).outcome()).isInstanceOf(Refused.class);
        assertThat(changes()).isEqualTo(List.of());
    }
}
