package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.FailureLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of a plan that can be found without a request are reported when it is built. */
class MigrationPlanBuilderTest {

    private final ConnectClient legacy = client("legacy");
    private final ConnectClient europe = client("europe");
    private final ConnectClient asia = client("asia");

    @Test
    void a_plan_describes_where_its_connectors_move() {
        assertThat(two().build()).hasToString("2 connectors from legacy to europe: orders, stock");
        assertThat(MigrationPlan.builder()
                        .from(legacy)
                        .connectorsMatching(connector -> true)
                        .route(connector -> europe)
                        .build())
                .hasToString("all connectors that match from legacy to where each is routed");
        assertThat(two().connectorsMatching(connector -> true).build())
                .hasToString("all connectors that match from legacy to europe, and orders, stock");
    }

    @Test
    void a_plan_needs_a_source_a_target_and_connectors() {
        refused(MigrationPlan.builder().to(europe).connectors("orders"), "from(…)");
        refused(MigrationPlan.builder().from(legacy).connectors("orders"), "to(…) or route(…)");
        refused(MigrationPlan.builder().from(legacy).to(europe), "connectors(…) or connectorsMatching(…)");
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a checker may pass null
    void a_connector_without_a_name_is_refused() {
        String none = null;

        assertThatThrownBy(() -> MigrationPlan.builder().connectors(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("connectors");
    }

    @Test
    void a_target_for_each_connector_is_enough() {
        MigrationPlanBuilder plan = MigrationPlan.builder().from(legacy).connectors("orders", "stock");
        plan.override("orders", orders -> orders.to(europe));
        refused(plan, "to(…) or route(…)");

        plan.override("stock", stock -> stock.to(asia));

        assertThat(plan.build().target()).isEmpty();
    }

    @Test
    void a_target_and_a_route_contradict_each_other() {
        refused(two().route(connector -> asia), "a target and a route");
    }

    @Test
    void the_source_is_no_target() {
        refused(two().to(client("legacy")), "same Connect cluster");
        refused(two().override("stock", stock -> stock.to(client("legacy"))), "same Connect cluster");
    }

    @Test
    void what_is_ordered_or_overridden_must_be_in_the_plan() {
        refused(
                two().wave("pilot").waitsFor("orders", "customers").override("mirror", mirror -> mirror.to(asia)),
                "wave(…), waitsFor(…) or override(…) speak of connectors pilot, customers, mirror, which are not in the plan");
    }

    @Test
    void connectors_that_wait_for_each_other_are_all_named() {
        refused(
                MigrationPlan.builder()
                        .from(legacy)
                        .to(europe)
                        .connectors("a", "b", "c", "d")
                        .waitsFor("a", "b")
                        .waitsFor("b", "c")
                        .waitsFor("c", "d", "a"),
                "each for the next: a, b, c");
    }

    @Test
    void several_ways_to_one_connector_are_no_circle() {
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors("a", "b", "c", "d")
                .waitsFor("a", "b", "c")
                .waitsFor("b", "d")
                .waitsFor("c", "d")
                .build();

        assertThat(plan.definition().order().cycle()).isEmpty();
    }

    @Test
    void a_connector_is_in_one_wave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().wave("orders").wave("stock", "orders"))
                .withMessageContaining("'orders' is in two waves");
        assertThatIllegalArgumentException().isThrownBy(() -> two().wave("stock", "stock"));
        assertThatIllegalArgumentException().isThrownBy(() -> two().wave());
    }

    @Test
    void nothing_can_wait_for_itself_or_for_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().waitsFor("orders", "orders"))
                .withMessageContaining("cannot wait for itself");
        assertThatIllegalArgumentException().isThrownBy(() -> two().waitsFor("orders"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void a_share_is_more_than_nothing_and_at_most_all(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().stopAfterFailedShare(share))
                .withMessageContaining("" + share);
    }

    @Test
    void a_limit_of_failures_is_at_least_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> two().stopAfterFailures(0));
    }

    @Test
    void failures_stop_the_plan_by_number_or_by_share_whatever_comes_first() {
        FailureLimit byNumber = two().stopAfterFailures(2).build().definition().failureLimit();
        FailureLimit byShare =
                two().stopAfterFailedShare(0.1).build().definition().failureLimit();
        FailureLimit byBoth = two().stopAfterFailedShare(0.5)
                .stopAfterFailures(3)
                .build()
                .definition()
                .failureLimit();

        assertThat(byNumber.isReachedBy(1, 100)).isFalse();
        assertThat(byNumber.isReachedBy(2, 100)).isTrue();
        assertThat(byShare.isReachedBy(9, 100)).isFalse();
        assertThat(byShare.isReachedBy(10, 100)).isTrue();
        assertThat(byShare.isReachedBy(0, 0)).isFalse();
        assertThat(byBoth.isReachedBy(3, 100)).isTrue();
        assertThat(byBoth.isReachedBy(2, 4)).isTrue();
        assertThat(two().build().definition().failureLimit().isReachedBy(2, 2)).isFalse();
    }

    @Test
    void what_is_refused_leaves_nothing_behind() {
        MigrationPlanBuilder builder = two();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.waitsFor("stock", "orders", "stock"));

        assertThat(builder.build().definition().order().after()).isEmpty();
    }

    @Test
    void labels_keep_their_order_and_have_a_key() {
        MigrationPlan plan = two().attribute("team", "retail")
                .attribute("by", "ada")
                .attribute("team", "stores")
                .build();

        assertThat(plan.attributes()).containsExactly(Map.entry("team", "stores"), Map.entry("by", "ada"));
        assertThatIllegalArgumentException().isThrownBy(() -> two().attribute(" ", "x"));
    }

    @Test
    void a_plan_does_not_change_when_its_builder_does() {
        MigrationPlanBuilder builder = two().wave("orders").override("orders", orders -> orders.targetName("o"));
        MigrationPlan plan = builder.build();

        builder.connectors("late").wave("stock").waitsFor("stock", "orders").attribute("late", "1");
        builder.override("orders", orders -> orders.targetName("late").attribute("late", "1"));

        assertThat(plan.connectors()).containsExactly("orders", "stock");
        assertThat(plan.definition().order().waves()).hasSize(1);
        assertThat(plan.definition().order().after()).isEmpty();
        assertThat(plan.attributes()).isEmpty();
        assertThat(plan.definition().overrides("orders").targetName).isEqualTo("o");
        assertThat(plan.definition().overrides("orders").attributes.toMap()).isEmpty();
    }

    @Test
    void what_is_set_again_replaces_what_was_set_before() {
        MigrationPlan plan = two().to(asia)
                .existingOffsets(ExistingOffsets.REPLACE)
                .existingOffsets(ExistingOffsets.REFUSE)
                .claimed(Claimed.SKIP)
                .claimed(Claimed.REFUSE)
                .stopAfterFailures(1)
                .stopAfterFailures(7)
                .attribute("team", connector -> "found")
                .attribute("team", "given")
                .build();

        assertThat(plan.target()).containsSame(asia);
        assertThat(plan.existingOffsets()).isEqualTo(ExistingOffsets.REFUSE);
        assertThat(plan.claimed()).isEqualTo(Claimed.REFUSE);
        assertThat(plan.definition().failureLimit().isReachedBy(6, 100)).isFalse();
        assertThat(plan.attributes()).containsExactly(Map.entry("team", "given"));
        assertThat(plan.definition().looksAtConnectors()).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller may pass all the same
    void a_missing_argument_is_named() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> two().connectors((String) null),
                () -> two().connectors((String[]) null),
                () -> two().connectors((Iterable<String>) null),
                () -> two().wave((String[]) null),
                () -> two().wave((String) null),
                () -> two().waitsFor(null, "stock"),
                () -> two().override(null, override -> {}),
                () -> two().override("orders", null),
                () -> two().attribute(null, "x"),
                () -> two().attribute("x", (String) null),
                () -> two().to(null),
                () -> two().claimed(null),
                () -> Migrator.builder().stopTimeout(null),
                () -> Migrator.builder().settlingTime(null),
                () -> Migrator.builder().name(null))) {
            assertThatNullPointerException().isThrownBy(call).withMessageMatching("[a-zA-Z]+");
        }
    }

    @Test
    void a_wrong_argument_is_named() {
        for (Map.Entry<String, ThrowingCallable> call : Map.<String, ThrowingCallable>of(
                        "connectors", () -> two().connectors(" "),
                        "connector", () -> two().override(" ", override -> {}),
                        "failures", () -> two().stopAfterFailures(0),
                        "share", () -> two().stopAfterFailedShare(2),
                        "key", () -> two().attribute(" ", "x"),
                        "stopTimeout", () -> Migrator.builder().stopTimeout(Duration.ZERO),
                        "settlingTime", () -> Migrator.builder().settlingTime(Duration.ofSeconds(-1)),
                        "concurrency", () -> Migrator.builder().concurrency(0),
                        "name", () -> Migrator.builder().name(" "))
                .entrySet()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call.getValue())
                    .withMessageStartingWith(call.getKey() + " ");
        }
    }

    private MigrationPlanBuilder two() {
        return MigrationPlan.builder().from(legacy).to(europe).connectors("orders", "stock");
    }

    private static ConnectClient client(String name) {
        return ConnectClient.builder("http://" + name + ":8083").name(name).build();
    }

    private static void refused(MigrationPlanBuilder plan, String because) {
        assertThatIllegalStateException().isThrownBy(plan::build).withMessageContaining(because);
    }
}
