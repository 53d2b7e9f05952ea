package io.connectmigrator.kafka.internal.topic;

/**
 * A record of an offset topic that has not been deleted in its partition. While the topic is read it is replaced in place, since
 * most records of a topic replace another; to keep it, take a copy.
 */
final class LiveRecord {

    private final KeyPlace place;
    private final int home;
    private byte[] value;
    private long timestamp;

    LiveRecord(KeyPlace place, int home, byte[] value, long timestamp) {
        this.place = place;
        this.home = home;
        this.value = value;
        this.timestamp = timestamp;
    }

    void replace(byte[] newValue, long newTimestamp) {
        value = newValue;
        timestamp = newTimestamp;
    }

    /** {@return the record as it is now} */
    LiveRecord copy() {
        return new LiveRecord(place, home, value, timestamp);
    }

    KeyPlace place() {
        return place;
    }

    int partition() {
        return place.partition();
    }

    byte[] key() {
        return place.key().bytes();
    }

    byte[] value() {
        return value;
    }

    long timestamp() {
        return timestamp;
    }

    /** {@return the partition to which a worker would write the key now} */
    int home() {
        return home;
    }

    boolean isAtHome() {
        return partition() == home;
    }

    /** {@return the key as text} */
    @Override
    public String toString() {
        return place.key().toString();
    }
}
