package io.connectmigrator.kafka.internal.topic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The live records of one connector, as far as the topic has been read. */
final class ConnectorRecords {

    private final Map<KeyPlace, LiveRecord> live = new LinkedHashMap<>();
    private final Map<KeyPlace, LiveRecord> astray = new LinkedHashMap<>();
    private final Set<Integer> tombstonesAstray = new HashSet<>();

    /** Takes a key that is not live there yet. */
    LiveRecord add(KeyPlace place, int partitions, byte[] value, long timestamp) {
        LiveRecord record = new LiveRecord(place, place.key().home(partitions), value, timestamp);
        live.put(place, record);
        if (!record.isAtHome()) {
            astray.put(place, record);
        }
        return record;
    }

    void delete(KeyPlace place, int partitions) {
        live.remove(place);
        astray.remove(place);
        if (place.partition() != place.key().home(partitions)) {
            tombstonesAstray.add(place.partition());
        }
    }

    /** {@return copies of the live records} */
    List<LiveRecord> live() {
        return live.values().stream().map(LiveRecord::copy).toList();
    }

    /** {@return records that are not at home, nor is another of the same key} */
    List<LiveRecord> onlyAstray() {
        List<LiveRecord> only = new ArrayList<>(astray.values());
        only.removeIf(record -> live.containsKey(record.place().in(record.home())));
        return only;
    }

    /** {@return the partitions in which keys that belong elsewhere have been deleted} */
    Set<Integer> tombstonesAstray() {
        return tombstonesAstray;
    }

    void forget() {
        live.clear();
        astray.clear();
        tombstonesAstray.clear();
    }
}
