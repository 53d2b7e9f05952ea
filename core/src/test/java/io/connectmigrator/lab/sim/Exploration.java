package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes schedules: one for each fault at each point, for pairs of them, and any number of random ones. */
public final class Exploration {

    private static final Set<Fault> KILLS = EnumSet.of(Fault.KILLED, Fault.KILLED_FOR_MINUTES);

    /**
     * Faults that happen in the world do so just before a request; the moments between two requests differ little. But a process
     * that is killed right after a write has not noted that it is done.
     */
    static boolean isWorthTrying(Fault fault, Point point) {
        return fault.isPossibleAt(point)
                && (!fault.isOfWorld()
                        || point.isRequest()
                        || point.isCallersCode()
                        || (KILLS.contains(fault) && point.isAnswerOfWrite()));
    }

    private final Map<Scenario, List<Point>> undisturbed = new ConcurrentHashMap<>();
    private final Map<Scenario, FaultsWithoutEffect> withoutEffect = new ConcurrentHashMap<>();
    private final long seed;

    /** Makes schedules of a seed. */
    public Exploration(long seed) {
        this.seed = seed;
    }

    /** {@return one schedule for each fault at each point of a scenario} */
    public Stream<Schedule> singles(Scenario scenario) {
        return next(Schedule.of(scenario, seed), points(scenario));
    }

    /** {@return the schedule with one more fault, for each fault at each point after the last one that it has} */
    public Stream<Schedule> pairs(Schedule single) {
        int last = single.faults().keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return next(
                single,
                points(single).stream().filter(point -> point.number() > last).toList());
    }

    /**
     * {@return those of the pairs that are not the same run as one of the singles} The others are given to the consumer: a pair is
     * the same as the single with its first fault if its second has no effect, and as the single with its second fault if its first
     * has none. Rules that are left out for a fault are left out for every schedule that has it, so the single is judged by all rules
     * by which the pair would be judged.
     */
    public Stream<Schedule> pairs(Schedule single, Consumer<Schedule> same) {
        Map.Entry<Integer, Fault> first = single.faults().entrySet().iterator().next();
        if (singlesWithoutEffect(single.scenario()).contains(first.getKey(), first.getValue())) {
            List<Point> later = points(single.scenario()).stream()
                    .filter(point -> point.number() > first.getKey())
                    .toList();
            next(single, later).forEach(same);
            return Stream.empty();
        }
        FaultsWithoutEffect second = FaultsWithoutEffect.in(single);
        return pairs(single).filter(pair -> {
            boolean isSame = second.containsLastOf(pair);
            if (isSame) {
                same.accept(pair);
            }
            return !isSame;
        });
    }

    private FaultsWithoutEffect singlesWithoutEffect(Scenario scenario) {
        return withoutEffect.computeIfAbsent(scenario, first -> FaultsWithoutEffect.in(Schedule.of(scenario, seed)));
    }

    private static Stream<Schedule> next(Schedule schedule, List<Point> points) {
        return points.stream()
                .flatMap(point -> Arrays.stream(Fault.values())
                        .filter(fault -> isWorthTrying(fault, point))
                        .map(fault -> schedule.with(point.number(), fault)));
    }

    /** {@return a schedule of any scenario with this many faults, by chance} */
    public Schedule random(Random random, int faults) {
        Scenario scenario = any(random, Scenario.values());
        int points = points(scenario).size();
        Schedule schedule = Schedule.of(scenario, random.nextInt(1_000));
        for (int i = 0; i < faults; i++) {
            Fault fault = any(random, Fault.values());
            // Where it is not possible it happens at the first point after that where it is.
            schedule = schedule.with(1 + random.nextInt(points + points / 2), fault);
        }
        return schedule;
    }

    /** {@return schedules for every pair of faults in a scenario, at points by chance} */
    public Stream<Schedule> pairsOfFaults(Scenario scenario, Random random) {
        int points = points(scenario).size();
        return Arrays.stream(Fault.values())
                .flatMap(first -> Arrays.stream(Fault.values())
                        .map(second -> Schedule.of(scenario, random.nextInt(1_000))
                                .with(1 + random.nextInt(points), first)
                                .with(1 + random.nextInt(points + points / 2), second)));
    }

    /** {@return schedules for every pair of points of a scenario, with faults by chance} */
    public Stream<Schedule> pairsOfPoints(Scenario scenario, Random random) {
        int points = points(scenario).size();
        return IntStream.rangeClosed(1, points)
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(first + 1, points)
                        .mapToObj(second -> Schedule.of(scenario, random.nextInt(1_000))
                                .with(first, any(random, Fault.values()))
                                .with(second, any(random, Fault.values()))));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private List<Point> points(Scenario scenario) {
        return undisturbed.computeIfAbsent(scenario, first -> points(Schedule.of(scenario, seed)));
    }

    /** {@return the points that a schedule passes} */
    public static List<Point> points(Schedule schedule) {
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            run.run();
            return List.copyOf(run.points());
        }
    }

    /** {@return the schedule with as few of its faults as still break a rule} */
    public static Schedule shrunk(Schedule failing) {
        Schedule smallest = failing;
        for (int point : new ArrayList<>(failing.faults().keySet())) {
            Schedule fewer = smallest.without(point);
            if (!Oracle.judge(fewer).isEmpty()) {
                smallest = fewer;
            }
        }
        return smallest;
    }
}
