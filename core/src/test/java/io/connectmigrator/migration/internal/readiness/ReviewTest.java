package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.SimulatedClients;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.moving.Declared;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.ReadinessRow;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.RowScore;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.readiness.ShapeReadiness;
import io.connectmigrator.readiness.Verdict;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is found about the items of the card over REST alone. */
class ReviewTest extends SimulatedClusters {

    private static final Map<String, String> SEQUENCE = Map.of("connector.class", "SequenceSource", "topic", "numbers");
    private static final String MASK = "org.apache.kafka.connect.transforms.MaskField$Value";

    /** What no program can see. */
    private static final Set<ReadinessItem> OF_HUMANS = EnumSet.of(
            ReadinessItem.CUSTOM_CODE,
            ReadinessItem.STATE_ELSEWHERE,
            ReadinessItem.UPSTREAM_POSITION,
            ReadinessItem.ACLS,
            ReadinessItem.NETWORK,
            ReadinessItem.RECORD_COUNT,
            ReadinessItem.DECISION,
            ReadinessItem.OUTSIDE_METRICS);

    private static ItemScore item(Readiness readiness, ReadinessItem item) {
        assertThat(readiness.shapes()).hasSize(1);
        return readiness.shapes().get(0).item(item);
    }

    private ItemScore item(MigrationPlanBuilder plan, ReadinessItem item) {
        return item(readiness(plan.build()), item);
    }

    private static String evidence(ItemScore score) {
        return score.evidence().stream()
                .map(evidence -> (evidence.cluster().isEmpty() ? "" : evidence.cluster() + ": ") + evidence.text())
                .collect(Collectors.joining("; "));
    }

    @Test
    void one_version_of_a_plugin_on_both_sides_is_tested_and_another_one_is_not() {
        simulation.run(source, "orders", SOURCE);

        assertThat(item(plan(), ReadinessItem.PLUGIN_VERSIONS).score()).isEqualTo(2);

        target.pluginVersion("1.1");
        ItemScore other = item(plan(), ReadinessItem.PLUGIN_VERSIONS);

        assertThat(other.score()).isEqualTo(1);
        assertThat(evidence(other)).isEqualTo("source: SimulatedSource 1.0; target: SimulatedSource 1.1");
        assertThat(other.toRaise()).isEqualTo("install the same version on both sides");
    }

    @Test
    void a_plugin_that_the_target_lacks_is_a_stop_as_well() {
        simulation.run(source, "orders", SOURCE);
        target.hidePlugin("SimulatedSource");

        Readiness readiness = readiness(Declared.everything(plan()).build());

        assertThat(item(readiness, ReadinessItem.PLUGIN_VERSIONS).score()).isZero();
        assertThat(readiness.stops()).extracting(Problem::code).contains(ProblemCode.PLUGIN_MISSING);
        assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
    }

    @Test
    void a_transformation_that_the_target_lacks_is_named() {
        for (SimulatedConnect cluster : List.of(source, target)) {
            cluster.installPart("org.apache.kafka.connect.json.JsonConverter", "converter", "4.3.1");
        }
        source.installPart(MASK, "transformation", "4.3.1");
        MigrationPlanBuilder plan = plan().config("transforms", "mask")
                .config("transforms.mask.type", MASK)
                .config("key.converter", "JsonConverter")
                .config("value.converter", "Json");
        simulation.run(source, "orders", SOURCE);

        ItemScore absent = item(Declared.everything(plan), ReadinessItem.PARTS);
        target.installPart(MASK, "transformation", "4.3.1");
        ItemScore there = item(plan, ReadinessItem.PARTS);
        target.installPart(MASK, "transformation", "4.4.0");
        ItemScore other = item(plan, ReadinessItem.PARTS);

        assertThat(absent.score()).isZero();
        assertThat(evidence(absent)).startsWith("target: the workers list no " + MASK);
        assertThat(there.score()).isEqualTo(2);
        assertThat(other.score()).isEqualTo(1);
        assertThat(evidence(other)).contains("not known to be of one version on both sides: " + MASK);
    }

