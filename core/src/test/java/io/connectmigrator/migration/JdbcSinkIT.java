package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.SunkTable;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debezium's JDBC sink moves there and back while records are written: of each there is one row in the table. */
@ExtendWith(SharedLaboratory.class)
class JdbcSinkIT {

    private static List<ConnectCluster> clusters = List.of();

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    JdbcSinkIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        lab.postgres();
        clusters = lab.startAll(
                SunkTable.installOn(lab.connect("sink-source")), SunkTable.installOn(lab.connect("sink-target")));
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @ParameterizedTest(name = "«{0}» after its name on the target")
    @ValueSource(strings = {"", "_renamed"})
    void of_each_record_there_is_one_row(String suffix) {
        UnaryOperator<String> rename = name -> name + suffix;
        try (SunkTable table = new SunkTable(lab)) {
            source.createConnector(table.name(), table.config());
            table.awaitMoreRows();
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> source.listOffsets(table.name()).size() == SunkTable.PARTITIONS);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(source)
                    .to(target)
                    .connectors(table.name())
                    .rename(rename)
                    .build();

            MigrationReport there = migrator.migrate(plan);
            assertThat(there).matches(MigrationReport::succeeded);
            table.awaitMoreRows();
            MigrationReport back = migrator.rollback(plan);
            assertThat(back).matches(MigrationReport::succeeded);
            table.awaitMoreRows();

            table.assertExactlyOnce();
            System.out.println("MOVED | Debezium JDBC sink 3.5.0.Final | there and back, with \"" + suffix
                    + "\" after its name | 4.3.1 to 4.3.1 | " + table.rows() + " | 0 | 0 | " + downtime(there) + ", "
                    + downtime(back));
            source.deleteConnector(table.name());
        }
    }

    private static String downtime(MigrationReport report) {
        return report.connectors().get(0).downtime() + "";
    }
}
