package io.connectmigrator.migration.internal.work;

import java.time.Duration;

/**
 * How long something may take.
 *
 * @param stop until a connector is at rest
 * @param start every other step
 * @param undo until the source is in the state that it had
 * @param pending how long a worker may still be at work on what a process that died has asked for
 * @param settling how long a target that has not committed anything is looked at after its start
 * @param subscriber until the listeners of a run have received its last event
 */
public record Timeouts(
        Duration stop, Duration start, Duration undo, Duration pending, Duration settling, Duration subscriber) {

    /** A worker gives up a request after 90 s; what still waits in its queue then is done soon afterwards or not at all. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(110);

    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            LONGEST_WRITE,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10));
}
