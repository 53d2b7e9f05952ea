package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds where a consumer of a copy goes on in the original: behind the furthest record of which it has read a copy. A mirror comes to no
 * record before it has copied all those before it. Belongs to one thread.
 */
final class ReturnSearch {

    /** This many of the records that were read last are compared, so that repetitions among them are noticed. */
    static final int READ = 1_024;

    private static final int AHEAD = 64;
    private static final int CHUNK = 4_096;

    /** A mirror may leave some of the next records out. */
    private static final int NEXT = 8;

    private final LogView copy;
    private final LogView original;
    private final SyncHistory syncs;
    private final Limits limits;

    ReturnSearch(LogView copy, LogView original, SyncHistory syncs, Limits limits) {
        this.copy = copy;
        this.original = original;
        this.syncs = syncs;
        this.limits = limits;
    }

    SearchResult find(long offset) {
        if (offset > copy.logEnd()) {
            return SearchResult.without(
                    Verdict.NOT_FOUND,
                    "the offset is behind the end of the copy, which is " + ShownOffset.of(copy.logEnd()));
        }
        Window read = new Window(copy, limits, offset);
        for (long context = READ; read.records().isEmpty() && !read.isFromStart(); context *= 2) {
            read.readFrom(offset - context);
        }
        int count = read.records().size();
        for (long ahead = AHEAD; read.records().size() == count && !read.isToEnd(); ahead *= 2) {
            read.readTo(offset + ahead);
        }
        if (read.records().isEmpty()) {
            return copy.logEnd() == 0
                    ? new SearchResult(
                            Verdict.EXACT,
                            original.start(),
                            0,
                            Way.NONE,
                            0,
                            0,
                            0,
                            "nothing was copied, and no record read")
                    : SearchResult.without(Verdict.NOT_FOUND, "the copy has no records left");
        }
        return search(read, count);
    }

    private SearchResult search(Window read, int count) {
        List<LogRecord> records = read.records();
        LogRecord last = records.get(Math.max(0, count - 1));
        OptionalLong synced = synced(last);
        Way way = synced.isPresent() ? Way.OFFSET_SYNC : Way.TIMESTAMP;
        OptionalLong begin = synced.isPresent() ? synced : original.notBefore(earliest(records));
        Window window = new Window(original, limits, begin.orElse(original.end()) - READ);
        ReturnAlignment alignment;
        do {
            window.readTo(window.to() + CHUNK);
            alignment = new ReturnAlignment(window, records, count, way);
        } while (alignment.result().verdict() == Verdict.NOT_FOUND && !window.isToEnd() && !window.isFull());
        SearchResult found = alignment.result();
        SearchResult result =
                found.verdict() == Verdict.NOT_FOUND && window.isToEnd() ? alignment.behindMirrored() : found;
        Long to = result.to();
        return to != null && hasReadBefore(to, read) ? furtherThan(to, result) : result;
    }

    /**
     * {@return whether, before the records that were compared, the consumer may have read a copy of one that comes next} The mirror comes
     * to no record before it has copied all those before it. So it is enough to look for the next ones, where records of their times are.
     */
    private boolean hasReadBefore(long to, Window read) {
        Window next = new Window(original, limits, to);
        for (long ahead = AHEAD; next.records().isEmpty() && !next.isToEnd(); ahead *= 2) {
            next.readTo(to + ahead);
        }
        boolean isTimed = read.records().stream().noneMatch(LogRecord::appendTime);
        if (read.isFromStart() || next.records().isEmpty() || !isTimed) {
            return false;
        }
        return next.records().stream().limit(NEXT).anyMatch(record -> mayHaveRead(record, read.from()));
    }

    private boolean mayHaveRead(LogRecord next, long before) {
        long from = copy.notBefore(next.identity().timestamp()).orElse(before);
        Window earlier = new Window(copy, limits, from);
        for (long to = from + CHUNK; earlier.to() < before && !earlier.isFull(); to += CHUNK) {
            if (earlier.readTo(Math.min(before, to)).stream().anyMatch(record -> record.isCopyOf(next))) {
                return true;
            }
        }
        return earlier.to() < before;
    }

    private SearchResult furtherThan(long to, SearchResult found) {
        return new SearchResult(
                Verdict.AT_LEAST_ONCE,
                to,
                original.end() - to,
                found.way(),
                found.compared(),
                found.repeats(),
                found.wrongSyncs(),
                found.text() + "; before those that were compared, later ones may have been read");
    }

    private OptionalLong synced(LogRecord last) {
        for (OffsetSync sync : syncs.downTo(last.offset())) {
            boolean isNear = last.offset() - sync.downstream() < limits.records();
            List<LogRecord> written = at(copy, sync.downstream());
            List<LogRecord> record = at(original, sync.upstream());
            if (isNear
                    && written.size() == 1
                    && record.size() == 1
                    && written.get(0).isCopyOf(record.get(0))) {
                return OptionalLong.of(sync.upstream());
            }
        }
        return OptionalLong.empty();
    }

    private static long earliest(List<LogRecord> records) {
        return records.stream()
                .mapToLong(record -> record.identity().timestamp())
                .min()
                .orElse(0);
    }

    private static List<LogRecord> at(LogView log, long offset) {
        return offset < log.start() || offset >= log.end() ? List.of() : log.read(offset, offset + 1);
    }
}
