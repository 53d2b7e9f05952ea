package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.ConnectorReport;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What comes next for the connectors of a unit in one call. */
sealed interface Continuation {

    /** Nothing: this is what became of the connectors. */
    record Ended(List<ConnectorReport> reports) implements Continuation {}

    /** Connectors that have moved to look at until the task has no more pauses, and what comes after that. */
    record Watch(ResumableTask watch, Supplier<Continuation> then) implements Continuation {}

    /** Steps to execute, and what comes after the last of them. */
    record Steps(StepExecutor stepExecutor, Function<StepExecutor, Continuation> then) implements Continuation {}
}
