package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.migration.internal.work.Cancellation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all connectors of one call have in common.
 *
 * @param id the id of the run
 * @param clock what says when something happens
 * @param cancellation whether it is to end early
 * @param events takes what happens
 */
public record RunContext(String id, Clock clock, Cancellation cancellation, Consumer<MigrationEvent> events) {

    private static final Logger log = LoggerFactory.getLogger(RunContext.class);

    /** {@return the context of a call without listeners that only reads} */
    public static RunContext reading(Clock clock) {
        return new RunContext("", clock, new Cancellation(), event -> {});
    }

    /** {@return the time of an event that happens now} */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Tells what happens; if that is not possible, the migration goes on all the same. */
    void tell(MigrationEvent event) {
        try {
            events.accept(event);
        } catch (Throwable e) {
            log.warn("an event could not be published", RedactedException.withoutMessages(e));
        }
    }
}