    @Test
    void a_config_that_the_target_finds_invalid_is_not_ready() {
        simulation.run(source, "orders", SEQUENCE);

        assertThat(item(plan().config("required.port", "0"), ReadinessItem.PARTS)
                        .score())
                .isZero();
        assertThat(item(plan().config("required.port", "0"), ReadinessItem.OUTSIDE_SYSTEM)
                        .score())
                .isZero();
    }

    @Test
    void inherited_converters_have_to_be_declared() {
        simulation.run(source, "orders", SOURCE);
        MigrationPlanBuilder own =
                plan().config("key.converter", "JsonConverter").config("value.converter", "Json");

        assertThat(item(plan(), ReadinessItem.WORKER_SETTINGS).score()).isZero();
        assertThat(item(Declared.everything(plan()), ReadinessItem.WORKER_SETTINGS)
                        .score())
                .isEqualTo(1);
        assertThat(item(own, ReadinessItem.WORKER_SETTINGS).score()).isEqualTo(2);
    }

    @Test
    void exactly_once_on_one_side_only_is_found_without_creating_anything() {
        SimulatedConnect exact = exactlyOnce();
        simulation.run(exact, "orders", SEQUENCE);
        int before = simulation.audit().changes().size();

        ItemScore ends = item(Declared.everything(plan(exact, target)), ReadinessItem.EXACTLY_ONCE);

        assertThat(ends.score()).isZero();
        assertThat(evidence(ends))
                .startsWith("exact: exactly-once support: enabled; target: exactly-once support: not enabled");
        assertThat(simulation.audit().changes()).hasSize(before);
        assertThat(target.connectorNames()).isEmpty();
        assertThat(exact.connectorNames()).containsExactly("orders");
    }

    @Test
    void exactly_once_alike_on_both_sides_is_tested() {
        SimulatedConnect exact = exactlyOnce();
        simulation.run(source, "orders", SEQUENCE);

        assertThat(item(plan(), ReadinessItem.EXACTLY_ONCE).score()).isEqualTo(2);
        assertThat(item(plan(source, exact), ReadinessItem.EXACTLY_ONCE).score())
                .isEqualTo(1);
    }

    @Test
    void what_does_not_apply_is_left_out() {
        simulation.run(source, "orders", SINK);

        ShapeReadiness sink = readiness(plan().build()).shapes().get(0);

        assertThat(sink.rows())
                .flatExtracting(RowScore::items)
                .extracting(ItemScore::item)
                .contains(ReadinessItem.SINK_IN_RANGE, ReadinessItem.OFFSETS_RETENTION)
                .doesNotContain(
                        ReadinessItem.EXACTLY_ONCE,
                        ReadinessItem.OVERRIDE_POLICY,
                        ReadinessItem.IDENTITY,
                        ReadinessItem.UPSTREAM_POSITION,
                        ReadinessItem.COPIER_IN_RANGE,
                        ReadinessItem.DEAD_LETTERS,
                        ReadinessItem.SCHEMAS,
                        ReadinessItem.INTERNAL_TOPICS);
    }

    @Test
    void overridden_settings_need_workers_that_allow_them() {
        SimulatedConnect strict = simulation.connect(
                "strict",
                ConnectVersion.V4_3,
                new ClusterSettings(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(3),
                        false,
                        false,
                        true,
                        null),
                1,
                kafka);
        simulation.run(source, "orders", SEQUENCE);
        String key = "producer.override.linger.ms";

        assertThat(item(plan().config(key, "5"), ReadinessItem.OVERRIDE_POLICY).score())
                .isEqualTo(2);
        assertThat(item(plan(source, strict).config(key, "5"), ReadinessItem.OVERRIDE_POLICY)
                        .score())
                .isZero();
    }

    @Test
    void the_topics_are_those_that_workers_have_seen() {
        simulation.run(source, "orders", SEQUENCE);

        assertThat(item(plan(), ReadinessItem.TOPIC_NAMES).score()).isEqualTo(1);
        source.uses("orders", List.of("numbers", "letters"));
        ItemScore used = item(plan(), ReadinessItem.TOPIC_NAMES);

        assertThat(used.score()).isEqualTo(2);
        assertThat(evidence(used)).endsWith("letters, numbers");
    }

