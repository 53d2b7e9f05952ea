package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.CountedMove;
import io.connectmigrator.lab.moving.MoveCase;
import io.connectmigrator.lab.moving.TestedConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three JDBC sources of one cluster become one while rows are written to a real database; CountedMovesIT has what else is tried. */
@ExtendWith(SharedLaboratory.class)
class MergedTablesIT {

    private final Laboratory lab;

    MergedTablesIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void three_become_one_which_is_divided_and_comes_back_and_each_row_is_copied_once() {
        ConnectCluster workers = ConnectorKinds.JDBC_INCREMENTING_OF_MANY
                .installOn(lab.connect("merged-tables").with("offset.flush.interval.ms", "250"))
                .start();
        ConnectClient cluster = TestedConnector.client(workers);
        try (CountedMove move = new CountedMove(lab, ConnectorKinds.JDBC_INCREMENTING_OF_MANY, cluster, cluster)) {
            MoveCase.MERGED_AND_DIVIDED.run(move);

            move.assertExactlyOnce();
        } finally {
            workers.kill();
        }
    }
}
