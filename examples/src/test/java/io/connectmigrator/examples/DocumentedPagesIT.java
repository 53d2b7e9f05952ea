package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.KafkaTopics;
import io.connectmigrator.lab.Laboratory;
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
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The programs of the documents that do anything but a plain move do what these say. */
class DocumentedPagesIT extends DocumentedPrograms {

    DocumentedPagesIT(Laboratory lab) {
        super(lab, "pages-");
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

        Reader merging = reader("they become one where they are", "merged");
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

        Reader splitting = reader("divided = migrator", "divided");
        splitting.migrator = Migrator.create();
        splitting.program();

        assertThat(splitting.kept("divided", MigrationReport.class)).matches(MigrationReport::succeeded);
        Patience.awaitRunning(legacy, "stock-eu");
        assertThat(legacy.config("stock-us").get("topics")).isEqualTo("us.documents");
    }

    @Test
    void connectors_are_merged_split_and_renamed_side_by_side() throws Exception {
        running("fr", "de", "invoices");
        sink("orders-fr", topics.get(0));
        sink("orders-de", topics.get(1));
        topics.add("eu.stock");
        topics.add("us.stock");
        producing("eu", "eu.stock");
        producing("us", "us.stock");
        sink("stock", "eu.stock,us.stock");
        Reader planning = program("MigrationPlan parted", "merge", "parted", "renaming");
        Migrator migrator = Migrator.create();

        List<MigrationRun> runs = Stream.of("merge", "parted", "renaming")
                .map(plan -> migrator.start(planning.kept(plan, MigrationPlan.class)))
                .toList();

        for (MigrationRun run : runs) {
            assertThat(run.completion().get(1, TimeUnit.MINUTES)).matches(MigrationReport::succeeded);
        }
        assertThat(europe.listConnectors()).containsExactly("orders");
        assertThat(legacy.config("stock-us").get("topics")).isEqualTo("us.stock");
        stopAndCount(legacy, "fr", "de", "eu", "us", "sales.invoices");
    }

    @Test
    void a_connector_gets_another_name_where_it_is() throws Exception {
        running("orders");

        Reader renaming = reader("renamed = migrator", "renamed");
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
}
