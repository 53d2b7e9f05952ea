package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Optional;

/** The consumer group of a sink. */
record SinkPlace(SinkGroup group) implements OffsetPlace {

    @Override
    public OffsetSnapshot list() {
        return group.list();
    }

    @Override
    public OffsetSnapshot peek() {
        return group.list();
    }

    @Override
    public void alter(OffsetSnapshot offsets) {
        group.alter(offsets);
    }

    @Override
    public void reset() {
        group.reset();
    }

    @Override
    public Optional<String> seal() {
        return group.members();
    }
}
