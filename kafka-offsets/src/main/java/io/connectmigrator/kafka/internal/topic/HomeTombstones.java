package io.connectmigrator.kafka.internal.topic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which keys that are live somewhere else were deleted at home. A worker that goes by the home would say that they are gone. */
final class HomeTombstones {

    private final Map<KeyPlace, Boolean> deleted = new HashMap<>();

    /** A way to find out which keys have a tombstone for their last record. */
    interface Search {

        Set<KeyPlace> among(Set<KeyPlace> places);
    }

    /** Follows what is read of the homes that have been looked at. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (!deleted.isEmpty() && record.key() != null) {
            KeyPlace place = KeyPlace.of(record.partition(), record.key());
            deleted.computeIfPresent(place, (known, before) -> record.value() == null);
        }
    }

    /** Looks at the homes that have not been looked at yet. */
    void look(List<LiveRecord> astray, Search search) {
        Set<KeyPlace> unknown = homesOf(astray);
        unknown.removeAll(deleted.keySet());
        if (!unknown.isEmpty()) {
            Set<KeyPlace> found = search.among(unknown);
            unknown.forEach(home -> deleted.put(home, found.contains(home)));
        }
    }

    /** {@return the homes of these records, as far as they were deleted there} */
    Set<KeyPlace> of(List<LiveRecord> astray) {
        Set<KeyPlace> homes = homesOf(astray);
        homes.removeIf(home -> !deleted.getOrDefault(home, false));
        return homes;
    }

    void forget() {
        deleted.clear();
    }

    private static Set<KeyPlace> homesOf(List<LiveRecord> records) {
        Set<KeyPlace> homes = new HashSet<>();
        records.forEach(record -> homes.add(record.place().in(record.home())));
        return homes;
    }
}
