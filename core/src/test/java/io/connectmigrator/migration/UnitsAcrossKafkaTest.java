package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.SimulatedTranslation;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.Partitions;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connectors become one, or several, and come to another Kafka cluster at the same time, where topics have other names. */
class UnitsAcrossKafkaTest extends SimulatedClusters {

    private final SimulatedKafka mirror = simulation.kafka("mirror").mirror("mirrored-", 1_000);
    private SimulatedConnect elsewhere;
    private SimulatedTranslation translation;

    UnitsAcrossKafkaTest() {
        elsewhere = simulation.connect("elsewhere", ConnectVersion.V4_3, 1, mirror);
        translation = new SimulatedTranslation(process, kafka, mirror);
    }

    @BeforeEach
    void runSinks() {
        simulation.run(source, "fr", sink("fr"));
        simulation.run(source, "de", sink("de"));
        simulation.run(source, "stock", sink("eu,us"));
        simulation.sleep(Duration.ofSeconds(1));
    }

    private static Map<String, String> sink(String topics) {
        return Map.of("connector.class", "SimulatedSink", "topics", topics, "tasks.max", "2");
    }

    private MigrationPlanBuilder across(OffsetTranslation by) {
        return allowing(MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .across(by)
                .config((name, config) -> config.with(
                        "topics",
                        Stream.of(config.getOrDefault("topics", "").split(","))
                                .map(topic -> "mirrored-" + topic)
                                .collect(Collectors.joining(","))));
    }

    private MigrationPlanBuilder merging() {
        return merging(translation);
    }

    private MigrationPlanBuilder merging(OffsetTranslation by) {
        return across(by).merge("all", "fr", "de");
    }

    private MigrationPlanBuilder splitting() {
        return splitting(translation);
    }

    private MigrationPlanBuilder splitting(OffsetTranslation by) {
        return across(by)
                .split(
                        "stock",
                        parts -> parts.into("stock-eu", Partitions.topics("eu"))
                                .into("stock-us", Partitions.topics("us")));
    }

    private MigrationReport migrated(MigrationPlanBuilder plan) {
        return report(migrator().start(plan.build()));
    }

    private MigrationReport rolledBack(MigrationPlanBuilder plan) {
        return report(migrator().startRollback(plan.build()));
    }

    private static void assertAll(MigrationReport report, Class<?> outcome) {
        assertThat(report.connectors())
                .as("%s", report)
                .extracting(ConnectorReport::outcome)
                .allMatch(outcome::isInstance);
    }

    private void assertEachOnce() {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    private void assertAllAsTheyWere() {
        simulation.sleep(Duration.ofSeconds(2));
        assertThat(Set.of("fr", "de", "stock")).allMatch(source::isCopying);
        assertThat(elsewhere.connectorNames()).isEmpty();
        assertEachOnce();
    }

    /** What each connector of the source was translated from, and what to. */
    private static Map<String, Set<String>> topics(MigrationReport report) {
        Map<String, Set<String>> topics = new HashMap<>();
        for (ConnectorReport connector : report.connectors()) {
            for (TranslatedOffset offset :
                    requireNonNull(connector.translation()).offsets()) {
                topics.computeIfAbsent(connector.connector() + " to " + connector.target(), first -> new TreeSet<>())
                        .add(offset.from().topic() + " -> "
                                + requireNonNull(offset.to()).topic());
            }
        }
        return topics;
    }

    @Test
    void sinks_become_one_behind_the_copies_of_what_each_has_read_and_come_back() {
        MigrationReport merged = migrated(merging());

        assertAll(merged, Moved.class);
        assertThat(topics(merged))
                .isEqualTo(Map.of("fr to all", Set.of("fr -> mirrored-fr"), "de to all", Set.of("de -> mirrored-de")));
        assertThat(merged.connectors())
                .allSatisfy(member -> assertThat(
                                requireNonNull(member.translation()).offsets())
                        .hasSize(2)
                        .allSatisfy(
                                offset -> assertThat(requireNonNull(offset.to()).offset())
                                        .isEqualTo(offset.from().offset() + 1_000)));
        assertThat(elsewhere.config("all")).containsEntry("topics", "mirrored-fr,mirrored-de");
        assertThat(mirror.group("connect-all").commits()).containsOnlyKeys("mirrored-fr", "mirrored-de");
        assertEachOnce();

        simulation.sleep(Duration.ofSeconds(3));
        MigrationReport back = rolledBack(merging());

        assertAll(back, RolledBack.class);
        assertThat(topics(back))
                .isEqualTo(Map.of("fr to all", Set.of("mirrored-fr -> fr"), "de to all", Set.of("mirrored-de -> de")));
        assertThat(elsewhere.offsets("all")).isEmpty();
        assertAllAsTheyWere();
    }

    @Test
    void a_sink_becomes_several_each_with_the_translated_offsets_of_its_topics_and_they_come_back() {
        MigrationReport divided = migrated(splitting());

        assertAll(divided, Moved.class);
        assertThat(topics(divided))
                .isEqualTo(Map.of(
                        "stock to stock-eu",
                        Set.of("eu -> mirrored-eu"),
                        "stock to stock-us",
                        Set.of("us -> mirrored-us")));
        assertThat(elsewhere.config("stock-eu")).containsEntry("topics", "mirrored-eu");
        assertEachOnce();

        simulation.sleep(Duration.ofSeconds(3));
        assertAll(rolledBack(splitting()), RolledBack.class);
        assertAllAsTheyWere();
    }

    @Test
    void all_are_stopped_before_the_first_is_translated_and_all_are_translated_before_one_is_written() {
        migrated(merging());

        assertThat(changes())
                .containsExactly(
                        "elsewhere CREATED",
                        "source PAUSED",
                        "source PAUSED",
                        "source STOPPED",
                        "source STOPPED",
                        "elsewhere OFFSETS_ALTERED",
                        "elsewhere STARTED");
    }

    @Test
    void none_is_touched_while_the_mirror_of_one_is_behind() {
        MigrationReport report = migrated(merging(new Spoilt("de", Verdict.NOT_MIRRORED)));

        assertThat(report.connectors())
                .allMatch(member -> member.outcome().equals(new Undone(MigrationStep.AWAIT_MIRROR)));
        assertThat(simulation.audit().changes())
                .noneMatch(change ->
                        change.cluster().equals("source") && change.author().equals(process.name()));
        assertAllAsTheyWere();
    }

    @Test
    void a_mirror_that_ends_for_one_when_all_are_stopped_brings_all_of_them_back() {
        Spoilt spoilt = new Spoilt("de", null);
        at("PUT /connectors/de/stop on source answered", 1, () -> spoilt.answer(Verdict.NOT_MIRRORED));

        MigrationReport report = migrated(merging(spoilt));

        assertThat(report.connectors())
                .allMatch(member -> member.outcome().equals(new Undone(MigrationStep.TRANSLATE)));
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::message)
                .allMatch(message -> message.contains("the mirror has yet to copy"));
        assertAllAsTheyWere();
    }

    @Test
    void an_offset_that_the_translation_leaves_out_is_not_left_behind() {
        MigrationReport report = migrated(merging(new Spoilt("de", null) {
            @Override
            public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
                List<TranslatedOffset> all = super.translate(sink, offsets).offsets();
                return new TranslatedSnapshot(sink.connector().equals("de") ? all.subList(0, 1) : all);
            }
        }));

        assertThat(report.connectors())
                .allMatch(member -> member.outcome().equals(new Undone(MigrationStep.TRANSLATE)));
        assertThat(codes(report.problems())).contains(ProblemCode.OFFSETS_NOT_TRANSLATED);
        assertAllAsTheyWere();
    }

