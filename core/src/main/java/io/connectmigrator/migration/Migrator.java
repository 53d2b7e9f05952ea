package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.readiness.RehearsedShapes;
import io.connectmigrator.migration.internal.run.ActiveRuns;
import io.connectmigrator.migration.internal.run.CheckRun;
import io.connectmigrator.migration.internal.run.Confirm;
import io.connectmigrator.migration.internal.run.Forget;
import io.connectmigrator.migration.internal.run.Migrate;
import io.connectmigrator.migration.internal.run.MigratorContext;
import io.connectmigrator.migration.internal.run.ReadinessRun;
import io.connectmigrator.migration.internal.run.Rehearse;
import io.connectmigrator.migration.internal.run.Rollback;
import io.connectmigrator.migration.internal.run.Watch;
import io.connectmigrator.migration.internal.state.OpenEntries;
import io.connectmigrator.migration.internal.state.RehearsalEntries;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks plans, carries them out, confirms them and rolls them back: wave after wave, and in each wave as many connectors at
 * once as {@link MigratorBuilder#concurrency} allows or as the clusters bear.
 *
 * <p>At no moment do both copies of a connector run. Until the target is resumed a failure is undone: the source is in
 * the state it had, and the target as it was found. Nothing is deleted on the source before {@link #confirm(MigrationPlan) confirm}.
 *
 * <p>Over REST it needs workers of Kafka 3.5 or newer on the source (KIP-875) and 3.7 or newer on the target (KIP-980).
 * Where the client of a cluster was given another transport, workers since 3.0 will do: those before 3.5 are paused where
 * others are stopped, and those before 3.7 are given the offsets before the connector. For each side of each connector the
 * transport is chosen that loses nothing; check and report say which, and why.
 *
 * <p>What was done, and what is about to be done, is written to a {@link Journal}. When a process dies at any point, the
 * same call in another one, with the same journal, goes on from there; {@link #unfinished} lists what is unfinished. A cluster is
 * known to the journal by the name of its {@link io.connectmigrator.connect.ConnectClient client}. By default the journal
 * is in memory, so {@link #confirm(MigrationPlan) confirm} and {@link #rollback(MigrationPlan) rollback} have to be called on the migrator that migrated.
 *
 * <p>{@link #start} does without blocking what {@link #migrate} does; the blocking calls wait for such a run. No work is done on the
 * caller's thread:
 *
 * <ul>
 *   <li>requests, the journal, and a plan's functions, hooks and gates run on the {@linkplain MigratorBuilder#executor executor}, for
 *       several connectors at once. A hook or a function may block, and may use a {@link io.connectmigrator.connect.ConnectClient}; it
 *       must not wait for the run that calls it, nor call this migrator for a connector of that run, which is refused as claimed;
 *   <li>listeners, subscribers and the stages of {@link MigrationRun#completion} run on threads of their own, which are daemons. They
 *       may block, and may call the migrator.
 * </ul>
 *
 * <p>A migrator has nothing to close: it has threads only while it has work. What it was given is closed by the caller when no run is
 * under way, and in this order: wait for, or cancel and wait for, {@link MigrationRun#completion} of every run; then close the journal;
 * then the offset transports of the clients; then shut down the executor. A run whose journal was closed before it began ends with a
 * report that says so ({@link ProblemCode#JOURNAL_FAILED}), and has touched nothing; one whose journal is closed meanwhile goes back.
 *
 * <p>To interrupt a call that waits is to {@link MigrationRun#cancel cancel} its run: before the target of a connector is resumed
 * everything is undone, after that the migration is finished. The interrupt flag is set when the call returns.
 *
 * <p>Thread-safe. Two calls at once for the same plan are one run; for the same connector in another plan, or for another
 * purpose, the second one is refused with a {@link ClaimedException}.
 */
public final class Migrator {

    private final MigratorContext migratorContext;
    private final ActiveRuns<MigrationRun> runs;

    Migrator(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
        this.runs = new ActiveRuns<>(migratorContext, MigrationRun::new);
    }

    /** {@return a migrator with the defaults} */
    public static Migrator create() {
        return builder().build();
    }

    /** {@return a builder} */
    public static MigratorBuilder builder() {
        return new MigratorBuilder();
    }

    /**
     * Finds out whether the plan can be carried out, and everything that stands in its way. Writes nothing on either
     * cluster and can be called while the connectors run, as often as one likes. Offsets that the target has left from
     * an earlier connector cannot be seen over REST before the connector is created; {@link #migrate} finds them before
     * the source is stopped. Another transport shows them here.
     *
     * <p>A credential that may only read is enough if it may send {@code GET} and {@code OPTIONS}, and
     * {@code PUT /connector-plugins/{class}/config/validate}, which changes nothing. Where {@code OPTIONS} or {@code GET /admin/loggers} is
     * refused, what workers can do is asked with {@code DELETE} and {@code POST} for a connector that does not exist and cannot be created.
     * If the check cannot do without a request that is refused, that is a finding ({@link ProblemCode#REQUEST_FAILED}), and it does not
     * pass.
     *
     * <p>No check can tell how long the tasks of the source will take to stop. After {@code task.shutdown.graceful.timeout.ms}, 5
     * seconds by default, workers show a task as gone that is still at work. Over REST {@link #migrate} waits for as long again as
     * the stop took; with a transport that reads the status topic of the workers it waits until each task has said that it has ended,
     * and goes back if one does not.
     *
     * @param plan the plan
     * @return what was found; a cluster that does not answer is a finding, not an exception
     */
    public MigrationCheck check(MigrationPlan plan) {
        return CheckRun.of(definition(plan), migratorContext).result();
    }

    /**
     * Tries on the target what {@link #migrate} does there, while the connectors of the plan run on the source and are only read. Each
     * one is checked; then a copy with a name of its own, such as {@code orders-rehearsal}, is created, stopped, the offsets that the
     * source has at this moment are written for it and read back, and offsets and copy are deleted. No task of a copy is started, so that no
     * record is written, and no hook or gate is called. The copy of a sink is in a consumer group of its own.
     *
     * <p>A connector that takes part when its offsets are altered might change something in a system of its own. It is asked, and its
     * offsets are not written unless the plan says {@link MigrationPlanBuilder#rehearsedWrite}. On workers before 3.7, which start what
     * they create, no copy is created; only its offsets are written and deleted.
     *
     * <p>If a step fails, what was done is undone, and the problem is the one that a move would have met. If the process dies, a
     * copy may stay behind, stopped; {@link #unfinished} lists it, and the same call in another process, with the same journal, removes it
     * before it rehearses again. The journal also keeps that a rehearsal has succeeded, as evidence for the readiness of a plan.
     *
     * @param plan the plan
     * @return what became of each connector; failures are outcomes, not exceptions
     * @throws ClaimedException if another call, or another process with this journal, rehearses one of the connectors
     */
    public MigrationReport rehearse(MigrationPlan plan) {
        return startRehearse(plan).await();
    }

    /**
     * Does what {@link #rehearse} does, without blocking.
     *
     * @param plan the plan
     * @return the run, as {@link #start} returns it
     */
    public MigrationRun startRehearse(MigrationPlan plan) {
        return runs.start(definition(plan), new Rehearse(migratorContext));
    }

    /**
     * Finds out how ready a plan is: for each shape of connectors what is known, what was tested, and what would raise the scores. It
     * checks the plan, asks both clusters and, where their clients can read topics, the brokers; it changes nothing. What people have
     * to say is {@linkplain MigrationPlanBuilder#declare declared} in the plan.
     *
     * @param plan the plan
     * @return the card; what cannot be asked has the score 0, and is not an exception
     */
    public Readiness readiness(MigrationPlan plan) {
        return readiness(plan, Duration.ZERO);
    }

    /**
     * Finds out how ready a plan is, with two samples of every connector, which tell how fast offsets move and whether tasks change
     * their workers. Blocks for that time.
     *
     * @param plan the plan
     * @param apart how long to wait between the samples, such as a minute; zero for one sample
     * @return the card
     * @throws IllegalArgumentException if the time is negative
     */
    public Readiness readiness(MigrationPlan plan, Duration apart) {
        return readiness(plan, apart, new RehearsalEntries(migratorContext.journal())::of);
    }

    Readiness readiness(MigrationPlan plan, Duration apart, RehearsedShapes rehearsed) {
        if (requireNonNull(apart, "apart").isNegative()) {
            throw new IllegalArgumentException("apart must not be negative, was " + apart);
        }
        return new ReadinessRun(migratorContext, definition(plan), rehearsed).readiness(apart);
    }

    /**
     * Moves the connectors of the plan with their offsets. Checks first; if anything is in the way of any of them, or wrong
     * with the plan as a whole, nothing is touched. Afterwards the source's connectors are stopped, or paused on workers
     * before 3.5, and those of the target run.
     *
     * <p>A second call, also in another process, goes on where the first one stopped, and does nothing for connectors that
     * have moved. If the plan says something else of a connector than the one that was begun, that is refused. A failure of
     * one connector does not keep the others from moving.
     *
     * <p>If another resumes, reconfigures or deletes the connector on either side in the meantime, or alters its
     * offsets, that is noticed before the target is resumed, and the migration is undone as far as that is safe.
     *
     * @param plan the plan
     * @return what became of each connector; failures are outcomes, not exceptions
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport migrate(MigrationPlan plan) {
        return start(plan).await();
    }

    /**
     * Does what {@link #migrate} does, without blocking: the run goes on in other threads, also if the returned object is dropped.
     * As long as it has not ended, the same plan gives the same run, also from {@link #migrate}. Two plans are the same if they
     * are one object, or name all connectors and say the same of where they go.
     *
     * <p>Threads of the migrator's own keep the JVM alive as long as there is something to do, but not while a gate of the plan is
     * waited for.
     *
     * @param plan the plan
     * @return the run; what is wrong with the plan is in its report
     */
    public MigrationRun start(MigrationPlan plan) {
        return runs.start(definition(plan), new Migrate(migratorContext));
    }

    /**
     * Ends the migration of the plan's connectors for good: deletes the source connectors, which are at rest. The offsets on the
     * source stay, as Connect keeps those of deleted connectors. A second call does nothing.
     *
     * <p>The plan must be the one that was migrated as far as it says where a connector goes: {@code from} and {@code to} or
     * {@code route}, {@code rename}, and what is overridden of these, with clients of the same names. Everything else may be left out of
     * it: configs, hook, attributes, order and policies are not asked for.
     *
     * <p>A target that was not seen to move on when it was moved is looked at once more. If it has committed under other partitions from
     * earlier offsets than it was given, and so reads again, its source is not deleted ({@code OTHER_PARTITIONS}), unless the plan
     * {@linkplain MigrationPlanBuilder#accepting accepts} that.
     *
     * @param plan the plan that was migrated
     * @return what became of each connector; one that was not moved is refused, one whose source is running again is
     *     left alone
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport confirm(MigrationPlan plan) {
        return startConfirm(plan).await();
    }

    /**
     * Does what {@link #confirm(MigrationPlan)} does, for some connectors of the plan: one team is satisfied, the others are not yet.
     *
     * @param plan the plan that was migrated
     * @param names the names of the connectors on the source. If one of them is not in the plan, nothing is touched, and the report says
     *     so ({@link ProblemCode#NOT_IN_PLAN})
     * @return what became of each of these connectors
     * @throws IllegalArgumentException if there are no names
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of these
     *     connectors; nothing was touched
     */
    public MigrationReport confirm(MigrationPlan plan, Collection<String> names) {
        return startConfirm(plan, names).await();
    }

    /**
     * Does what {@link #confirm(MigrationPlan)} does, without blocking.
     *
     * @param plan the plan that was migrated
     * @return the run, as {@link #start} returns it
     */
    public MigrationRun startConfirm(MigrationPlan plan) {
        return runs.start(definition(plan), new Confirm(migratorContext, null));
    }

    /**
     * Does what {@link #confirm(MigrationPlan, Collection)} does, without blocking.
     *
     * @param plan the plan that was migrated
     * @param names the names of the connectors on the source
     * @return the run, as {@link #start} returns it; other names are another run
     * @throws IllegalArgumentException if there are no names
     */
    public MigrationRun startConfirm(MigrationPlan plan, Collection<String> names) {
        return runs.start(definition(plan), new Confirm(migratorContext, some(names)));
    }

    /**
     * Brings the plan's connectors back to the source: stops the target's, carries their current offsets to the source,
     * brings the source to the state that it had, and deletes the connectors on the target with the offsets that were
     * written there. If a step fails before the source runs again, the target is brought back to the state it had.
     *
     * <p>A second call goes on where the first one stopped. After {@link #confirm(MigrationPlan)} there is nothing to go back to.
     *
     * <p>Needs workers of Kafka 3.6 or newer on the source if the target has run since, or another transport than REST:
     * older ones cannot alter offsets over REST.
     *
     * <p>The plan must be the one that was migrated as far as it says where a connector goes: {@code from} and {@code to} or
     * {@code route}, {@code rename}, and what is overridden of these, with clients of the same names and transports that reach the same
     * offsets. It must have the hook, which is taken back. {@code configFrom} and {@code config} are asked where the target has not been
     * resumed yet, or is not there any more, and must then answer the same. Attributes, order and policies may be left out.
     *
     * @param plan the plan that was migrated
     * @return what became of each connector; one that was not moved is refused
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was touched
     */
    public MigrationReport rollback(MigrationPlan plan) {
        return startRollback(plan).await();
    }

    /**
     * Does what {@link #rollback(MigrationPlan)} does, for some connectors of the plan: one team says no, the others go on.
     *
     * @param plan the plan that was migrated
     * @param names the names of the connectors on the source. If one of them is not in the plan, nothing is touched, and the report says
     *     so ({@link ProblemCode#NOT_IN_PLAN})
     * @return what became of each of these connectors
     * @throws IllegalArgumentException if there are no names
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of these
     *     connectors; nothing was touched
     */
    public MigrationReport rollback(MigrationPlan plan, Collection<String> names) {
        return startRollback(plan, names).await();
    }

    /**
     * Does what {@link #rollback(MigrationPlan)} does, without blocking.
     *
     * @param plan the plan that was migrated
     * @return the run, as {@link #start} returns it
     */
    public MigrationRun startRollback(MigrationPlan plan) {
        return runs.start(definition(plan), new Rollback(migratorContext, null));
    }

    /**
     * Does what {@link #rollback(MigrationPlan, Collection)} does, without blocking.
     *
     * @param plan the plan that was migrated
     * @param names the names of the connectors on the source
     * @return the run, as {@link #start} returns it; other names are another run
     * @throws IllegalArgumentException if there are no names
     */
    public MigrationRun startRollback(MigrationPlan plan, Collection<String> names) {
        return runs.start(definition(plan), new Rollback(migratorContext, some(names)));
    }

    /**
     * Ends the journal's entries of the plan's connectors that no longer fit what is on the clusters, since another has moved or deleted
     * connectors by hand. Looks at both clusters first, and changes neither; what it leaves there is in the report
     * ({@link ProblemCode#FORGOTTEN}). A hook is not called.
     *
     * <p>An entry is kept, and the connector refused with what to call instead, as long as something could be lost with it: the source
     * is down and the entry is what can start it again; only the target is left, and it is down; both run; a cluster does not answer, or
     * requests of a process that has died may still be done. A second call, or one for a connector without an open entry, does nothing.
     *
     * @param plan the plan that was migrated; as far as it says where a connector goes, it must be the same
     * @return what became of each entry
     * @throws ClaimedException if another call, or another process with this journal, is at work on one of the
     *     connectors; nothing was forgotten
     */
    public MigrationReport forget(MigrationPlan plan) {
        return startForget(plan).await();
    }

    /**
     * Does what {@link #forget} does, without blocking.
     *
     * @param plan the plan that was migrated
     * @return the run, as {@link #start} returns it
     */
    public MigrationRun startForget(MigrationPlan plan) {
        return runs.start(definition(plan), new Forget(migratorContext));
    }

    /**
     * Watches the plan's connectors that have moved, until another call, in this process or another one, confirms them, rolls them back
     * or forgets them, or until the run is cancelled. What the watch does is what the plan says:
     * {@link MigrationPlanBuilder#onSourceRestart} and {@link MigrationPlanBuilder#onTargetFailure}. It keeps no other call away: a
     * connector is claimed only while its source is stopped again or it is brought back. Each connector is looked at every two seconds;
     * from eight connectors on, two requests to each cluster are enough for all of them.
     *
     * @param plan the plan that was migrated; as far as it says where a connector goes, it must be the same
     * @return what became of each connector; one that has not moved is refused
     */
    public MigrationReport watch(MigrationPlan plan) {
        return startWatch(plan).await();
    }

    /**
     * Does what {@link #watch} does, without blocking. Alarms are events ({@link io.connectmigrator.event.MigrationEvent.WatchAlarm}).
     *
     * @param plan the plan that was migrated
     * @return the run, as {@link #start} returns it; {@link MigrationRun#cancel} ends the watch
     */
    public MigrationRun startWatch(MigrationPlan plan) {
        return runs.start(definition(plan), new Watch(migratorContext));
    }

    /**
     * Finds a run of this migrator that is under way, so that a service need keep only its id.
     *
     * @param id the {@link MigrationRun#id() id} of the run
     * @return the run; empty if there is none of that id, or it has ended. {@link #find} tells what the journal says of a connector
     */
    public Optional<MigrationRun> run(String id) {
        return runs.find(requireNonNull(id, "id"));
    }

    private static PlanDefinition definition(MigrationPlan plan) {
        return requireNonNull(plan, "plan").definition();
    }

    private static Set<String> some(Collection<String> names) {
        Set<String> copy = new LinkedHashSet<>(requireNonNull(names, "names"));
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("names must have at least one connector of the plan");
        }
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Lists the migrations of the journal that are not at their end: those whose process has died, those at work now, and
     * those that have moved and wait for {@link #confirm(MigrationPlan) confirm} or {@link #rollback(MigrationPlan) rollback}. Asks no cluster. It reads every open entry of the journal;
     * {@link #find} reads one.
     *
     * @return what was last written of each, in no particular order
     * @throws JournalException if the journal or one of its open entries cannot be read; it names every entry that cannot be
     *     read, and those that can. {@link #unfinished(Consumer)} returns these
     */
    public List<OpenMigration> unfinished() {
        return new OpenEntries(migratorContext.journal()).all();
    }

    /**
     * Finds the same, though some entries cannot be read. Those may be migrations that are not at their end. Asks no cluster.
     *
     * @param unreadable is called for each entry that cannot be read, with an exception that names it
     * @return what was last written of the others, in no particular order
     * @throws JournalException if the journal cannot tell which entries there are
     */
    public List<OpenMigration> unfinished(Consumer<? super JournalException> unreadable) {
        return new OpenEntries(migratorContext.journal()).readable(requireNonNull(unreadable, "unreadable"));
    }

    /**
     * Looks up the migration of one connector, if it is not at its end. Reads one entry of the journal, and asks no cluster.
     *
     * @param cluster the name of the source cluster, as its {@link io.connectmigrator.connect.ConnectClient#name client} has it
     * @param connector the connector's name on the source
     * @return what was last written of it; empty if no migration of it has begun, or the last one has come to its end
     * @throws JournalException if the entry cannot be read
     */
    public Optional<OpenMigration> find(String cluster, String connector) {
        return new OpenEntries(migratorContext.journal())
                .find(requireNonNull(cluster, "cluster"), requireNonNull(connector, "connector"));
    }
}
