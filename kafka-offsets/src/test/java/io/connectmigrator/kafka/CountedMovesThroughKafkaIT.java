package io.connectmigrator.kafka;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKind;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.CountedMove;
import io.connectmigrator.lab.moving.MoveCase;
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
                        Arguments.of(KafkaVersion.V4_3_1, KafkaVersion.V3_6_2),
                        Arguments.of(KafkaVersion.V3_9_1, KafkaVersion.V4_3_1),
                        Arguments.of(KafkaVersion.V3_4_1, KafkaVersion.V4_3_1))
                .map(Arguments::get)
                .flatMap(pair -> ConnectorKinds.in(MoveCase.THERE_AND_BACK, "from " + pair[0] + " to " + pair[1])
                        .map(kind -> Arguments.of(kind, pair[0], pair[1])));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @MethodSource("moves")
    void of_each_record_there_is_one_copy(ConnectorKind kind, KafkaVersion source, KafkaVersion target) {
        try (OpenClients clients = new OpenClients();
                CountedMove move =
                        new CountedMove(lab, kind, clients.of(cluster(source)), clients.of(cluster(target)))) {
            MoveCase.THERE_AND_BACK.run(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | through the offset topics or groups, there and back | " + source
                    + " to " + target + " | " + move);
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
