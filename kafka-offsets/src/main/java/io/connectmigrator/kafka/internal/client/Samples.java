package io.connectmigrator.kafka.internal.client;

import java.util.ArrayList;
import java.util.List;

/** Counts objects and keeps the first three as samples for a message. */
public final class Samples {

    private static final int SHOWN = 3;

    private final List<String> shown = new ArrayList<>();
    private long count;

    public void add(Object sample) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(sample.toString());
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public long count() {
        return count;
    }

    /** {@return the samples, and how many more there are} */
    @Override
    public String toString() {
        String first = String.join("; ", shown);
        return count > shown.size() ? first + "; and " + (count - shown.size()) + " more" : first;
    }
}
