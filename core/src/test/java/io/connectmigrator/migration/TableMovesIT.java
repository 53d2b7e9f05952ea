package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TableCase;
import io.connectmigrator.lab.moving.TableMove;
import io.connectmigrator.lab.moving.TableSource;
import io.connectmigrator.lab.moving.TableSources;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of connector that reads a table of a real database, in every case: each row is written once.
 * {@code -Dtable.moves="JDBC source"} tries only those with these words in their names.
 */
@ExtendWith(SharedLaboratory.class)
class TableMovesIT {

    private static List<ConnectCluster> clusters = List.of();

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    TableMovesIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::postgres);
        clusters = lab.startAll(cluster(lab, "tables-source"), cluster(lab, "tables-target"));
        database.join();
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        ConnectCluster.Builder workers = lab.connect(name).heap("512m").with("offset.flush.interval.ms", "250");
        TableSources.installOn(workers);
        return workers;
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    static Stream<Arguments> moves() {
        String words = System.getProperty("table.moves", "");
        return TableSources.ALL.stream()
                .flatMap(kind -> Stream.of(TableCase.values())
                        .filter(kind::playsIn)
                        .filter(played -> (kind + ": " + played).contains(words))
                        .map(played -> Arguments.of(kind, played)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("moves")
    void each_row_arrives_once(TableSource kind, TableCase played) {
        try (TableMove move = new TableMove(lab, kind, source, target)) {
            played.play(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | " + played + " | 4.3.1 to 4.3.1 | " + move);
        }
    }
}
