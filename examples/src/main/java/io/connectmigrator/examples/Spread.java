package io.connectmigrator.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of the same thing, measured several times, in milliseconds. */
final class Spread {

    private final List<Long> millis = new ArrayList<>();

    void add(Duration duration) {
        millis.add(duration.toMillis());
    }

    int size() {
        return millis.size();
    }

    /** {@return the middle one; the mean of the two in the middle if their number is even} */
    long median() {
        List<Long> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** {@return what 95 percent of them do not exceed} */
    long p95() {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.get((sorted.size() * 95 + 99) / 100 - 1);
    }

    long min() {
        return Collections.min(millis);
    }

    long max() {
        return Collections.max(millis);
    }
}
