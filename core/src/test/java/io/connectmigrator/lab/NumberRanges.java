package io.connectmigrator.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers in ascending order, written as ranges: 3-5, 9. */
public final class NumberRanges {

    private final List<Range> ranges = new ArrayList<>();

    NumberRanges() {}

    private record Range(long first, long last) {

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** Adds what lies between the two, both included; none when the last is below the first. */
    void add(long first, long last) {
        if (last < first) {
            return;
        }
        Range before = ranges.isEmpty() ? new Range(-2, -2) : ranges.get(ranges.size() - 1);
        if (first <= before.last() + 1) {
            ranges.set(ranges.size() - 1, new Range(before.first(), Math.max(last, before.last())));
        } else {
            ranges.add(new Range(first, last));
        }
    }

    /** {@return whether there is no number} */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** {@return how many numbers there are} */
    public long size() {
        return ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
