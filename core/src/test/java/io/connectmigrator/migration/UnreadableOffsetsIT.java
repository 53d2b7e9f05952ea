package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A connector whose partitions are not in the order of a hash map: REST shows its offsets as null, takes new ones, and the
 * tasks never find those. SnapshotStepTest has one that commits only when it is stopped.
 */
@ExtendWith(SharedLaboratory.class)
class UnreadableOffsetsIT {

    private static final String[] NOT_IN_HASH_ORDER = {"partition.map", "linked", "partition.fields", "id,zone"};

    private final Laboratory lab;

    UnreadableOffsetsIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void it_is_refused_with_the_reason_and_nothing_is_touched() {
        try (TestedConnector connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V4_3), lab.cluster("target", KafkaVersion.V4_3))) {
            connector.running(NOT_IN_HASH_ORDER);
            connector.awaitOffsets(connector.source());
            Migrator migrator = Migrator.create();

            MigrationCheck check = migrator.check(connector.plan());
            MigrationReport report = migrator.migrate(connector.plan());

            assertThat(check).matches(c -> !c.passed());
            assertThat(check.problems())
                    .filteredOn(Problem::isError)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.OFFSETS_UNREADABLE);
                        assertThat(problem.message())
                                .contains("\"offset\":null")
                                .contains("in an order that REST does not keep");
                    });
            assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
        }
    }
}
