package io.connectmigrator.kafka;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live records of certain connectors, while an offset topic is read from its beginning. Holds no more than these, however
 * long the topic is.
 */
final class FollowedRecords {

    private final Map<ByteBuffer, Map<Place, LiveRecord>> byConnector = new HashMap<>();
    private Examples foreign = new Examples();

    /** The same key in two partitions is two records. */
    private record Place(int partition, ByteBuffer key) {}

    /** {@return whether the connector was not followed yet: what has been read of the topic is without its records} */
    boolean follow(String connector) {
        return byConnector.putIfAbsent(ConnectorInKey.nameOf(connector), new LinkedHashMap<>()) == null;
    }

    void accept(int partition, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
        ByteBuffer connector = ConnectorInKey.find(key);
        if (connector == null || key == null) {
            acceptForeign(key, value);
            return;
        }
        Map<Place, LiveRecord> records = byConnector.get(connector);
        if (records == null) {
            return;
        }
        Place place = new Place(partition, ByteBuffer.wrap(key));
        if (value == null) {
            records.remove(place);
        } else {
            records.put(place, new LiveRecord(partition, key, value, timestamp));
        }
    }

    /** {@return the live records of a connector that is followed} */
    List<LiveRecord> of(String connector) {
        Map<Place, LiveRecord> records = byConnector.get(ConnectorInKey.nameOf(connector));
        return records == null ? List.of() : List.copyOf(records.values());
    }

    /** {@return records whose keys are of no connector} */
    Examples foreign() {
        return foreign;
    }

    /** Forgets what was read, but not who is followed. */
    void forget() {
        byConnector.values().forEach(Map::clear);
        foreign = new Examples();
    }

    private void acceptForeign(byte @Nullable [] key, byte @Nullable [] value) {
        if (value != null) {
            foreign.add(key == null ? "a record without a key" : KeyText.of(key));
        }
    }
}
