package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationListener;
import io.connectmigrator.family.Families;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.state.EntryWriter;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.work.ChangeDurations;
import io.connectmigrator.migration.internal.work.ConcurrencyLimiter;
import io.connectmigrator.migration.internal.work.ConcurrentReads;
import io.connectmigrator.migration.internal.work.SteadyClock;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.report.MigrationOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a migrator works with.
 *
 * @param scheduler runs what must not wait for a worker thread
 * @param localClaims keeps other calls of this migrator away, whatever the journal does
 * @param workerPool runs requests and the caller's code
 * @param events calls listeners and subscribers
 * @param preparing limits the connectors that are checked or created, which asks less of workers than to move them
 * @param moving limits the connectors that move
 * @param changeDurations how long clusters take for what is waited for
 */
public record MigratorContext(
        String name,
        Clock clock,
        Waiting waiting,
        Scheduler scheduler,
        Timeouts timeouts,
        Duration downtimeBudget,
        Journal journal,
        Journal localClaims,
        WorkerPool workerPool,
        Executor events,
        ConcurrencyLimiter preparing,
        ConcurrencyLimiter moving,
        ChangeDurations changeDurations,
        List<MigrationListener> listeners,
        Families families) {

    private static final Logger log = LoggerFactory.getLogger(MigratorContext.class);

    /**
     * Keeps other calls of this migrator, and other processes with this journal, away from connectors. Closing the claim throws
     * nothing, whatever the journal does: what follows, such as closing another one, is done.
     *
     * @throws ClaimedException if another works on one of them
     */
    Journal.Claim claim(Set<String> ids, LockOwner owner) {
        Journal.Claim local = localClaims.claim(ids, owner);
        try {
            return both(journal.claim(ids, owner), local);
        } catch (Throwable e) {
            local.close();
            throw e;
        }
    }

    /** {@return what reads from several places at once} */
    ConcurrentReads reads() {
        return new ConcurrentReads(workerPool);
    }

    /** {@return the time by which durations of one connector are told} */
    Clock steadyClock() {
        return new SteadyClock(clock, waiting);
    }

    /** {@return an executor of the steps of a unit that writes its progress to the journal} */
    StepExecutor stepExecutor(
            Function<MoveUnit, StepSequence> sequence,
            List<Move> moves,
            UnitProgress start,
            Function<UnitProgress, MigrationOutcome> completed,
            UnitContext context,
            Function<UnitProgress, MigrationState> migrationState) {
        EntryWriter entryWriter = context.entry().writer();
        return new StepExecutor(
                sequence,
                moves.stream().map(move -> move.inRun(context.lead().runId())).toList(),
                start,
                progress -> entryWriter.write(migrationState.apply(progress)),
                completed,
                context.contexts(),
                this);
    }

    private static Journal.Claim both(Journal.Claim first, Journal.Claim second) {
        return new Journal.Claim() {
            @Override
            public void requireHeld() {
                first.requireHeld();
            }

            @Override
            public void requireHeldToGoBack() {
                first.requireHeldToGoBack();
            }

            @Override
            public void close() {
                second.close();
                try {
                    closeTwice(first);
                } catch (Throwable e) {
                    log.warn(
                            "a claim could not be given back; it ends with this process at the latest",
                            RedactedException.withoutMessages(e));
                }
            }
        };
    }

    /** A connection that was broken may be there again at the second try; to close what is closed does nothing. */
    private static void closeTwice(Journal.Claim claim) {
        try {
            claim.close();
        } catch (Throwable e) {
            claim.close();
        }
    }
}
