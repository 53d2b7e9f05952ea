package io.connectmigrator.kafka.internal.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** The log of a partition, with some of its records read in advance. Belongs to one thread. */
final class KafkaLog implements LogView {

    private final KafkaLogs logs;
    private final TopicPartition partition;
    private final long start;
    private final long end;
    private final long logEnd;
    private List<LogRecord> fetched = List.of();
    private long fetchedFrom;
    private long fetchedTo;

    KafkaLog(KafkaLogs logs, TopicPartition partition, long start, long end, long logEnd) {
        this.logs = logs;
        this.partition = partition;
        this.start = start;
        this.end = Math.max(start, end);
        this.logEnd = Math.max(start, logEnd);
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public long logEnd() {
        return logEnd;
    }

    void keep(List<LogRecord> records, long from, long to) {
        fetched = records;
        fetchedFrom = from;
        fetchedTo = to;
    }

    @Override
    public List<LogRecord> read(long from, long to) {
        boolean overlaps = from < fetchedTo && to > fetchedFrom;
        if (!overlaps) {
            return logs.read(partition, from, to);
        }
        List<LogRecord> records = new ArrayList<>();
        if (from < fetchedFrom) {
            records.addAll(logs.read(partition, from, fetchedFrom));
        }
        fetched.stream()
                .filter(record -> record.offset() >= from && record.offset() < to)
                .forEach(records::add);
        if (to > fetchedTo) {
            records.addAll(logs.read(partition, fetchedTo, to));
        }
        return records;
    }

    @Override
    public OptionalLong notBefore(long timestamp) {
        return logs.notBefore(partition, timestamp);
    }
}