    @Test
    void records_of_one_may_be_read_again_only_if_the_plan_says_so() {
        Spoilt spoilt = new Spoilt("de", Verdict.AT_LEAST_ONCE);

        MigrationReport refused = migrated(merging(spoilt));
        assertThat(refused.connectors())
                .allMatch(member -> member.outcome().equals(new Undone(MigrationStep.AWAIT_MIRROR)));
        assertThat(codes(refused.problems())).contains(ProblemCode.OFFSETS_TRANSLATED_INEXACTLY);

        MigrationReport merged = migrated(merging(spoilt).exactness(Exactness.AT_LEAST_ONCE));
        assertAll(merged, Moved.class);
        assertThat(merged.connectors())
                .extracting(member -> requireNonNull(member.translation())
                        .with(Verdict.AT_LEAST_ONCE)
                        .size())
                .containsExactly(0, 2);
    }

    @Test
    void a_process_that_goes_on_translates_again_what_was_not_written_yet() {
        startAndKill(merging().build(), "PUT /connectors/fr/stop on source");
        translation = new SimulatedTranslation(process, kafka, mirror);

        MigrationReport report = migrated(merging());

        assertAll(report, Moved.class);
        assertThat(topics(report)).hasSize(2);
        assertEachOnce();
    }

    @Test
    void a_partition_that_the_new_one_has_made_comes_back_to_the_one_that_asks_for_it_by_the_name_it_has_there() {
        migrated(merging());
        simulation.operator(elsewhere, "all").reconfigure("partitions", "3");
        simulation.sleep(Duration.ofSeconds(5));

        assertAll(rolledBack(merging()), RolledBack.class);

        assertThat(requireNonNull(kafka.group("connect-fr").commits().get("fr")))
                .containsKeys(0, 1, 2);
        assertThat(kafka.group("connect-fr").commits()).containsOnlyKeys("fr");
        assertThat(requireNonNull(kafka.group("connect-de").commits().get("de")))
                .containsKeys(0, 1, 2);
    }

