package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.Laboratory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A trial for each point of each scenario, several at a time: by default for some points that a seed chooses, with the property
 * {@code every.point} for all of them. How many there are is found out by counting.
 */
final class Matrix {

    /** How many trials go on at a time. */
    static final int PARALLEL = Integer.getInteger("crash.parallel", 3);

    private static final boolean EVERY_POINT = Boolean.getBoolean("every.point");
    private static final int SAMPLE = 2;
    private static final int UNDISTURBED = Integer.MAX_VALUE;
    /** How many points undisturbed trials had, whatever the disturbance of others. */
    private static final Map<Scenario, Integer> COUNTS = new ConcurrentHashMap<>();

    private final Laboratory lab;
    private final Disturbance disturbance;
    private final ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);

    private Matrix(Laboratory lab, Disturbance disturbance) {
        this.lab = lab;
        this.disturbance = disturbance;
    }

    /** Carries all trials out and prints how they went. */
    static MatrixReport run(String title, Laboratory lab, Disturbance disturbance) throws Exception {
        Matrix matrix = new Matrix(lab, disturbance);
        long begin = System.nanoTime();
        try {
            List<TrialResult> results = EVERY_POINT ? matrix.everyPoint() : matrix.sample();
            MatrixReport report = new MatrixReport(title, COUNTS, results, Duration.ofNanos(System.nanoTime() - begin));
            System.out.println(report);
            return report;
        } finally {
            matrix.threads.shutdownNow();
        }
    }

    /** One point out of each part of the way, the parts being equally long. */
    private List<TrialResult> sample() throws Exception {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("The points are chosen by -Dcrash.seed=" + seed);
        Random random = new Random(seed);
        List<TrialResult> results = new ArrayList<>(countPoints());
        List<Callable<TrialResult>> chosen = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            int points = COUNTS.getOrDefault(scenario, 1);
            for (int part = 0; part < SAMPLE; part++) {
                int point = 1 + (int) ((part + random.nextDouble()) * points / SAMPLE);
                chosen.add(() -> trial(scenario, point));
            }
        }
        results.addAll(all(chosen));
        return results;
    }

    private List<TrialResult> countPoints() throws Exception {
        List<Callable<TrialResult>> undisturbed = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            if (!COUNTS.containsKey(scenario)) {
                undisturbed.add(() -> trial(scenario, UNDISTURBED));
            }
        }
        List<TrialResult> results = all(undisturbed);
        results.forEach(result -> COUNTS.put(result.scenario(), result.points().count()));
        return results;
    }

    private List<TrialResult> everyPoint() throws Exception {
        List<TrialResult> results = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            AtomicInteger next = new AtomicInteger(1);
            AtomicBoolean complete = new AtomicBoolean();
            Callable<List<TrialResult>> someOfThem = () -> {
                List<TrialResult> mine = new ArrayList<>();
                while (!complete.get()) {
                    TrialResult result = trial(scenario, next.getAndIncrement());
                    mine.add(result);
                    complete.compareAndSet(false, !result.points().struck());
                }
                return mine;
            };
            all(IntStream.range(0, PARALLEL).mapToObj(i -> someOfThem).toList()).forEach(results::addAll);
            results.stream()
                    .filter(result ->
                            result.scenario() == scenario && !result.points().struck())
                    .forEach(result -> COUNTS.merge(scenario, result.points().count(), Math::max));
        }
        return results;
    }

    private TrialResult trial(Scenario scenario, int point) {
        Points points = new Points(point);
        long begin = System.nanoTime();
        String failure = null;
        try (Trial trial = new Trial(lab, scenario, points)) {
            trial.begin();
            disturbance.carryOut(trial);
            trial.assertReached();
        } catch (Exception | AssertionError e) {
            failure = e.toString();
        }
        TrialResult result = new TrialResult(scenario, points, Duration.ofNanos(System.nanoTime() - begin), failure);
        if (result.failed()) {
            System.out.println(result); // the report comes when all is over, which may be long after
        }
        return result;
    }

    private <T> List<T> all(List<Callable<T>> trials) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (var future : threads.invokeAll(trials)) {
            results.add(future.get());
        }
        return results;
    }
}
