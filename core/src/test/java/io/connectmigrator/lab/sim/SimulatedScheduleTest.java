package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class SimulatedScheduleTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();

    @BeforeEach
    void logNothing() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        logger.setLevel(level);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void without_a_fault_every_scenario_succeeds(Scenario scenario) {
        for (long seed = 1; seed <= 20; seed++) {
            try (ScheduleRun run = new ScheduleRun(Schedule.of(scenario, seed))) {
                run.run();

                assertThat(run.ended()).isTrue();
                assertThat(run.calls())
                        .hasSize(scenario.claimed().isEmpty() ? 1 : 2)
                        .allMatch(Call::succeeded);
                assertThat(run.calls())
                        .last()
                        .satisfies(call -> assertThat(scenario.connectors())
                                .filteredOn(connector -> !call.worksOn(connector))
                                .isEqualTo(left(scenario)));
                assertThat(run.simulation().deliveries().lost()).isEmpty();
                if (!scenario.mayRepeat()) {
                    assertThat(run.simulation().deliveries().doubled()).isEmpty();
                }
                assertThat(run.simulation().deliveries().atOnce()).isEmpty();
            }
        }
    }

    /** {@return the connectors that the call leaves as they are} */
    private static List<String> left(Scenario scenario) {
        return scenario.connectors().stream()
                .filter(connector -> !scenario.called().contains(connector)
                        || scenario.claimed().contains(connector))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_run_with_any_fault_at_any_point_can_be_replayed(Fault fault) {
        List<Point> points = points(Schedule.of(Scenario.SOURCE_OVER_REST, 1));
        points.stream()
                .filter(fault::isPossibleAt)
                .filter(point -> point.number() % 47 == 0)
                .forEach(point -> {
                    Schedule schedule =
                            Schedule.of(Scenario.SOURCE_OVER_REST, 1).with(point.number(), fault);
                    assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
                    assertThat(told(schedule)).as(schedule::toString).isEqualTo(told(schedule));
                });
    }

    @Test
    void a_run_whose_executor_drops_tasks_of_several_connectors_can_be_replayed() {
        Schedule undisturbed = Schedule.of(Scenario.SKIP_CLAIMED, 1);
        points(undisturbed).stream().filter(Point::isExecutor).forEach(point -> {
            Schedule schedule = undisturbed.with(point.number(), Fault.EXECUTOR_DROPS);
            assertThat(FaultsWithoutEffect.digest(schedule))
                    .as(schedule::toString)
                    .isEqualTo(FaultsWithoutEffect.digest(schedule));
        });
    }

    @Test
    void a_killed_process_is_followed_by_another_one_that_finishes_its_work() {
        Schedule none = Schedule.of(Scenario.SOURCE_OVER_REST, 3);
        for (Point point : points(none)) {
            try (ScheduleRun run = new ScheduleRun(none.with(point.number(), Fault.KILLED))) {
                run.run();

                assertThat(run.ended()).as(point::toString).isTrue();
                assertThat(run.calls()).as(point::toString).hasSize(2);
                assertThat(run.calls().get(1).report())
                        .as(() -> point + " " + run.calls())
                        .hasValueSatisfying(
                                report -> assertThat(report.succeeded()).isTrue());
                assertThat(run.simulation().deliveries().lost()).isEmpty();
                assertThat(run.simulation().deliveries().doubled()).isEmpty();
            }
        }
    }

    private static List<Point> points(Schedule schedule) {
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.run();
            return List.copyOf(run.points());
        }
    }

    private static String told(Schedule schedule) {
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.run();
            return run.ended() + " " + run.points() + run.simulation().audit().changes()
                    + run.simulation().deliveries().all();
        }
    }
}
