package io.connectmigrator.offset;

/**
 * Whether a connector itself took part when its offsets were changed. Since Kafka 3.6 a connector is asked first, and may
 * adjust what it keeps in a system of its own.
 */
public enum Participation {

    /** The connector was asked and says that it took part. */
    TOOK_PART,

    /**
     * The offsets that Connect keeps were changed and nothing else. What the connector keeps elsewhere, if it does, is as it
     * was.
     */
    CONNECT_ONLY,

    /** The offsets were changed, but the answer that would have told got lost. */
    UNKNOWN
}
