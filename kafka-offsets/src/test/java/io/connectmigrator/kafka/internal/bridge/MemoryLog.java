package io.connectmigrator.kafka.internal.bridge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The log of a partition in memory: offsets that have no record are those of markers, or of records that were compacted away. */
final class MemoryLog implements LogView {

    private final TreeMap<Long, LogRecord> records = new TreeMap<>();
    private long start;
    private long end;
    private long openTransaction = Long.MAX_VALUE;
    private long read;

    /** Appends a record whose timestamp is its text's length, so that it does not depend on the order. */
    MemoryLog add(String... values) {
        for (String value : values) {
            add(value, 0);
        }
        return this;
    }

    MemoryLog add(String value, long timestamp) {
        return add(value, timestamp, new RecordHeaders(), false);
    }

    MemoryLog add(String value, long timestamp, Headers headers, boolean appendTime) {
        return add(value, value, timestamp, headers, appendTime);
    }

    MemoryLog add(String key, String value, long timestamp) {
        return add(key, value, timestamp, new RecordHeaders(), false);
    }

    private MemoryLog add(String key, String value, long timestamp, Headers headers, boolean appendTime) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        records.put(
                end,
                new LogRecord(
                        end,
                        RecordIdentity.of(name, bytes, headers, timestamp),
                        appendTime,
                        name.length + bytes.length));
        end++;
        return this;
    }

    /** Leaves out an offset, as a marker of a transaction does. */
    MemoryLog gap() {
        end++;
        return this;
    }

    MemoryLog remove(long offset) {
        records.remove(offset);
        return this;
    }

    /** Deletes the records before an offset, as retention does. */
    MemoryLog startAt(long offset) {
        records.headMap(offset).clear();
        start = offset;
        return this;
    }

    MemoryLog openTransactionAt(long offset) {
        openTransaction = offset;
        return this;
    }

    /** {@return how many records were read} */
    long read() {
        return read;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        return Math.min(end, openTransaction);
    }

    @Override
    public long logEnd() {
        return end;
    }

    @Override
    public List<LogRecord> read(long from, long to) {
        if (from < start || to > end() || from > to) {
            throw new IllegalArgumentException("cannot read " + from + " to " + to + " of " + start + " to " + end());
        }
        List<LogRecord> found = List.copyOf(records.subMap(from, to).values());
        read += found.size();
        return found;
    }

    @Override
    public OptionalLong notBefore(long timestamp) {
        return records.values().stream()
                .filter(record -> record.identity().timestamp() >= timestamp)
                .mapToLong(LogRecord::offset)
                .findFirst();
    }
}
