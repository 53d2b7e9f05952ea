package io.connectmigrator.migration.internal.run;

import io.connectmigrator.report.ConnectorReport;
import java.util.function.Function;

/** What comes next for a connector in one call. */
sealed interface Stage {

    /** Nothing: this is what became of it. */
    record Ended(ConnectorReport report) implements Stage {}

    /** Steps that are executed, and what comes when they have ended. */
    record UnderWay(StepExecutor stepExecutor, Function<StepExecutor, Stage> then) implements Stage {}
}
