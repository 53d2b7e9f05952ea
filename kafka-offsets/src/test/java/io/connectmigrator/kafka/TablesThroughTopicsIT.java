package io.connectmigrator.kafka;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TableCase;
import io.connectmigrator.lab.moving.TableMove;
import io.connectmigrator.lab.moving.TableSource;
import io.connectmigrator.lab.moving.TableSources;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of connector that reads a table of a real database moves between workers of several versions and back, with
 * clients that were given the offset topics: each row is written once. {@code -Dtable.moves="from 3.4.1"} tries only those with
 * these words in their names.
 */
@ExtendWith(SharedLaboratory.class)
class TablesThroughTopicsIT {

    private static final Map<String, ConnectCluster> CLUSTERS = new ConcurrentHashMap<>();

    private final Laboratory lab;

    TablesThroughTopicsIT(Laboratory lab) {
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
                .flatMap(pair -> TableSources.ALL.stream()
                        .filter(kind -> (kind + " from " + pair[0] + " to " + pair[1])
                                .contains(System.getProperty("table.moves", "")))
                        .map(kind -> Arguments.of(kind, pair[0], pair[1])));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @MethodSource("moves")
    void each_row_arrives_once(TableSource kind, KafkaVersion source, KafkaVersion target) {
        try (OpenClients clients = new OpenClients();
                TableMove move = new TableMove(lab, kind, clients.of(cluster(source)), clients.of(cluster(target)))) {
            TableCase.THERE_AND_BACK.play(move);

            move.assertExactlyOnce();
            System.out.println("MOVED | " + kind + " | through the offset topics, there and back | " + source + " to "
                    + target + " | " + move);
        }
    }

    private ConnectCluster cluster(KafkaVersion version) {
        return CLUSTERS.computeIfAbsent("tables-" + version, name -> {
            ConnectCluster.Builder workers =
                    lab.connect(name).version(version).heap("512m").with("offset.flush.interval.ms", "250");
            TableSources.installOn(workers);
            return workers.start();
        });
    }
}
