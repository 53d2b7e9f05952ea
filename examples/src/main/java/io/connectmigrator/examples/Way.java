package io.connectmigrator.examples;

import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.List;

/** A way to move a connector from legacy to europe. */
interface Way {

    /** Does what the way wants done before the connector goes down. */
    default void prepare(String connector) {}

    /** Moves the connector; {@return how long it was down} */
    Duration move(String connector);

    /** {@return the steps of the last move, none if the way has none} */
    default List<StepReport> steps() {
        return List.of();
    }
}
