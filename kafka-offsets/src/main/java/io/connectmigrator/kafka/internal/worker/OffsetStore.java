package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;

/** Where the offsets of one connector are. */
public interface OffsetStore {

    OffsetSnapshot list();

    /** {@return the offsets as far as they can be read without waiting for anybody} */
    OffsetSnapshot peek();

    void alter(OffsetSnapshot offsets);

    void reset();

    /** {@return what may still commit offsets, in words} */
    Optional<String> fence();

    /** {@return what it is called: its kind and name} */
    String name();

    /** {@return what tells the place from all others, if the brokers name their cluster} */
    Optional<String> location();
}
