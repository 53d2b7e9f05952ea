package io.connectmigrator.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** {@code -Dschedules.same=20000} runs this many of the pairs that are not run otherwise. */
class FaultsWithoutEffectTest {

    private static final int OF_EACH_SINGLE = 20;

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
    void a_connector_that_is_not_there_yet_cannot_be_deleted_and_one_that_is_there_not_be_created() {
        Schedule undisturbed = Schedule.of(Scenario.SOURCE_OVER_REST, 1);
        List<Point> requests = Exploration.points(undisturbed).stream()
                .filter(Point::isRequest)
                .toList();
        int first = requests.get(0).number();
        int last = requests.get(requests.size() - 1).number();

        FaultsWithoutEffect found = FaultsWithoutEffect.in(undisturbed);

        assertThat(found.contains(first, Fault.TARGET_DELETED)).isTrue();
        assertThat(found.contains(last, Fault.TARGET_DELETED)).isFalse();
        assertThat(found.contains(first, Fault.TARGET_CREATED_SAME)).isFalse();
        assertThat(found.contains(last, Fault.TARGET_CREATED_SAME)).isTrue();
    }

    /** The source runs on, the clock may not be read any more, and no request is left that could meet what the fault has changed. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "SOURCE_POLL_TAKES_3_S",
                "SOURCE_POLL_TAKES_12_S",
                "SOURCE_FLUSH_TAKES_3_S",
                "SOURCE_TASK_FAILS",
                "SOURCE_WORKER_RESTARTS",
                "TARGET_WORKER_RESTARTS",
                "SOURCE_RESUMED",
                "SOURCE_RECONFIGURED",
                "TARGET_CREATED_OTHER",
                "CLOCK_SET_BACK",
                "CANCELLED",
                "SECOND_CALL_CONFIRM",
                "KILLED"
            })
    void a_fault_whose_effect_shows_later_only_is_in_the_history(Fault fault) {
        Schedule undisturbed = Schedule.of(Scenario.REHEARSE_SOURCE, 1);
        int last = Exploration.points(undisturbed).size();

        assertThat(FaultsWithoutEffect.digest(undisturbed.with(last, fault)))
                .isNotEqualTo(FaultsWithoutEffect.digest(undisturbed));
    }

    @Test
    void a_pair_that_is_not_run_is_the_same_run_as_its_single_and_judged_no_otherwise() {
        int most = Integer.getInteger("schedules.same", 100);
        Random chance = new Random(Long.getLong("schedules.seed", 1));
        Exploration exploration = new Exploration(1);
        List<Scenario> scenarios = List.of(Scenario.values());
        Map<Schedule, String> digests = new HashMap<>();
        int tried = 0;

        while (tried < most) {
            Scenario scenario = scenarios.get(chance.nextInt(scenarios.size()));
            List<Schedule> singles = exploration.singles(scenario).toList();
            List<Schedule> same = new ArrayList<>();
            exploration
                    .pairs(singles.get(chance.nextInt(singles.size())), same::add)
                    .forEach(unused -> {});
            Collections.shuffle(same, chance);
            for (Schedule pair : same.subList(0, Math.min(same.size(), OF_EACH_SINGLE))) {
                List<Integer> points = List.copyOf(pair.faults().keySet());
                String ofPair = FaultsWithoutEffect.digest(pair);
                assertThat(points)
                        .as(pair::toString)
                        .anyMatch(point -> digests.computeIfAbsent(pair.without(point), FaultsWithoutEffect::digest)
                                .equals(ofPair));
                assertThat(Oracle.judge(pair)).as(pair::toString).isEmpty();
                tried++;
            }
            digests.clear();
        }
        System.out.println(tried + " pairs that are not run were the same run as one of their singles");
    }
}
