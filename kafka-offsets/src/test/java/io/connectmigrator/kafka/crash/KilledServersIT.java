package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.kafka.crash.MortalClusters.Approach;
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

    /** A part of the way, and what is about to happen, or has just happened, when the server dies. */
    record Moment(String step, String point) {

        String pointOf(String connector) {
            return point.replace("NAME", connector);
        }

        @Override
        public String toString() {
            return step;
        }
    }

    private static final List<Moment> MOMENTS = List.of(
            new Moment("prepare", "before POST /connectors (target)"),
            new Moment("quiesce, pausing", "before PUT /connectors/NAME/pause (source)"),
            new Moment("quiesce, stopping", "before PUT /connectors/NAME/stop (source)"),
            new Moment("snapshot", "after PUT /connectors/NAME/stop (source)"),
            new Moment("write", "before PATCH /connectors/NAME/offsets (target)"),
            new Moment("verify", "after PATCH /connectors/NAME/offsets (target)"),
            new Moment("resume", "before PUT /connectors/NAME/resume (target)"),
            new Moment("prove", "after PUT /connectors/NAME/resume (target)"));

    /** Who dies. */
    enum Victim {
        FIRST_WORKER_OF_THE_SOURCE,
        SECOND_WORKER_OF_THE_SOURCE,
        FIRST_WORKER_OF_THE_TARGET,
        SECOND_WORKER_OF_THE_TARGET,
        BROKER
    }

    private final Laboratory lab;
    private final MortalClusters clusters;

    KilledServersIT(Laboratory lab) {
        this.lab = lab;
        this.clusters = new MortalClusters(lab);
    }

    @AfterAll
    void close() {
        clusters.close();
    }

    private static List<Arguments> deaths() {
        List<Arguments> deaths = new ArrayList<>();
        for (Moment moment : MOMENTS) {
            for (Victim victim : Victim.values()) {
                deaths.add(Arguments.of(moment, victim));
            }
        }
        return deaths;
    }

    @ParameterizedTest(name = "{1} during {0}")
    @MethodSource("deaths")
    void no_record_is_lost_or_doubled_when_a_server_dies(Moment moment, Victim victim) {
        try (Mortal mortal = new Mortal(moment, victim)) {
            mortal.connector.running("interval.ms", "20");
            Migrator migrator = Migrator.create();

            MigrationReport report = migrator.migrate(mortal.connector.plan());
            StringBuilder outcomes = new StringBuilder(outcome(report));

            assertThat(mortal.death.awaitResurrection()).isTrue();
            for (int calls = 1; !report.succeeded() && calls < CALLS; calls++) {
                report = migrator.migrate(mortal.connector.plan());
                outcomes.append(", then ").append(outcome(report));
            }
            System.out.println(victim + " killed during " + moment + ": " + outcomes);
            assertThat(report).matches(MigrationReport::succeeded);
            MortalClusters.assertMoved(mortal.connector);
        }
    }

    private static String outcome(MigrationReport report) {
        return report.connectors().get(0).outcome().toString();
    }

    private Server server(Victim victim) {
        return switch (victim) {
            case FIRST_WORKER_OF_THE_SOURCE -> clusters.source().workers().get(0);
            case SECOND_WORKER_OF_THE_SOURCE -> clusters.source().workers().get(1);
            case FIRST_WORKER_OF_THE_TARGET -> clusters.target().workers().get(0);
            case SECOND_WORKER_OF_THE_TARGET -> clusters.target().workers().get(1);
            case BROKER -> lab.kafka();
        };
    }

    /** A connector, and the death of a server on its way. */
    private final class Mortal implements AutoCloseable {

        private final Approach approach = clusters.approach(this::passes);
        private final TestedConnector connector = new TestedConnector(lab, approach.source(), approach.target());
        private final Death death;

        private Mortal(Moment moment, Victim victim) {
            this.death = new Death(server(victim), moment.pointOf(connector.name()));
        }

        private boolean passes(String point) {
            return death.passes(point);
        }

        @Override
        public void close() {
            connector.close();
            approach.close();
        }
    }
}
