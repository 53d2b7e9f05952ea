package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectmigrator.lab.sim.Exploration;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.Judged;
import io.connectmigrator.lab.sim.Scenario;
import io.connectmigrator.lab.sim.Schedule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The rules hold under all faults. The schedules are fixed, so that a failure is caused by the change under test;
 * {@code -Dschedules.random=1000000 -Dschedules.seed=2} tries others, {@code -Dschedules.pairs=1/1} every pair of faults at every
 * pair of points, or with {@code 7/1000} those that begin with every thousandth fault from the seventh on, of all scenarios or of
 * {@code -Dschedules.scenarios=CONFIRM,ROLLBACK}, and {@code -Dschedule=…} replays one. A pair of which one fault has no effect is
 * not run, since the single with the other fault, which is, is the same run.
 */
class ScheduleExplorationTest {

    private static final int EVERY = 10;
    private static final int EVERY_OF_SLOW = 28;
    private static final Set<Fault> ALWAYS = EnumSet.of(Fault.KILLED, Fault.WRITES_ELSEWHERE);
    private static final int PAIRS = 2_600;
    private static final int TRIPLES = 2_000;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
    private final @Nullable Level level = logger.getLevel();
    private final Judged judged = new Judged();
    private final long seed = Long.getLong("schedules.seed", 1);

    @BeforeEach
    void logNothing() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        logger.setLevel(level);
    }

    @Test
    void the_rules_hold_under_all_faults() {
        String one = System.getProperty("schedule");
        boolean isDefault = one == null && System.getProperty("schedules.pairs") == null;

        if (one == null) {
            schedules().forEach(judged::judge);
        } else {
            judged.judge(Stream.of(Schedule.parse(one)));
        }

        System.out.println(judged);
        assertThat(judged.explained()).isEmpty();
        assertThat(judged.count()).isGreaterThanOrEqualTo(isDefault ? 20_000 : 1);
    }

    private List<Stream<Schedule>> schedules() {
        String part = System.getProperty("schedules.pairs");
        Integer random = Integer.getInteger("schedules.random");
        if (part != null) {
            return List.of(pairs(part.split("/")));
        }
        return random == null ? ofTheDefaultRun() : all(random);
    }

    private Stream<Schedule> pairs(String... part) {
        Exploration exploration = new Exploration(seed);
        int first = Integer.parseInt(part[0]) - 1;
        int every = Integer.parseInt(part[1]);
        List<Schedule> singles = scenarios().flatMap(exploration::singles).toList();
        return IntStream.range(0, singles.size())
                .filter(index -> index % every == first)
                .mapToObj(singles::get)
                .flatMap(single -> Stream.concat(Stream.of(single), exploration.pairs(single, judged::same)));
    }

    private static Stream<Scenario> scenarios() {
        String some = System.getProperty("schedules.scenarios");
        return some == null
                ? Arrays.stream(Scenario.values())
                : Arrays.stream(some.split(",", -1)).map(Scenario::valueOf);
    }

    private List<Stream<Schedule>> ofTheDefaultRun() {
        Exploration exploration = new Exploration(seed);
        List<Schedule> singles =
                Arrays.stream(Scenario.values()).flatMap(exploration::singles).toList();
        Stream<Schedule> some = IntStream.range(0, singles.size())
                .filter(index -> index % every(singles.get(index).scenario()) == 0
                        || singles.get(index).faults().values().stream().anyMatch(ALWAYS::contains))
                .mapToObj(singles::get);
        return List.of(
                some,
                inAnUndoThatCannotEnd(exploration),
                random(exploration, PAIRS, 2),
                random(exploration, TRIPLES, 3));
    }

    /** Several connectors, and two processes that wait for each other's threads, take several times as long. */
    private static int every(Scenario scenario) {
        return scenario.isOfUnit() || scenario == Scenario.SKIP_CLAIMED ? EVERY_OF_SLOW : EVERY;
    }

    /** An operator has changed the config of the target before the hook fails, so that one part of the undo fails for good. */
    private Stream<Schedule> inAnUndoThatCannotEnd(Exploration exploration) {
        Schedule undisturbed = Schedule.of(Scenario.SOURCE_OVER_REST, seed);
        int hook = Exploration.points(undisturbed).stream()
                .filter(point -> point.kind().equals("call cutOver"))
                .findFirst()
                .orElseThrow()
                .number();
        Schedule failing = undisturbed.with(hook - 1, Fault.TARGET_RECONFIGURED).with(hook, Fault.THROWS_EXCEPTION);
        return exploration.pairs(failing);
    }

    private List<Stream<Schedule>> all(int random) {
        Exploration exploration = new Exploration(seed);
        Random chance = new Random(seed);
        return List.of(
                Arrays.stream(Scenario.values()).flatMap(exploration::singles),
                Arrays.stream(Scenario.values()).flatMap(scenario -> exploration.pairsOfFaults(scenario, chance)),
                Arrays.stream(Scenario.values()).flatMap(scenario -> exploration.pairsOfPoints(scenario, chance)),
                random(exploration, random / 2, 3),
                random(exploration, random - random / 2, 4));
    }

    private Stream<Schedule> random(Exploration exploration, int count, int faults) {
        Random chance = new Random(seed * 31 + faults);
        return IntStream.range(0, count).mapToObj(index -> exploration.random(chance, faults)).toList().stream();
    }
}
