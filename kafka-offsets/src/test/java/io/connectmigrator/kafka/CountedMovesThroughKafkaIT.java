package io.connectmigrator.kafka;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKind;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.CountedMove;
import io.connectmigrator.lab.moving.MoveCase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of connector whose copies can be counted moves between workers of several versions and back, with clients that were
 * given the offset topics and the consumer groups: of each record there is one copy. {@code -Dmoves="from 3.4.1"} tries only those
 * in whose names this pattern is found.
 */
@ExtendWith(SharedLaboratory.class)
class CountedMovesThroughKafkaIT {

    private static final Map<String, ConnectCluster> CLUSTERS = new ConcurrentHashMap<>();

    private final Laboratory lab;

    CountedMovesThroughKafkaIT(Laboratory lab) {
        this.lab = lab;
    }

    @AfterAll
    static void killClusters() {
        CLUSTERS.values().forEach(ConnectCluster::kill);
        CLUSTERS.clear();
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                        List.of(KafkaVersion.V4_3, KafkaVersion.V3_6),
                        List.of(KafkaVersion.V3_9, KafkaVersion.V4_3),
                        List.of(KafkaVersion.V3_4, KafkaVersion.V4_3))
                .flatMap(pair -> Stream.of(MoveCase.THERE_AND_BACK, MoveCase.RENAMED_AND_BACK)
                        .flatMap(moveCase -> ConnectorKinds.in(moveCase, "from " + pair.get(0) + " to " + pair.get(1))
                                .filter(kind -> isTried(kind, moveCase))
                                .map(kind -> Arguments.of(kind, moveCase, pair.get(0), pair.get(1)))));
    }

    /** A sink that keeps its name goes on in its group, so that no offsets are written; under another name they are. */
    private static boolean isTried(ConnectorKind kind, MoveCase moveCase) {
        return moveCase == MoveCase.THERE_AND_BACK || kind == ConnectorKinds.DEBEZIUM_JDBC_SINK;
    }

    @ParameterizedTest(name = "{0}: {1}, from {2} to {3}")
    @MethodSource("moves")
    void of_each_record_there_is_one_copy(
            ConnectorKind kind, MoveCase moveCase, KafkaVersion source, KafkaVersion target) {
        try (OpenClients clients = new OpenClients();
                CountedMove move =
                        new CountedMove(lab, kind, clients.of(cluster(source)), clients.of(cluster(target)))) {
            moveCase.run(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | " + moveCase + ", through Kafka | " + source + " to " + target
                    + " | " + move);
        }
    }

    private ConnectCluster cluster(KafkaVersion version) {
        return CLUSTERS.computeIfAbsent("counted-" + version, name -> {
            ConnectCluster.Builder workers =
                    lab.connect(name).version(version).heap("512m").with("offset.flush.interval.ms", "250");
            ConnectorKinds.installOn(workers);
            return workers.start();
        });
    }
}
