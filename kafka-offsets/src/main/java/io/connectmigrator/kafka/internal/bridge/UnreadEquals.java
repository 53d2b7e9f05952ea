package io.connectmigrator.kafka.internal.bridge;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Whether records of the original that were not read may be equal to those that were. Timestamps mostly tell that none are. */
enum UnreadEquals {
    NONE,

    /** Before those that were read, or anywhere else where a copy of them does not make a consumer skip records. */
    BEFORE,

    /** Behind those that were read: what is taken for the copy of a record may be that of one far behind it. */
    BEHIND;

    private static final String TOO_MANY =
            "timestamps do not tell the records of the source apart, and more are unread than the limit of"
                    + " the search allows: the copy of the last record that was read may be that of an equal one further behind";

    /**
     * Reads further back if timestamps do not tell records apart, to the record whose copy is known, or so far that repetitions would be
     * seen; and to the end, or as far as the limits allow. The copy may begin behind the last record, or lack most of those behind it: its
     * records can be copies of anything later.
     */
    static UnreadEquals of(Window source, Window target, Anchor anchor, long offset, Limits limits) {
        List<LogRecord> records = source.records();
        long time =
                records.get(Math.max(0, source.lastBefore(offset))).identity().timestamp();
        boolean isTimed = target.records().stream().noneMatch(LogRecord::appendTime);
        if (isTimed
                && records.get(0).identity().timestamp() != time
                && !(isDisordered(records) && areRepeated(records))) {
            return NONE;
        }
        boolean isKnown = anchor.original() != Anchor.NONE;
        long from = (isKnown ? anchor.original() : offset) - limits.untimed();
        source.readFrom(from);
        source.readTo(Long.MAX_VALUE);
        if (!source.isToEnd() && !(isTimed && isPassed(records, time))) {
            return BEHIND;
        }
        boolean isCovered =
                isKnown ? source.isFromStart() || source.from() <= from : source.isFromStart() && source.isToEnd();
        int[] ids = RecordIndex.ofCopies(target.records()).add(records);
        return !isCovered && Arrays.stream(ids).distinct().count() < ids.length ? BEFORE : NONE;
    }

    /** {@return whether the records have come so far behind a time that, with as much disorder as theirs, none of that time follows} */
    private static boolean isPassed(List<LogRecord> records, long time) {
        long latest = Long.MIN_VALUE;
        long disorder = 0;
        for (LogRecord record : records) {
            long timestamp = record.identity().timestamp();
            latest = Math.max(latest, timestamp);
            disorder = Math.max(disorder, latest - timestamp);
        }
        return latest - disorder > time;
    }

    private static boolean isDisordered(List<LogRecord> records) {
        return IntStream.range(1, records.size())
                .anyMatch(i -> records.get(i).identity().timestamp()
                        < records.get(i - 1).identity().timestamp());
    }

    private static boolean areRepeated(List<LogRecord> records) {
        int[] ids = new RecordIndex(false).add(records);
        return Arrays.stream(ids).distinct().count() < ids.length;
    }

    /** {@return what can be said all the same, of a number of records of the copy} */
    Placement doubt(Placement placement, int records) {
        return switch (this) {
            case NONE -> placement;
            case BEFORE -> placement.doubted(records);
            case BEHIND -> placement.isFound() ? Placement.notFound(false, TOO_MANY) : placement;
        };
    }
}
