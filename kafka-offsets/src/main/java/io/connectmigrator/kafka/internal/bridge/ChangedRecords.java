package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.bridge.RecordIdentity.Digest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Notices that a mirror changes the records that it copies, so that no copy of them is ever found, however long it is waited for. Where
 * records of the source may have been compacted away, those of the copy that are unknown may be these, and nothing is said.
 */
final class ChangedRecords {

    /** What is found then; to wait does not help. */
    static final String FOUND = "the mirror changes records";

    /** This many records in a row are not written at the same times by chance. */
    private static final int RUN = 8;

    private record Written(Digest key, long timestamp) {}

    private ChangedRecords() {}

    /**
     * {@return whether records of the copy are those of the source with other values or headers}
     *
     * @param records records of the source, around the one that was read last
     * @param last the index of that one
     * @param all whether the source has never had others
     * @param copies records of the copy, where those should be
     */
    static boolean areAmong(List<LogRecord> records, int last, boolean all, List<LogRecord> copies) {
        if (copies.stream().anyMatch(LogRecord::appendTime) || hasGaps(records)) {
            return false;
        }
        RecordIndex index = new RecordIndex(true);
        index.add(records);
        List<LogRecord> unknown = copies.stream()
                .filter(copy -> index.find(copy.identity()) == Sequence.UNKNOWN)
                .toList();
        return (unknown.size() == copies.size() && haveSameTimes(records, all, unknown))
                || (last >= 0 && isChanged(records, records.get(last), unknown));
    }

    private static boolean hasGaps(List<LogRecord> records) {
        return !records.isEmpty()
                && records.get(records.size() - 1).offset() - records.get(0).offset() != records.size() - 1L;
    }

    /** Where not one record is as it was, it is enough that some were written one after the other at the same times: a key may be changed, too. */
    private static boolean haveSameTimes(List<LogRecord> records, boolean all, List<LogRecord> unknown) {
        int length = all ? Math.min(RUN, Math.min(records.size(), unknown.size())) : RUN;
        Set<List<Long>> times = Set.copyOf(runs(records, length));
        // Of many records with one timestamp, others may have been read of the source than of the copy.
        return length > 0
                && runs(unknown, length).stream()
                        .anyMatch(run -> times.contains(run)
                                && (all || run.stream().distinct().count() > 1));
    }

    private static List<List<Long>> runs(List<LogRecord> records, int length) {
        List<Long> times = records.stream().map(ChangedRecords::time).toList();
        return IntStream.rangeClosed(0, times.size() - length)
                .mapToObj(from -> times.subList(from, from + length))
                .toList();
    }

    private static long time(LogRecord record) {
        return record.identity().timestamp();
    }

    private static boolean isChanged(List<LogRecord> records, LogRecord last, List<LogRecord> unknown) {
        Written written = written(last);
        boolean isAlone = records.stream()
                        .filter(record -> written(record).equals(written))
                        .count()
                == 1;
        return isAlone
                && !written.key().equals(RecordIdentity.NO_KEY)
                && unknown.stream().anyMatch(copy -> written(copy).equals(written));
    }

    private static Written written(LogRecord record) {
        return new Written(record.identity().key(), record.identity().timestamp());
    }
}
