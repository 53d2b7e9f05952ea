package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A partition and its copy that a mirror has made, in which chance has done everything that happens to such: equal records, gaps,
 * timestamps of all kinds, interruptions after which the mirror wrote records again, records that it left out, compaction and
 * retention on both sides, syncs that are lost, or of a copy that was deleted. It knows what each record of the copy is a copy of.
 */
final class MirroredPartition {

    /** A record of the source by its offset there, or the same in the copy by its offset there. */
    private record Place(int source, long offset) {}

    private final Random random;
    private final List<@Nullable String> source = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();
    private final List<Place> copies = new ArrayList<>();
    private final MemoryLog original = new MemoryLog();
    private final MemoryLog copy = new MemoryLog();
    private final SyncHistory syncs = new SyncHistory();
    private final Set<Integer> leftOut = new HashSet<>();
    private int furthest = 30;
    private int appendTimeOnce = 5;
    private int lateOnce = 10;
    private boolean appendTime;
    private int next;

    MirroredPartition(long seed) {
        this.random = new Random(seed);
        write(1 + random.nextInt(60));
        finish();
    }

    private MirroredPartition(long seed, int most) {
        this.random = new Random(seed);
        writeEqual(1 + random.nextInt(most));
        finish();
    }

    /** {@return a partition of up to this many records, most of which are equal to others in everything} */
    static MirroredPartition ofEqualRecords(long seed, int most) {
        return new MirroredPartition(seed, most);
    }

    /** {@return a partition of up to this many records, whose mirror goes back far} */
    static MirroredPartition ofMostRecords(long seed, int most) {
        return new MirroredPartition(seed, most, most);
    }

    private MirroredPartition(long seed, int most, int furthest) {
        this.random = new Random(seed);
        this.furthest = furthest;
        write(1 + random.nextInt(most));
        finish();
    }

    /** {@return a partition of up to this many records that come round again, whose mirror may have begun late or left many out} */
    static MirroredPartition ofRecurringRecords(long seed, int most) {
        return new MirroredPartition(most, seed);
    }

    private MirroredPartition(int most, long seed) {
        this.random = new Random(seed);
        this.furthest = most;
        this.appendTimeOnce = 2;
        this.lateOnce = 2;
        writeRecurring(1 + random.nextInt(most));
        finish();
    }

    private void finish() {
        if (random.nextInt(4) == 0) {
            poison();
        }
        mirror();
        compact();
        expire();
    }

