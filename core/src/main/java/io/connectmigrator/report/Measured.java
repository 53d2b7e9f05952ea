package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one copy of a connector, and what the second of them shows beside the first.
 *
 * @param samples the samples in their order: two, or fewer if some were not taken
 * @param partitions the partitions that had an offset in the second sample; none without two readings of the offsets
 * @param missing why there are fewer than two samples, or null if there are two
 */
public record Measured(
        List<BaselineSample> samples,
        List<Partition> partitions,
        @Nullable String missing) {

    private static final double NANOS = 1e9;

    /**
     * Copies the lists.
     *
     * @param samples the samples
     * @param partitions the partitions
     * @param missing why there are fewer than two samples, or null
     */
    public Measured {
        samples = List.copyOf(samples);
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition, between two samples.
     *
     * @param partition the partition as a worker lists it
     * @param moved whether its offset changed
     * @param perSecond by how much its offset grew in a second; null if what changed is not one whole number
     * @param lag how many of its records the connector had not yet read at the second sample; null if that is not known
     */
    public record Partition(
            Map<String, @Nullable Object> partition,
            boolean moved,
            @Nullable Double perSecond,
            @Nullable Long lag) {

        /**
         * Copies the partition.
         *
         * @param partition the partition as a worker lists it
         * @param moved whether its offset changed
         * @param perSecond by how much its offset grew in a second, or null
         * @param lag how many records were not yet read, or null
         */
        public Partition {
            partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
        }
    }

    /**
     * {@return what there is if no sample was taken}
     *
     * @param why why it was not
     */
    public static Measured missing(String why) {
        return new Measured(List.of(), List.of(), requireNonNull(why, "why"));
    }

    /** {@return how far apart the two samples were; empty if there are not two} */
    public Optional<Duration> apart() {
        return samples.size() < 2
                ? Optional.empty()
                : Optional.of(
                        Duration.between(samples.get(0).at(), samples.get(1).at()));
    }

    /** {@return by how much the offsets of all partitions grew in a second; empty if that is not known of each} */
    public OptionalDouble perSecond() {
        boolean known =
                !partitions.isEmpty() && partitions.stream().allMatch(partition -> partition.perSecond() != null);
        return known
                ? OptionalDouble.of(partitions.stream()
                        .mapToDouble(partition -> Objects.requireNonNullElse(partition.perSecond(), 0.0))
                        .sum())
                : OptionalDouble.empty();
    }

    /** {@return how many partitions stood still} */
    public long still() {
        return partitions.stream().filter(partition -> !partition.moved()).count();
    }

    /** {@return the lag at the last sample that could read it} */
    public OptionalLong lag() {
        return samples.stream()
                .map(BaselineSample::lag)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .reduce((first, second) -> second);
    }

    /** {@return by how much the lag grew in a second, less than zero if it shrank; empty if it was not read twice} */
    public OptionalDouble lagPerSecond() {
        OptionalLong growth = growth(BaselineSample::lag);
        double seconds = apart().orElse(Duration.ZERO).toNanos() / NANOS;
        return growth.isEmpty() || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(growth.getAsLong() / seconds);
    }

    /** {@return how many records were written to the dead letter topic between the samples; empty if it was not read twice} */
    public OptionalLong deadLetters() {
        return growth(BaselineSample::deadLetters);
    }

    /** {@return whether the connector or one of its tasks was on another worker at the second sample: the workers rebalanced} */
    public boolean rebalanced() {
        return samples.size() == 2
                && samples.stream().allMatch(sample -> sample.state() != null)
                && !samples.get(0).workers().equals(samples.get(1).workers());
    }

    private OptionalLong growth(Function<BaselineSample, @Nullable Long> number) {
        if (samples.size() < 2) {
            return OptionalLong.empty();
        }
        Long first = number.apply(samples.get(0));
        Long second = number.apply(samples.get(1));
        return first == null || second == null ? OptionalLong.empty() : OptionalLong.of(second - first);
    }
}
