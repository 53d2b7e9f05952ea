package io.connectmigrator.kafka;

/** A record of an offset topic that has not been replaced or deleted in its partition. */
final class LiveRecord {

    private final KeyPlace place;
    private final int home;
    private final byte[] value;
    private final long timestamp;

    LiveRecord(KeyPlace place, int home, byte[] value, long timestamp) {
        this.place = place;
        this.home = home;
        this.value = value;
        this.timestamp = timestamp;
    }

    /** {@return what takes its place} Of its key there is one copy in memory, however often it is written. */
    LiveRecord with(byte[] newValue, long newTimestamp) {
        return new LiveRecord(place, home, newValue, newTimestamp);
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