    private void write(int count) {
        int kinds = 2 + random.nextInt(20);
        boolean versions = random.nextBoolean();
        int clock = random.nextInt(4);
        boolean gaps = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            long timestamp = 1_000L + (clock == 0 ? 0 : clock == 1 ? i / 5 : clock == 2 ? i : random.nextInt(50));
            timestamps.add(timestamp);
            if (gaps && random.nextInt(4) == 0) {
                source.add(null);
                original.gap();
            } else {
                String previous = i == 0 ? null : source.get(i - 1);
                String value = previous != null && random.nextInt(8) == 0
                        ? previous
                        : random.nextInt(kinds) + "." + (versions ? i : random.nextInt(3));
                source.add(value);
                original.add(
                        value, timestamp, new RecordHeaders().add("h", value.getBytes(StandardCharsets.UTF_8)), false);
            }
        }
    }

    /** Writes records of one to three kinds, and among them some that are there once. */
    private void writeEqual(int count) {
        int kinds = 1 + random.nextInt(3);
        int rare = 2 + random.nextInt(60);
        int ticks = random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 0;
        boolean gaps = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            long timestamp = 1_000L + (ticks == 0 ? 0 : i / ticks);
            timestamps.add(timestamp);
            if (gaps && random.nextInt(10) == 0) {
                source.add(null);
                original.gap();
            } else {
                String value = random.nextInt(rare) == 0 ? "u" + i + "." + i : random.nextInt(kinds) + ".0";
                source.add(value);
                original.add(
                        value, timestamp, new RecordHeaders().add("h", value.getBytes(StandardCharsets.UTF_8)), false);
            }
        }
    }

    /** Writes the same records again and again, of which each round has hundreds. */
    private void writeRecurring(int count) {
        int round = 1 + random.nextInt(count);
        int ticks = random.nextInt(3) == 0 ? 1 + random.nextInt(count) : 0;
        for (int i = 0; i < count; i++) {
            long timestamp = 1_000L + (ticks == 0 ? 0 : i / ticks);
            timestamps.add(timestamp);
            String value = "r" + i % round + ".0";
            source.add(value);
            original.add(value, timestamp, new RecordHeaders().add("h", value.getBytes(StandardCharsets.UTF_8)), false);
        }
    }

    private void poison() {
        long downstream = random.nextInt(30);
        for (int i = 0; i < source.size(); i += 1 + random.nextInt(10)) {
            syncs.add(new OffsetSync(i, downstream += 1 + random.nextInt(3)));
        }
    }

    private void mirror() {
        boolean dropping = random.nextInt(3) == 0;
        appendTime = random.nextInt(appendTimeOnce) == 0;
        boolean encoding = random.nextInt(4) == 0;
        boolean markers = random.nextInt(3) == 0;
        int crashes = random.nextInt(4);
        int lag = random.nextInt(3) == 0 ? random.nextInt(source.size() + 1) : 0;
        int begin = random.nextInt(lateOnce) == 0 ? random.nextInt(source.size()) : 0;
        next = begin;
        boolean first = true;
        while (next < source.size() - lag) {
            String value = source.get(next);
            if (value != null && dropping && value.hashCode() % 3 == 0) {
                leftOut.add(next);
            } else if (value != null) {
                if (first || random.nextInt(6) == 0) {
                    syncs.add(new OffsetSync(next, copy.logEnd()));
                }
                first = false;
                copies.add(new Place(next, copy.logEnd()));
                byte[] header = value.getBytes(StandardCharsets.UTF_8);
                copy.add(
                        value,
                        appendTime ? 5_000 + copies.size() : timestamps.get(next),
                        new RecordHeaders()
                                .add("h", encoding ? Base64.getEncoder().encode(header) : header),
                        appendTime);
            }
            next++;
            if (markers && random.nextInt(5) == 0) {
                copy.gap();
            }
            if (crashes > 0 && random.nextInt(furthest / 2) == 0) {
                crashes--;
                next = Math.max(begin, next - random.nextInt(furthest));
                first = random.nextInt(4) != 0;
            }
        }
    }

    private void compact() {
        if (random.nextInt(4) == 0) {
            compactOriginal(random.nextInt(source.size() + 1));
        }
        if (random.nextInt(4) == 0) {
            compactCopy(random.nextInt(copies.size() + 1));
        }
    }

    private void compactOriginal(int cleaned) {
        Map<String, Integer> last = new HashMap<>();
        Set<Integer> removed = new HashSet<>();
        for (int i = 0; i < cleaned; i++) {
            String value = source.get(i);
            if (value != null) {
                Integer elder = last.put(key(value), i);
                if (elder != null) {
                    removed.add(elder);
                }
            }
        }
        if (!hasEqualRecords(removed)) {
            removed.forEach(original::remove);
        }
    }

    private static String key(String value) {
        return value.substring(0, value.indexOf('.'));
    }

    private void compactCopy(int cleaned) {
        Map<String, Place> last = new HashMap<>();
        List<Place> removed = new ArrayList<>();
        for (Place place : copies.subList(0, cleaned)) {
            Place elder = last.put(key(value(place)), place);
            if (elder != null) {
                copy.remove(elder.offset());
                removed.add(elder);
            }
        }
        copies.removeAll(removed);
    }

    private void expire() {
        int expired = random.nextInt(6) == 0 ? random.nextInt(source.size() + 1) : 0;
        if (!appendTime && !hasEqualRecords(IntStream.range(0, expired).boxed().collect(Collectors.toSet()))) {
            original.startAt(expired);
        }
        if (random.nextInt(6) == 0) {
            long start = random.nextInt((int) copy.logEnd() + 1);
            copy.startAt(start);
            copies.removeIf(place -> place.offset() < start);
        }
    }

    /** Records that are equal to others of which nothing is left cannot be told from them. */
    private boolean hasEqualRecords(Set<Integer> gone) {
        Set<String> like = new HashSet<>();
        gone.forEach(i -> like.add(like(i)));
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i) != null && !gone.contains(i) && like.contains(like(i))) {
                return true;
            }
        }
        return false;
    }

    private String value(Place place) {
        return String.valueOf(source.get(place.source()));
    }

    MemoryLog original() {
        return original;
    }

    MemoryLog copy() {
        return copy;
    }

    SyncHistory syncs() {
        return syncs;
    }

    long anyOffset() {
        return original.start() + random.nextInt((int) (original.logEnd() - original.start()) + 1);
    }

    /** {@return what is wrong with a result, null if nothing is; that it is not mirrored may be said of what was not seen} */
    @Nullable
    String wrong(long offset, SearchResult result, boolean sawAll) {
        Long to = result.to();
        if (result.text().startsWith(ChangedRecords.FOUND)) {
            return "the mirror changes nothing";
        }
        if (to == null) {
            return result.verdict() == Verdict.NOT_MIRRORED && sawAll && isMirrored(offset) ? "it is mirrored" : null;
        }
        if (to > copy.logEnd() || to < copy.start()) {
            return "outside of the copy";
        }
        String skipped = skipped(offset, to);
        if (skipped != null) {
            return "skips " + skipped;
        }
        long again = copies.stream()
                .filter(place -> place.offset() >= to && isOnlyBefore(place.source(), offset))
                .count();
        return again > result.count() ? "reads " + again + " again" : null;
    }

    /** A record was skipped if fewer like it follow in the copy, or will, than are to be read. */
    private @Nullable String skipped(long offset, long to) {
        Map<String, Set<Integer>> unread = new HashMap<>();
        Map<String, Integer> following = new HashMap<>();
        for (Place place : copies) {
            String like = like(place.source());
            if (place.source() >= offset) {
                unread.computeIfAbsent(like, first -> new HashSet<>()).add(place.source());
            }
            if (place.offset() >= to) {
                following.merge(like, 1, Integer::sum);
            }
        }
        for (int i = next; i < source.size(); i++) {
            following.merge(like(i), 1, Integer::sum);
        }
        return unread.entrySet().stream()
                .filter(each -> each.getValue().size() > following.getOrDefault(each.getKey(), 0))
                .map(each -> each.toString())
                .findFirst()
                .orElse(null);
    }

    private String like(int i) {
        return source.get(i) + (appendTime ? "" : "@" + timestamps.get(i));
    }

    private boolean isOnlyBefore(int i, long offset) {
        for (int other = (int) offset; other < source.size(); other++) {
            if (like(other).equals(like(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the mirror has passed the records around the offset, and its copies show it. */
    private boolean isMirrored(long offset) {
        return original.read(offset, original.end()).stream()
                .map(LogRecord::offset)
                .findFirst()
                .filter(following -> next > following)
                .filter(following ->
                        copies.stream().anyMatch(place -> place.source() >= following && isAlone(place.source())))
                .isPresent();
    }

    private boolean isAlone(int i) {
        return original.read(original.start(), original.end()).stream()
                        .filter(record -> like((int) record.offset()).equals(like(i)))
                        .count()
                == 1;
    }

    @Override
    public String toString() {
        return "source " + source + " from " + original.start() + " times " + timestamps + "\ncopies " + copies
                + " from " + copy.start() + " to " + copy.logEnd() + " next " + next + " original now "
                + original.read(original.start(), original.end()).stream()
                        .map(LogRecord::offset)
                        .toList();
    }
}
