package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TableCase;
import io.connectmigrator.lab.moving.TableMove;
import io.connectmigrator.lab.moving.TableSource;
import io.connectmigrator.lab.moving.TableSources;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connectors that read tables of a real database between clusters that are not alike, or have several workers. */
@ExtendWith(SharedLaboratory.class)
class TablesOnOtherClustersIT {

    private final Laboratory lab;
    private List<ConnectCluster> clusters = List.of();

    TablesOnOtherClustersIT(Laboratory lab) {
        this.lab = lab;
    }

    @AfterEach
    void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void each_row_arrives_once_between_two_workers_on_either_side() {
        clusters = lab.startAll(
                quick(TableSources.installOn(lab.connect("pair-source")).workers(2)),
                quick(TableSources.installOn(lab.connect("pair-target")).workers(2)));

        TableSources.ALL.forEach(kind -> play(kind, "two workers a side"));
    }

    @Test
    void each_row_arrives_once_when_the_plugins_of_the_target_are_newer() {
        ConnectCluster.Builder older = quick(lab.connect("older-plugins"));
        TableSources.OLDER_DEBEZIUM_POSTGRES.installOn(older);
        TableSources.OLDER_DEBEZIUM_MARIADB.installOn(older);
        clusters = lab.startAll(older, quick(TableSources.installOn(lab.connect("newer-plugins"))));

        play(TableSources.DEBEZIUM_POSTGRES, "from the plugin 3.4.3 to 3.6.1");
        play(TableSources.DEBEZIUM_MARIADB, "from the plugin 3.2.0 to 3.4.0");
    }

    private void play(TableSource kind, String clustersAre) {
        try (TableMove move = new TableMove(lab, kind, client(clusters.get(0)), client(clusters.get(1)))) {
            TableCase.THERE_AND_BACK.play(move);

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
