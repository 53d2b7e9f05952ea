package io.connectmigrator.lab;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** How often each number of each sequence was seen, as far as it is not exactly once. */
public record SequenceTally(SortedMap<String, Sequence> sequences) {

    /** Takes the sequences by their keys. */
    public SequenceTally {
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
    }

    /**
     * One sequence: how many records it had, its highest number, the numbers from 0 to that one which are missing, those that were
     * seen more than once with how often they were one time too many, and how often a number came after a higher one.
     */
    public record Sequence(
            long records, long last, NumberRanges missing, NumberRanges doubled, long surplus, long outOfOrder) {

        static Sequence of(long[] numbers) {
            NumberRanges missing = new NumberRanges();
            NumberRanges doubled = new NumberRanges();
            long surplus = 0;
            long expected = 0;
            for (long number : LongStream.of(numbers).sorted().toArray()) {
                if (number < expected) {
                    surplus++;
                    doubled.add(number, number);
                } else {
                    missing.add(expected, number - 1);
                    expected = number + 1;
                }
            }
            return new Sequence(numbers.length, expected - 1, missing, doubled, surplus, outOfOrder(numbers));
        }

        private static long outOfOrder(long[] numbers) {
            long count = 0;
            long before = -1;
            for (long number : numbers) {
                if (number < before) {
                    count++;
                }
                before = number;
            }
            return count;
        }

        boolean exactlyOnce() {
            return missing.isEmpty() && doubled.isEmpty();
        }

        @Override
        public String toString() {
            String fine = "0-" + last;
            String gaps = missing.isEmpty() ? "" : ", missing " + missing;
            String doubles = doubled.isEmpty() ? "" : ", doubled " + doubled + " (" + surplus + " too many)";
            return fine + gaps + doubles;
        }
    }

    /** {@return the tally of one sequence, whose numbers were seen in any order} */
    public static SequenceTally of(String sequence, Collection<Long> numbers) {
        return new SequenceTally(
                numbers.isEmpty()
                        ? new TreeMap<>()
                        : new TreeMap<>(Map.of(
                                sequence,
                                Sequence.of(numbers.stream()
                                        .mapToLong(Long::longValue)
                                        .toArray()))));
    }

    /** {@return whether there are records at all and every number from 0 to the last of its sequence was seen once} */
    public boolean exactlyOnce() {
        return !sequences.isEmpty() && sequences.values().stream().allMatch(Sequence::exactlyOnce);
    }

    /** {@return how many records were seen} */
    public long records() {
        return sequences.values().stream().mapToLong(Sequence::records).sum();
    }

    /** {@return how many numbers are missing} */
    public long missing() {
        return sequences.values().stream().mapToLong(s -> s.missing().size()).sum();
    }

    /** {@return how many records are there that should not be, because their number was seen before} */
    public long doubled() {
        return sequences.values().stream().mapToLong(Sequence::surplus).sum();
    }

    /** {@return how many different records were seen} */
    public long distinct() {
        return records() - doubled();
    }

    /** {@return how often a number was seen after a higher one of its sequence} */
    public long outOfOrder() {
        return sequences.values().stream().mapToLong(Sequence::outOfOrder).sum();
    }

    /** {@return the last number of each sequence} */
    public Map<String, Long> last() {
        Map<String, Long> last = new TreeMap<>();
        sequences.forEach((key, sequence) -> last.put(key, sequence.last()));
        return last;
    }

    @Override
    public String toString() {
        String summary = records() + " records in " + sequences.size() + " sequences, " + missing() + " missing, "
                + doubled() + " doubled";
        return sequences.entrySet().stream()
                .filter(entry -> !entry.getValue().exactlyOnce())
                .map(entry -> "\n  " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("", summary, ""));
    }
}
