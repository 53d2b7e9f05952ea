package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;

/** The store of the offsets of one connector: a topic or a consumer group. */
public interface OffsetStore {

    OffsetSnapshot list();

    /** {@return the offsets that can be read without waiting for open transactions} */
    OffsetSnapshot peek();

    void alter(OffsetSnapshot offsets);

    void reset();

    /** {@return a description of what may still commit offsets, empty if nothing can} */
    Optional<String> fence();

    /** {@return the kind and the name of the store, as reports show it} */
    String name();

    /** {@return the id of the Kafka cluster that it is on, if the brokers have one} */
    Optional<String> kafkaClusterId();

    /** {@return the unique location of the store, if the brokers have a cluster id} */
    Optional<String> location();
}
