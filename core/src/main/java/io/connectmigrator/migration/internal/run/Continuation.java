package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.ConnectorReport;
import java.util.function.Function;
import java.util.function.Supplier;

/** What comes next for a connector in one call. */
sealed interface Continuation {

    /** Nothing: the connector has this outcome. */
    record Ended(ConnectorReport report) implements Continuation {}

    /** A connector that has moved to look at until the task has no more pauses, and what comes after that. */
    record Watch(ResumableTask watch, Supplier<Continuation> then) implements Continuation {}

    /** Steps to execute, and what comes after the last of them. */
    record Steps(StepExecutor stepExecutor, Function<StepExecutor, Continuation> then) implements Continuation {}
}
