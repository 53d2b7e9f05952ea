package io.connectmigrator.kafka.internal.bridge;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks in the part of a copy that was not read for a run of the mirror that begins at a record that the consumer has read, or before it.
 * Such a run writes again all that was read of the copy behind that record. So it is a stretch in which nearly every record is known, and
 * which samples half as far apart as it is long cannot miss, or the mirror is just writing it, which its last record shows.
 */
final class LaterRuns {

    /** Shorter stretches are not worth samples. */
    private static final int SHORTEST = 16;

    private final Window source;
    private final Window target;
    private final Limits limits;
    private final long offset;

    /** Takes the offset of the consumer in the original. */
    LaterRuns(Window source, Window target, long offset, Limits limits) {
        this.source = source;
        this.target = target;
        this.limits = limits;
        this.offset = offset;
    }

    /**
     * {@return up to where the copy has to be read, since such a run may be there; empty if there is none}
     *
     * @param index how many of the records that were read of the copy the consumer has behind it
     * @param compared how many of them were compared
     */
    OptionalLong upTo(int index, int compared) {
        LogView copy = target.log();
        List<LogRecord> records = target.records();
        long from = compared < records.size() ? records.get(compared).offset() : target.to();
        OptionalLong last = lastRecord(copy, from);
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        Stretch stretch = stretch(records.subList(index, compared));
        long step = stretch.length() / 2;
        boolean isShort = stretch.length() < SHORTEST || stretch.widest() >= step;
        long samples = isShort ? Long.MAX_VALUE : (copy.end() - from) / step + 1;
        if (samples > limits.records() / limits.context() || !hasPassed(copy, last.getAsLong())) {
            return OptionalLong.of(copy.end());
        }
        for (long at = from; at < copy.end(); at += step) {
            if (isAgain(copy, at, stretch)) {
                return OptionalLong.of(Math.min(copy.end(), at + step));
            }
        }
        return OptionalLong.empty();
    }

    /**
     * What the mirror would have to write again.
     *
     * @param known the records of the original up to the last one whose copy was compared
     * @param length how many different ones of them are in the part of the copy that was compared
     * @param widest how many other records in a row are between these
     */
    private record Stretch(RecordIndex known, int length, int widest) {}

    private Stretch stretch(List<LogRecord> behind) {
        RecordIndex all = RecordIndex.ofCopies(target.records());
        int[] originals = all.add(source.records());
        Set<Integer> seen = new HashSet<>();
        int widest = 0;
        int others = 0;
        for (LogRecord record : behind) {
            int id = all.find(record.identity());
            if (id != Sequence.UNKNOWN && seen.add(id)) {
                widest = Math.max(widest, others);
                others = 0;
            } else {
                others++;
            }
        }
        int last = originals.length - 1;
        while (last >= 0 && !seen.contains(originals[last])) {
            last--;
        }
        RecordIndex known = RecordIndex.ofCopies(target.records());
        known.add(source.records().subList(0, last + 1));
        return new Stretch(known, seen.size(), widest);
    }

    /** {@return whether a sample, so large that one of the stretch would have a known record, has one} */
    private boolean isAgain(LogView copy, long at, Stretch stretch) {
        int read = 0;
        for (long piece = at; read <= stretch.widest() && piece < copy.end(); piece += limits.context()) {
            List<LogRecord> sample = copy.read(piece, Math.min(copy.end(), piece + limits.context()));
            if (sample.stream().anyMatch(record -> stretch.known().find(record.identity()) != Sequence.UNKNOWN)) {
                return true;
            }
            read += sample.size();
        }
        return false;
    }

    /** {@return the offset of the last record of a log, if that is not before an offset} */
    private OptionalLong lastRecord(LogView log, long from) {
        long to = log.end();
        for (long piece = limits.context(); to > from; piece *= 2) {
            long first = Math.max(from, to - piece);
            List<LogRecord> read = log.read(first, to);
            if (!read.isEmpty()) {
                return OptionalLong.of(read.get(read.size() - 1).offset());
            }
            to = first;
        }
        return OptionalLong.empty();
    }

    private boolean hasPassed(LogView copy, long last) {
        return copy.read(last, last + 1).stream().allMatch(record -> hasPassed(source.log(), record, offset, limits));
    }

    /** {@return whether a record of the copy is that of one at or behind an offset of the original} */
    static boolean hasPassed(LogView original, LogRecord copied, long offset, Limits limits) {
        long end = original.end();
        long atItsTime = copied.appendTime()
                ? end
                : original.notBefore(copied.identity().timestamp()).orElse(end);
        return isAt(original, atItsTime, copied, offset, limits)
                || isAt(original, end - limits.firstChunk(), copied, offset, limits);
    }

    private static boolean isAt(LogView original, long place, LogRecord copied, long offset, Limits limits) {
        Window around = new Window(original, limits, Math.max(place, offset));
        around.readTo(around.to() + limits.firstChunk());
        return around.records().stream().anyMatch(copied::isCopyOf);
    }
}
