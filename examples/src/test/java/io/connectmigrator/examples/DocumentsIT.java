package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.KafkaTopics;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.Verdict;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README and of the pages in {@code docs} do what these say, on real clusters; only addresses and files are others. */
@ExtendWith(SharedLaboratory.class)
class DocumentsIT {

    /** What each block of Java is known by, in the order of the tests. */
    static final List<String> RUN = List.of(
            "ConnectClient.of(legacyUrl)",
            "OffsetSnapshot.readJson",
            "migrator.check(plan)",
            "migrator.rollback(plan)",
            "allow(\"D4\"",
            "migrator.readiness(",
            "endsWith(\".pilot\")",
            "takenBack ->",
            "MigrationMeters",
            "rewriting(",
            "run.cancel()",
            "downtimeBudget(",
            "report.toMarkdown()",
            "offsetTransport(offsets)",
            "KafkaBridge.mirrorMaker2(",
            "bridge.translate(",
            ".merge(\"all-orders\"",
            ".merge(\"orders\"",
            ".split(\"stock\"",
            "\"sales.\" + name",
            "knownAs(",
            "plans.of(",
            "KubernetesManifests.strimzi(",
            "settle(Duration",
            "migrator.rehearse(plan)",
            "topic(\"referential\")");

    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final Laboratory lab;
    private final ConnectClient legacy;
    private final ConnectClient europe;
    private final ConnectClient asia;

    private final List<String> topics = new ArrayList<>();

    @TempDir
    private Path folder;

    DocumentsIT(Laboratory lab) {
        this.lab = lab;
        List<ConnectClient> clients = lab.clusters(KafkaVersion.V4_3, "legacy", "europe", "asia").stream()
                .map(TestedConnector::client)
                .toList();
        this.legacy = clients.get(0);
        this.europe = clients.get(1);
        this.asia = clients.get(2);
    }

