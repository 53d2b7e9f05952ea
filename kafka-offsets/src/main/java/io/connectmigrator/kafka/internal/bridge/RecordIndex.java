package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.bridge.RecordIdentity.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the different records of the original, and finds those of the copy among them. */
final class RecordIndex {

    private record Key(Digest content, Digest headers, long timestamp) {}

    private final Map<Key, Integer> ids = new HashMap<>();
    private final boolean timestamps;
    private int count;

    /** Takes whether the timestamps of copies are those of the originals. */
    RecordIndex(boolean timestamps) {
        this.timestamps = timestamps;
    }

    /** {@return an index in which copies are found, by their timestamps unless brokers gave them timestamps of their own} */
    static RecordIndex ofCopies(List<LogRecord> copies) {
        return new RecordIndex(copies.stream().noneMatch(LogRecord::appendTime));
    }

    int[] add(List<LogRecord> originals) {
        return originals.stream().mapToInt(record -> add(record.identity())).toArray();
    }

    private int add(RecordIdentity original) {
        int found = find(original);
        if (found != Sequence.UNKNOWN) {
            return found;
        }
        int id = count++;
        ids.put(plain(original), id);
        ids.putIfAbsent(encoded(original), id);
        return id;
    }

    int[] find(List<LogRecord> copies) {
        return copies.stream().mapToInt(record -> find(record.identity())).toArray();
    }

    int find(RecordIdentity copy) {
        Integer found = ids.get(plain(copy));
        return found != null ? found : ids.getOrDefault(encoded(copy), Sequence.UNKNOWN);
    }

    private Key plain(RecordIdentity record) {
        return new Key(record.content(), record.headers(), timestamps ? record.timestamp() : 0);
    }

    private Key encoded(RecordIdentity record) {
        return new Key(record.content(), record.encodedHeaders(), timestamps ? record.timestamp() : 0);
    }
}
