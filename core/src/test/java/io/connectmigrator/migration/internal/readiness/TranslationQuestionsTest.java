package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.SimulatedTranslation;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.internal.state.RehearsalEntries;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Shape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found about connectors that come to another Kafka cluster, whose topics have other names and offsets there. */
class TranslationQuestionsTest extends ReadableClusters {

    private final SimulatedKafka mirror = simulation.kafka("mirror").mirror("mirrored-", 1_000);
    private final SimulatedConnect across = simulation.connect("across", ConnectVersion.V4_3, 1, mirror);
    private final SimulatedTranslation translation = new SimulatedTranslation(process, kafka, mirror);

    private MigrationPlanBuilder across() {
        return planTo(across)
                .across(translation)
                .config((name, config) ->
                        config.containsKey("topics") ? config.with("topics", "mirrored-orders") : config);
    }

    /** Lets the mirror have copied what a stopped sink has read. */
    private void isMirrored() {
        sinkReads(100);
        here.topic("orders", 1).records("orders", 0, 250).size("orders", 2_000);
        there.topic("mirrored-orders", 1).records("mirrored-orders", 0, 1_250).size("mirrored-orders", 1_000);
        item(across(), ReadinessItem.TRANSLATION);
        simulation.sleep(Duration.ofSeconds(1));
    }

    @Test
    void the_offsets_of_a_sink_are_translated_as_they_are_now() {
        isMirrored();

        ItemScore found = item(across(), ReadinessItem.TRANSLATION);

        assertThat(found.score()).isEqualTo(1);
        assertThat(evidence(found)).startsWith("partitions: 1, of these 1 exact, by mirror");
        assertThat(found.toRaise()).isEqualTo("rehearse a connector of this shape");
    }

    @Test
    void what_the_mirror_has_not_copied_yet_is_known_and_named() {
        isMirrored();
        translation.answer(Verdict.NOT_MIRRORED);

        ItemScore found = item(across(), ReadinessItem.TRANSLATION);

        assertThat(found.score()).isEqualTo(1);
        assertThat(evidence(found))
                .contains("1 not mirrored yet", "such as {\"partition\":{\"kafka_topic\":\"orders\"");
        assertThat(found.toRaise()).startsWith("wait until the mirror is near");
    }

    @Test
    void what_is_not_found_is_not_ready_whatever_was_rehearsed() {
        isMirrored();
        translation.answer(Verdict.NOT_FOUND);

        ItemScore found = rehearsed(across().build(), shape(across()), ReadinessItem.TRANSLATION);

        assertThat(found.score()).isZero();
        assertThat(evidence(found)).contains("1 not found");
    }

    @Test
    void records_may_be_read_again_only_if_the_plan_says_so() {
        isMirrored();
        translation.answer(Verdict.AT_LEAST_ONCE);

        assertThat(item(across(), ReadinessItem.TRANSLATION)).satisfies(exact -> {
            assertThat(exact.score()).isZero();
            assertThat(exact.toRaise()).contains("exactness(AT_LEAST_ONCE)");
        });
        assertThat(item(across().exactness(Exactness.AT_LEAST_ONCE), ReadinessItem.TRANSLATION)
                        .score())
                .isEqualTo(1);
    }

    @Test
    void what_checks_find_about_the_mirror_counts() {
        isMirrored();
        translation.find(new TranslationFinding(
                TranslationFinding.Kind.SYNCS_MISSING, "there are no offset syncs", "Check the aliases"));

        assertThat(item(across(), ReadinessItem.TRANSLATION)).satisfies(warned -> {
            assertThat(warned.score()).isEqualTo(1);
            assertThat(evidence(warned)).contains("1 exact", "there are no offset syncs");
            assertThat(warned.toRaise()).startsWith("Check the aliases");
        });
        translation.find(
                new TranslationFinding(TranslationFinding.Kind.GROUP_ACTIVE, "it has 2 members", "Stop its consumers"));

        assertThat(item(across(), ReadinessItem.TRANSLATION)).satisfies(inTheWay -> {
            assertThat(inTheWay.score()).isZero();
            assertThat(evidence(inTheWay)).startsWith("it has 2 members");
        });
    }

