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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Debezium's connector for PostgreSQL between clusters that are not alike, or have several workers. */
@ExtendWith(SharedLaboratory.class)
class TablesOnOtherClustersIT {

    private static final TableSource KIND = TableSources.DEBEZIUM_POSTGRES;

    private final Laboratory lab;

    TablesOnOtherClustersIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void each_row_arrives_once_between_two_workers_on_either_side() {
        play(
                "two workers a side",
                KIND.installOn(lab.connect("pair-source")).workers(2),
                KIND.installOn(lab.connect("pair-target")).workers(2));
    }

    @Test
    void each_row_arrives_once_when_the_plugin_of_the_target_is_newer() {
        play(
                "from the plugin 3.4.3 to 3.6.1",
                TableSources.OLDER_DEBEZIUM_POSTGRES.installOn(lab.connect("older-plugin")),
                KIND.installOn(lab.connect("newer-plugin")));
    }

    private void play(String what, ConnectCluster.Builder source, ConnectCluster.Builder target) {
        List<ConnectCluster> clusters = lab.startAll(quick(source), quick(target));
        try (TableMove move = new TableMove(lab, KIND, client(clusters.get(0)), client(clusters.get(1)))) {
            TableCase.THERE_AND_BACK.play(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + KIND + " | " + what + " | 4.3.1 to 4.3.1 | " + move);
        } finally {
            clusters.forEach(ConnectCluster::kill);
        }
    }

    private static ConnectCluster.Builder quick(ConnectCluster.Builder workers) {
        return workers.with("offset.flush.interval.ms", "250");
    }

    private static ConnectClient client(ConnectCluster cluster) {
        ConnectClientBuilder client = ConnectClient.builder(cluster.url()).name(cluster.name());
        cluster.urls().stream().skip(1).forEach(client::url);
        return client.build();
    }
}
