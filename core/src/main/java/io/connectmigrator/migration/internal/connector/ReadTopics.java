package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetOwner;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which topics two sinks both read, as far as their configs tell: in one consumer group, partitions of these are divided between them. */
final class ReadTopics {

    private ReadTopics() {}

    /**
     * {@return whether two sinks read a topic in common, or may}
     *
     * @param known topics that are known to exist
     */
    static boolean mayOverlap(OffsetOwner one, OffsetOwner other, Collection<String> known) {
        Optional<Predicate<String>> read = one.topicsRead();
        Optional<Predicate<String>> readByOther = other.topicsRead();
        if (read.isEmpty() || readByOther.isEmpty()) {
            return true;
        }
        boolean sameRegex = !regex(one).isBlank() && regex(one).equals(regex(other));
        return sameRegex
                || Stream.of(known, names(one), names(other))
                        .flatMap(Collection::stream)
                        .anyMatch(read.get().and(readByOther.get()));
    }

    private static String regex(OffsetOwner sink) {
        return sink.config().getOrDefault("topics.regex", "");
    }

    private static Set<String> names(OffsetOwner sink) {
        return Stream.of(sink.config().getOrDefault("topics", "").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}
