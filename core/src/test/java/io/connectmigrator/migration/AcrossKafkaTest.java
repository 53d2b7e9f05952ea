package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.SimulatedTranslation;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink comes to another Kafka cluster, in which its records have other offsets. */
class AcrossKafkaTest extends SimulatedClusters {

    private static final Map<String, String> TWO_TASKS =
            Map.of("connector.class", "SimulatedSink", "topics", "orders", "tasks.max", "2");

    private final SimulatedKafka mirror = simulation.kafka("mirror").mirror("mirrored-", 1_000);
    private SimulatedConnect elsewhere;
    private SimulatedTranslation translation;

    @BeforeEach
    void runSink() {
        elsewhere = simulation.connect("elsewhere", ConnectVersion.V4_3, 1, mirror);
        translation = new SimulatedTranslation(process, kafka, mirror);
        simulation.run(source, "orders", TWO_TASKS);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlanBuilder across() {
        return plan(source, elsewhere)
                .across(translation)
                .config((name, config) -> config.with("topics", "mirrored-orders"));
    }

    @Test
    void without_a_translation_it_is_refused() {
        ConnectorReport report = migrate(plan(source, elsewhere).build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
    }

    @Test
    void it_goes_on_behind_the_copy_of_the_last_record_that_it_has_read() {
        ConnectorReport report = migrate(across().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertThat(steps(report))
                .containsSubsequence("prepare", "await mirror", "quiesce", "snapshot", "translate", "write");
        assertThat(Objects.requireNonNull(report.translation()).offsets())
                .hasSize(2)
                .allSatisfy(
                        offset -> assertThat(Objects.requireNonNull(offset.to()).offset())
                                .isEqualTo(offset.from().offset() + 1_000));
        assertEachOnce();
        assertRunsOnlyOn(elsewhere);
    }

    @Test
    void it_comes_back_in_the_opposite_direction() {
        migrate(across().build());
        simulation.sleep(Duration.ofSeconds(3));

        ConnectorReport report = rollback(across().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(elsewhere.offsets("orders")).isEmpty();
        assertEachOnce();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_plan_without_its_translation_does_not_bring_it_back() {
        migrate(across().build());
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = rollback(plan(source, elsewhere)
                .config((name, config) -> config.with("topics", "mirrored-orders"))
                .build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertRunsOnlyOn(elsewhere);
        assertThat(rollback(across().build()).outcome()).isInstanceOf(RolledBack.class);
        assertEachOnce();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_plan_without_its_translation_undoes_what_a_killed_process_has_begun() {
        MigrationRun run = migrator().start(across().build());
        at("PUT /connectors/orders/stop on source answered", 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(10));
        assertThat(run.completion()).isNotDone();
        restart();

        ConnectorReport report = migrate(plan(source, elsewhere)
                .config((name, config) -> config.with("topics", "mirrored-orders"))
                .build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertEachOnce();
        assertRunsOnlyOn(source);
    }

    @Test
    void it_is_rehearsed_with_translated_offsets_and_nothing_is_left() {
        ConnectorReport report =
                report(migrator().startRehearse(across().build())).connectors().get(0);

        assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Rehearsed(true));
        assertThat(steps(report)).containsSubsequence("prepare", "snapshot", "translate", "write", "verify");
        assertThat(elsewhere.offsets("orders-rehearsal")).isEmpty();
        assertUntouched();
    }

    @Test
    void a_sink_that_goes_on_reading_the_same_kafka_is_not_translated() {
        translation.find(new TranslationFinding(Kind.TOPIC_MISSING, "the topic is not there", "Mirror it"));
        MigrationPlan plan =
                plan(source, elsewhere).connectors("stock").across(translation).build();
        Map<String, String> config = new HashMap<>(TWO_TASKS);
        config.put("consumer.override.bootstrap.servers", "kafka:9092");
        config.put("admin.override.bootstrap.servers", "kafka:9092");
        simulation.run(source, "stock", config);
        simulation.sleep(Duration.ofSeconds(1));

        MigrationCheck check = check(plan);

        assertThat(check.connectors())
                .filteredOn(connector -> connector.connector().equals("stock"))
                .singleElement()
                .satisfies(connector -> assertThat(codes(connector.problems()))
                        .doesNotContain(ProblemCode.MIRROR_TOPIC_MISSING, ProblemCode.SINK_ON_OTHER_KAFKA));
        assertThat(codes(check.problems())).contains(ProblemCode.MIRROR_TOPIC_MISSING);
    }

    @Test
    void what_cannot_be_translated_is_found_before_the_sink_is_touched() {
        translation.answer(Verdict.NOT_FOUND);

        ConnectorReport report = migrate(across().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.AWAIT_MIRROR));
        assertThat(codes(report.problems())).contains(ProblemCode.OFFSETS_NOT_TRANSLATED);
        assertUntouched();
    }

    @Test
    void records_may_be_read_again_only_if_the_plan_says_so() {
        translation.answer(Verdict.AT_LEAST_ONCE);

        ConnectorReport refused = migrate(across().build());
        assertThat(refused.outcome()).isEqualTo(new Undone(MigrationStep.AWAIT_MIRROR));
        assertThat(codes(refused.problems())).contains(ProblemCode.OFFSETS_TRANSLATED_INEXACTLY);
        assertUntouched();

        assertThat(migrate(across().exactness(Exactness.AT_LEAST_ONCE).build()).outcome())
                .isInstanceOf(Moved.class);
        assertRunsOnlyOn(elsewhere);
    }

    @Test
    void a_sink_is_not_stopped_while_the_mirror_is_behind() {
        translation.answer(Verdict.NOT_MIRRORED);

        ConnectorReport report = migrate(across().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.AWAIT_MIRROR));
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the mirror has yet to copy"));
        assertUntouched();
    }

    @Test
    void a_mirror_that_ends_when_the_sink_is_stopped_brings_it_back() {
        at("PUT /connectors/orders/stop on source answered", 1, () -> translation.answer(Verdict.NOT_MIRRORED));

        ConnectorReport report = migrate(across().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.TRANSLATE));
        assertEachOnce();
        assertRunsOnlyOn(source);
        assertThat(elsewhere.connectorNames()).isEmpty();
    }

    @Test
    void what_the_translation_finds_is_a_problem_of_the_check() {
        translation.find(new TranslationFinding(Kind.PARTITIONS_DIFFER, "3 partitions, and 4 there", "Make it 3"));
        translation.find(new TranslationFinding(Kind.MIRROR_BEHIND, "12 records behind", "Wait"));

        MigrationCheck check = check(across().build());

        assertThat(check.passed()).isFalse();
        assertThat(codes(check.problems())).contains(ProblemCode.MIRROR_PARTITIONS_DIFFER, ProblemCode.MIRROR_BEHIND);
    }

    @Test
    void topics_of_a_source_that_are_not_mirrored_are_named_and_not_in_the_way() {
        simulation.run(source, "stock", SOURCE);
        translation.find(new TranslationFinding(Kind.TOPIC_LEFT_OUT, "there is no copy of stock", "Have it mirrored"));

        MigrationCheck check = check(allowing(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(elsewhere))
                        .connectors("stock")
                        .across(translation))
                .build());

        assertThat(check.passed()).as("%s", check.problems()).isTrue();
        assertThat(codes(check.problems())).contains(ProblemCode.MIRROR_TOPIC_LEFT_OUT);
    }

    @Test
    void the_config_of_a_mirror_on_the_workers_is_read() {
        simulation.run(elsewhere, "mirror", mirror("MirrorSourceConnector", "transforms", "drop"));
        simulation.run(
                elsewhere,
                "checkpoints",
                mirror("MirrorCheckpointConnector", "sync.group.offsets.enabled", "true", "groups.exclude", "__.*"));
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(check(across().build()).problems())
                .filteredOn(problem -> problem.code().name().startsWith("MIRROR_"))
                .extracting(problem -> problem.code() + ": " + problem.message())
                .hasSize(3)
                .anyMatch(text -> text.startsWith("MIRROR_CONFIG: 'mirror'") && text.contains("transforms"))
                .anyMatch(text -> text.startsWith("MIRROR_CONFIG: 'mirror'") && text.contains("headers"))
                .anyMatch(text -> text.startsWith("MIRROR_GROUP_EXISTS: 'checkpoints'"));
    }

    @Test
    void a_mirror_that_copies_records_as_they_are_is_no_problem() {
        simulation.run(
                elsewhere,
                "mirror",
                mirror(
                        "MirrorSourceConnector",
                        "header.converter",
                        "org.apache.kafka.connect.converters.ByteArrayConverter"));
        simulation.run(
                elsewhere, "checkpoints", mirror("MirrorCheckpointConnector", "sync.group.offsets.enabled", "true"));
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(codes(check(across().build()).problems()))
                .noneMatch(code -> code.name().startsWith("MIRROR_"));
    }

    @Test
    void
            records_of_aborted_transactions_count_only_for_a_sink_that_reads_committed_ones_behind_a_mirror_that_reads_all() {
        String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";
        String isolation = "consumer.override.isolation.level";
        simulation.run(elsewhere, "mirror", mirror("MirrorSourceConnector", "header.converter", bytes));
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(check(across().config(isolation, "read_committed").build()).problems())
                .filteredOn(problem -> problem.code() == ProblemCode.MIRROR_CONFIG)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("aborted transactions"));
        assertThat(codes(check(across().config(isolation, "read_uncommitted").build())
                        .problems()))
                .doesNotContain(ProblemCode.MIRROR_CONFIG);

        simulation.run(
                elsewhere,
                "mirror-2",
                mirror(
                        "MirrorSourceConnector",
                        "header.converter",
                        bytes,
                        "source.consumer.isolation.level",
                        "read_committed"));
        simulation.operator(elsewhere, "mirror").delete();
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(codes(check(across().config(isolation, "read_committed").build())
                        .problems()))
                .doesNotContain(ProblemCode.MIRROR_CONFIG);
    }

    private static Map<String, String> mirror(String className, String... settings) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "org.apache.kafka.connect.mirror." + className);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    @Test
    void a_process_that_is_killed_between_translate_and_write_leaves_it_to_the_next_to_translate_again() {
        killAt("PATCH /connectors/orders/offsets on elsewhere");
        assertThat(elsewhere.offsets("orders")).isEmpty();

        ConnectorReport report = migrate(across().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertThat(Objects.requireNonNull(report.translation()).offsets())
                .hasSize(2)
                .extracting(TranslatedOffset::verdict)
                .containsOnly(Verdict.EXACT);
        assertEachOnce();
        assertRunsOnlyOn(elsewhere);
    }

    @Test
    void the_journal_keeps_both_offsets_for_a_process_that_goes_on() {
        killAt("PUT /connectors/orders/resume on elsewhere");
        String entry = journal.entries().values().iterator().next().text();
        Map<String, Long> from = numbers(entry, "snapshot");
        Map<String, Long> to = numbers(entry, "translated");
        translation.answer(Verdict.NOT_FOUND);

        ConnectorReport report = migrate(across().build());

        assertThat(from).hasSize(2);
        assertThat(to).hasSize(2);
        from.forEach((partition, offset) -> assertThat(to).containsEntry(partition, offset + 1_000));
        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertEachOnce();
        assertRunsOnlyOn(elsewhere);
    }

    /** Kills the process before it sends a request. Another one, with a translation of its own, makes the calls that follow. */
    private void killAt(String request) {
        MigrationRun run = migrator().start(across().build());
        at(request, 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(10));
        assertThat(run.completion()).isNotDone();
        restart();
        translation = new SimulatedTranslation(process, kafka, mirror);
    }

    /** {@return the numbers of a sink's offsets in an entry of the journal, by partition} */
    private static Map<String, Long> numbers(String entry, String field) {
        Map<String, Long> numbers = new HashMap<>();
        Json.parseObject(entry)
                .object("forward")
                .object(field)
                .objects("offsets")
                .forEach(offset -> numbers.put(
                        offset.object("partition").text("kafka_partition"),
                        offset.object("offset").integer("kafka_offset")));
        return numbers;
    }

    @Test
    void a_way_back_that_would_read_records_again_needs_the_word_of_the_plan() {
        migrate(across().build());
        simulation.sleep(Duration.ofSeconds(3));
        String reason = "7 records that only the copy has";
        translation.answer(Verdict.AT_LEAST_ONCE, reason);

        ConnectorReport refused = rollback(across().build());
        ConnectorReport back =
                rollback(across().exactness(Exactness.AT_LEAST_ONCE).build());

        assertThat(refused.outcome()).isEqualTo(new Undone(MigrationStep.TRANSLATE));
        assertThat(refused.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_TRANSLATED_INEXACTLY)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(reason));
        assertThat(back.outcome()).as("%s", back.problems()).isInstanceOf(RolledBack.class);
        assertThat(Objects.requireNonNull(back.translation()).with(Verdict.AT_LEAST_ONCE))
                .hasSize(2)
                .allSatisfy(offset -> assertThat(offset.evidence().text()).isEqualTo(reason));
        assertRunsOnlyOn(source);
    }

    private void assertUntouched() {
        assertThat(simulation.audit().changes())
                .noneMatch(change ->
                        change.cluster().equals("source") && change.author().equals(process.name()));
        assertThat(elsewhere.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
    }

    private void assertEachOnce() {
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
    }
}
