package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The programs of the documents that move connectors do what these say. */
class DocumentedMovesIT extends DocumentedPrograms {

    DocumentedMovesIT(Laboratory lab) {
        super(lab, "moves-");
    }

    @Test
    void the_program_moves_a_connector_whose_offsets_are_then_carried_by_hand() throws Exception {
        running("orders");

        MigrationReport report =
                program("ConnectClient.of(legacyUrl)", "report").kept("report", MigrationReport.class);

        assertThat(report).matches(MigrationReport::succeeded);
        stopAndCount(europe, "orders");
        program("OffsetSnapshot.readJson");
        assertThat(europe.listOffsets("orders")).isEqualTo(legacy.listOffsets("orders"));
        assertThat(folder.resolve("orders.json")).isNotEmptyFile();
    }

    @Test
    void a_connector_is_checked_moved_and_rolled_back() throws Exception {
        running("orders");

        Reader moving = program("migrator.check(plan)", "check", "report", "plan", "migrator");

        assertThat(moving.kept("check", MigrationCheck.class)).matches(MigrationCheck::passed);
        assertThat(moving.kept("report", MigrationReport.class)).matches(MigrationReport::succeeded);
        assertThat(folder.resolve("report.html")).content().contains("moved");
        assertThat(europe.listConnectors()).containsExactly("orders");

        Reader returning = reader("migrator.rollback(plan)");
        returning.plan = moving.kept("plan", MigrationPlan.class);
        returning.migrator = moving.kept("migrator", Migrator.class);
        returning.program();

        assertThat(europe.listConnectors()).isEmpty();
        stopAndCount(legacy, "orders");
    }

    @Test
    void a_pilot_moves_first_and_one_connector_of_the_fleet_is_rolled_back() throws Exception {
        running("mfg.pilot", "mfg.orders", "other");

        MigrationReport report = program("endsWith(\".pilot\")", "report").kept("report", MigrationReport.class);

        assertThat(report.totals().outcomes()).isEqualTo(Map.of("MOVED", 2));
        assertThat(started(report, "mfg.pilot", MigrationStep.PROVE))
                .isBefore(started(report, "mfg.orders", MigrationStep.QUIESCE));
        assertThat(asia.listConnectors()).containsExactly("mfg.pilot");
        stopAndCount(legacy, "mfg.orders", "other");
        stopAndCount(asia, "mfg.pilot");
    }

    @Test
    void a_hook_switches_records_there_and_back_and_a_listener_counts() throws Exception {
        running("mfg.orders", "mfg.stock");

        Reader planning = program("takenBack ->", "plan");
        Reader counting = program("MigrationMeters", "migrator");
        Migrator migrator = counting.kept("migrator", Migrator.class);
        MigrationPlan plan = planning.kept("plan", MigrationPlan.class);
        MigrationReport report = migrator.migrate(plan);

        assertThat(report.totals().outcomes()).isEqualTo(Map.of("MOVED", 2));
        assertThat(planning.pointedTo).containsExactlyInAnyOrder("orders", "stock");
        assertThat(counting.registry
                        .get("connect.migration.connectors")
                        .counter()
                        .count())
                .isEqualTo(2);

        assertThat(migrator.rollback(plan).totals().outcomes()).isEqualTo(Map.of("ROLLED_BACK", 2));
        assertThat(planning.pointedTo).containsExactlyInAnyOrder("orders", "stock", "mfg.orders", "mfg.stock");
        stopAndCount(legacy, "mfg.orders", "mfg.stock");
    }

    @Test
    void a_fleet_is_found_and_routed_and_can_be_cancelled() throws Exception {
        running("mfg.pilot", "mfg.checkpoint", "mfg.mirror", "mfg.orders", "other");

        MigrationPlan split = program("rewriting(", "split").kept("split", MigrationPlan.class);
        Reader cancelling = reader("run.cancel()", "run");
        cancelling.split = split;
        cancelling.program();
        MigrationReport cancelled =
                cancelling.kept("run", MigrationRun.class).completion().get(1, TimeUnit.MINUTES);
        MigrationReport report = Migrator.create().migrate(split);

        assertThat(cancelled.totals().outcomes()).doesNotContainKey("MOVED");
        assertThat(report.totals().outcomes()).isEqualTo(Map.of("MOVED", 4));
        assertThat(asia.config("pilot").get("tasks.max")).isEqualTo("4");
        stopAndCount(legacy, "other");
        stopAndCount(asia, "pilot", "checkpoint", "mirror", "orders-2");
    }

    @Test
    void a_journal_is_kept_and_reports_are_written() throws Exception {
        running("orders");

        Reader keeping = reader("downtimeBudget(", "migrator");
        keeping.plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors("orders")
                .build();
        keeping.program();
        Reader reporting = reader("report.toMarkdown()");
        reporting.plan = keeping.plan;
        reporting.migrator = keeping.kept("migrator", Migrator.class);
        reporting.program();

        assertThat(folder.resolve("var/lib/migrations")).isNotEmptyDirectory();
        assertThat(folder.resolve("report.html")).content().contains("orders");
        assertThat(Migrator.builder()
                        .journal(Journal.directory(folder.resolve("var/lib/migrations")))
                        .build()
                        .unfinished())
                .hasSize(1);
        stopAndCount(europe, "orders");
    }

    @Test
    void a_service_looks_for_what_is_open_and_moves_a_connector() throws Exception {
        running("orders");

        Reader service = reader("plans.of(", "run", "journal");
        service.plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors("orders")
                .build();
        service.plans = open -> service.plan;
        service.program();

        try (KafkaJournal journal = service.kept("journal", KafkaJournal.class)) {
            MigrationReport report =
                    service.kept("run", MigrationRun.class).completion().get(1, TimeUnit.MINUTES);
            assertThat(report.totals().outcomes()).isEqualTo(Map.of("MOVED", 1));
            assertThat(journal.open()).hasSize(1);
        }
        stopAndCount(europe, "orders");
    }

    @Test
    void a_service_keeps_its_journal_among_its_own_records() throws Exception {
        running("mfg.orders");

        Reader service = program("topic(\"referential\")", "migrator", "plan");
        MigrationReport report = service.kept("migrator", Migrator.class)
                .start(service.kept("plan", MigrationPlan.class))
                .completion()
                .get(1, TimeUnit.MINUTES);

        assertThat(report.totals().outcomes()).isEqualTo(Map.of("MOVED", 1));
        assertThat(service.pointedTo).containsExactly(europe.name());
        stopAndCount(europe, "mfg.orders");
    }

    private static Instant started(MigrationReport report, String connector, MigrationStep step) {
        return report.connectors().stream()
                .filter(moved -> moved.connector().equals(connector))
                .flatMap(moved -> moved.steps().stream())
                .filter(done -> done.step() == step)
                .map(StepReport::startedAt)
                .findFirst()
                .orElseThrow();
    }
}
