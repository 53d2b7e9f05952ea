package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.PlainLine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connectors that were moved together, since they were merged, split or forked.
 *
 * @param name the name of what several become, or of the one that becomes several
 * @param kind what became of them
 * @param members the names of the connectors on the source, in the order of the plan
 * @param results the names of what they become on the target, in the order of the plan
 * @param downtime from the moment when the first copy was paused until the last of the other copies ran; null if they were not moved or
 *     did not run before
 */
public record UnitReport(
        String name,
        Kind kind,
        List<String> members,
        List<String> results,
        @Nullable Duration downtime) {

    private static final int SHOWN = 5;

    /** What becomes of connectors that are moved together. */
    public enum Kind {
        /** Several become one. */
        MERGE,
        /** One becomes several, each of which takes over some of its partitions. */
        SPLIT,
        /** One becomes several, each of which goes on from all of its offsets. */
        FORK
    }

    /**
     * Copies the lists. A negative duration, from a clock that was set back, becomes zero.
     *
     * @param name the name of the unit
     * @param kind what became of the connectors
     * @param members the names of the connectors on the source
     * @param results the names of what they become
     * @param downtime how long all of them were down, or null
     */
    public UnitReport {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        members = List.copyOf(members);
        results = List.copyOf(results);
        downtime = Elapsed.ofNullable(downtime);
    }

    /** {@return the unit on one line, of very many names the first} */
    @Override
    public String toString() {
        return kindInWords() + " of " + membersAndResults() + ", down for "
                + (downtime == null ? "-" : DurationText.of(downtime));
    }

    String kindInWords() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    String membersAndResults() {
        return first(members) + " -> " + first(results);
    }

    private static String first(List<String> names) {
        int more = names.size() - SHOWN;
        return names.stream().limit(SHOWN).map(PlainLine::of).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
