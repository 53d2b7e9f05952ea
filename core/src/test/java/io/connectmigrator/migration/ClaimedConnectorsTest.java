package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan may leave out connectors that another process is at work on. */
class ClaimedConnectorsTest extends SimulatedClusters {

    @BeforeEach
    void runThree() {
        simulation.run(source, "orders", SOURCE);
        for (String name : List.of("parts", "stock")) {
            simulation.run(source, name, Map.of("connector.class", "SimulatedSource", "data", name));
        }
    }

    private MigrationPlanBuilder three() {
        return MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("orders", "parts", "stock")
                .claimed(Claimed.SKIP);
    }

    /** {@return the report of a call that begins while another process moves {@code orders}} */
    private MigrationReport whileAnotherMovesOrders(UnaryOperator<MigrationPlanBuilder> changed) {
        Migrator other = simulation
                .process("other")
                .migrator(journal)
                .name("the other process")
                .build();
        List<MigrationRun> runs = new ArrayList<>();
        at(
                "PUT /connectors/orders/stop on source",
                () -> runs.add(migrator().start(changed.apply(three()).build())));
        MigrationRun first = other.start(plan().build());
        assertThat(report(first).succeeded()).isTrue();
        return report(runs.get(0));
    }

    private static ConnectorReport of(String connector, MigrationReport report) {
        return report.connectors().stream()
                .filter(each -> each.connector().equals(connector))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_others_move_and_the_report_names_the_owner() {
        MigrationReport report = whileAnotherMovesOrders(plan -> plan);

        assertThat(report.connectors())
                .extracting(ConnectorReport::connector)
                .containsExactly("orders", "parts", "stock");
        ConnectorReport orders = report.connectors().get(0);
        assertThat(orders.outcome()).isInstanceOf(NotStarted.class);
        assertThat(orders.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CLAIMED_BY_ANOTHER);
            assertThat(problem.message()).contains("connector 'orders' of source", "the other process, run ");
        });
        assertThat(report.connectors().subList(1, 3))
                .extracting(ConnectorReport::outcome)
                .hasOnlyElementsOfType(Moved.class);
        assertThat(report.succeeded()).isFalse();
        assertRunsOnlyOn(target);
    }

    @Test
    void what_waits_for_it_is_not_started() {
        MigrationReport report = whileAnotherMovesOrders(plan -> plan.waitsFor("parts", "orders"));

        assertThat(codes(of("parts", report).problems())).containsExactly(ProblemCode.AWAITED_NOT_MOVED);
        assertThat(of("stock", report).outcome()).isInstanceOf(Moved.class);
        assertThat(source.isCopying("parts")).isTrue();
    }

    @Test
    void a_plan_that_is_refused_for_another_reason_reports_it_as_not_started_too() {
        MigrationReport report = whileAnotherMovesOrders(
                plan -> plan.override("stock", stock -> stock.config(config -> config.without("connector.class"))));

        assertThat(report.connectors())
                .extracting(connector -> connector.connector() + " " + connector.outcome())
                .containsExactly("orders not started", "parts not started", "stock refused");
    }

    @Test
    void a_claim_whose_close_throws_does_not_keep_the_next_one_from_being_closed() {
        List<MigrationReport> reports = new ArrayList<>();
        MigrationPlan whileOthersRun = plan().onCutover(
                        (name, target) -> reports.add(report(migrator().start(three().build()))))
                .build();
        // The first claim that is closed is that of the entry about the shape of the connectors.
        at("journal release", 2, Fault.JOURNAL_THROWS);
        at("journal release", 2, Fault.JOURNAL_THROWS);

        report(simulation.process("other").migrator(journal).build().start(whileOthersRun));

        assertThat(reports)
                .singleElement()
                .satisfies(report -> assertThat(report.connectors().subList(1, 3))
                        .extracting(ConnectorReport::outcome)
                        .hasOnlyElementsOfType(Moved.class));
        Migrator third = simulation.process("third").migrator(journal).build();
        MigrationPlan plan = three().build();
        assertThat(outcome(third.startConfirm(plan, List.of("stock")))).isInstanceOf(Confirmed.class);
        assertThat(outcome(third.startConfirm(plan, List.of("parts")))).isInstanceOf(NotStarted.class);
    }

    private MigrationOutcome outcome(MigrationRun run) {
        return report(run).connectors().get(0).outcome();
    }

    @Test
    void the_same_call_moves_it_when_the_other_is_done() {
        whileAnotherMovesOrders(plan -> plan);

        assertThat(report(migrator().start(three().build())).succeeded()).isTrue();
    }
}