    @Test
    void a_connector_without_offsets_needs_a_decision() {
        simulation.run(source, "orders", SOURCE);
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(5));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(5));

        assertThat(item(Declared.everything(plan()), ReadinessItem.OFFSETS_DECIDED)
                        .score())
                .isZero();
        assertThat(item(plan().emptyOffsets(EmptyOffsets.ALLOW), ReadinessItem.OFFSETS_DECIDED)
                        .score())
                .isEqualTo(1);
    }

    @Test
    void leftovers_are_seen_with_another_transport_only() {
        leaveOffsets(target);
        simulation.run(source, "orders", SOURCE);

        ItemScore overRest = item(plan(), ReadinessItem.LEFTOVERS);
        ItemScore found = item(planOverTopics(source, target), ReadinessItem.LEFTOVERS);
        ItemScore replaced =
                item(planOverTopics(source, target).existingOffsets(ExistingOffsets.REPLACE), ReadinessItem.LEFTOVERS);

        assertThat(overRest.score()).isEqualTo(1);
        assertThat(overRest.most()).isEqualTo(1);
        assertThat(found.score()).isZero();
        assertThat(replaced.score()).isEqualTo(2);
        assertThat(item(planOverTopics(source, target), ReadinessItem.INTERNAL_TOPICS)
                        .score())
                .isEqualTo(2);
    }

    @Test
    void a_journal_in_memory_does_not_survive_the_process() {
        simulation.run(source, "orders", SOURCE);

        Readiness inMemory = readiness(
                Declared.everything(plan()).build(),
                process.migrator(journal).journal(Journal.inMemory()),
                Duration.ZERO,
                shape -> List.of());

        assertThat(item(inMemory, ReadinessItem.JOURNAL).score()).isZero();
        assertThat(evidence(item(inMemory, ReadinessItem.JOURNAL))).startsWith("it is in memory");
        assertThat(item(plan(), ReadinessItem.JOURNAL).score()).isEqualTo(1);
    }

    @Test
    void a_plan_of_several_connectors_needs_a_limit_of_failures() {
        simulation.run(source, "orders", SOURCE);
        simulation.run(source, "parts", SOURCE);

        MigrationPlanBuilder two = plan().connectors("parts");

        assertThat(item(plan(), ReadinessItem.STOP_CONDITIONS).score()).isEqualTo(1);
        assertThat(item(two, ReadinessItem.STOP_CONDITIONS).score()).isZero();
        assertThat(item(two.stopAfterFailures(1), ReadinessItem.STOP_CONDITIONS).score())
                .isEqualTo(1);
    }

    @Test
    void a_source_whose_workers_cannot_alter_offsets_has_no_way_back() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_5, 1, kafka);
        simulation.run(old, "orders", SOURCE);

        assertThat(item(plan(old, target), ReadinessItem.WAY_BACK).score()).isZero();
        assertThat(item(planOverTopics(old, target), ReadinessItem.WAY_BACK).score())
                .isEqualTo(1);
    }

    @Test
    void a_failed_task_is_no_baseline() {
        simulation.run(source, "orders", SOURCE);
        assertThat(item(plan(), ReadinessItem.TASKS_HEALTHY).score()).isEqualTo(2);

        source.failTask("orders");
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(item(Declared.everything(plan()), ReadinessItem.TASKS_HEALTHY)
                        .score())
                .isZero();
    }

    @Test
    void two_samples_tell_how_offsets_move() {
        simulation.run(source, "orders", SOURCE);
        simulation.sleep(Duration.ofSeconds(5));

        ItemScore one = item(plan(), ReadinessItem.SAMPLES);
        Instant before = process.clock().instant();
        ItemScore two =
                item(readiness(plan().build(), Duration.ofMinutes(1), shape -> List.of()), ReadinessItem.SAMPLES);

        assertThat(one.score()).isEqualTo(1);
        assertThat(two.score()).isEqualTo(2);
        assertThat(evidence(two)).contains("have moved on, and every task is on the same worker");
        assertThat(process.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> Migrator.create().readiness(plan().build(), Duration.ofMinutes(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_task_that_fails_between_two_samples_is_told() {
        simulation.run(source, "orders", SOURCE);
        simulation.sleep(Duration.ofSeconds(5));
        at("GET /connectors/orders/topics on source", () -> source.failTask("orders"));

        ItemScore samples =
                item(readiness(plan().build(), Duration.ofMinutes(1), shape -> List.of()), ReadinessItem.SAMPLES);

        assertThat(samples.score()).isEqualTo(1);
        assertThat(samples.toRaise()).isEqualTo("ask while it runs and the workers do not rebalance");
    }

    @Test
    void a_second_sample_that_fails_is_unknown_and_no_exception() {
        simulation.run(source, "orders", SOURCE);
        at("GET /connectors/orders/topics on source", () -> source.refuse("/status", 500, "out of memory"));

        ItemScore samples =
                item(readiness(plan().build(), Duration.ofMinutes(1), shape -> List.of()), ReadinessItem.SAMPLES);

        assertThat(samples.score()).isZero();
        assertThat(evidence(samples)).contains("not known: ", "out of memory");
    }

    @Test
    void what_a_human_has_to_say_is_0_until_it_is_declared_and_never_2_by_that() {
        simulation.run(source, "orders", SOURCE);

        Readiness silent = readiness(plan().build());
        Readiness declared = readiness(Declared.everything(plan()).build());

        assertThat(OF_HUMANS).allSatisfy(item -> {
            assertThat(item(silent, item).score()).as("without a declaration").isZero();
            assertThat(item(declared, item).score()).as("with one").isEqualTo(1);
            assertThat(item(declared, item).evidence())
                    .extracting(Evidence::kind)
                    .contains(Evidence.Kind.DECLARED);
        });
        for (ItemScore score : items(declared)) {
            assertThat(score.score())
                    .as("%s", score)
                    .isLessThanOrEqualTo(Math.max(1, item(silent, score.item()).score()));
        }
    }

    private static List<ItemScore> items(Readiness readiness) {
        return readiness.shapes().stream()
                .flatMap(shape -> shape.rows().stream())
                .flatMap(row -> row.items().stream())
                .toList();
    }

    @Test
    void a_card_over_rest_alone_says_which_rows_cannot_be_2() {
        simulation.run(source, "orders", SINK);

        Readiness readiness = readiness(Declared.everything(plan()).build());

        assertThat(readiness.shapes().get(0).rows())
                .filteredOn(row -> row.most() < 2)
                .extracting(RowScore::row)
                .containsExactly(ReadinessRow.RESUME, ReadinessRow.TOPICS, ReadinessRow.BASELINE);
        assertThat(readiness.toString())
                .containsPattern("Topics and retention +1 +at most 1 with what the clients were given");
        assertThat(item(readiness, ReadinessItem.PARTITIONS).toRaise())
                .isEqualTo("give the clients of source and target their topics with topics(KafkaTopics…)");
    }

    @Test
    void a_worker_that_refuses_requests_is_unknown_and_no_exception() {
        simulation.run(source, "orders", SOURCE);
        for (int status : List.of(401, 500)) {
            target.refuse("/connector-plugins", status, "Unauthorized");

            Readiness readiness = readiness(Declared.everything(plan()).build());

            assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
            ItemScore versions = item(readiness, ReadinessItem.PLUGIN_VERSIONS);
            assertThat(versions.score()).isZero();
            assertThat(evidence(versions)).contains("not known: ", "connector-plugins", String.valueOf(status));
            assertThat(item(readiness, ReadinessItem.TASKS_HEALTHY).score()).isEqualTo(2);
            assertThat(readiness.shapes().get(0).shape().targetVersion()).isEqualTo("unknown");
        }
    }

    @Test
    void a_cluster_that_does_not_answer_at_all_is_unknown_too() {
        simulation.run(source, "orders", SOURCE);
        target.workers().forEach(worker -> worker.kill());

        Readiness readiness = readiness(Declared.everything(plan()).build());

        assertThat(readiness.stops()).isNotEmpty();
        assertThat(item(readiness, ReadinessItem.KAFKA_VERSIONS).score()).isZero();
    }

    @Test
    void secrets_are_named_and_never_shown() {
        Map<String, String> config = Map.of(
                "connector.class",
                "SequenceSource",
                "topic",
                "numbers",
                "db.password",
                "hunter22",
                "db.url",
                "jdbc:postgresql://joe:hunter33@db/stock",
                "required.port",
                "0");
        simulation.run(source, "orders", SEQUENCE);
        MigrationPlan plan = Declared.everything(plan())
                .configFrom(name -> ConnectorConfig.of(config))
                .declare(ReadinessItem.ACLS, Declaration.of("see").link("https://joe:hunter44@wiki/acls"))
                .build();

        Readiness readiness = readiness(plan);

        assertThat(evidence(item(readiness, ReadinessItem.SECRETS)))
                .startsWith("values that are written out: db.password");
        assertThat(item(readiness, ReadinessItem.SECRETS).score()).isEqualTo(1);
        assertThat(List.of(readiness.toString(), readiness.toMarkdown(), readiness.toJson(), readiness.toHtml()))
                .allSatisfy(text -> assertThat(text)
                        .contains("wiki/acls")
                        .doesNotContain("hunter22", "hunter33", "hunter44", "joe"));
    }

    @Test
    void masks_are_not_ready_and_placeholders_are() {
        simulation.run(source, "orders", SEQUENCE);

        ItemScore masked = item(plan().config("db.password", "******"), ReadinessItem.SECRETS);
        assertThat(masked.score()).isZero();
        assertThat(evidence(masked)).isEqualTo("source: masks in place of values: db.password");
        assertThat(item(plan(), ReadinessItem.SECRETS).score()).isEqualTo(2);
        assertThat(item(plan().config("db.password", "${vault:db:password}"), ReadinessItem.SECRETS)
                        .score())
                .as("a placeholder that the target does not resolve")
                .isZero();
    }

    @Test
    void connectors_of_one_shape_have_the_lowest_score_of_any_and_name_it() {
        simulation.run(source, "orders", SOURCE);
        simulation.run(source, "parts", SOURCE);
        simulation.run(source, "stock", SINK);
        source.failTask("parts");
        simulation.sleep(Duration.ofSeconds(1));

        Readiness readiness = readiness(plan().connectors("parts", "stock").build());

        assertThat(readiness.shapes())
                .extracting(ShapeReadiness::connectors)
                .containsExactly(List.of("orders", "parts"), List.of("stock"));
        ItemScore healthy = readiness.shapes().get(0).item(ReadinessItem.TASKS_HEALTHY);
        assertThat(healthy.score()).isZero();
        assertThat(evidence(healthy)).startsWith("source: parts: RUNNING, tasks ");
    }

    @Test
    void the_pilot_has_the_smallest_connector_of_each_shape() {
        simulation.run(source, "orders", SOURCE);
        simulation.run(source, "parts", Map.of("connector.class", "SimulatedSource", "tasks.max", "1"));
        simulation.run(source, "stock", SINK);
        simulation.sleep(Duration.ofSeconds(5));

        Readiness readiness = readiness(plan().connectors("parts", "stock").build());

        assertThat(readiness.pilot()).containsExactlyInAnyOrder("parts", "stock");
    }

    @Test
    void rehearsals_count_only_for_their_shape() {
        simulation.run(source, "orders", SOURCE);
        Shape shape = readiness(plan().build()).shapes().get(0).shape();
        Instant now = process.clock().instant();
        Rehearsal moved = new Rehearsal(Rehearsal.Kind.MOVED, shape, "parts", now, true);
        Shape elsewhere = new Shape(shape.connectorClass(), "1.0", "1.0", "source", "other", "REST, REST", false, "");
        Rehearsal other = new Rehearsal(Rehearsal.Kind.MOVED, elsewhere, "parts", now, true);

        assertThat(item(readiness(plan().build(), Duration.ZERO, any -> List.of(moved)), ReadinessItem.OFFSETS_DECIDED)
                        .score())
                .isEqualTo(2);
        assertThat(item(readiness(plan().build(), Duration.ZERO, any -> List.of(other)), ReadinessItem.OFFSETS_DECIDED)
                        .score())
                .isEqualTo(1);
    }

    @Test
    void after_a_move_and_a_rollback_what_they_test_is_2() {
        simulation.run(source, "orders", SEQUENCE);
        simulation.sleep(Duration.ofSeconds(5));
        source.uses("orders", List.of("numbers"));
        MigrationPlan plan = Declared.everything(plan())
                .config("key.converter", "JsonConverter")
                .config("value.converter", "JsonConverter")
                .build();
        for (SimulatedConnect cluster : List.of(source, target)) {
            cluster.installPart("org.apache.kafka.connect.json.JsonConverter", "converter", "4.3.1");
        }
        Readiness first = readiness(plan);

        List<Rehearsal> done = new ArrayList<>();
        Shape shape = first.shapes().get(0).shape();
        if (migrate(plan).outcome() instanceof MigrationOutcome.Moved) {
            done.add(new Rehearsal(
                    Rehearsal.Kind.MOVED, shape, "orders", process.clock().instant(), true));
        }
        if (rollback(plan).outcome() instanceof MigrationOutcome.RolledBack) {
            done.add(new Rehearsal(
                    Rehearsal.Kind.ROLLED_BACK, shape, "orders", process.clock().instant(), true));
        }
        simulation.sleep(Duration.ofSeconds(10));
        Readiness second = readiness(plan, Duration.ofMinutes(1), any -> done);

        assertThat(first.shapes().get(0).verdict()).isEqualTo(Verdict.PILOT);
        assertThat(second.stops()).isEmpty();
        assertThat(items(second))
                .filteredOn(score -> score.score() < 2)
                .allSatisfy(score -> assertThat(score.most()).isEqualTo(1))
                .extracting(ItemScore::item)
                .containsExactly(
                        ReadinessItem.LEFTOVERS,
                        ReadinessItem.PARTITIONS,
                        ReadinessItem.TOPIC_CONFIGS,
                        ReadinessItem.WORKER_TOPICS,
                        ReadinessItem.LOG_SIZES);
    }

    @Test
    void nothing_is_changed() {
        simulation.run(source, "orders", SOURCE);
        int before = simulation.audit().changes().size();

        readiness(plan().build(), Duration.ofMinutes(1), shape -> List.of());

        assertThat(simulation.audit().changes()).hasSize(before);
        assertTargetUntouched();
    }

    @Test
    void a_plan_whose_connector_is_not_there_has_stops() {
        Readiness readiness = readiness(plan().build());

        assertThat(readiness.stops()).isNotEmpty();
        assertThat(readiness.shapes()).hasSize(1);
        assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
    }

    private ConnectClient loggedIn(SimulatedConnect cluster, String scheme) {
        return SimulatedClients.time(
                        ConnectClient.builder(cluster.workers().get(0).url().replace("http:", scheme + ":"))
                                .name(cluster.name())
                                .basicAuth("platform", "secret")
                                .httpClient(process.httpClient()),
                        process.waiting(),
                        process.clock())
                .build();
    }

    private ItemScore restAccess(String scheme) {
        return item(
                allowing(MigrationPlan.builder()
                        .from(loggedIn(source, scheme))
                        .to(loggedIn(target, scheme))
                        .connectors("orders")),
                ReadinessItem.REST_ACCESS);
    }

    @Test
    void clusters_over_https_that_ask_for_credentials_are_protected() {
        simulation.run(source, "orders", SOURCE);
        source.requireCredentials();
        ItemScore open = restAccess("https");
        target.requireCredentials();
        ItemScore both = restAccess("https");
        ItemScore plain = restAccess("http");

        assertThat(open.score()).isEqualTo(1);
        assertThat(evidence(open))
                .isEqualTo("source: answers at 1 URL(s), over HTTPS, only with credentials;"
                        + " target: answers at 1 URL(s), over HTTPS, also without credentials");
        assertThat(open.toRaise()).startsWith("let both sides ask for credentials");
        assertThat(both.score()).isEqualTo(2);
        assertThat(plain.score()).isEqualTo(1);
        assertThat(plain.toRaise()).startsWith("use HTTPS");
    }

    @Test
    void whether_credentials_are_asked_for_may_stay_unknown() {
        simulation.run(source, "orders", SOURCE);
        at("GET / on target", 2, Fault.SERVER_ERROR);

        assertThat(evidence(item(plan(), ReadinessItem.REST_ACCESS))).contains("not known whether");
    }
}