    @Test
    void a_sink_has_to_be_in_range_where_it_will_read() {
        isMirrored();

        assertThat(item(across(), ReadinessItem.SINK_IN_RANGE).score()).isEqualTo(2);
        assertThat(evidence(item(across(), ReadinessItem.LAG))).startsWith("lag of 150 records");
        there.records("mirrored-orders", 1_101, 1_250);
        assertThat(item(across(), ReadinessItem.SINK_IN_RANGE).score()).isZero();
    }

    @Test
    void topics_are_compared_with_their_copies() {
        isMirrored();

        assertThat(item(across(), ReadinessItem.PARTITIONS).score()).isEqualTo(2);
        assertThat(evidence(item(across(), ReadinessItem.PARTITIONS))).contains("mirrored-orders");
        assertThat(evidence(item(across(), ReadinessItem.LOG_SIZES)))
                .startsWith("2.0 kB in 1 topic; 1.0 kB in 1 topic");
        here.topic("orders", 2);
        assertThat(item(across(), ReadinessItem.PARTITIONS).score()).isZero();
    }

    @Test
    void what_a_source_has_written_has_to_be_mirrored_before_the_target_writes() {
        sourceWrites("numbers");
        translation.answer(Verdict.NOT_MIRRORED);
        assertThat(item(across(), ReadinessItem.MIRROR)).satisfies(behind -> {
            assertThat(behind.score()).isEqualTo(1);
            assertThat(behind.toRaise()).isEqualTo("wait until the mirror is near; move a connector of this shape");
        });

        translation.find(new TranslationFinding(
                TranslationFinding.Kind.TOPIC_LEFT_OUT, "there is no copy of totals", "Have it mirrored"));
        ItemScore leftOut = item(across(), ReadinessItem.MIRROR);
        assertThat(leftOut.score()).isEqualTo(1);
        assertThat(evidence(leftOut)).contains("there is no copy of totals");
        assertThat(leftOut.toRaise()).startsWith("Have it mirrored");

        translation.answer(Verdict.NOT_FOUND);
        assertThat(item(across(), ReadinessItem.MIRROR).score()).isZero();
    }

    @Test
    void a_rehearsal_counts_only_for_offsets_that_are_translated_alike() {
        isMirrored();
        MigrationPlan plan = across().build();
        Shape shape = shape(across());
        Shape untranslated = new Shape(
                shape.connectorClass(),
                shape.sourceVersion(),
                shape.targetVersion(),
                shape.from(),
                shape.to(),
                shape.transport(),
                shape.renamed(),
                "");

        assertThat(shape).hasToString(untranslated + ", offsets translated by mirror");
        assertThat(shape(across().exactness(Exactness.AT_LEAST_ONCE))).isNotEqualTo(shape);
        assertThat(rehearsed(plan, shape, ReadinessItem.TRANSLATION).score()).isEqualTo(2);
        assertThat(rehearsed(plan, untranslated, ReadinessItem.TRANSLATION).score())
                .isEqualTo(1);
    }

    @Test
    void a_rehearsal_in_the_journal_is_of_the_shape_with_translated_offsets() {
        isMirrored();

        assertThat(report(migrator().startRehearse(across().build())).succeeded())
                .isTrue();

        RehearsalEntries entries = new RehearsalEntries(journal.of(process));
        assertThat(entries.of(shape(across()))).hasSize(1);
        assertThat(entries.of(shape(planTo(across)))).isEmpty();
    }

    private Shape shape(MigrationPlanBuilder plan) {
        return readiness(plan.build()).shapes().get(0).shape();
    }

    private ItemScore rehearsed(MigrationPlan plan, Shape shape, ReadinessItem item) {
        Rehearsal rehearsal = new Rehearsal(
                Rehearsal.Kind.REHEARSED, shape, "payments", process.clock().instant(), true);
        return item(
                readiness(plan, Duration.ZERO, any -> List.of(rehearsal))
                        .shapes()
                        .get(0)
                        .rows(),
                item);
    }
}
