package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ConnectorKinds;
import io.connectmigrator.lab.moving.MirroredTopics;
import io.connectmigrator.lab.moving.MovingConnector;
import io.connectmigrator.lab.moving.TableConnector;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings that workers 3.9 obey and workers 4.3 do not know any more. */
@ExtendWith(SharedLaboratory.class)
class DroppedSettingsIT {

    private static final String TRANSFORM = "transforms.drop.";

    private static List<ConnectCluster> clusters = List.of();

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    DroppedSettingsIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(clusters.get(0));
        this.target = TestedConnector.client(clusters.get(1));
    }

    @BeforeAll
    static void startServers(Laboratory lab) {
        clusters = lab.startAll(
                cluster(lab, "obeying-source").version(KafkaVersion.V3_9), cluster(lab, "ignoring-target"));
    }

    private static ConnectCluster.Builder cluster(Laboratory lab, String name) {
        return ConnectorKinds.JDBC_INCREMENTING.installOn(lab.connect(name)).with("offset.flush.interval.ms", "250");
    }

    @AfterAll
    static void killClusters() {
        clusters.forEach(ConnectCluster::kill);
    }

    @Test
    void a_blacklist_of_fields_is_named() {
        try (MovingConnector connector = table()) {
            assertThat(settingsUnknown(connector, withoutText("blacklist")))
                    .singleElement()
                    .asString()
                    .contains("do not know " + TRANSFORM + "blacklist of");
        }
    }

    @Test
    void fields_that_are_excluded_by_the_newer_setting_are_not() {
        try (MovingConnector connector = table()) {
            assertThat(settingsUnknown(connector, withoutText("exclude"))).isEmpty();
        }
    }

    @Test
    void a_blacklist_of_topics_is_named() {
        try (MovingConnector connector = new MirroredTopics(lab, source, target, 2, 1)) {
            assertThat(settingsUnknown(connector, "topics.blacklist", "unwanted.*"))
                    .singleElement()
                    .asString()
                    .contains("do not know topics.blacklist of");
        }
    }

    private MovingConnector table() {
        return new TableConnector(lab, ConnectorKinds.JDBC_INCREMENTING, source, target);
    }

    private static String[] withoutText(String setting) {
        return new String[] {
            "transforms",
            "drop",
            TRANSFORM + "type",
            "org.apache.kafka.connect.transforms.ReplaceField$Value",
            TRANSFORM + setting,
            "text"
        };
    }

    /** {@return what the report of a move, which succeeds, says about settings} */
    private static List<String> settingsUnknown(MovingConnector connector, String... config) {
        connector.write(10);
        connector.running(config);

        MigrationReport report = Migrator.create().migrate(connector.planning().build());

        assertThat(report).matches(MigrationReport::succeeded);
        connector.write(10);
        connector.assertExactlyOnce();
        return report.problems().stream()
                .filter(problem -> problem.code() == ProblemCode.SETTING_UNKNOWN)
                .map(Object::toString)
                .toList();
    }
}
