package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.Laboratory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * An attempt for each point of each scenario, several at a time. By default a seed chooses two thirds of the scenarios, one point of each, and in which
 * of the matrices it is; with the property {@code every.point} each scenario is in each of them, with all of its points, or with every tenth one if
 * {@code crash.every=10}. Each run disturbs the engine at thousands of points in a simulation ({@code ScheduleExplorationTest} in core);
 * here real processes, workers and brokers are those of the simulation.
 */
final class Matrix {

    /** How many attempts run at a time. */
    static final int PARALLEL = Integer.getInteger("crash.parallel", 3);

    /** Whether there is an attempt for each point. */
    static final boolean EVERY_POINT = Boolean.getBoolean("every.point");

    /** The distance of the points that are tried, if that is not a sample: 1 for all of them. */
    private static final int EVERY = Integer.getInteger("crash.every", 1);

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    /** What goes wrong at the points of a matrix. */
    enum Kind {
        KILLED,
        LOST
    }

    private final Laboratory lab;
    private final List<Scenario> scenarios;
    private final Disturbance disturbance;
    private final ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);

    private Matrix(Laboratory lab, List<Scenario> scenarios, Disturbance disturbance) {
        this.lab = lab;
        this.scenarios = scenarios;
        this.disturbance = disturbance;
    }

    /** Runs all attempts and prints their results. */
    static MatrixReport run(Kind kind, Laboratory lab, Disturbance disturbance) throws Exception {
        List<Scenario> scenarios = scenarios(kind);
        Matrix matrix = new Matrix(lab, scenarios, disturbance);
        long begin = System.nanoTime();
        try {
            List<AttemptResult> results = EVERY_POINT ? matrix.everyPoint() : matrix.sample();
            MatrixReport report =
                    new MatrixReport(kind, scenarios, results, Duration.ofNanos(System.nanoTime() - begin));
            System.out.println(report);
            return report;
        } finally {
            matrix.threads.shutdownNow();
        }
    }

    private static List<Scenario> scenarios(Kind kind) {
        List<Scenario> named = Scenario.named();
        if (!named.isEmpty()) {
            return named;
        }
        if (EVERY_POINT) {
            return List.of(Scenario.values());
        }
        List<Scenario> all = Scenario.ofSample();
        Collections.shuffle(all, new Random(SEED));
        int third = all.size() / 3;
        return kind == Kind.KILLED ? all.subList(0, third) : all.subList(third, 2 * third);
    }

    private List<AttemptResult> sample() throws Exception {
        System.out.println("The scenarios and their points are chosen by -Dcrash.seed=" + SEED);
        Random random = new Random(SEED);
        List<Callable<AttemptResult>> chosen = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            double where = random.nextDouble();
            chosen.add(() -> attemptAt(scenario, where));
        }
        return all(chosen);
    }

    /** Chooses an earlier point if there was none so late, since the number of points is known then. */
    private AttemptResult attemptAt(Scenario scenario, double where) {
        AttemptResult result = attempt(scenario, pointAt(where, scenario.points()));
        boolean tooLate = !result.failed() && !result.points().reached();
        return tooLate ? attempt(scenario, pointAt(where, result.points().count() * 9 / 10)) : result;
    }

    /** {@return the point that is so far along the way, between 0 and 1} */
    private static int pointAt(double where, int points) {
        return 1 + (int) (where * points);
    }

    private List<AttemptResult> everyPoint() throws Exception {
        List<AttemptResult> results = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            AtomicInteger next = new AtomicInteger(1);
            AtomicBoolean complete = new AtomicBoolean();
            Callable<List<AttemptResult>> someOfThem = () -> {
                List<AttemptResult> mine = new ArrayList<>();
                while (!complete.get()) {
                    AttemptResult result = attempt(scenario, next.getAndAdd(EVERY));
                    mine.add(result);
                    complete.compareAndSet(false, !result.points().reached());
                }
                return mine;
            };
            all(IntStream.range(0, PARALLEL).mapToObj(i -> someOfThem).toList()).forEach(results::addAll);
        }
        return results;
    }

    private AttemptResult attempt(Scenario scenario, int point) {
        Points points = new Points(point);
        long begin = System.nanoTime();
        String failure = null;
        try (Attempt attempt = new Attempt(lab, scenario, points)) {
            attempt.begin();
            disturbance.run(attempt);
            attempt.assertReached();
        } catch (Exception | AssertionError e) {
            failure = e.toString();
        }
        AttemptResult result =
                new AttemptResult(scenario, points, Duration.ofNanos(System.nanoTime() - begin), failure);
        if (result.failed()) {
            System.out.println(result); // the report is printed at the end, which may be much later
        }
        return result;
    }

    private <T> List<T> all(List<Callable<T>> attempts) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (var future : threads.invokeAll(attempts)) {
            results.add(future.get());
        }
        return results;
    }
}
