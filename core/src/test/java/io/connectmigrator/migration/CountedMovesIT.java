package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKind;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.CountedMove;
import io.connectmigrator.lab.moving.MoveCase;
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
 * Every kind of connector whose copies can be counted, in every case: of each record there is one copy.
 * {@code -Dmoves="JDBC source"} tries only those in whose names this pattern is found.
 */
@ExtendWith(SharedLaboratory.class)
class CountedMovesIT {

    private static final String IN_PLACE = "4.3.1, one cluster";

    private static List<ConnectCluster> clusters = List.of();

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    CountedMovesIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        CompletableFuture<Void> database = CompletableFuture.runAsync(lab::postgres, new ThreadPerTask());
        clusters = lab.startAll(cluster(lab, "counted-source"), cluster(lab, "counted-target"));
        database.join();
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        ConnectCluster.Builder workers = lab.connect(name).heap("512m").with("offset.flush.interval.ms", "250");
        ConnectorKinds.installOn(workers);
        return workers;
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    static Stream<Arguments> moves() {
        return Stream.of(MoveCase.values())
                .flatMap(moveCase ->
                        ConnectorKinds.in(moveCase, "4.3.1 to 4.3.1").map(kind -> Arguments.of(kind, moveCase)));
    }

    static Stream<Arguments> movesInPlace() {
        return Stream.of(MoveCase.RENAMED_AND_BACK, MoveCase.MERGED, MoveCase.MERGED_AND_DIVIDED, MoveCase.DIVIDED)
                .flatMap(moveCase -> ConnectorKinds.in(moveCase, IN_PLACE).map(kind -> Arguments.of(kind, moveCase)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("moves")
    void of_each_record_there_is_one_copy(ConnectorKind kind, MoveCase moveCase) {
        count(kind, moveCase, target, "4.3.1 to 4.3.1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("movesInPlace")
    void of_each_record_there_is_one_copy_on_one_cluster(ConnectorKind kind, MoveCase moveCase) {
        count(kind, moveCase, source, IN_PLACE);
    }

    private void count(ConnectorKind kind, MoveCase moveCase, ConnectClient to, String clusters) {
        try (CountedMove move = new CountedMove(lab, kind, source, to)) {
            moveCase.run(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | " + moveCase + " | " + clusters + " | " + move);
        }
    }
}
