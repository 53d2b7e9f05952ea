package io.connectmigrator.kafka;

import java.util.ArrayList;
import java.util.List;

/** Counts things and keeps the first few of them, to be shown. */
final class Examples {

    private static final int SHOWN = 3;

    private final List<String> shown = new ArrayList<>();
    private long count;

    void add(Object example) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(example.toString());
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    /** {@return the first of them, and how many more there are} */
    @Override
    public String toString() {
        String first = String.join("; ", shown);
        return count > shown.size() ? first + "; and " + (count - shown.size()) + " more" : first;
    }
}