    @Test
    void a_merge_is_rehearsed_with_translated_offsets_and_leaves_nothing() {
        MigrationReport report = report(migrator().startRehearse(merging().build()));

        assertAll(report, Rehearsed.class);
        assertThat(report.connectors()).allMatch(member -> member.outcome().equals(new Rehearsed(true)));
        assertThat(topics(report)).hasSize(2);
        assertThat(elsewhere.offsets("all-rehearsal")).isEmpty();
        assertAllAsTheyWere();
    }

    @Test
    void a_config_that_does_not_follow_the_names_of_topics_is_refused() {
        MigrationPlanBuilder plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .across(translation)
                .merge("all", "fr", "de");

        MigrationReport report = migrated(plan);

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.COVERAGE_LOST);
    }

    @Test
    void a_part_that_does_not_follow_the_names_of_topics_is_refused() {
        MigrationPlanBuilder plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .across(translation)
                .split(
                        "stock",
                        parts -> parts.into("stock-eu", Partitions.topics("eu"))
                                .into(
                                        "stock-us",
                                        Partitions.topics("us"),
                                        config -> config.with("topics", "mirrored-us")));

        assertThat(codes(check(plan.build()).problems())).contains(ProblemCode.COVERAGE_LOST);
    }

    @Test
    void each_part_is_examined_with_the_offsets_that_go_to_it() {
        Map<String, Set<String>> examined = new TreeMap<>();
        OffsetTranslation examining = new Spoilt("none", null) {
            @Override
            public List<TranslationFinding> examine(OffsetOwner from, OffsetOwner to, OffsetSnapshot offsets) {
                offsets.offsets()
                        .forEach(offset -> examined.computeIfAbsent(to.connector(), first -> new TreeSet<>())
                                .add(String.valueOf(offset.partition().get("kafka_topic"))));
                return List.of();
            }
        };

        assertThat(check(splitting(examining).build()).passed()).isTrue();

        assertThat(examined).isEqualTo(Map.of("stock-eu", Set.of("eu"), "stock-us", Set.of("us")));
    }

    @Test
    void the_card_counts_the_partitions_that_go_to_each_part() {
        assertThat(readiness(splitting().build()).shapes())
                .flatExtracting(shape -> shape.item(ReadinessItem.TRANSLATION).evidence())
                .extracting(Evidence::text)
                .contains("stock: partitions: 2, of these 2 not mirrored yet, by mirror");
    }

    @Test
    void one_that_stays_on_its_kafka_is_not_merged_with_one_that_leaves_it() {
        Map<String, String> staying = new HashMap<>(sink("it"));
        staying.put("consumer.override.bootstrap.servers", "mirror:9092");
        simulation.run(source, "it", staying);
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlan plan = across(translation)
                .merge("all", "fr", "it")
                .mergedConfig(
                        (name, configs) -> requireNonNull(configs.get("fr")).with("topics", "fr,it"))
                .build();

        assertThat(check(plan).problems())
                .as("%s", check(plan).problems())
                .filteredOn(problem -> problem.code() == ProblemCode.NOT_SUPPORTED)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("comes to another Kafka cluster")
                        .contains("stays on its own"));
    }

    @Test
    void sources_become_one_when_the_mirror_has_copied_what_each_has_written() {
        simulation.run(source, "one", data("one"));
        simulation.run(source, "other", data("other"));
        source.uses("one", List.of("written-by-one"));
        source.uses("other", List.of("written-by-other"));
        simulation.sleep(Duration.ofSeconds(1));
        Spoilt spoilt = new Spoilt("written-by-other", Verdict.NOT_MIRRORED);
        MigrationPlan plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .across(spoilt)
                .merge("both", "one", "other")
                .mergedConfig(
                        (name, configs) -> requireNonNull(configs.get("one")).with("data", "one,other"))
                .build();

        MigrationReport behind = report(migrator().start(plan));
        assertThat(behind.connectors())
                .allMatch(member -> member.outcome().equals(new Undone(MigrationStep.TRANSLATE)));
        simulation.sleep(Duration.ofSeconds(2));
        assertThat(Set.of("one", "other")).allMatch(source::isCopying);

        spoilt.answer(null);
        assertAll(report(migrator().start(plan)), Moved.class);
        assertEachOnce();
        assertAll(report(migrator().startRollback(plan)), RolledBack.class);
        assertEachOnce();
    }

    @Test
    void a_source_becomes_several_when_the_mirror_has_copied_what_it_has_written() {
        simulation.run(source, "one", data("left,right"));
        source.uses("one", List.of("written"));
        simulation.sleep(Duration.ofSeconds(1));
        Spoilt spoilt = new Spoilt("written", Verdict.NOT_MIRRORED);
        MigrationPlan plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .across(spoilt)
                .split(
                        "one",
                        parts -> Stream.of("left", "right")
                                .forEach(part -> parts.into(
                                        "only-" + part,
                                        offset -> offset.partition().containsValue(part))))
                .build();

        MigrationReport behind = report(migrator().start(plan));
        assertThat(behind.connectors()).allMatch(part -> part.outcome().equals(new Undone(MigrationStep.TRANSLATE)));
        assertThat(changes()).doesNotContain("elsewhere OFFSETS_ALTERED", "elsewhere STARTED");

        spoilt.answer(null);
        assertAll(report(migrator().start(plan)), Moved.class);
        assertEachOnce();
        assertAll(report(migrator().startRollback(plan)), RolledBack.class);
        assertEachOnce();
    }

    private static Map<String, String> data(String data) {
        return Map.of("connector.class", "SimulatedSource", "data", data, "tasks.max", "2");
    }

    /** Has another verdict of one sink, or of the ends of one topic. */
    private class Spoilt implements OffsetTranslation {

        private final SimulatedTranslation ofOne = new SimulatedTranslation(process, kafka, mirror);
        private final String name;

        Spoilt(String name, @Nullable Verdict verdict) {
            this.name = name;
            answer(verdict);
        }

        final void answer(@Nullable Verdict verdict) {
            if (verdict == null) {
                ofOne.answerTruly();
            } else {
                ofOne.answer(verdict);
            }
        }

        @Override
        public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
            return (sink.connector().equals(name) ? ofOne : translation).translate(sink, offsets);
        }

        @Override
        public TranslatedSnapshot translateEnds(Set<String> topics) {
            return (topics.contains(name) ? ofOne : translation).translateEnds(topics);
        }

        @Override
        public List<TranslationFinding> examine(OffsetOwner from, OffsetOwner to, OffsetSnapshot offsets) {
            return List.of();
        }

        @Override
        public Optional<String> counterpart(String topic) {
            return translation.counterpart(topic);
        }

        @Override
        public OffsetTranslation reversed() {
            return translation.reversed();
        }
    }
}
