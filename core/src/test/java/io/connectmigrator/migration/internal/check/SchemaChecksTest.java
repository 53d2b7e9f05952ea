package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.lab.registry.InMemoryRegistry;
import io.connectmigrator.lab.registry.RegistryKind;
import io.connectmigrator.lab.registry.SampledTopics;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.registry.SchemaRegistry;
import io.connectmigrator.registry.SchemaRegistryBuilder;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.SchemaComparison;
import io.connectmigrator.report.SchemaComparison.Relation;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.RecordPrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The checks of schemas: which registry the converters ask on both sides, and whether an id means the same in both. */
class SchemaChecksTest extends SimulatedClusters {

    private static final String AVRO = "io.confluent.connect.avro.AvroConverter";
    private static final String URL = "value.converter.schema.registry.url";
    private static final String ORDER = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}";
    private static final String ORDER_2 = "{\"type\":\"record\",\"name\":\"Order2\",\"fields\":[]}";
    private static final String INVOICE = "{\"type\":\"record\",\"name\":\"Invoice\",\"fields\":[]}";

    private final List<InMemoryRegistry> registries = new ArrayList<>();
    private final InMemoryRegistry here = registry(RegistryKind.CONFLUENT_7, "kafka-a");
    private final InMemoryRegistry there = registry(RegistryKind.CONFLUENT_7, "kafka-b");
    private @Nullable ClusterTopics topics;

    private InMemoryRegistry registry(RegistryKind kind, String identity) {
        InMemoryRegistry registry = InMemoryRegistry.start(kind, identity);
        registries.add(registry);
        return registry;
    }

    @AfterEach
    void stopRegistries() {
        registries.forEach(InMemoryRegistry::close);
        assertThat(registries)
                .flatExtracting(InMemoryRegistry::requests)
                .noneMatch(request -> request.startsWith("PUT") || request.startsWith("DELETE"))
                .noneMatch(request -> request.startsWith("POST")
                        && request.contains("/versions")
                        && !request.startsWith("POST /compatibility/"));
    }

    private static Map<String, String> sink(String url) {
        return with(SINK, url);
    }

    private static Map<String, String> with(Map<String, String> connector, String url) {
        Map<String, String> config = new HashMap<>(connector);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", AVRO);
        config.put(URL, url);
        return config;
    }

    private void runsSink() {
        simulation.run(source, "orders", sink(here.url()));
    }

    private ConnectClient client(SimulatedConnect cluster, @Nullable SchemaRegistry registry) {
        ConnectClientBuilder builder = process.client(cluster);
        if (registry != null) {
            builder.schemaRegistry(registry);
        }
        if (topics != null) {
            builder.topics(topics);
        }
        return builder.build();
    }

    private static SchemaRegistry registry(String url) {
        return fast(SchemaRegistry.builder(url)).build();
    }

    private static SchemaRegistryBuilder fast(SchemaRegistryBuilder builder) {
        return builder.requestsPerSecond(100_000).retryTimeout(Duration.ZERO);
    }

    private MigrationPlan plan(@Nullable SchemaRegistry from, @Nullable SchemaRegistry to, String newUrl) {
        return planTo(target, from, to, newUrl).build();
    }

    private MigrationPlanBuilder planTo(
            SimulatedConnect cluster, @Nullable SchemaRegistry from, @Nullable SchemaRegistry to, String newUrl) {
        return allowing(MigrationPlan.builder()
                .from(client(source, from))
                .to(client(cluster, to))
                .connectors("orders")
                .config((name, config) -> config.with(URL, newUrl)));
    }

    /** {@return the check of a move to the other registry, which both clients were given} */
    private MigrationCheck checkOtherRegistry() {
        return check(plan(registry(here.url()), registry(there.url()), there.url()));
    }

    private static SchemaComparison comparison(MigrationCheck check) {
        assertThat(check.connectors().get(0).schemas()).hasSize(1);
        return check.connectors().get(0).schemas().get(0);
    }

    private static Problem only(MigrationCheck check, ProblemCode code) {
        List<Problem> found = check.problems().stream()
                .filter(problem -> problem.code() == code)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void one_registry_by_two_host_names_is_the_same() {
        runsSink();

        MigrationCheck check = check(plan(registry(here.url()), registry(here.otherUrl()), here.otherUrl()));

        assertThat(check.problems()).isEmpty();
        assertThat(comparison(check).relation()).isEqualTo(Relation.SAME);
    }

    @Test
    void two_registries_with_one_group_id_are_two() {
        here.register("orders-value", 1, ORDER);
        runsSink();

        assertThat(comparison(checkOtherRegistry()).relation()).isEqualTo(Relation.OTHER);
    }

    @Test
    void two_registries_with_the_same_ids_pass_and_it_is_said_how_many() {
        here.register("orders-value", 1, ORDER).register("orders-value", 2, ORDER_2);
        there.register("orders-value", 1, ORDER).register("orders-value", 2, ORDER_2);
        runsSink();

        MigrationCheck check = checkOtherRegistry();

        assertThat(check.passed()).isTrue();
        assertThat(codes(check.problems())).containsExactly(ProblemCode.SCHEMA_REGISTRY_DIFFERS);
        assertThat(check.problems().get(0).message())
                .contains("2 ids of 1 subject compared", "kafka-a", "kafka-b", here.url(), there.url());
        assertThat(comparison(check).ids()).isEqualTo(2);
    }

    @Test
    void an_id_that_is_missing_is_named_with_topic_and_version() {
        here.register("orders-value", 1, ORDER).register("orders-value", 42, ORDER_2);
        there.register("orders-value", 1, ORDER);
        topics = new SampledTopics().fourBytes("orders", 1).fourBytes("orders", 42);
        runsSink();

        MigrationCheck check = checkOtherRegistry();

        Problem missing = only(check, ProblemCode.SCHEMA_MISSING);
        assertThat(check.passed()).isFalse();
        assertThat(missing.isError()).isTrue();
        assertThat(missing.message()).contains("id 42 (orders-value v2) is in topic orders at 0-1", "40403");
        assertThat(comparison(check).sampled()).isEqualTo(2);
        assertThat(comparison(check).missing()).isEqualTo(1);
    }

    @Test
    void the_same_gap_is_a_warning_for_a_source_on_another_kafka_cluster() {
        SimulatedConnect far = simulation.connect("far", ConnectVersion.V4_3, 1, simulation.kafka("other"));
        here.register("orders-value", 42, ORDER);
        simulation.run(source, "orders", with(SOURCE, here.url()));
        source.uses("orders", List.of("orders"));

        MigrationCheck check = check(planTo(far, registry(here.url()), registry(there.url()), there.url())
                .build());

        assertThat(only(check, ProblemCode.SCHEMA_MISSING).isError()).isFalse();
        assertThat(only(check, ProblemCode.SCHEMA_REGISTRY_DIFFERS).isError()).isFalse();
        assertThat(check.passed()).isTrue();
    }

    @Test
    void a_source_on_one_kafka_cluster_must_not_mix_the_ids_of_two_registries() {
        here.register("orders-value", 42, ORDER);
        simulation.run(source, "orders", with(SOURCE, here.url()));
        source.uses("orders", List.of("orders"));

        MigrationCheck check = checkOtherRegistry();

        assertThat(only(check, ProblemCode.SCHEMA_REGISTRY_DIFFERS).isError()).isTrue();
        assertThat(only(check, ProblemCode.SCHEMA_MISSING).isError()).isFalse();
    }

    @Test
    void an_id_that_is_another_schema_there_is_an_error_without_its_text() {
        here.register("orders-value", 42, ORDER);
        there.register("invoices-value", 42, INVOICE);
        runsSink();

        MigrationCheck check = checkOtherRegistry();

        Problem conflict = only(check, ProblemCode.SCHEMA_ID_CONFLICT);
        assertThat(conflict.isError()).isTrue();
        assertThat(conflict.message())
                .contains("id 42 is orders-value v1", "invoices-value v1")
                .doesNotContain("Order\"", "Invoice\"");
        assertThat(ProblemCode.SCHEMA_ID_CONFLICT.isAcceptable()).isFalse();
    }

    @Test
    void a_text_with_other_white_space_is_the_same() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, "{ \"name\": \"Order\", \"type\": \"record\",\n \"fields\": [ ] }");
        runsSink();

        assertThat(checkOtherRegistry().passed()).isTrue();
    }

    @Test
    void a_text_with_another_doc_is_not_the_same() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER.replace("\"fields\"", "\"doc\":\"x\",\"fields\""));
        runsSink();

        assertThat(codes(checkOtherRegistry().problems())).contains(ProblemCode.SCHEMA_ID_CONFLICT);
    }

    @Test
    void a_version_that_was_deleted_softly_is_compared() {
        here.register("orders-value", 1, ORDER).register("orders-value", 2, ORDER_2);
        here.delete("orders-value", 1);
        there.register("orders-value", 2, ORDER_2);
        runsSink();

        assertThat(only(checkOtherRegistry(), ProblemCode.SCHEMA_MISSING).message())
                .contains("id 1 (orders-value v1)");
    }

    @Test
    void the_subject_picks_the_context_in_which_an_id_is_looked_up() {
        here.register("orders-value", 1, ORDER);
        there.register("invoices-value", 1, INVOICE).register(":.orders:orders-value", 1, ORDER);
        runsSink();

        MigrationCheck check = checkOtherRegistry();

        assertThat(check.passed()).isTrue();
        assertThat(comparison(check).conflicting()).isZero();
    }

    @Test
    void a_source_does_not_move_to_a_registry_in_mode_import_and_a_sink_does() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER);
        there.mode("IMPORT");
        simulation.run(source, "orders", with(SOURCE, here.url()));
        source.uses("orders", List.of("orders"));
        simulation.run(
                source, "stock", with(Map.of("connector.class", "SimulatedSink", "topics", "orders"), here.url()));

        MigrationCheck check = check(MigrationPlan.builder()
                .from(client(source, registry(here.url())))
                .to(client(target, registry(there.url())))
                .connectors("orders", "stock")
                .config((name, config) -> config.with(URL, there.url()))
                .build());

        assertThat(check.connectors().get(0).passed()).isFalse();
        assertThat(only(check, ProblemCode.SCHEMA_NOT_WRITABLE).message()).contains("orders-value", "IMPORT", "42205");
        assertThat(check.connectors().get(1).passed()).isTrue();
    }

    @Test
    void a_source_that_registers_nothing_needs_its_subjects() {
        Map<String, String> config = with(SOURCE, here.url());
        config.put("value.converter.auto.register.schemas", "false");
        simulation.run(source, "orders", config);
        source.uses("orders", List.of("orders"));

        MigrationCheck check = check(plan(registry(here.url()), registry(here.url()), here.url()));

        assertThat(only(check, ProblemCode.SCHEMA_NOT_WRITABLE).message()).contains("no subject orders-value");
    }

    @Test
    void a_source_does_not_move_to_a_registry_that_finds_its_schema_incompatible() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER_2);
        there.refuseNewVersions();
        simulation.run(source, "orders", with(SOURCE, here.url()));
        source.uses("orders", List.of("orders"));

        assertThat(only(checkOtherRegistry(), ProblemCode.SCHEMA_NOT_WRITABLE).message())
                .contains("orders-value v1 is not compatible (BACKWARD)", "40901");
    }

    @Test
    void a_replicator_that_copies_schemas_needs_mode_import() {
        Map<String, String> config = new HashMap<>(SOURCE);
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("schema.registry.topic", "_schemas");
        config.put("schema.registry.url", there.url());
        simulation.run(source, "orders", config);

        MigrationCheck check = check(MigrationPlan.builder()
                .from(client(source, registry(here.url())))
                .to(client(target, registry(there.url())))
                .connectors("orders")
                .build());

        assertThat(only(check, ProblemCode.SCHEMA_NOT_WRITABLE).message()).contains("READWRITE", "IMPORT");
    }

    @Test
    void a_sampled_id_that_no_subject_of_the_topic_has_is_found() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER);
        here.register("gone", 77, INVOICE);
        here.forgetSubject("gone");
        topics = new SampledTopics().fourBytes("orders", 1).fourBytes("orders", 77);
        runsSink();

        assertThat(only(checkOtherRegistry(), ProblemCode.SCHEMA_MISSING).message())
                .contains("id 77 (of no subject of the topic) is in topic orders at 0-1");
    }

    @Test
    void guids_in_headers_need_a_converter_of_version_8() {
        topics = new SampledTopics().header("orders", UUID.randomUUID());
        target.installConverter(AVRO, "7.6.0");
        runsSink();

        MigrationCheck check = check(plan(registry(here.url()), registry(here.url()), here.url()));

        assertThat(check.passed()).isFalse();
        assertThat(only(check, ProblemCode.SCHEMA_WIRE_FORMAT).message())
                .contains("topic orders", "GUID in a header", "version 7.6.0");
    }

    @Test
    void a_converter_of_version_8_reads_guids_in_headers() {
        topics = new SampledTopics().header("orders", UUID.randomUUID());
        target.installConverter(AVRO, "8.0.0");
        runsSink();

        assertThat(check(plan(registry(here.url()), registry(here.url()), here.url()))
                        .problems())
                .isEmpty();
    }

    @Test
    void a_guid_that_the_other_registry_does_not_have_is_missing() {
        InMemoryRegistry one = registry(RegistryKind.CONFLUENT_8, "a");
        InMemoryRegistry other = registry(RegistryKind.CONFLUENT_8, "b");
        UUID guid = UUID.randomUUID();
        topics = new SampledTopics().header("orders", guid);
        target.installConverter(AVRO, "8.0.0");
        simulation.run(source, "orders", sink(one.url()));

        MigrationCheck check = check(plan(registry(one.url()), registry(other.url()), other.url()));

        assertThat(only(check, ProblemCode.SCHEMA_MISSING).message()).contains("GUID " + guid);
    }

    @Test
    void ids_of_eight_bytes_are_named_and_not_taken_for_0() {
        topics = new SampledTopics().eightBytes("orders", 5);
        runsSink();

        MigrationCheck check = check(plan(registry(here.url()), registry(here.url()), here.url()));

        assertThat(only(check, ProblemCode.SCHEMA_WIRE_FORMAT).message()).contains("an id of 8 bytes", "Apicurio");
        assertThat(here.requests("GET /schemas/ids/0")).isZero();
    }

    @Test
    void records_of_glue_are_named() {
        topics = new SampledTopics().glue("orders", UUID.randomUUID());
        runsSink();

        MigrationCheck check = check(plan(registry(here.url()), registry(here.url()), here.url()));

        assertThat(only(check, ProblemCode.SCHEMA_WIRE_FORMAT).message()).contains("AWS Glue", "Unknown magic byte");
    }

    @Test
    void a_registry_with_another_api_is_never_fine() {
        Map<String, String> config = sink(here.url());
        config.put("value.converter", "com.amazonaws.services.schemaregistry.kafkaconnect.AWSKafkaAvroConverter");
        simulation.run(source, "orders", config);

        assertThat(codes(check(plan(null, null, here.url())).problems())).contains(ProblemCode.SCHEMA_REGISTRY_UNKNOWN);
    }

    @Test
    void karapace_is_compared_by_its_url_which_is_said() {
        InMemoryRegistry one = registry(RegistryKind.KARAPACE, "a").register("orders-value", 1, ORDER);
        InMemoryRegistry other = registry(RegistryKind.KARAPACE, "b").register("orders-value", 1, ORDER);
        one.register("orders-x-value", 9, INVOICE);
        simulation.run(source, "orders", sink(one.url()));

        MigrationCheck check = check(plan(registry(one.url()), registry(other.url()), other.url()));

        assertThat(check.passed()).isTrue();
        assertThat(only(check, ProblemCode.SCHEMA_REGISTRY_DIFFERS).message())
                .contains("1 id of 1 subject", "does not tell its identity", "does not list contexts");
        assertThat(comparison(check).notes()).hasSize(4);
    }

    @Test
    void apicurio_without_a_list_of_schemas_is_asked_version_by_version() {
        InMemoryRegistry one = registry(RegistryKind.APICURIO, "a").register("orders-value", 1, ORDER);
        one.register("orders-value", 2, ORDER_2);
        InMemoryRegistry other = registry(RegistryKind.APICURIO, "b").register("orders-value", 1, ORDER);
        simulation.run(source, "orders", sink(one.url()));

        MigrationCheck check = check(plan(registry(one.url()), registry(other.url()), other.url()));

        assertThat(only(check, ProblemCode.SCHEMA_MISSING).message()).contains("id 2");
    }

    @Test
    void credentials_that_are_refused_let_nothing_pass() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER);
        there.require("Basic none");
        runsSink();
        SchemaRegistry refused = fast(SchemaRegistry.builder(there.url()))
                .basicAuth("user", () -> "hunter2")
                .build();

        MigrationCheck check = check(plan(registry(here.url()), refused, there.url()));

        Problem unknown = only(check, ProblemCode.SCHEMA_REGISTRY_UNKNOWN);
        assertThat(check.passed()).isFalse();
        assertThat(unknown.isError()).isTrue();
        assertThat(unknown.message()).contains("401", there.url());
        assertThat(check.toString()).doesNotContain("hunter2", "dXNlcjpodW50ZXIy");
        assertThat(there.requests()).hasSize(1);
    }

    @Test
    void without_registries_other_urls_are_told_and_what_is_not_checked() {
        runsSink();

        MigrationCheck check = check(plan(null, null, there.url()));

        assertThat(only(check, ProblemCode.SCHEMA_REGISTRY_DIFFERS).isError()).isTrue();
        assertThat(check.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.SCHEMA_REGISTRY_UNKNOWN)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void with_one_registry_only_the_presence_of_sampled_ids_is_checked() {
        topics = new SampledTopics().fourBytes("orders", 1).fourBytes("orders", 2);
        there.register("orders-value", 1, ORDER);
        runsSink();

        MigrationCheck check = check(plan(null, registry(there.url()), there.url()));

        assertThat(only(check, ProblemCode.SCHEMA_MISSING).message()).contains("id 2");
        assertThat(check.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.SCHEMA_REGISTRY_UNKNOWN)
                .anyMatch(problem -> problem.message().contains("id 1 is in topic orders"));
    }

    @Test
    void a_missing_id_is_found_though_the_registry_of_the_source_is_a_placeholder() {
        topics = new SampledTopics().fourBytes("orders", 7);
        simulation.run(source, "orders", sink("${env:REGISTRY}"));

        MigrationCheck check = check(plan(null, registry(there.url()), there.url()));

        assertThat(only(check, ProblemCode.SCHEMA_MISSING).message()).contains("id 7");
    }

    @Test
    void topics_that_cannot_be_read_are_given_up_after_three() {
        AtomicInteger reads = new AtomicInteger();
        topics = new SampledTopics() {
            @Override
            public synchronized List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
                reads.incrementAndGet();
                throw new IllegalStateException("the brokers are down");
            }
        };
        simulation.run(
                source,
                "orders",
                with(
                        Map.of("connector.class", "SimulatedSink", "topics", "a,b,c,d,e,f", "tasks.max", "1"),
                        here.url()));

        MigrationCheck check = check(plan(registry(here.url()), registry(there.url()), there.url()));

        assertThat(reads.get()).isEqualTo(3);
        assertThat(check.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.SCHEMA_REGISTRY_UNKNOWN)
                .anyMatch(problem -> problem.message().contains("topic f could not be sampled"));
    }

    @Test
    void the_same_url_on_both_sides_is_one_registry() {
        simulation.run(source, "orders", sink("http://registry.example.com:8081/"));

        assertThat(check(plan(null, null, "HTTP://Registry.example.com:8081")).problems())
                .isEmpty();
    }

    @Test
    void localhost_is_another_host_for_each_worker() {
        simulation.run(source, "orders", sink("http://localhost:8081"));

        assertThat(codes(check(plan(null, null, "http://localhost:8081")).problems()))
                .contains(ProblemCode.SCHEMA_REGISTRY_UNKNOWN)
                .doesNotContain(ProblemCode.SCHEMA_REGISTRY_DIFFERS);
    }

    @Test
    void a_placeholder_is_unknown_unless_a_registry_is_known_by_it() {
        simulation.run(source, "orders", sink("${env:REGISTRY}"));
        here.register("orders-value", 1, ORDER);

        MigrationCheck unknown = check(plan(registry(here.url()), registry(here.url()), "${env:REGISTRY}"));
        SchemaRegistry known = fast(SchemaRegistry.builder(here.url()))
                .knownAs("${env:REGISTRY}")
                .build();
        MigrationCheck both = check(plan(known, known, "${env:REGISTRY}"));

        assertThat(codes(unknown.problems())).contains(ProblemCode.SCHEMA_REGISTRY_UNKNOWN);
        assertThat(codes(both.problems())).doesNotContain(ProblemCode.SCHEMA_REGISTRY_UNKNOWN);
        assertThat(comparison(both).relation()).isEqualTo(Relation.SAME);
    }

    @Test
    void user_and_password_of_a_url_are_in_no_output() {
        String withPassword = there.url().replace("http://", "http://user:s3cr3t-pw@");
        simulation.run(source, "orders", sink(here.url().replace("http://", "http://user:s3cr3t-pw@")));
        here.register("orders-value", 1, ORDER);

        MigrationPlan plan = plan(registry(here.url()), registry(there.url()), withPassword);
        MigrationCheck check = check(plan);
        MigrationReport report = report(migrator().start(plan));

        assertThat(comparison(check).relation()).isEqualTo(Relation.OTHER);
        assertThat(codes(check.problems())).contains(ProblemCode.SCHEMA_MISSING);
        assertThat(check.toString() + check + report.toJson() + report.toHtml() + report.toMarkdown() + report)
                .contains(there.url())
                .doesNotContain("s3cr3t");
    }

    @Test
    void a_url_with_a_password_that_cannot_be_read_is_not_shown() {
        simulation.run(source, "orders", sink("http://user:s3cr3t pw@registry:8081"));

        MigrationCheck check = check(plan(null, null, "http://user:s3cr3t%pw@other_host:8081"));

        assertThat(codes(check.problems())).contains(ProblemCode.SCHEMA_REGISTRY_UNKNOWN);
        assertThat(check.toString() + check.connectors()).doesNotContain("s3cr3t");
    }

    @Test
    void a_config_without_converters_is_told_where_schemas_are_in_use() {
        simulation.run(source, "orders", SOURCE);
        target.installConverter(AVRO, "7.6.0");

        MigrationCheck check = check(plan().build());

        assertThat(check.passed()).isTrue();
        assertThat(only(check, ProblemCode.CONVERTER_INHERITED).message())
                .contains("key.converter, value.converter", "source", "target");
    }

    @Test
    void a_config_without_converters_is_not_told_where_no_worker_has_one_that_asks_a_registry() {
        simulation.run(source, "orders", SOURCE);
        target.installConverter("org.apache.kafka.connect.json.JsonConverter", "4.3.1");

        assertThat(check(plan().build()).problems()).isEmpty();
    }

    @Test
    void an_exporter_that_keeps_the_ids_is_told() {
        here.register("orders-value", 1, ORDER);
        here.exporter("to-europe", "NONE");
        there.register("orders-value", 1, ORDER);
        runsSink();

        assertThat(only(checkOtherRegistry(), ProblemCode.SCHEMA_REGISTRY_DIFFERS)
                        .message())
                .contains("schema exporter to-europe");
    }

    @Test
    void a_fleet_asks_each_registry_once_for_each_id() {
        int connectors = 245;
        int ofEach = 4;
        int all = 974;
        topics = new SampledTopics();
        for (int topic = 0; topic < all; topic++) {
            here.register("t" + topic + "-value", topic + 1, ORDER);
            there.register("t" + topic + "-value", topic + 1, ORDER);
            ((SampledTopics) topics).fourBytes("t" + topic, topic + 1);
        }
        String[] names = IntStream.range(0, connectors)
                .mapToObj(number -> runsSink(number, ofEach, all))
                .toArray(String[]::new);

        MigrationCheck check = check(MigrationPlan.builder()
                .from(client(source, registry(here.url())))
                .to(client(target, registry(there.url())))
                .connectors(List.of(names))
                .config((name, config) -> config.with(URL, there.url()))
                .build());

        assertThat(check.connectors()).hasSize(connectors).allMatch(connector -> connector.passed());
        assertThat(check.connectors())
                .flatExtracting(connector -> connector.schemas())
                .hasSize(connectors)
                .allMatch(schemas -> schemas.ids() > 0 && schemas.missing() == 0);
        assertThat(there.requests("GET /schemas/ids/")).isEqualTo(all);
        // Identity, contexts and ids; of the source also exporters and one page of all schemas with the empty one after
        // it.
        assertThat(there.requests()).doesNotHaveDuplicates().hasSize(2 + all);
        assertThat(here.requests()).doesNotHaveDuplicates().hasSize(5);
        assertThat(((SampledTopics) topics).reads()).isEqualTo(all);
    }

    private String runsSink(int number, int ofEach, int all) {
        String topicNames = String.join(
                ",",
                IntStream.range(0, ofEach)
                        .mapToObj(i -> "t" + (number * ofEach + i) % all)
                        .toList());
        String name = "sink-" + number;
        simulation.run(
                source,
                name,
                with(Map.of("connector.class", "SimulatedSink", "topics", topicNames, "tasks.max", "1"), here.url()));
        return name;
    }

    @Test
    void the_report_has_what_was_compared() {
        here.register("orders-value", 1, ORDER);
        there.register("orders-value", 1, ORDER);
        runsSink();

        ConnectorReport report = migrate(plan(registry(here.url()), registry(there.url()), there.url()));

        assertThat(report.outcome().succeeded()).isTrue();
        assertThat(report.schemas()).hasSize(1);
        assertThat(report.schemas().get(0).ids()).isEqualTo(1);
    }
}