    /** What a test leaves on the clusters, its offsets included, would be in the way of the next. */
    @AfterEach
    void clear() {
        for (ConnectClient cluster : List.of(legacy, europe, asia)) {
            for (String connector : cluster.listConnectors()) {
                cluster.stop(connector);
                Patience.awaitStopped(cluster, connector);
                cluster.resetOffsets(connector);
                cluster.deleteConnector(connector);
            }
        }
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
    void a_duplicate_risk_is_removed_for_one_connector_and_allowed_for_all() throws Exception {
        running("orders", "invoices");

        MigrationPlan plan = program("allow(\"D4\"", "plan").kept("plan", MigrationPlan.class);

        assertThat(plan.allowed()).containsOnlyKeys("D4");
        assertThat(Migrator.create().check(plan).problems())
                .filteredOn(problem -> problem.code() == ProblemCode.DUPLICATE_RISK)
                .isEmpty();
        stopAndCount(legacy, "orders", "invoices");
    }

    @Test
    void a_card_tells_what_is_known_and_what_is_not() throws Exception {
        running("orders");
        Reader asking = reader("migrator.readiness(", "readiness");
        asking.migrator = Migrator.create();

        asking.program();

        Readiness readiness = asking.kept("readiness", Readiness.class);
        assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
        assertThat(readiness.stops()).isEmpty();
        assertThat(readiness.shapes()).singleElement().satisfies(shape -> {
            assertThat(shape.connectors()).containsExactly("orders");
            assertThat(shape.item(ReadinessItem.NETWORK).score()).isEqualTo(1);
            assertThat(shape.item(ReadinessItem.JOURNAL).score()).isZero();
            assertThat(shape.item(ReadinessItem.SAMPLES).score()).isEqualTo(2);
        });
        assertThat(folder.resolve("readiness.html")).content().contains("Not ready");
        stopAndCount(legacy, "orders");
    }

    @Test
    void the_manifests_of_an_operator_have_a_resource_and_commands() throws Exception {
        Reader written = program("KubernetesManifests.strimzi(", "resource", "commands");

        assertThat(written.kept("resource", String.class)).contains("kind: KafkaConnector");
        assertThat(written.kept("commands", List.class).toString()).contains("kubectl apply -f orders.yaml");
    }

    @Test
    void a_plan_that_settles_and_watches_passes_its_check() throws Exception {
        running("orders");

        MigrationPlan plan = program("settle(Duration", "plan").kept("plan", MigrationPlan.class);

        assertThat(Migrator.create().check(plan)).matches(MigrationCheck::passed);
        stopAndCount(legacy, "orders");
    }

    @Test
    void a_rehearsal_leaves_nothing_behind() throws Exception {
        running("orders");

        MigrationReport rehearsal =
                program("migrator.rehearse(plan)", "rehearsal").kept("rehearsal", MigrationReport.class);

        assertThat(rehearsal.connectors())
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isEqualTo(new MigrationOutcome.Rehearsed(false)));
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
    void the_clients_are_given_their_schema_registries() throws Exception {
        ConnectClient to = program("knownAs(", "to").kept("to", ConnectClient.class);

        assertThat(to.schemaRegistries())
                .singleElement()
                .matches(registry -> registry.isKnownAs("http://user:password@registry.internal:8081/"));
    }

    @Test
    void offsets_are_read_from_their_topic() throws Exception {
        running("orders");

        Reader reading = program("offsetTransport(offsets)", "offsets", "old");

        try (KafkaOffsets offsets = reading.kept("offsets", KafkaOffsets.class)) {
            ConnectClient old = reading.kept("old", ConnectClient.class);
            old.stop("orders");
            Patience.awaitStopped(old, "orders");
            assertThat(offsets.listOffsets(ConnectorType.SOURCE.offsetOwner("orders", old.config("orders")))
                            .size())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_plan_with_a_bridge_passes_for_what_stays_on_its_kafka() throws Exception {
        running("orders");

        Reader crossing = program("KafkaBridge.mirrorMaker2(", "plan", "bridge", "here", "there");

        try (KafkaTopics here = crossing.kept("here", KafkaTopics.class);
                KafkaTopics there = crossing.kept("there", KafkaTopics.class)) {
            assertThat(Migrator.create().check(crossing.kept("plan", MigrationPlan.class)))
                    .matches(MigrationCheck::passed);
            assertThat(here).isNotEqualTo(there);
            Reader translating = reader("bridge.translate(", "translated");
            translating.bridge = crossing.kept("bridge", KafkaBridge.class);
            translating.program();
            assertThat(translating.kept("translated", TranslatedSnapshot.class).offsets())
                    .hasSize(1);
        }
    }

    @Test
    void connectors_become_one_and_one_becomes_several() throws Exception {
        running("fr", "de");
        sink("orders-fr", topics.get(0));
        sink("orders-de", topics.get(1));

        Reader merging = reader(".merge(\"orders\"", "merged");
        merging.migrator = Migrator.create();
        merging.program();

        assertThat(merging.kept("merged", MigrationReport.class)).matches(MigrationReport::succeeded);
        assertThat(europe.listConnectors()).containsExactly("orders");
        Patience.awaitRunning(europe, "orders");
        assertThat(europe.config("orders").get("topics")).isEqualTo(topics.get(0) + "," + topics.get(1));
    }

    @Test
    void connectors_become_one_with_a_bridge_that_is_not_needed() throws Exception {
        running("fr", "de");
        sink("orders-fr", topics.get(0));
        sink("orders-de", topics.get(1));

        Reader crossing = program("KafkaBridge.mirrorMaker2(", "bridge", "here", "there");
        try (KafkaTopics here = crossing.kept("here", KafkaTopics.class);
                KafkaTopics there = crossing.kept("there", KafkaTopics.class)) {
            assertThat(here).isNotEqualTo(there);
            Reader merging = reader(".merge(\"all-orders\"", "merged");
            merging.migrator = Migrator.create();
            merging.bridge = crossing.kept("bridge", KafkaBridge.class);
            merging.program();

            assertThat(merging.kept("merged", MigrationReport.class)).matches(MigrationReport::succeeded);
        }
        assertThat(europe.listConnectors()).containsExactly("all-orders");
        Patience.awaitRunning(europe, "all-orders");
    }

    @Test
    void a_connector_becomes_several_where_it_is() throws Exception {
        topics.add("eu.documents");
        topics.add("us.documents");
        producing("eu", "eu.documents");
        producing("us", "us.documents");
        sink("stock", "eu.documents,us.documents");

        Reader splitting = reader(".split(\"stock\"", "divided");
        splitting.migrator = Migrator.create();
        splitting.program();

        assertThat(splitting.kept("divided", MigrationReport.class)).matches(MigrationReport::succeeded);
        Patience.awaitRunning(legacy, "stock-eu");
        assertThat(legacy.config("stock-us").get("topics")).isEqualTo("us.documents");
    }

    @Test
    void a_connector_gets_another_name_where_it_is() throws Exception {
        running("orders");

        Reader renaming = reader("\"sales.\" + name", "renamed");
        renaming.migrator = Migrator.create();
        renaming.program();

        assertThat(renaming.kept("renamed", MigrationReport.class)).matches(MigrationReport::succeeded);
        stopAndCount(legacy, "sales.orders");
    }

    private void sink(String name, String read) {
        legacy.createConnector(
                name,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("tasks.max", "1")
                        .with("topics", read)
                        .with("file", folder.resolve("sink").toString()));
        Patience.awaitRunning(legacy, name);
        Patience.await("offsets of " + name, () -> legacy.listOffsets(name).size() >= read.split(",", -1).length);
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
        assertThat(service.pointedTo).hasSize(1);
        stopAndCount(europe, "mfg.orders");
    }

    /** Runs the program with that in it, and keeps some of its variables. */
    private Reader program(String part, String... kept) throws Exception {
        Reader reader = reader(part, kept);
        reader.program();
        return reader;
    }

    private Reader reader(String part, String... kept) throws IOException, ReflectiveOperationException {
        String program = Documents.program(part)
                .replaceAll("https?://connect-\\d:8083", legacy.urls().get(0).toString())
                .replace("broker:9092", lab.kafka().bootstrapServers())
                .replace(
                        "connect-offsets",
                        lab.cluster("legacy", KafkaVersion.V4_3).offsetTopic())
                .replace("SASL_SSL", "PLAINTEXT")
                .replace("Path.of(\"", "Path.of(\"" + folder + "/");
        Reader reader = DocumentProgram.compiled(program, folder, kept);
        reader.legacyUrl = legacy.urls().get(0).toString();
        reader.europeUrl = europe.urls().get(0).toString();
        reader.legacy = legacy;
        reader.europe = europe;
        reader.asia = asia;
        reader.americas = asia;
        return reader;
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

    private void running(String... connectors) {
        for (String connector : connectors) {
            String topic = "documents-" + TOPICS.incrementAndGet();
            topics.add(topic);
            producing(connector, topic);
        }
        Stream.of(connectors).forEach(connector -> Patience.awaitRunning(legacy, connector));
        topics.forEach(topic -> Patience.await(
                "records in " + topic, () -> lab.reader().topic(topic).records() > 0));
    }

    private void producing(String connector, String topic) {
        legacy.createConnector(
                connector,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSource")
                        .with("tasks.max", "2")
                        .with("topic", topic)
                        .with("interval.ms", "50"));
    }

    private void stopAndCount(ConnectClient cluster, String... connectors) {
        for (String connector : connectors) {
            Patience.awaitRunning(cluster, connector);
            cluster.stop(connector);
            Patience.awaitStopped(cluster, connector);
        }
        assertThat(topics)
                .allSatisfy(topic -> assertThat(lab.reader().topic(topic)).matches(SequenceTally::exactlyOnce));
    }
}
