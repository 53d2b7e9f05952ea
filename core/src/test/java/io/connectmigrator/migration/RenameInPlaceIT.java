package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.MigrationReport;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector gets another name on its cluster of real workers; its records are counted. */
@ExtendWith(SharedLaboratory.class)
class RenameInPlaceIT {

    private final Migrator migrator = Migrator.create();
    private final ConnectClient cluster;
    private final TestedConnector connector;
    private final String newName;

    RenameInPlaceIT(Laboratory lab) {
        cluster = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        connector = new TestedConnector(lab, cluster, cluster);
        newName = connector.name() + "-renamed";
    }

    @AfterEach
    void close() {
        if (cluster.findConnector(newName).isPresent()) {
            cluster.deleteConnector(newName);
        }
        connector.close();
    }

    private MigrationPlanBuilder renaming() {
        return connector.planning().rename(name -> newName);
    }

    @Test
    void it_goes_on_under_the_new_name_and_comes_back() {
        connector.running().awaitOffsets(cluster);

        MigrationReport moved = migrator.migrate(renaming().build());
        assertThat(moved.succeeded()).as("%s", moved).isTrue();
        TestedConnector.assertState(cluster, newName, ConnectorState.RUNNING);
        connector.assertSource(ConnectorState.STOPPED);
        connector.awaitMoreRecords();
        MigrationReport back = migrator.rollback(renaming().build());

        assertThat(back.succeeded()).as("%s", back).isTrue();
        assertThat(cluster.listConnectors()).contains(connector.name()).doesNotContain(newName);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void it_goes_on_in_renamed_partitions_and_comes_back_to_those_that_it_had() {
        connector.running("partition.fields", "id").awaitOffsets(cluster);
        MigrationPlan plan = renaming()
                .config("partition.fields", "line")
                .transformOffsets((name, offset) -> offset.withPartition(
                        Map.of("line", String.valueOf(offset.partition().get("id")))))
                .build();

        MigrationReport moved = migrator.migrate(plan);
        assertThat(moved.succeeded()).as("%s", moved).isTrue();
        connector.awaitMoreRecords();
        assertThat(cluster.listOffsets(newName).offsets())
                .hasSize(2)
                .extracting(ConnectorOffset::partition)
                .allMatch(partition -> partition.containsKey("line"));
        MigrationReport back = migrator.rollback(plan);

        assertThat(back.succeeded()).as("%s", back).isTrue();
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
        assertThat(cluster.listOffsets(connector.name()).offsets())
                .hasSize(2)
                .extracting(ConnectorOffset::partition)
                .allMatch(partition -> partition.containsKey("id"));
    }
}
