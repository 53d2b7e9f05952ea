package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The rule about sources that are watched notices one that runs in the end. */
class WatchedSourcesTest {

    private static final Schedule UNDISTURBED = Schedule.of(Scenario.WATCHED, 1);
    private static final long BEFORE_THE_END = 6_000_000_000L;

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

    @Test
    void a_source_that_an_operator_resumed_in_the_watch_and_that_runs_in_the_end_is_noticed() {
        try (ScheduleRun run = new ScheduleRun(UNDISTURBED.with(pointInWatch(), Fault.SOURCE_RESUMED))) {
            run.run();
            List<String> stoppedAgain = WatchedSources.running(run);

            run.source().target("another", "orders", Registered.TargetState.STARTED);
            run.simulation().sleep(Duration.ofSeconds(1));

            assertThat(stoppedAgain).isEmpty();
            assertThat(WatchedSources.running(run)).containsExactly("orders");
        }
    }

    @Test
    void a_source_that_runs_though_no_operator_resumed_it_in_the_watch_is_not_meant() {
        try (ScheduleRun run = new ScheduleRun(UNDISTURBED)) {
            run.run();
            run.source().target("another", "orders", Registered.TargetState.STARTED);
            run.simulation().sleep(Duration.ofSeconds(1));

            assertThat(WatchedSources.running(run)).isEmpty();
        }
    }

    private static int pointInWatch() {
        try (ScheduleRun run = new ScheduleRun(UNDISTURBED)) {
            run.run();
            long end = run.points().get(run.points().size() - 1).at();
            return run.points().stream()
                    .filter(Fault.SOURCE_RESUMED::isPossibleAt)
                    .filter(point -> point.at() < end - BEFORE_THE_END)
                    .mapToInt(Point::number)
                    .max()
                    .orElseThrow();
        }
    }
}
