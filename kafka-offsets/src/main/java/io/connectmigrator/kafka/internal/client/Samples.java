package io.connectmigrator.kafka.internal.client;

import java.util.ArrayList;
import java.util.List;

/** Counts things and keeps the first few of them, to be shown. */
public final class Samples {

    private static final int SHOWN = 3;

    private final List<String> shown = new ArrayList<>();
    private long count;

    public void add(Object example) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(example.toString());
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public long count() {
        return count;
    }

    /** {@return the first of them, and how many more there are} */
    @Override
    public String toString() {
        String first = String.join("; ", shown);
        return count > shown.size() ? first + "; and " + (count - shown.size()) + " more" : first;
    }
}
