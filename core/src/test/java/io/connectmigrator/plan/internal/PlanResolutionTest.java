package io.connectmigrator.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.wire.ListingWorker;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.migration.PlanDefinitions;
import io.connectmigrator.migration.internal.state.JournalRecord;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plan means at the moment: its connectors, their targets and their order, and what is wrong with it as a whole. */
class PlanResolutionTest {

    private final ListingWorker worker = new ListingWorker()
            .with("mfg.stock", "zone", "AS")
            .with("mfg.orders", "zone", "EU")
            .with("hr.people", "zone", "EU")
            .with("mfg.parts", "zone", "EU");
    private final ConnectClient legacy = worker.client("legacy");
    private final ConnectClient europe = client("europe");
    private final ConnectClient asia = client("asia");
    private final Journal journal = Journal.inMemory();

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void connectors_that_match_are_found_with_one_request_and_move_in_the_order_of_their_names() {
        ResolvedPlan resolvedPlan = resolve(split());

        assertThat(resolvedPlan.names()).containsExactly("mfg.orders", "mfg.parts", "mfg.stock");
        assertThat(resolvedPlan.targets()).containsExactly("europe", "asia");
        assertThat(resolvedPlan.connectors().get(2).target()).isSameAs(asia);
        assertThat(resolvedPlan.problems()).isEmpty();
        assertThat(worker.requests()).isEqualTo(1);
    }

    @Test
    void what_matches_is_found_out_at_each_call() {
        MigrationPlan plan = split().build();
        assertThat(PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(journal))
                        .names())
                .hasSize(3);

        worker.without("mfg.parts");
        worker.with("mfg.new", "zone", "EU");

