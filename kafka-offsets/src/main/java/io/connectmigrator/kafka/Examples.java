package io.connectmigrator.kafka;

import java.util.ArrayList;
import java.util.List;

/** Counts things and keeps the first few of them, to be shown. */
final class Examples {

    private static final int SHOWN = 3;

    private final List<String> examples = new ArrayList<>();
    private long count;

    void add(String example) {
        count++;
        if (examples.size() < SHOWN) {
            examples.add(example);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    /** {@return the first of them, in words} */
    @Override
    public String toString() {
        String shown = String.join("; ", examples);
        return count > examples.size() ? shown + "; and " + (count - examples.size()) + " more" : shown;
    }
}
