package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.plan.internal.FailureLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of a plan without asking any cluster is said when it is built. */
class MigrationPlanBuilderTest {

    private final ConnectClient legacy = client("legacy");
    private final ConnectClient europe = client("europe");
    private final ConnectClient asia = client("asia");

    @Test
    void a_plan_says_where_its_connectors_go() {
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
                .hasMessage("a connector's name is null");
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
                two().wave("pilot").after("orders", "customers").override("mirror", mirror -> mirror.to(asia)),
                "wave(…), after(…) or override(…) speak of connectors pilot, customers, mirror, which are not in the plan");
    }

    @Test
    void connectors_that_wait_for_each_other_are_all_named() {
        refused(
                MigrationPlan.builder()
                        .from(legacy)
                        .to(europe)
                        .connectors("a", "b", "c", "d")
                        .after("a", "b")
                        .after("b", "c")
                        .after("c", "d", "a"),
                "each for the next: a, b, c");
    }

    @Test
    void several_ways_to_one_connector_are_no_circle() {
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors("a", "b", "c", "d")
                .after("a", "b", "c")
                .after("b", "d")
                .after("c", "d")
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
                .isThrownBy(() -> two().after("orders", "orders"))
                .withMessageContaining("cannot wait for itself");
        assertThatIllegalArgumentException().isThrownBy(() -> two().after("orders"));
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

        builder.connectors("late").wave("stock").after("stock", "orders").attribute("late", "1");
        builder.override("orders", orders -> orders.targetName("late").attribute("late", "1"));

        assertThat(plan.connectors()).containsExactly("orders", "stock");
        assertThat(plan.definition().order().waves()).hasSize(1);
        assertThat(plan.definition().order().after()).isEmpty();
        assertThat(plan.attributes()).isEmpty();
        assertThat(plan.definition().overrides("orders").targetName).isEqualTo("o");
        assertThat(plan.definition().overrides("orders").attributes.toMap()).isEmpty();
    }

    private MigrationPlanBuilder two() {
        return MigrationPlan.builder().from(legacy).to(europe).connectors("orders", "stock");
    }

    private static ConnectClient client(String name) {
        return ConnectClient.builder("http://" + name + ":8083").name(name).build();
    }

    private static void refused(MigrationPlanBuilder plan, String because) {
        assertThatIllegalArgumentException().isThrownBy(plan::build).withMessageContaining(because);
    }
}