        assertThat(PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(journal))
                        .names())
                .containsExactly("mfg.new", "mfg.orders", "mfg.stock");
    }

    @Test
    void a_plan_that_only_names_connectors_asks_for_nothing() {
        ResolvedPlan resolvedPlan = resolve(named("z", "a").to(europe));

        assertThat(resolvedPlan.names()).containsExactly("z", "a");
        assertThat(worker.requests()).isZero();
    }

    @Test
    void named_connectors_come_before_those_that_match_and_none_comes_twice() {
        ResolvedPlan resolvedPlan = resolve(
                split().connectors("mfg.stock").connectorsMatching(c -> c.name().startsWith("hr.")));

        assertThat(resolvedPlan.names()).containsExactly("mfg.stock", "hr.people", "mfg.orders", "mfg.parts");
    }

    @Test
    void one_connector_can_be_different() {
        CutoverHook hook = cutover -> {};
        MigrationPlan plan = split().rename(name -> name.substring("mfg.".length()))
                .config((name, config) -> config.with("tasks.max", "4").with("a", "plan"))
                .attribute("team", "retail")
                .attribute("by", "ada")
                .override(
                        "mfg.orders",
                        orders -> orders.to(asia)
                                .targetName("orders-2")
                                .config(config -> config.with("a", config.get("a") + " and own"))
                                .attribute("team", "orders")
                                .existingOffsets(ExistingOffsets.REPLACE)
                                .emptyOffsets(EmptyOffsets.ALLOW)
                                .onCutover(hook))
                .build();
        ResolvedPlan resolvedPlan = PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(journal));

        ConnectorPlan orders = resolvedPlan.connectors().get(0);
        assertThat(orders.target()).isSameAs(asia);
        assertThat(orders.targetConnector().name()).isEqualTo("orders-2");
        assertThat(orders.targetConnector().config(ConnectorConfig::empty).toMap())
                .containsExactly(Map.entry("tasks.max", "4"), Map.entry("a", "plan and own"));
        assertThat(orders.attributes()).containsExactly(Map.entry("team", "orders"), Map.entry("by", "ada"));
        assertThat(orders.existingOffsets()).isEqualTo(ExistingOffsets.REPLACE);
        assertThat(orders.emptyOffsets()).isEqualTo(EmptyOffsets.ALLOW);
        assertThat(orders.hooks().onCutover()).isSameAs(hook);

        ConnectorPlan parts = resolvedPlan.connectors().get(1);
        assertThat(parts.target()).isSameAs(europe);
        assertThat(parts.targetConnector().name()).isEqualTo("parts");
        assertThat(parts.attributes()).containsExactly(Map.entry("team", "retail"), Map.entry("by", "ada"));
        assertThat(parts.existingOffsets()).isEqualTo(ExistingOffsets.REFUSE);
        assertThat(parts.hooks().onCutover()).isNull();
    }

    @Test
    void functions_of_more_arguments_are_told_where_a_connector_goes() {
        List<ConnectorMove> asked = new ArrayList<>();
        ConnectorPlan orders = resolve(named("orders")
                        .to(europe)
                        .attribute("team", "retail")
                        .rename((name, move) -> {
                            asked.add(move);
                            return name + "-" + move.to();
                        })
                        .configFrom((name, move) -> ConnectorConfig.empty().with("from", move.from()))
                        .config((name, config, move) -> config.with("topic", move.target())))
                .connectors()
                .get(0);

        assertThat(orders.targetConnector().name()).isEqualTo("orders-europe");
        assertThat(orders.targetConnector().config(ConnectorConfig::empty).toMap())
                .containsExactly(Map.entry("from", "legacy"), Map.entry("topic", "orders-europe"));
        assertThat(asked).first().satisfies(move -> {
            assertThat(move.connector()).isEqualTo("orders");
            assertThat(move.target()).isEqualTo("orders");
            assertThat(move.attributes()).containsExactly(Map.entry("team", "retail"));
        });
    }

    @Test
    void an_attribute_is_found_by_looking_at_the_connector() {
        ResolvedPlan resolvedPlan = resolve(split().attribute("zone", "unknown")
                .attribute("zone", c -> c.config().get("zone"))
                .attribute(
                        "short",
                        c -> c.name().equals("mfg.stock") ? null : c.name().substring(4))
                .override("mfg.parts", parts -> parts.attribute("zone", "here")));

        assertThat(resolvedPlan.connectors())
                .extracting(ConnectorPlan::attributes)
                .containsExactly(
                        Map.of("zone", "EU", "short", "orders"),
                        Map.of("zone", "here", "short", "parts"),
                        Map.of("zone", "AS"));
        assertThat(worker.requests()).isEqualTo(1);
    }

    @Test
    void a_connector_that_is_gone_keeps_the_attribute_that_the_journal_has() {
        worker.without("mfg.orders");
        moved("mfg.orders", "europe", Map.of("team", "retail", "by", "ada"));

        ResolvedPlan resolvedPlan =
                resolve(named("mfg.orders").to(europe).attribute("team", c -> "whoever has " + c.name()));

        assertThat(resolvedPlan.connectors().get(0).attributes()).containsExactly(Map.entry("team", "retail"));
    }

    @Test
    void an_attribute_that_cannot_be_found_is_a_warning_about_the_connector() {
        ResolvedPlan resolvedPlan = resolve(named("mfg.orders").to(europe).attribute("team", c -> {
            throw new IllegalStateException("with a password");
        }));

        assertThat(resolvedPlan.problemsOf("mfg.orders"))
                .extracting(Problem::message)
                .containsExactly(
                        "the plan's attribute(…) threw java.lang.IllegalStateException for connector 'mfg.orders'"
                                + "; so attributes are missing");
        assertThat(resolvedPlan.mayBegin()).isTrue();
    }

    @Test
    void a_source_that_cannot_be_listed_only_lacks_attributes_if_they_are_all_that_is_looked_for() {
        worker.refuse();

        ResolvedPlan resolvedPlan = resolve(named("mfg.orders").to(europe).attribute("team", c -> c.name()));

        assertThat(resolvedPlan.mayBegin()).isTrue();
        assertThat(resolvedPlan.problemsOf("mfg.orders"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith("so attributes are missing"));
        assertThat(resolvedPlan.connectors().get(0).target()).isSameAs(europe);
        assertThat(resolvedPlan.connectors().get(0).attributes()).isEmpty();
    }

    @Test
    void a_supplied_config_takes_the_place_of_what_the_worker_shows() {
        ConnectorPlan orders = resolve(named("orders")
                        .to(europe)
                        .configFrom(name -> ConnectorConfig.empty().with("from", "the store of " + name))
                        .config((name, config) -> config.with("on", "top")))
                .connectors()
                .get(0);

        ConnectorConfig config = orders.targetConnector().config(() -> {
            throw new AssertionError("the worker was asked");
        });

        assertThat(config.toMap()).containsExactly(Map.entry("from", "the store of orders"), Map.entry("on", "top"));
    }

    @Test
    @SuppressWarnings("NullAway") // what Map::get answers of what it does not have
    void a_config_that_is_not_supplied_is_refused() {
        ConnectorPlan orders = resolve(named("orders").to(europe).configFrom(name -> null))
                .connectors()
                .get(0);

        Problem problem = problemOf(() -> orders.targetConnector().config(ConnectorConfig::empty));

        assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_FUNCTION_FAILED);
        assertThat(problem.message()).isEqualTo("the plan's configFrom(…) answered null for connector 'orders'");
    }

    @Test
    void waves_keep_their_order_and_what_is_in_none_is_in_the_last() {
        ResolvedPlan resolvedPlan = resolve(split().wave("mfg.stock")
                .wave(c -> c.name().startsWith("it."))
                .wave(c -> "EU".equals(c.config().get("zone")) && c.name().endsWith("parts")));

        assertThat(resolvedPlan.waves()).extracting(ResolvedPlan.Wave::number).containsExactly(1, 3, 4);
        assertThat(resolvedPlan.names()).containsExactly("mfg.stock", "mfg.parts", "mfg.orders");
    }

    @Test
    void in_a_wave_a_connector_comes_after_those_that_it_waits_for() {
        ResolvedPlan resolvedPlan =
                resolve(named("a", "b", "c", "d").to(europe).waitsFor("a", "c").waitsFor("c", "d"));

        assertThat(resolvedPlan.waves()).hasSize(1);
        assertThat(resolvedPlan.names()).containsExactly("d", "c", "a", "b");
        assertThat(resolvedPlan.connectors().get(2).after()).containsExactly("c");
    }

    @Test
    void connectors_that_are_routed_nowhere_are_all_named() {
        ResolvedPlan resolvedPlan = resolve(split().route(c -> nowhereBut("mfg.parts", c.name(), europe)));

        assertThat(resolvedPlan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.ROUTED_NOWHERE);
            assertThat(problem.message()).contains("connectors mfg.orders, mfg.stock");
        });
        assertThat(resolvedPlan.problemsOf("mfg.orders")).isEqualTo(resolvedPlan.problems());
        assertThat(resolvedPlan.problemsOf("mfg.parts")).isEmpty();
        assertThat(problemOf(() -> resolvedPlan.connectors().get(0).target()))
                .isEqualTo(resolvedPlan.problems().get(0));
    }

    @Test
    void functions_that_throw_are_found_without_their_message() {
        ResolvedPlan resolvedPlan = resolve(split().connectorsMatching(c -> {
                    throw new IllegalStateException("with a password");
                })
                .route(c -> {
                    throw new IllegalArgumentException("with a password");
                })
                .wave(c -> {
                    throw new UnsupportedOperationException("with a password");
                }));

        assertThat(resolvedPlan.problems())
                .extracting(Problem::message)
                .contains(
                        "the plan's connectorsMatching(…) threw java.lang.IllegalStateException for connector 'hr.people'",
                        "the plan's wave(…) threw java.lang.UnsupportedOperationException for connector 'mfg.stock'");
        assertThat(problemOf(() -> resolvedPlan.connectors().get(0).target()).message())
                .isEqualTo("the plan's route(…) threw java.lang.IllegalArgumentException for connector 'mfg.orders'");
        assertThat(resolvedPlan.problems().toString()).doesNotContain("password");
    }

    @Test
    void a_source_that_cannot_be_listed_is_found_and_not_asked_again() {
        worker.refuse();

        ResolvedPlan resolvedPlan =
                PlanChecks.examined(resolve(split().connectors("mfg.orders").wave("mfg.parts")));

        assertThat(resolvedPlan.mayBegin()).isFalse();
        assertThat(resolvedPlan.problems()).extracting(Problem::code).containsExactly(ProblemCode.REQUEST_FAILED);
        assertThat(problemOf(() -> resolvedPlan.connectors().get(0).target()))
                .isEqualTo(resolvedPlan.problems().get(0));
        assertThat(worker.requests()).isEqualTo(1);
    }

    @Test
    void the_target_of_a_connector_that_was_moved_is_known_from_the_journal() {
        worker.without("mfg.orders");
        moved("mfg.orders", "europe");
        moved("mfg.lost", "oceania");

        ResolvedPlan resolvedPlan = resolve(
                named("mfg.orders", "mfg.parts", "mfg.lost", "mfg.never").route(this::byZone));

        assertThat(resolvedPlan.connectors().get(0).target()).isSameAs(europe);
        ConnectorPlan lost = resolvedPlan.connectors().get(2);
        assertThat(lost.destination().name()).isEqualTo("oceania");
        assertThat(problemOf(lost::target).message()).contains("the journal says that it went to oceania");
        assertThat(problemOf(() -> resolvedPlan.connectors().get(3).target()).code())
                .isEqualTo(ProblemCode.CONNECTOR_NOT_FOUND);
    }

    @Test
    void all_errors_of_a_plan_are_reported_at_once() {
        MigrationPlanBuilder plan = split().route(c -> switch (c.name()) {
                    case "mfg.orders", "mfg.parts" -> europe;
                    case "mfg.stock" -> worker.client("legacy by another name");
                    default -> null;
                })
                .connectorsMatching(c -> c.name().equals("hr.people"))
                .rename(name -> "one-for-all")
                .wave("mfg.orders")
                .waitsFor("mfg.orders", "mfg.parts")
                .wave("mfg.slip")
                .override("mfg.other", other -> other.targetName("x"));

        List<Problem> problems = PlanChecks.examined(resolve(plan)).problems();

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "the plan's route(…) leads nowhere for connector hr.people",
                        "the plan finds connector mfg.stock by connectorsMatching(…) and gives them other names on the same cluster, "
                                + legacy + ", where the next call would find them again under those",
                        "the plan leads connector mfg.stock to " + legacy
                                + ", which is the source under another name; the journal knows clusters by their names",
                        "connectors mfg.orders, mfg.parts would all be 'one-for-all' on europe",
                        "wave(…), waitsFor(…) or override(…) speak of connectors mfg.slip, mfg.other, which are not in the plan",
                        "connector 'mfg.orders' of wave 1 waits for 'mfg.parts', which is in wave 3");
    }

    @Test
    void one_name_on_two_clusters_is_no_clash_but_two_clients_of_one_cluster_are() {
        MigrationPlanBuilder plan = split().rename(name -> name.contains("parts") ? "other" : "same");
        assertThat(PlanChecks.examined(resolve(plan)).problems()).isEmpty();

        plan.override("mfg.stock", stock -> stock.to(client("europe")));

        assertThat(PlanChecks.examined(resolve(plan)).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.DUPLICATE_TARGET);
    }

    @Test
    void two_clusters_of_one_name_are_refused() {
        ConnectClient other =
                ConnectClient.builder("http://elsewhere:8083").name("europe").build();

        ResolvedPlan resolvedPlan =
                PlanChecks.examined(resolve(split().override("mfg.orders", orders -> orders.to(other))));

        assertThat(resolvedPlan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CLUSTER_NAME_AMBIGUOUS);
            assertThat(problem.message()).contains("http://elsewhere:8083").contains("http://europe:8083");
        });
    }

    @Test
    void a_plan_that_matches_nothing_is_refused_and_when_it_ends_only_told() {
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectorsMatching(c -> false)
                .build();
        ResolvedPlan resolvedPlan = PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(journal));

        assertThat(PlanChecks.examined(resolvedPlan).mayBegin()).isFalse();
        assertThat(resolvedPlan
                        .with(AnyConnectorCheck.nothingLeft(resolvedPlan))
                        .problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING);
        Migrator migrator = Migrator.builder().journal(journal).build();
        assertThat(migrator.check(plan).passed()).isFalse();
        assertThat(migrator.migrate(plan).succeeded()).isFalse();
        assertThat(migrator.confirm(plan).succeeded()).isTrue();
        assertThat(migrator.rollback(plan).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NOTHING_MATCHES);
    }

    @Test
    void what_an_earlier_call_has_moved_away_may_still_be_ordered() {
        moved("mfg.pilot", "europe");
        MigrationPlanBuilder plan = split().wave("mfg.pilot").waitsFor("mfg.orders", "mfg.pilot");

        ResolvedPlan resolvedPlan = PlanChecks.examined(resolve(plan));

        assertThat(resolvedPlan.problems()).isEmpty();
        assertThat(resolvedPlan.excused()).isEqualTo(Set.of("mfg.pilot"));
        assertThat(resolvedPlan.connectors())
                .allMatch(connector -> connector.after().isEmpty());
    }

    private MigrationPlanBuilder split() {
        return MigrationPlan.builder()
                .from(legacy)
                .connectorsMatching(c -> c.name().startsWith("mfg."))
                .route(this::byZone);
    }

    private ConnectClient byZone(ConnectorInfo connector) {
        return "EU".equals(connector.config().get("zone")) ? europe : asia;
    }

    private MigrationPlanBuilder named(String... connectors) {
        return MigrationPlan.builder().from(legacy).connectors(connectors);
    }

    private ResolvedPlan resolve(MigrationPlanBuilder plan) {
        return PlanResolution.of(PlanDefinitions.of(plan.build()), new JournaledMoves(journal));
    }

    private void moved(String connector, String to) {
        moved(connector, to, Map.of());
    }

    private void moved(String connector, String to, Map<String, String> attributes) {
        PlannedMove planned = new PlannedMove(
                "legacy", connector, to, connector, ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, attributes);
        Instant then = Instant.EPOCH;
        MigrationState migrationState = MigrationState.begin(1).in(MigrationPhase.CONFIRMED);
        StoredEntries.save(
                journal,
                new JournalRecord(PlannedUnit.of(planned), migrationState, then, new LockOwner("earlier", then), then)
                        .entry());
    }

    private static @Nullable ConnectClient nowhereBut(String one, String connector, ConnectClient cluster) {
        return connector.equals(one) ? cluster : null;
    }

    private static Problem problemOf(Runnable question) {
        try {
            question.run();
        } catch (StepFailedException e) {
            return e.problem();
        }
        throw new AssertionError("there was an answer");
    }

    private static ConnectClient client(String name) {
        return ConnectClient.builder("http://" + name + ":8083").name(name).build();
    }
}
