package io.connectmigrator.kafka.internal.bridge;

import java.util.ArrayList;
import java.util.List;

/** Records of a log around a place, which is read further in both directions as far as needed. Belongs to one thread. */
final class Window {

    private static final int PIECE = 512;

    private final LogView log;
    private final Limits limits;
    private final List<LogRecord> records = new ArrayList<>();
    private long from;
    private long to;
    private long bytes;

    /** Begins at an offset, with no records. */
    Window(LogView log, Limits limits, long at) {
        this.log = log;
        this.limits = limits;
        this.from = Math.max(log.start(), Math.min(at, log.end()));
        this.to = from;
    }

    /** Reads on, up to an offset; not further than the limits allow. */
    List<LogRecord> readTo(long offset) {
        long end = Math.min(offset, log.end());
        int before = records.size();
        // Some at first: how large records are shows only in those that were read.
        for (long piece = PIECE; to < end && !isFull(); piece *= 2) {
            long next = Math.min(end, to + piece);
            add(records.size(), log.read(to, next));
            to = next;
        }
        return List.copyOf(records.subList(before, records.size()));
    }

    /** Reads what is before, from an offset. */
    void readFrom(long offset) {
        long start = Math.max(offset, log.start());
        if (start < from && !isFull()) {
            add(0, log.read(start, from));
            from = start;
        }
    }

    private void add(int index, List<LogRecord> read) {
        records.addAll(index, read);
        bytes += read.stream().mapToLong(LogRecord::bytes).sum();
    }

    /** {@return whether as many records or bytes were read as the limits allow} */
    boolean isFull() {
        return records.size() >= limits.records() || bytes >= limits.bytes();
    }

    LogView log() {
        return log;
    }

    List<LogRecord> records() {
        return records;
    }

    /** {@return whether these are all records that the log has ever had} */
    boolean holdsAll() {
        return from == 0 && isToEnd() && records.size() == to;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    boolean isFromStart() {
        return from <= log.start();
    }

    boolean isToEnd() {
        return to >= log.end();
    }

    /** {@return up to how many records of the log come behind where it begins} */
    long left() {
        return log.end() - from;
    }

    /** {@return the index of the last record before an offset, -1 if there is none} */
    int lastBefore(long offset) {
        int last = -1;
        while (last + 1 < records.size() && records.get(last + 1).offset() < offset) {
            last++;
        }
        return last;
    }

    Sequence sequence(int[] ids) {
        return new Sequence(
                ids, records.stream().mapToLong(LogRecord::offset).toArray(), isFromStart(), from == 0, isToEnd());
    }
}
