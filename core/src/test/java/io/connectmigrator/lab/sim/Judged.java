package io.connectmigrator.lab.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Judges schedules on as many threads as there are processors, and remembers those that break a rule. Thread-safe. */
public final class Judged {

    private static final int MOST_KEPT = 100;

    private final Map<Scenario, Integer> counts = new EnumMap<>(Scenario.class);
    private final List<Schedule> failing = new ArrayList<>();
    private final long start = System.nanoTime();
    private final LongAdder same = new LongAdder();
    private int violations;

    /** Judges schedules. */
    public void judge(Stream<Schedule> schedules) {
        schedules.parallel().forEach(this::judge);
    }

    /** Counts a schedule that is the same run as one that is judged. */
    public void same(Schedule unused) {
        same.increment();
    }

    private void judge(Schedule schedule) {
        boolean isBroken = !Oracle.judge(schedule).isEmpty();
        synchronized (this) {
            counts.merge(schedule.scenario(), 1, Integer::sum);
            if (isBroken) {
                violations++;
                if (failing.size() < MOST_KEPT) {
                    failing.add(schedule);
                }
            }
        }
    }

    /** {@return how many were judged} */
    public synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return the first schedules that broke a rule} */
    public synchronized List<Schedule> failing() {
        return Collections.unmodifiableList(new ArrayList<>(failing));
    }

    /** {@return what broke a rule, with as few faults as possible and how to replay it} */
    public List<String> explained() {
        return failing().stream()
                .map(schedule -> {
                    Schedule shrunk = Exploration.shrunk(schedule);
                    return "-Dschedule=" + shrunk + " (from " + schedule + ") " + Oracle.judge(shrunk);
                })
                .toList();
    }

    @Override
    public synchronized String toString() {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String others = same.sum() == 0 ? "" : ", " + same.sum() + " others the same as one of them";
        return count() + " schedules in " + took.toSeconds() + " s" + others + ", " + violations + " broke a rule; "
                + counts;
    }
}
