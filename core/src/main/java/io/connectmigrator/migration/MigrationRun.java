package io.connectmigrator.migration;

import io.connectmigrator.event.ConnectorProgress;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationProgress;
import io.connectmigrator.event.internal.ReplayingPublisher;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.migration.internal.run.RunContext;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A plan that is being carried out. It goes on also if this object is dropped. Thread-safe.
 */
public final class MigrationRun {

    private final RunContext runContext;
    private final ReplayingPublisher events;
    private final CompletableFuture<MigrationReport> completion;

    MigrationRun(RunContext runContext, ReplayingPublisher events, CompletableFuture<MigrationReport> completion) {
        this.runContext = runContext;
        this.events = events;
        this.completion = completion;
    }

    /** {@return what tells this run from all others, in a form that fits into a URL} */
    public String id() {
        return runContext.id();
    }

    /**
     * {@return the events of the run} Every subscriber receives all events from the first one, in order, even after the run has ended,
     * as fast as it requests them. After {@link MigrationEvent.RunEnded} the publisher is complete. If there is no report, since another
     * is at work on one of the connectors, it ends with what {@link #completion} ends with. A slow subscriber delays no other.
     * A subscriber that throws is dropped, which is logged.
     */
    public Flow.Publisher<MigrationEvent> events() {
        return events;
    }

    /**
     * {@return the names of the connectors on the source, in the order of the plan} Empty until the run has found out which there are,
     * which for a plan that finds its connectors takes a request to the source.
     */
    public List<String> connectors() {
        return progress().connectors().stream()
                .map(ConnectorProgress::connector)
                .toList();
    }

    /**
     * {@return how far the run has come by now} Asks neither a cluster nor the journal and waits for nothing; it takes time in proportion to
     * the events so far, and may be called as often as a page is shown.
     */
    public MigrationProgress progress() {
        return MigrationProgress.of(events.soFar());
    }

    /**
     * {@return the report, once there is one} Each call returns another copy: to complete or to cancel it does nothing to the
     * run. A failed migration is a report as well. It completes with {@link ClaimedException} if another call, or another process
     * with this journal, is at work on one of the connectors, and nothing was touched.
     */
    public CompletableFuture<MigrationReport> completion() {
        return completion.copy();
    }

    /**
     * Ends the run where that does no harm, and returns at once. What has not started stays untouched; a connector whose target
     * has not been resumed yet is undone, also when a request or a hook is under way; others are finished. A second call, or
     * one after the end, does nothing. The same call of the migrator goes on later.
     */
    public void cancel() {
        runContext
                .cancellation()
                .cancel(Problem.error(ProblemCode.CANCELLED, "the run was cancelled", "Call again to go on"));
    }

    /** {@return the report; an interrupt cancels the run, and this waits until it has ended} */
    MigrationReport await() {
        return runContext.cancellation().await(completion);
    }

    /** {@return the run in a few words} */
    @Override
    public String toString() {
        return "run " + id() + (completion.isDone() ? ", ended: " : ", under way: ") + progress();
    }
}
