package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.lab.sim.Exploration;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.Oracle;
import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.Scenario;
import io.connectmigrator.lab.sim.Schedule;
import io.connectmigrator.lab.sim.ScheduleRun;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Two faults at once, or a fault and a change by an operator, in simulated clusters. */
class TwoFaultsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();
    private Schedule schedule = Schedule.of(Scenario.SOURCE_OVER_REST, 1);

    @BeforeEach
    void logNothing() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        logger.setLevel(level);
    }

    @Test
    void the_source_is_resumed_although_its_worker_is_down_when_the_hook_fails() {
        at("call cutOver", Fault.THROWS_EXCEPTION);
        at("journal save", Fault.SOURCE_WORKER_RESTARTS);

        assertThat(outcome()).isEqualTo(new MigrationOutcome.Undone(MigrationStep.CUT_OVER));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROWS_EXCEPTION", "THROWS_ERROR", "THROWS_INTERRUPTED", "INTERRUPTS"})
    void every_throwable_of_the_hook_leads_to_an_undo(Fault fault) {
        at("call cutOver", fault);

        assertThat(outcome().succeeded()).isEqualTo(fault == Fault.INTERRUPTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause on source", "/stop on source"})
    void a_request_that_is_done_after_the_source_was_resumed_is_noticed(String request) {
        at("PUT /connectors/orders" + request, Fault.NO_ANSWER_DONE_LATE);

        assertThat(outcome()).isInstanceOf(MigrationOutcome.Undone.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause on source", "/stop on source", "/resume on target"})
    void a_cancelled_run_waits_for_the_request_that_is_under_way(String request) {
        at("PUT /connectors/orders" + request, Fault.CANCELLED);

        outcome();
    }

    @Test
    void a_connector_that_an_operator_creates_between_the_check_and_the_first_request_is_left_alone() {
        at("POST /connectors on target", 1, Fault.TARGET_CREATED_SAME);

        assertThat(outcome().succeeded()).isFalse();
    }

    @Test
    void a_copy_that_an_operator_has_created_and_then_changed_is_still_a_copy() {
        schedule = Schedule.of(Scenario.OLD_WORKERS, 1);
        at("PUT /connectors/orders/pause on source", Fault.TARGET_CREATED_SAME);
        at("PUT /connectors/orders/pause on source answered", Fault.TARGET_RECONFIGURED);

        assertThat(outcome()).isInstanceOf(MigrationOutcome.Unfinished.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FORWARD_LOST_DONE", "FORWARD_LOST_DONE_LATE", "FORWARD_LOST_NOT_DONE", "FORWARD_REFUSED"})
    void a_creation_whose_forwarding_failed_never_lets_both_run(Fault fault) {
        schedule = Schedule.of(Scenario.OLD_WORKERS, 1);
        at("POST /connectors on target", 2, fault);

        outcome();
    }

    @Test
    void a_source_that_an_operator_has_started_is_not_rolled_back_to() {
        schedule = Schedule.of(Scenario.ROLLBACK, 1);
        at("journal claim", Fault.SOURCE_RESUMED);

        assertThat(outcome().succeeded()).isFalse();
    }

    @Test
    void a_source_is_not_deleted_while_the_target_has_failed() {
        schedule = Schedule.of(Scenario.CONFIRM, 1);
        at("journal claim", Fault.TARGET_TASK_FAILS);

        assertThat(outcome().succeeded()).isFalse();
    }

    @Test
    void a_source_that_an_earlier_process_has_stopped_is_resumed_when_the_next_one_fails_at_its_first_step() {
        schedule = Schedule.of(Scenario.SOURCE_OVER_TOPIC, 1);
        at("PUT /connectors/orders/stop on source answered", Fault.KILLED);
        schedule = schedule.with(last() + 14, Fault.FAILS_BEFORE);

        outcome();
    }

    @Test
    void a_slow_last_commit_on_another_worker_is_waited_for() {
        schedule = Schedule.of(Scenario.TWO_WORKERS, 918);
        at("PUT /connectors/orders/stop on source", Fault.SOURCE_FLUSH_TAKES_3_S);

        assertThat(outcome().succeeded()).isTrue();
    }

    @Test
    void a_claim_whose_answer_is_lost_does_not_refuse_its_own_process() {
        at("PUT /connectors/orders/stop on source answered", Fault.KILLED);
        at("journal claim", Fault.FAILS_AFTER);

        assertThat(outcome().succeeded()).isTrue();
    }

    @Test
    void a_start_of_the_source_that_runs_already_is_waited_for_before_it_is_moved_again() {
        schedule = Schedule.of(Scenario.SOURCE_OVER_REST, 8);
        at("call cutOver", Fault.THROWS_EXCEPTION);
        at("PUT /connectors/orders/resume on source answered", Fault.KILLED);
        at("PUT /connectors/orders/resume on source", Fault.WORKER_TIMED_OUT_DONE_LATE);

        assertThat(outcome().succeeded()).isTrue();
    }

    @Test
    void a_rollback_whose_start_of_the_source_times_out_waits_until_its_outcome_is_known() {
        schedule = Schedule.of(Scenario.ROLLBACK, 29);
        at("PUT /connectors/orders/resume on source", Fault.WORKER_TIMED_OUT_NOT_DONE);
        at("GET /connectors/orders/offsets on target answered", 2, Fault.NO_ANSWER_NOT_DONE);

        assertThat(outcome()).isNotInstanceOf(MigrationOutcome.Unfinished.class);
    }

    @Test
    void a_connector_that_has_moved_is_reported_as_moved_though_a_gate_fails() {
        schedule = Schedule.of(Scenario.WAVES_WITH_GATE, 1);
        at("journal release", Fault.KILLED);
        at("call gate", Fault.THROWS_ERROR);

        assertThat(outcome().succeeded()).isTrue();
    }

    @Test
    void a_pause_that_is_done_after_the_source_was_stopped_is_no_start() {
        at("PUT /connectors/orders/pause on source", Fault.WORKER_TIMED_OUT_DONE_LATE);
        schedule = schedule.with(last() + 1, Fault.KILLED);

        assertThat(outcome().succeeded()).isTrue();
    }

    /** The journal does not say that the rollback was being undone; the offsets of the source do. */
    @Test
    void an_undo_that_was_killed_and_is_in_no_journal_is_told_by_the_offsets() {
        schedule = Schedule.of(Scenario.ROLLBACK, 764);
        at("journal save", 9, Fault.TARGET_WORKER_RESTARTS);
        at("GET /connectors/orders on target answered", Fault.FAILS_BEFORE);
        at("PATCH /connectors/orders/offsets on source answered", Fault.KILLED);

        assertThat(outcome()).isInstanceOf(MigrationOutcome.RolledBack.class);
    }

    @Test
    void a_rehearsal_that_is_cancelled_says_that_the_copy_of_a_killed_one_is_there() {
        schedule = Schedule.of(Scenario.REHEARSE_SOURCE, 918);
        at("POST /connectors on target answered", Fault.KILLED);
        schedule = schedule.with(last() + 1, Fault.CANCELLED);

        assertThat(outcome()).isInstanceOf(MigrationOutcome.Unfinished.class);
    }

    @Test
    void a_connector_that_another_creates_while_the_answer_of_a_creation_is_lost_is_left() {
        schedule = Schedule.of(Scenario.SINK_OF_SHARED_GROUP, 284);
        at("POST /connectors on target", Fault.REQUEST_LOST);
        at("GET /connectors/new-orders on target", 3, Fault.TARGET_CREATED_SAME);

        assertThat(outcome()).isEqualTo(new MigrationOutcome.Undone(MigrationStep.PREPARE));
    }

    /** To know whether the changed target is a copy, the offsets of the source are read once more. */
    @Test
    void errors_of_a_transport_that_is_asked_before_going_back_do_not_leave_the_source_down() {
        schedule = Schedule.of(Scenario.SOURCE_OVER_TOPIC, 1);
        at("PUT /connectors/orders/stop on source answered", Fault.TARGET_RECONFIGURED);
        at("list offsets of orders on source", Fault.FAILS_WITH_ERROR);
        at("list offsets of orders on source", Fault.FAILS_WITH_ERROR);

        assertThat(outcome()).isInstanceOf(MigrationOutcome.Unfinished.class);
    }

    @Test
    void an_error_of_a_transport_in_a_check_is_told_in_the_report() {
        schedule = Schedule.of(Scenario.REHEARSE_OLD_WORKERS, 1);
        at("list offsets of orders on source", 3, Fault.FAILS_WITH_ERROR);

        outcome();
    }

    private void at(String kind, Fault fault) {
        at(kind, 1, fault);
    }

    /** At the nth point of a kind, counted from the last fault. */
    private void at(String kind, int number, Fault fault) {
        Point point = Exploration.points(schedule).stream()
                .filter(each -> each.number() > last() && each.kind().startsWith(kind))
                .skip(number - 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no point " + kind + " in " + schedule));
        schedule = schedule.with(point.number(), fault);
    }

    private int last() {
        return schedule.faults().keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** {@return how the first call ended; no rule is broken} */
    private MigrationOutcome outcome() {
        assertThat(Oracle.judge(schedule)).as(schedule::toString).isEmpty();
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.run();
            List<ConnectorReport> reports = run.calls()
                    .get(run.calls().size() - 1)
                    .report()
                    .orElseThrow()
                    .connectors();
            return reports.get(0).outcome();
        }
    }
}
