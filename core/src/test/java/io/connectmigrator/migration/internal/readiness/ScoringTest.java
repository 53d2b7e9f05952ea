package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.PlanDefinitions;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Rehearsal.Kind;
import io.connectmigrator.readiness.Shape;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What findings, declarations and rehearsals come to. */
class ScoringTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
    private static final Shape SHAPE = new Shape("Source", "1.0", "1.0", "legacy", "europe", "REST, REST", false, "");
    private static final Evidence SEEN = new Evidence(Evidence.Kind.OBSERVED, NOW, "legacy", "seen");
    private static final Finding UNSEEN = Finding.unknown("look");
    private static final Finding KNOWN = Finding.known("test", SEEN);
    private static final Finding CONTRADICTED = Finding.contradicted("mend", SEEN);

    private static Rehearsal rehearsal(Kind kind, Shape shape, Duration age, boolean complete) {
        return new Rehearsal(kind, shape, "orders", NOW.minus(age), complete);
    }

    private static final Rehearsal MOVED = rehearsal(Kind.MOVED, SHAPE, Duration.ofDays(30), true);

    private static MigrationPlanBuilder plan() {
        return MigrationPlan.builder()
                .from(ConnectClient.of("http://legacy:8083"))
                .to(ConnectClient.of("http://europe:8083"))
                .connectors("orders");
    }

    private static ItemScore score(MigrationPlanBuilder plan, Lift lift, Finding finding, Rehearsal... rehearsals) {
        ReviewSettings settings =
                new ReviewSettings(PlanDefinitions.of(plan.build()), 1, Duration.ofMinutes(1), true, NOW);
        Item item = Item.of(ReadinessItem.NETWORK, lift, connector -> Optional.of(finding));
        return new Scoring(settings, SHAPE, List.of(rehearsals)).score(item, finding, true);
    }

    private static ItemScore score(Lift lift, Finding finding, Rehearsal... rehearsals) {
        return score(plan(), lift, finding, rehearsals);
    }

    private static MigrationPlanBuilder declaring() {
        return plan().declare(ReadinessItem.NETWORK, Declaration.of("open"));
    }

    @ParameterizedTest
    @EnumSource
    void a_declaration_lifts_what_nobody_can_see_to_1_and_never_to_2(Lift lift) {
        assertThat(score(lift, UNSEEN).score()).isZero();
        assertThat(score(declaring(), lift, UNSEEN).score()).isEqualTo(1);
        assertThat(score(declaring().declare(ReadinessItem.NETWORK, Declaration.of("open too")), lift, UNSEEN)
                        .score())
                .isEqualTo(1);
        assertThat(score(declaring(), lift, KNOWN).score()).isEqualTo(1);
    }

    @Test
    void a_declaration_is_about_one_item() {
        assertThat(score(plan().declare(ReadinessItem.ACLS, Declaration.of("open")), Lift.CONFIRMS, UNSEEN)
                        .score())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_lifts_what_is_contradicted(Lift lift) {
        assertThat(score(declaring(), lift, CONTRADICTED, MOVED).score()).isZero();
        assertThat(score(declaring(), lift, Finding.failed("ask again", SEEN), MOVED)
                        .score())
                .isZero();
    }

    @Test
    void a_rehearsal_confirms_what_is_known_and_proves_what_it_tests() {
        assertThat(score(Lift.CONFIRMS, KNOWN, MOVED).score()).isEqualTo(2);
        assertThat(score(Lift.CONFIRMS, UNSEEN, MOVED).score()).isZero();
        assertThat(score(declaring(), Lift.CONFIRMS, UNSEEN, MOVED).score()).isEqualTo(2);
        assertThat(score(Lift.PROVES, UNSEEN, MOVED).score()).isEqualTo(2);
        assertThat(score(Lift.NONE, KNOWN, MOVED).score()).isEqualTo(1);
    }

    @Test
    void the_copy_of_a_rehearsal_has_not_run() {
        Rehearsal rehearsed = rehearsal(Kind.REHEARSED, SHAPE, Duration.ZERO, true);

        assertThat(score(Lift.CONFIRMS, KNOWN, rehearsed).score()).isEqualTo(2);
        assertThat(score(Lift.PROVES, UNSEEN, rehearsed).score()).isEqualTo(2);
        assertThat(score(Lift.CONFIRMS_RUNNING, KNOWN, rehearsed).score()).isEqualTo(1);
        assertThat(score(Lift.CONFIRMS_RUNNING, KNOWN, MOVED).score()).isEqualTo(2);
        assertThat(score(Lift.PROVES_RUNNING, UNSEEN, rehearsed).score()).isZero();
        assertThat(score(Lift.PROVES_RUNNING, UNSEEN, MOVED).score()).isEqualTo(2);
    }

    @Test
    void only_a_rollback_shows_the_way_back() {
        assertThat(score(Lift.CONFIRMS_BACKWARDS, KNOWN, MOVED).score()).isEqualTo(1);
        assertThat(score(Lift.CONFIRMS_BACKWARDS, KNOWN, rehearsal(Kind.ROLLED_BACK, SHAPE, Duration.ZERO, true))
                        .score())
                .isEqualTo(2);
    }

    static Stream<Rehearsal> otherRehearsals() {
        return Stream.of(
                rehearsal(Kind.ROLLED_BACK, SHAPE, Duration.ofDays(31), true),
                rehearsal(Kind.ROLLED_BACK, SHAPE, Duration.ZERO, false),
                of(new Shape("Source", "1.0", "1.0", "legacy", "asia", "REST, REST", false, "")),
                of(new Shape("Source", "1.0", "1.1", "legacy", "europe", "REST, REST", false, "")),
                of(new Shape("Source", "1.0", "1.0", "legacy", "europe", "KafkaOffsets, REST", false, "")),
                of(new Shape("Source", "1.0", "1.0", "legacy", "europe", "REST, REST", true, "")),
                of(new Shape("Sink", "1.0", "1.0", "legacy", "europe", "REST, REST", false, "")));
    }

    private static Rehearsal of(Shape shape) {
        return rehearsal(Kind.ROLLED_BACK, shape, Duration.ZERO, true);
    }

    @ParameterizedTest
    @MethodSource("otherRehearsals")
    void an_old_or_incomplete_rehearsal_or_one_of_another_shape_does_not_count(Rehearsal rehearsal) {
        assertThat(Lift.values()).allSatisfy(lift -> {
            assertThat(score(lift, KNOWN, rehearsal).score()).isEqualTo(1);
            assertThat(score(lift, UNSEEN, rehearsal).score()).isZero();
        });
    }

    @Test
    void evidence_tells_what_was_seen_declared_and_rehearsed() {
        MigrationPlanBuilder plan = plan().declare(
                        ReadinessItem.NETWORK,
                        Declaration.of("open")
                                .by("K. Ito")
                                .on(LocalDate.of(2026, 11, 3))
                                .link("https://me:secret@wiki/routes"));

        assertThat(score(plan, Lift.CONFIRMS, KNOWN, MOVED).evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "observed 2026-11-20 10:15:30 UTC on legacy: seen",
                        "declared 2026-11-03 00:00:00 UTC: open (K. Ito), see https://<hidden>@wiki/routes",
                        "rehearsed 2026-10-21 10:15:30 UTC on europe: 'orders', of the same shape, was moved");
    }

    @Test
    void what_is_not_2_says_what_would_raise_it() {
        assertThat(score(Lift.CONFIRMS, UNSEEN).toRaise())
                .isEqualTo("look; declare(NETWORK, …) in the plan; rehearse a connector of this shape");
        assertThat(score(declaring(), Lift.CONFIRMS, UNSEEN).toRaise())
                .isEqualTo("look; rehearse a connector of this shape");
        assertThat(score(Lift.CONFIRMS, CONTRADICTED).toRaise()).isEqualTo("mend");
        assertThat(score(Lift.CONFIRMS, KNOWN, MOVED).toRaise()).isEmpty();
    }

    @Test
    void what_cannot_be_tested_is_1_at_most() {
        ReviewSettings settings =
                new ReviewSettings(PlanDefinitions.of(declaring().build()), 1, Duration.ofMinutes(1), true, NOW);
        Item item = Item.of(ReadinessItem.NETWORK, Lift.CONFIRMS, connector -> Optional.of(UNSEEN));

        ItemScore score = new Scoring(settings, SHAPE, List.of(MOVED)).score(item, UNSEEN, false);

        assertThat(score.score()).isEqualTo(1);
        assertThat(score.most()).isEqualTo(1);
        assertThat(score.toRaise()).isEqualTo("look");
    }

    @Test
    void every_item_is_asked_once() {
        assertThat(ReadinessItems.ALL).extracting(Item::item).containsExactly(ReadinessItem.values());
    }
}
