package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.OffsetSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of a real migration. */
@ExtendWith(SharedLaboratory.class)
class ReportIT {

    private final TestedConnector connector;

    ReportIT(Laboratory lab) {
        connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V3_9), lab.cluster("target", KafkaVersion.V4_3));
    }

    @Test
    void each_step_begins_where_the_one_before_it_has_ended() {
        try (connector) {
            connector.running();

            MigrationReport report = Migrator.create().migrate(connector.plan());

            List<StepReport> steps = report.connectors().get(0).steps();
            Instant ended = report.startedAt();
            for (StepReport step : steps) {
                // The clock of moments and the one of durations are not the same.
                assertThat(step.startedAt()).as(step.toString()).isAfterOrEqualTo(ended.minusMillis(2));
                ended = step.startedAt().plus(step.took());
            }
            assertThat(steps).extracting(StepReport::step).startsWith(MigrationStep.CHECK, MigrationStep.PREPARE);
            assertThat(ended)
                    .isBeforeOrEqualTo(report.startedAt().plus(report.took()).plusMillis(2));
        }
    }

    @Test
    void the_offsets_before_are_those_of_the_stopped_source_and_the_ones_after_those_of_the_target(@TempDir Path folder)
            throws IOException {
        try (connector) {
            connector.running();

            MigrationReport report = Migrator.create().migrate(connector.plan());

            ConnectorReport moved = report.connectors().get(0);
            OffsetSnapshot source = connector.source().listOffsets(connector.name());
            assertThat(moved.before()).isEqualTo(source);
            assertThat(moved.after()).isNotNull();
            assertThat(report.toJson())
                    .contains("\"before\":"
                            + source.toJson()
                                    .substring("{\"offsets\":".length())
                                    .replaceAll("}$", ""));
            report.writeHtml(folder.resolve("report.html"));
            assertThat(Files.readString(folder.resolve("report.html"))).contains("Offsets of " + source.size());
        }
    }
}
