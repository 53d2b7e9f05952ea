package io.connectmigrator.event;

import java.time.Instant;

/** Stands for the kinds of events of later versions. There is none: it makes callers' switches have a default. */
final class LaterEvent implements MigrationEvent {

    private LaterEvent() {}

    @Override
    public Instant time() {
        return Instant.EPOCH;
    }

    @Override
    public String run() {
        return "";
    }
}
