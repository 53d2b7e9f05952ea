package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What tasks have copied. Each partition of some data is an endless sequence of numbered records; a task that runs copies a
 * range of them.
 */
public final class Deliveries {

    private final List<Delivery> ended = new ArrayList<>();
    private final Map<String, List<Range>> forgiven = new TreeMap<>();
    private final Supplier<Stream<Delivery>> underWay;

    Deliveries(Supplier<Stream<Delivery>> underWay) {
        this.underWay = underWay;
    }

    /** Numbers from the one up to and without the other. */
    public record Range(long from, long to) {}

    /**
     * What one task has copied without a break.
     *
     * @param data the sequence of records: its data and partition
     * @param from the number of the first record
     * @param to the number of the first record that it has not copied
     * @param start when it began
     * @param end when it ended, {@link VirtualTime#NEVER} if it has not
     */
    public record Delivery(String cluster, String connector, String data, long from, long to, long start, long end) {}

    void add(Delivery delivery) {
        if (delivery.to() > delivery.from() || delivery.end() > delivery.start()) {
            ended.add(delivery);
        }
    }

    /** Notes that records will be copied again because of what Connect itself has done. */
    void forgive(String data, long from, long to) {
        if (to > from) {
            forgiven.computeIfAbsent(data, first -> new ArrayList<>()).add(new Range(from, to));
        }
    }

    /** {@return the number of records of the sequences whose names have this prefix, with those that are being copied} */
    long count(String prefix, Stream<Delivery> beingCopied) {
        return Stream.concat(ended.stream(), beingCopied)
                .filter(delivery -> delivery.data().startsWith(prefix))
                .mapToLong(delivery -> delivery.to() - delivery.from())
                .sum();
    }

    /** {@return all that was copied by now} */
    public List<Delivery> all() {
        return Stream.concat(ended.stream(), underWay.get()).toList();
    }

    /** {@return numbers that were not copied although later ones were, by partition of data} */
    public Map<String, List<Range>> lost() {
        Map<String, List<Range>> lost = new LinkedHashMap<>();
        bySequence().forEach((data, deliveries) -> {
            long covered = deliveries.get(0).from();
            for (Delivery delivery : deliveries) {
                if (delivery.from() > covered) {
                    lost.computeIfAbsent(data, first -> new ArrayList<>()).add(new Range(covered, delivery.from()));
                }
                covered = Math.max(covered, delivery.to());
            }
        });
        return lost;
    }

    /** {@return numbers that were copied more than once, without those that Connect itself copies again} */
    public Map<String, List<Range>> doubled() {
        Map<String, List<Range>> doubled = new LinkedHashMap<>();
        bySequence().forEach((data, deliveries) -> {
            long covered = deliveries.get(0).from();
            for (Delivery delivery : deliveries) {
                Range twice = new Range(delivery.from(), Math.min(covered, delivery.to()));
                if (twice.to() > twice.from() && !isForgiven(data, twice)) {
                    doubled.computeIfAbsent(data, first -> new ArrayList<>()).add(twice);
                }
                covered = Math.max(covered, delivery.to());
            }
        });
        return doubled;
    }

    /** {@return numbers that were copied for the first time after later ones, by partition of data} */
    public Map<String, List<Range>> outOfOrder() {
        Map<String, List<Range>> outOfOrder = new LinkedHashMap<>();
        bySequence().forEach((data, deliveries) -> {
            List<Range> copied = new ArrayList<>();
            long reached = 0;
            for (Delivery delivery : inOrderOfTime(deliveries)) {
                Range late = new Range(delivery.from(), Math.min(reached, delivery.to()));
                if (late.to() > late.from() && !isCovered(late, copied)) {
                    outOfOrder.computeIfAbsent(data, first -> new ArrayList<>()).add(late);
                }
                copied.add(new Range(delivery.from(), delivery.to()));
                reached = Math.max(reached, delivery.to());
            }
        });
        return outOfOrder;
    }

    private static List<Delivery> inOrderOfTime(List<Delivery> deliveries) {
        return deliveries.stream()
                .sorted(Comparator.comparingLong(Delivery::start).thenComparingLong(Delivery::from))
                .toList();
    }

    /** {@return whether all copies of these numbers were made on that cluster} */
    public boolean isAllOf(String cluster, String data, Range range) {
        return all().stream()
                .filter(delivery ->
                        delivery.data().equals(data) && delivery.from() < range.to() && delivery.to() > range.from())
                .allMatch(delivery -> delivery.cluster().equals(cluster));
    }

    private boolean isForgiven(String data, Range twice) {
        return isCovered(twice, forgiven.getOrDefault(data, List.of()));
    }

    private static boolean isCovered(Range wanted, List<Range> by) {
        long from = wanted.from();
        List<Range> ranges = new ArrayList<>(by);
        ranges.sort(Comparator.comparingLong(Range::from));
        for (Range range : ranges) {
            from = range.from() <= from ? Math.max(from, range.to()) : from;
        }
        return from >= wanted.to();
    }

    /** {@return pairs of deliveries of one sequence by different copies that ran at the same time} */
    public List<List<Delivery>> atOnce() {
        List<List<Delivery>> pairs = new ArrayList<>();
        bySequence().values().forEach(deliveries -> {
            for (int i = 0; i < deliveries.size(); i++) {
                for (Delivery other : deliveries.subList(i + 1, deliveries.size())) {
                    if (isAtOnce(deliveries.get(i), other)) {
                        pairs.add(List.of(deliveries.get(i), other));
                    }
                }
            }
        });
        return pairs;
    }

    private static boolean isAtOnce(Delivery one, Delivery other) {
        boolean sameCopy =
                one.cluster().equals(other.cluster()) && one.connector().equals(other.connector());
        return !sameCopy && one.start() < other.end() && other.start() < one.end();
    }

    private Map<String, List<Delivery>> bySequence() {
        Map<String, List<Delivery>> bySequence = new TreeMap<>();
        all().forEach(delivery -> bySequence
                .computeIfAbsent(delivery.data(), first -> new ArrayList<>())
                .add(delivery));
        bySequence.values().forEach(list -> list.sort(Comparator.comparingLong(Delivery::from)));
        return bySequence;
    }
}
