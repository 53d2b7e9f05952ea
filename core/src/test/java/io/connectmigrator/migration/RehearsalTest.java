package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal tries on the target what a move does there, leaves the source alone, and leaves nothing behind. */
class RehearsalTest extends SimulatedClusters {

    private static final String COPY = "orders-rehearsal";

    private static final String GROUP = "consumer.override.group.id";
    private static final String NOTHING = "{}";

    private static final Pattern KIND = Pattern.compile("\"kind\":\"(\\w+)\"");

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private ConnectorReport rehearse(MigrationPlan plan) {
        MigrationReport report = report(migrator().startRehearse(plan));
        assertThat(report.connectors()).hasSize(1);
        return report.connectors().get(0);
    }

    private void assertNothingLeft() {
        assertThat(target.connectorNames()).isEmpty();
        assertThat(kafka.offsetTopic(target.offsetTopic()).of(COPY)).isEmpty();
        assertThat(target.offsets(COPY)).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_copy_is_created_written_read_back_and_removed() {
        ConnectorReport report = rehearse(plan().build());

        assertThat(report.outcome()).isEqualTo(new Rehearsed(true));
        assertThat(report.target()).isEqualTo(COPY);
        assertThat(steps(report))
                .containsExactly("check", "prepare", "snapshot", "write", "verify", "undo write", "undo prepare");
        assertThat(changes())
                .containsExactly(
                        "target CREATED",
                        "target OFFSETS_RESET",
                        "target OFFSETS_ALTERED",
                        "target OFFSETS_RESET",
                        "target DELETED");
        assertThat(report.downtime()).isNull();
        assertThat(report.offsetsMoved()).isZero();
        assertThat(report.outcome().succeeded()).isTrue();
        assertThat(phases()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void a_rehearsal_is_followed_by_a_move() {
        rehearse(plan().build());

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
        assertThat(target.connectorNames()).containsExactly("orders");
    }

    @Test
    void no_hook_is_called() {
        List<String> called = new ArrayList<>();
        MigrationPlan plan = plan().onCutover(
                        CutoverHook.of(cutover -> called.add("cut over"), cutover -> called.add("taken back")))
                .beforeQuiesce(cutover -> called.add("before"), cutover -> called.add("taken back"))
                .build();

        assertThat(rehearse(plan).outcome()).isInstanceOf(Rehearsed.class);
        assertThat(called).isEmpty();
    }

    @Test
    void what_a_check_finds_about_the_move_refuses_the_rehearsal() {
        simulation.run(target, "orders", SOURCE);

        ConnectorReport report = rehearse(plan().build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_connector_that_has_the_name_of_the_copy_is_left_alone() {
        simulation.run(target, COPY, SOURCE);

        ConnectorReport report = rehearse(plan().build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(report.problems().get(0).message()).contains(COPY);
        assertThat(changes()).isEmpty();
        assertThat(target.connectorNames()).containsExactly(COPY);
    }

    @Test
    void a_failure_is_the_one_that_a_move_would_have_met_and_is_undone() {
        at("PATCH /connectors/orders-rehearsal/offsets on target", Fault.SERVER_ERROR);

        ConnectorReport report = rehearse(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WRITE));
        assertThat(report.outcome().succeeded()).isFalse();
        assertNothingLeft();
        assertThat(phases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /connectors on target answered",
                "PATCH /connectors/orders-rehearsal/offsets on target answered",
                "DELETE /connectors/orders-rehearsal/offsets on target answered",
                "DELETE /connectors/orders-rehearsal on target answered"
            })
    void the_next_call_removes_what_a_killed_process_has_left(String point) {
        MigrationRun run = migrator().startRehearse(plan().build());
        at(point, 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(10));
        assertThat(run.completion()).isNotDone();
        restart();

        assertThat(migrator().unfinished()).singleElement().satisfies(this::assertRehearsing);
        MigrationOutcome outcome = rehearse(plan().build()).outcome();

        assertThat(outcome).isEqualTo(new Rehearsed(true));
        assertThat(phases()).isEmpty();
        assertNothingLeft();
    }

    private void assertRehearsing(OpenMigration open) {
        assertThat(open.phase()).isEqualTo(MigrationPhase.REHEARSING);
        assertThat(open.connector()).isEqualTo("orders");
        assertThat(open.target()).isEqualTo(COPY);
    }

    @Test
    void a_killed_rehearsal_keeps_no_move_away() {
        MigrationRun run = migrator().startRehearse(plan().build());
        at("POST /connectors on target answered", 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(10));
        assertThat(run.completion()).isNotDone();
        restart();

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
        assertThat(target.connectorNames()).containsExactlyInAnyOrder("orders", COPY);
    }

    @Test
    void a_rehearsal_that_is_cancelled_leaves_nothing() {
        MigrationRun run = migrator().startRehearse(plan().build());
        at("PATCH /connectors/orders-rehearsal/offsets on target", 1, run::cancel);

        assertThat(report(run).connectors().get(0).outcome()).isInstanceOf(Undone.class);
        assertNothingLeft();
    }

    @Test
    void a_connector_without_offsets_is_rehearsed_in_part() {
        SimulatedConnect slow = simulation.connect(
                "slow", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofMinutes(1)), 1, kafka);
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));
        simulation.run(slow, "orders", SOURCE);

        ConnectorReport report = rehearse(plan(slow, target).build());

        assertThat(report.outcome()).isEqualTo(new Rehearsed(false));
        assertThat(codes(report.problems())).contains(ProblemCode.REHEARSED_IN_PART);
    }

    @Test
    void a_connector_that_takes_part_in_alterations_is_asked_and_left_out() {
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));
        simulation.run(source, "orders", with(SOURCE, "alter.offsets", "accept"));
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = rehearse(plan().build());

        assertThat(report.outcome()).isEqualTo(new Rehearsed(false));
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.REHEARSED_IN_PART);
            assertThat(problem.remedy()).contains("rehearsedWrite(WRITE)");
        });
        assertThat(changes()).containsExactly("target CREATED", "target OFFSETS_RESET", "target DELETED");
        assertNothingLeft();
    }

    @Test
    void a_connector_that_takes_part_in_alterations_is_written_if_the_plan_says_so() {
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));
        simulation.run(source, "orders", with(SOURCE, "alter.offsets", "accept"));
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report =
                rehearse(plan().rehearsedWrite(RehearsedWrite.WRITE).build());

        assertThat(report.outcome()).isEqualTo(new Rehearsed(true));
        assertThat(changes()).contains("target OFFSETS_ALTERED");
        assertNothingLeft();
    }

    @Test
    void a_sink_with_a_group_of_its_own_is_rehearsed_in_another() {
        operator(source).delete();
        simulation.sleep(Duration.ofSeconds(1));
        simulation.run(source, "orders", with(SINK, GROUP, "readers"));
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
        String before = committed("readers");
        Set<String> ofSink = new LinkedHashSet<>();
        Set<String> ofCopy = new LinkedHashSet<>();
        simulation
                .points()
                .arm(
                        point -> {
                            ofSink.add(committed("readers"));
                            ofCopy.add(committed("readers-rehearsal"));
                            return null;
                        },
                        (fault, at) -> {});

        ConnectorReport report = rehearse(plan().build());

        assertThat(before).isNotEqualTo(NOTHING);
        assertThat(ofSink).as("in every moment").containsExactly(before);
        assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Rehearsed(true));
        assertThat(ofCopy).containsExactly(NOTHING, before);
        assertThat(committed("readers-rehearsal")).isEqualTo(NOTHING);
        assertThat(committed("readers")).isEqualTo(before);
        assertThat(target.connectorNames()).isEmpty();
        assertThat(target.offsets(COPY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, LEAVE_OUT", "true, WRITE", "false, LEAVE_OUT", "false, WRITE"})
    void the_offsets_of_a_sink_are_left_alone_that_workers_put_into_one_group_with_its_copy(
            boolean isStopped, RehearsedWrite write) {
        SimulatedConnect legacy = workersInOneGroup("legacy");
        SimulatedConnect europe = workersInOneGroup("europe");
        simulation.run(legacy, "orders", SINK);
        simulation.sleep(Duration.ofSeconds(1));
        if (isStopped) {
            simulation.operator(legacy, "orders").stop();
            simulation.sleep(Duration.ofSeconds(1));
        }
        String before = committed("readers");

        ConnectorReport report =
                rehearse(plan(legacy, europe).rehearsedWrite(write).build());

        assertThat(committed("readers")).isNotEqualTo(NOTHING);
        if (isStopped) {
            assertThat(committed("readers")).isEqualTo(before);
        }
        assertThat(changes()).containsExactly("europe CREATED", "europe DELETED");
        assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Rehearsed(false));
        assertThat(report.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.REHEARSED_IN_PART)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("consumer.group.id"));
    }

    private SimulatedConnect workersInOneGroup(String name) {
        return simulation.connect(
                name, ConnectVersion.V4_3, ClusterSettings.DEFAULT.consumerGroupId("readers"), 1, kafka);
    }

    private String committed(String group) {
        return kafka.group(group).commits().toString();
    }

    @Test
    void a_rehearsal_a_move_and_a_rollback_are_noted_for_the_shape() {
        rehearse(plan().build());
        assertThat(noted()).containsExactly("REHEARSED");

        migrate(plan().build());
        migrate(plan().build());
        assertThat(noted()).containsExactly("REHEARSED", "MOVED");

        rollback(plan().build());
        assertThat(noted()).containsExactly("REHEARSED", "MOVED", "ROLLED_BACK");
    }

    @Test
    void what_has_failed_is_not_noted() {
        at("PATCH /connectors/orders-rehearsal/offsets on target", Fault.SERVER_ERROR);

        rehearse(plan().build());

        assertThat(noted()).isEmpty();
    }

    /** {@return what the journal has noted for the one shape of connectors that there is, in order} */
    private List<String> noted() {
        return journal.entries().values().stream()
                .filter(entry -> entry.id().startsWith("shape/"))
                .flatMap(entry -> KIND.matcher(entry.text()).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> more = new HashMap<>(config);
        more.put(key, value);
        return more;
    }
}
