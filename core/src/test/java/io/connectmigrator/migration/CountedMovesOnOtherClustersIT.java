package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKind;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.CountedMove;
import io.connectmigrator.lab.moving.MoveCase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors whose copies are counted, between clusters that are not alike, or have several workers. */
@ExtendWith(SharedLaboratory.class)
class CountedMovesOnOtherClustersIT {

    private static final String TWO_WORKERS = "two workers a side";

    private final Laboratory lab;
    private List<ConnectCluster> clusters = List.of();

    CountedMovesOnOtherClustersIT(Laboratory lab) {
        this.lab = lab;
    }

    @AfterEach
    void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void of_each_record_there_is_one_copy_between_two_workers_on_either_side() {
        clusters = lab.startAll(
                quick(ConnectorKinds.installOn(lab.connect("pair-source")).workers(2)),
                quick(ConnectorKinds.installOn(lab.connect("pair-target")).workers(2)));

        ConnectorKinds.in(MoveCase.THERE_AND_BACK, TWO_WORKERS).forEach(kind -> move(kind, TWO_WORKERS));
    }

    @Test
    void of_each_record_there_is_one_copy_when_the_plugins_of_the_target_are_newer() {
        ConnectCluster.Builder older = quick(lab.connect("older-plugins"));
        ConnectorKinds.OLDER_DEBEZIUM_POSTGRES.installOn(older);
        ConnectorKinds.OLDER_DEBEZIUM_MARIADB.installOn(older);
        ConnectorKinds.OLDER_DEBEZIUM_JDBC_SINK.installOn(older);
        clusters = lab.startAll(older, quick(ConnectorKinds.installOn(lab.connect("newer-plugins"))));

        move(ConnectorKinds.DEBEZIUM_POSTGRES, "from the plugin 3.4.3 to 3.6.1");
        move(ConnectorKinds.DEBEZIUM_MARIADB, "from the plugin 3.2.0 to 3.4.0");
        move(ConnectorKinds.DEBEZIUM_JDBC_SINK, "from the plugin 3.2.0 to 3.5.0");
    }

    private void move(ConnectorKind kind, String clustersAre) {
        try (CountedMove move = new CountedMove(lab, kind, client(clusters.get(0)), client(clusters.get(1)))) {
            MoveCase.THERE_AND_BACK.run(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | " + clustersAre + " | 4.3.1 to 4.3.1 | " + move);
        }
    }

    private static ConnectCluster.Builder quick(ConnectCluster.Builder workers) {
        return workers.heap("384m").with("offset.flush.interval.ms", "250");
    }

    private static ConnectClient client(ConnectCluster cluster) {
        ConnectClientBuilder client = ConnectClient.builder(cluster.url()).name(cluster.name());
        cluster.urls().stream().skip(1).forEach(client::url);
        return client.build();
    }
}
