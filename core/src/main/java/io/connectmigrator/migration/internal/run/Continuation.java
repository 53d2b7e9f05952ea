package io.connectmigrator.migration.internal.run;

import io.connectmigrator.report.ConnectorReport;
import java.util.function.Function;

/** What comes next for a connector in one call. */
sealed interface Continuation {

    /** Nothing: the connector has this outcome. */
    record Ended(ConnectorReport report) implements Continuation {}

    /** A connector that has moved to look at, and what comes after that. */
    record Watch(ConnectorWatch watch, Function<ConnectorWatch, Continuation> then) implements Continuation {}

    /** Steps to execute, and what comes after the last of them. */
    record Steps(StepExecutor stepExecutor, Function<StepExecutor, Continuation> then) implements Continuation {}
}
