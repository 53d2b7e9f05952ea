package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.kafka.crash.CrashableClusters.Approach;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.Server;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker or the broker is killed while a connector moves, and started again. Of two workers one is the leader, so both are
 * killed in turn.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServersIT {

    private static final int CALLS = 4;

    /** A step, and the request before or after which the server is killed. */
    record CrashPoint(String step, String point) {

        String pointOf(String connector) {
            return point.replace("NAME", connector);
        }

        @Override
        public String toString() {
            return step;
        }
    }

    private static final List<CrashPoint> MOMENTS = List.of(
            new CrashPoint("prepare", "before POST /connectors (target)"),
            new CrashPoint("quiesce, pausing", "before PUT /connectors/NAME/pause (source)"),
            new CrashPoint("quiesce, stopping", "before PUT /connectors/NAME/stop (source)"),
            new CrashPoint("snapshot", "after PUT /connectors/NAME/stop (source)"),
            new CrashPoint("write", "before PATCH /connectors/NAME/offsets (target)"),
            new CrashPoint("verify", "after PATCH /connectors/NAME/offsets (target)"),
            new CrashPoint("resume", "before PUT /connectors/NAME/resume (target)"),
            new CrashPoint("prove", "after PUT /connectors/NAME/resume (target)"));

    /** The server that is killed. */
    enum CrashingServer {
        FIRST_WORKER_OF_THE_SOURCE,
        SECOND_WORKER_OF_THE_SOURCE,
        FIRST_WORKER_OF_THE_TARGET,
        SECOND_WORKER_OF_THE_TARGET,
        BROKER
    }

    private final Laboratory lab;
    private final CrashableClusters clusters;

    KilledServersIT(Laboratory lab) {
        this.lab = lab;
        this.clusters = new CrashableClusters(lab);
    }

    @AfterAll
    void close() {
        clusters.close();
    }

    private static List<Arguments> crashes() {
        List<Arguments> crashes = new ArrayList<>();
        for (CrashPoint moment : MOMENTS) {
            for (CrashingServer crashing : CrashingServer.values()) {
                crashes.add(Arguments.of(moment, crashing));
            }
        }
        return crashes;
    }

    @ParameterizedTest(name = "{1} during {0}")
    @MethodSource("crashes")
    void no_record_is_lost_or_duplicated_when_a_server_is_killed(CrashPoint moment, CrashingServer crashing) {
        try (MoveWithCrash move = new MoveWithCrash(moment, crashing)) {
            move.connector.running("interval.ms", "20");
            Migrator migrator = Migrator.create();

            MigrationReport report = migrator.migrate(move.connector.plan());
            StringBuilder outcomes = new StringBuilder(outcome(report));

            assertThat(move.crash.awaitRestart()).isTrue();
            for (int calls = 1; !report.succeeded() && calls < CALLS; calls++) {
                report = migrator.migrate(move.connector.plan());
                outcomes.append(", then ").append(outcome(report));
            }
            System.out.println(crashing + " killed during " + moment + ": " + outcomes);
            assertThat(report).matches(MigrationReport::succeeded);
            CrashableClusters.assertMoved(move.connector);
        }
    }

    private static String outcome(MigrationReport report) {
        return report.connectors().get(0).outcome().toString();
    }

    private Server server(CrashingServer crashing) {
        return switch (crashing) {
            case FIRST_WORKER_OF_THE_SOURCE -> clusters.source().workers().get(0);
            case SECOND_WORKER_OF_THE_SOURCE -> clusters.source().workers().get(1);
            case FIRST_WORKER_OF_THE_TARGET -> clusters.target().workers().get(0);
            case SECOND_WORKER_OF_THE_TARGET -> clusters.target().workers().get(1);
            case BROKER -> lab.kafka();
        };
    }

    /** A connector, and the crash of a server while it moves. */
    private final class MoveWithCrash implements AutoCloseable {

        private final Approach approach = clusters.approach(this::passes);
        private final TestedConnector connector = new TestedConnector(lab, approach.source(), approach.target());
        private final ServerCrash crash;

        private MoveWithCrash(CrashPoint moment, CrashingServer crashing) {
            this.crash = new ServerCrash(server(crashing), moment.pointOf(connector.name()));
        }

        private boolean passes(String point) {
            return crash.passes(point);
        }

        @Override
        public void close() {
            connector.close();
            approach.close();
        }
    }
}
