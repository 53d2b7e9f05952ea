package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.Violation.Rule;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a schedule and reports which rules it has broken. It compares what the library did with the state of the simulation, which
 * the library cannot see. */
public final class Oracle {

    /** Longer than a worker can take for any request. */
    private static final Duration SETTLED = Duration.ofMinutes(4);

    /** Changes by others within this time cannot be noticed: a read, a write and their latency. */
    private static final long UNNOTICED = 25_000_000L;

    /** Connectors cannot be locked: a change between the last read and the write that follows cannot be seen. */
    private static final long BETWEEN_LOOK_AND_WRITE = 50_000_000L;

    private static final Set<Fault> BRING_DOWN = EnumSet.of(
            Fault.SOURCE_PAUSED,
            Fault.SOURCE_STOPPED,
            Fault.SOURCE_DELETED,
            Fault.SOURCE_CREATED_AGAIN,
            Fault.SOURCE_CREATED_OTHER,
            Fault.TARGET_PAUSED,
            Fault.TARGET_STOPPED,
            Fault.TARGET_DELETED,
            Fault.SOURCE_TASK_FAILS,
            Fault.TARGET_TASK_FAILS,
            // It takes the changes of the first migrator on the source for those of an operator.
            Fault.SECOND_CALL_OTHER_JOURNAL);

    private static final Set<Fault> BRING_DOWN_FOR_A_WHILE =
            EnumSet.of(Fault.SOURCE_WORKER_RESTARTS, Fault.TARGET_WORKER_RESTARTS);

    private static final Set<Fault> DONE_LATE = EnumSet.of(
            Fault.NO_ANSWER_DONE_LATE,
            Fault.CONNECTION_LOST_DONE_LATE,
            Fault.WORKER_TIMED_OUT_DONE_LATE,
            Fault.FORWARD_LOST_DONE_LATE);

    private static final Set<Fault> LONG_POLLS = EnumSet.of(Fault.SOURCE_POLL_TAKES_12_S, Fault.TARGET_POLL_TAKES_12_S);

    private static final Set<Fault> KILL = EnumSet.of(Fault.KILLED, Fault.KILLED_FOR_MINUTES);

    private static final Set<Fault> OF_JOURNAL = EnumSet.of(
            Fault.FAILS_BEFORE, Fault.FAILS_AFTER, Fault.FAILS_WITH_ERROR, Fault.JOURNAL_THROWS, Fault.JOURNAL_GONE);

    /** Faults that pass by themselves: a retry succeeds in spite of them. */
    private static final Set<Fault> PASSING = EnumSet.of(
            Fault.REFUSED,
            Fault.REQUEST_LOST,
            Fault.ANSWER_LOST,
            Fault.ANSWER_DELAYED,
            Fault.CONNECTION_LOST_DONE_LATE,
            Fault.REBALANCE,
            Fault.REBALANCE_EXPECTED,
            Fault.STARTING,
            Fault.FORWARD_REFUSED,
            Fault.SOURCE_POLL_TAKES_3_S,
            Fault.SOURCE_FLUSH_TAKES_3_S,
            Fault.TARGET_POLL_TAKES_12_S,
            Fault.CLOCK_SET_BACK,
            Fault.CLOCK_SET_FORWARD,
            // Another process makes the same call.
            Fault.KILLED);

    /** How often a read is sent while connections break. */
    private static final int SENT_AT_MOST = 3;

    private final ScheduleRun run;
    private final Schedule schedule;
    private final List<Violation> violations = new ArrayList<>();
    private boolean calledAgain;

    private Oracle(ScheduleRun run) {
        this.run = run;
        this.schedule = run.schedule();
    }

    /** {@return the rules that a schedule has broken, the most important first; empty if it has broken none} */
    public static List<Violation> judge(Schedule schedule) {
        try (ScheduleRun run = new ScheduleRun(schedule)) {
            return new Oracle(run).judge();
        }
    }

    private List<Violation> judge() {
        run.run();
        if (!run.ended()) {
            add(Rule.RUN_ENDS, "after an hour it is still under way: " + run.calls());
            return violations;
        }
        run.simulation().sleep(SETTLED);
        judgeRecords();
        judgeChanges();
        judgeStates();
        WatchedSources.running(run).forEach(connector -> add(Rule.WATCHED, connector + " runs twice: " + run.calls()));
        Samples.failed(run).forEach(wrong -> add(Rule.SAMPLES_FAIL_NOTHING, wrong));
        StartsOfTarget.wrong(run).forEach(wrong -> add(Rule.STARTED_AS_FOUND, wrong));
        judgeWhatIsTold();
        if (passesByItself()) {
            run.calls().stream()
                    .filter(call -> call.process().isAlive())
                    .forEach(call -> check(Rule.OUTLASTS, call.succeeded() || hasAnsweredAtOnce(call), () -> call));
        }
        if (violations.isEmpty() && !schedule.isForeign() && !hasAny(BRING_DOWN)) {
            judgeAgain();
        }
        return violations;
    }

    /** A check, or a call to forget, waits for nothing: of a cluster that does not answer a request, sent three times, it says so. */
    private boolean hasAnsweredAtOnce(Call call) {
        return schedule.faults().size() >= SENT_AT_MOST
                && call.report().stream()
                        .flatMap(report -> report.connectors().stream())
                        .anyMatch(report -> report.outcome() instanceof MigrationOutcome.Refused
                                && report.problems().stream()
                                        .anyMatch(problem -> problem.code() == ProblemCode.CLUSTER_UNREACHABLE));
    }

    /** A process with another clock than the killed one may find the downtime budget used up. */
    private boolean passesByItself() {
        boolean clocksDiffer = hasAny(EnumSet.of(Fault.CLOCK_SET_BACK, Fault.CLOCK_SET_FORWARD)) && hasAny(KILL);
        return PASSING.containsAll(schedule.faults().values()) && !clocksDiffer;
    }

    private void judgeRecords() {
        Deliveries deliveries = run.simulation().deliveries();
        if (!schedule.isForeign() && !isWrittenUnseen()) {
            check(Rule.NOTHING_LOST, deliveries.lost().isEmpty(), deliveries::lost);
            check(
                    Rule.NOTHING_DOUBLED,
                    schedule.scenario().mayRepeat()
                            || deliveries.doubled().isEmpty()
                            || isStoppedLateInLongPoll(deliveries),
                    deliveries::doubled);
            check(Rule.ORDER_KEPT, deliveries.outOfOrder().isEmpty(), deliveries::outOfOrder);
        }
        deliveries.atOnce().stream()
                .filter(pair -> isOurDoing(pair.get(0), pair.get(1)))
                .findFirst()
                .ifPresent(pair -> add(Rule.ONE_WRITER, pair));
    }

    /**
     * A stop that a worker does long after it was asked for, when the connector runs again, gives up a task whose poll takes
     * too long for it, and the next task copies its records again: as after any stop and resume by hand.
     */
    private boolean isStoppedLateInLongPoll(Deliveries deliveries) {
        return hasAny(DONE_LATE)
                && hasAny(EnumSet.of(Fault.SOURCE_POLL_TAKES_12_S))
                && deliveries.doubled().entrySet().stream()
                        .allMatch(doubled -> doubled.getValue().stream()
                                .allMatch(
                                        range -> deliveries.isAllOf(run.source().name(), doubled.getKey(), range)));
    }

    /** Workers that do not have the connector yet cannot be asked which offsets they see. */
    private boolean isWrittenUnseen() {
        return schedule.scenario() == Scenario.OLD_WORKERS && hasAny(EnumSet.of(Fault.WRITES_ELSEWHERE));
    }

    /** If two copies run at once, the author of the last start is responsible. */
    private boolean isOurDoing(Deliveries.Delivery one, Deliveries.Delivery other) {
        boolean isFirstLater = one.start() >= other.start();
        Deliveries.Delivery later = isFirstLater ? one : other;
        Deliveries.Delivery earlier = isFirstLater ? other : one;
        Optional<Change> start = lastStart(later);
        if (start.isEmpty() || !isOurs(start.get().author())) {
            return false;
        }
        if (outlivesChange(earlier)) {
            return false;
        }
        Optional<Change> anothers = lastStart(earlier)
                .filter(change -> isAnothers(change.author(), start.get().author()));
        if (anothers.isEmpty() || !schedule.isForeign()) {
            return true;
        }
        // A connector of that name with another config is no copy.
        boolean isNoCopy = schedule.faults().containsValue(Fault.TARGET_CREATED_OTHER);
        return !isBlind() && !isNoCopy && start.get().at() - shownFrom(anothers.get()) > UNNOTICED;
    }

    /** A connector that was created has no status before it runs, so that until then no request tells that it will. */
    private long shownFrom(Change started) {
        return run.simulation().deliveries().all().stream()
                .filter(delivery -> started.kind() == Kind.CREATED
                        && delivery.cluster().equals(started.cluster())
                        && delivery.connector().equals(started.connector())
                        && delivery.start() >= started.at())
                .mapToLong(Deliveries.Delivery::start)
                .min()
                .orElse(started.at());
    }

    /**
     * A task whose poll takes too long for its worker outlives the stop or deletion of its connector, or another config, by another hand,
     * and no request shows it any more.
     */
    private boolean outlivesChange(Deliveries.Delivery delivery) {
        return hasAny(LONG_POLLS)
                && changesOf(delivery.cluster(), delivery.connector())
                        .filter(change -> change.kind() == Kind.DELETED
                                || change.kind() == Kind.CONFIG_CHANGED
                                || (change.kind() == Kind.TARGET_STATE_CHANGED && "STOPPED".equals(change.after())))
                        .anyMatch(change -> !isOurs(change.author())
                                && change.at() >= delivery.start() - UNNOTICED
                                && change.at() <= delivery.end());
    }

    private Stream<Change> changesOf(String cluster, String connector) {
        return run.simulation().audit().changes().stream()
                .filter(change ->
                        change.cluster().equals(cluster) && change.connector().equals(connector));
    }

    private Optional<Change> lastStart(Deliveries.Delivery delivery) {
        return changesOf(delivery.cluster(), delivery.connector())
                .filter(change -> change.at() <= delivery.start() + 1
                        && (change.kind() == Kind.CREATED
                                || (change.kind() == Kind.TARGET_STATE_CHANGED && "STARTED".equals(change.after()))))
                .reduce((first, second) -> second);
    }

    private void judgeChanges() {
        for (Change change : run.simulation().audit().changes()) {
            if (!isOurs(change.author())) {
                continue;
            }
            boolean allowed = switch (change.kind()) {
                case DELETED -> mayDelete(change);
                case CONFIG_CHANGED -> false;
                case OFFSETS_ALTERED, OFFSETS_RESET -> mayChangeOffsets(change);
                case CREATED, TARGET_STATE_CHANGED, RESTARTED -> true;
            };
            check(Rule.ONLY_OURS, allowed && isAskedFor(change), () -> change);
        }
    }

    /** {@return whether a call changes only the connectors that it is for, and none if it is to forget them} */
    private boolean isAskedFor(Change change) {
        boolean isSource = run.isOfSource(change);
        Scenario scenario = schedule.scenario();
        return callsOf(change.author())
                .allMatch(call -> call.operation() != Scenario.Operation.FORGET
                        && !(isSource && call.operation() == Scenario.Operation.REHEARSE)
                        && call.connectors().stream()
                                .flatMap(connector ->
                                        isSource ? Stream.of(connector) : scenario.targetNames(connector).stream())
                                .anyMatch(change.connector()::equals));
    }

    private Stream<Call> callsOf(String author) {
        return run.calls().stream().filter(call -> call.process().name().equals(author));
    }

    private boolean mayDelete(Change change) {
        boolean isSource = run.isOfSource(change);
        return isSource
                ? wasCalled(Scenario.Operation.CONFIRM)
                : !isAnothers(change) && (mayRollBack() || !isReconfigured(change));
    }

    /** {@return whether a rollback was called for, or a watch may have begun one} */
    private boolean mayRollBack() {
        return wasCalled(Scenario.Operation.ROLLBACK) || schedule.scenario().isWatched();
    }

    /** {@return whether an operator had changed the config of the connector, which makes it the operator's} */
    private boolean isReconfigured(Change change) {
        boolean reconfigured = false;
        for (Change earlier : run.simulation().audit().changes()) {
            if (earlier.equals(change)) {
                break;
            }
            if (earlier.cluster().equals(change.cluster())
                    && earlier.connector().equals(change.connector())) {
                reconfigured = switch (earlier.kind()) {
                    case CONFIG_CHANGED ->
                        !isOurs(earlier.author())
                                && !isConfigOfSource(run, earlier, change.at())
                                && asked(change) - earlier.at() > BETWEEN_LOOK_AND_WRITE;
                    case CREATED, DELETED -> false;
                    default -> reconfigured;
                };
            }
        }
        return reconfigured;
    }

    private boolean mayChangeOffsets(Change change) {
        boolean isSource = run.isOfSource(change);
        return isSource ? mayRollBack() : !isAnothers(change);
    }

    private boolean isAnothers(Change change) {
        Optional<Change> creation = creationOf(change);
        return creation.isPresent()
                && !isOurs(creation.get().author())
                && !isCopyBroughtToRest(change, creation.get())
                && !isMadeLikeOurs(change, creation.get())
                && asked(change) - creation.get().at() > BETWEEN_LOOK_AND_WRITE;
    }

    /** An operator that has changed the source as well may give the target exactly the config that the call wants. */
    static boolean isConfigOfSource(ScheduleRun run, Change change, long by) {
        return run.simulation().audit().changes().stream()
                .anyMatch(source -> source.kind() == Kind.CONFIG_CHANGED
                        && run.isOfSource(source)
                        && source.at() < by
                        && withoutName(source.after()).equals(withoutName(change.after())));
    }

    private static String withoutName(@Nullable String config) {
        return String.valueOf(config).replaceAll("name=[^,}]*", "");
    }

    /** {@return when a worker or the brokers were asked for a change, which may have been long before it was done} */
    private long asked(Change change) {
        String connector = change.connector() + (change.kind() == Kind.DELETED ? " on " : "/offsets on ");
        return run.points().stream()
                .filter(point -> point.at() <= change.at()
                        && point.process().equals(change.author())
                        && point.isRequest()
                        && !point.isRead()
                        && point.kind().contains("/connectors/" + connector + change.cluster()))
                .mapToLong(Point::at)
                .max()
                .orElse(change.at());
    }

    /** A target created again by an operator with the same config is stopped by a rollback, its offsets are carried back, and it is
     * removed. */
    /** What another has created with the config of the target, and has stopped, no request tells from what was created stopped. */
    private boolean isMadeLikeOurs(Change change, Change creation) {
        return schedule.faults().containsValue(Fault.TARGET_CREATED_SAME)
                && changesOf(change.cluster(), change.connector())
                        .filter(other ->
                                !isOurs(other.author()) && other.at() > creation.at() && other.at() < change.at())
                        .reduce((first, second) -> second)
                        .filter(last -> last.kind() == Kind.TARGET_STATE_CHANGED && "STOPPED".equals(last.after()))
                        .isPresent();
    }

    private boolean isCopyBroughtToRest(Change change, Change creation) {
        return wasCalled(Scenario.Operation.ROLLBACK)
                && run.simulation().audit().changes().stream()
                        .anyMatch(stop -> stop.at() > creation.at()
                                && stop.at() < change.at()
                                && stop.kind() == Kind.TARGET_STATE_CHANGED
                                && "STOPPED".equals(stop.after())
                                && stop.cluster().equals(change.cluster())
                                && stop.connector().equals(change.connector())
                                && stop.author().equals(change.author()));
    }

    /** {@return the creation of the connector that was there at a change, empty if there was none} */
    private Optional<Change> creationOf(Change change) {
        Change creation = null;
        for (Change earlier : run.simulation().audit().changes()) {
            if (earlier.equals(change)) {
                break;
            }
            if (earlier.cluster().equals(change.cluster())
                    && earlier.connector().equals(change.connector())) {
                creation = switch (earlier.kind()) {
                    case CREATED -> earlier;
                    case DELETED -> null;
                    default -> creation;
                };
            }
        }
        return Optional.ofNullable(creation);
    }

    private void judgeStates() {
        for (String connector : schedule.scenario().connectors()) {
            boolean source = run.source().isCopying(connector);
            boolean target = run.isCopyingOnTarget(connector);
            if (!hasAny(BRING_DOWN) && !isUnknownWhetherTargetRan() && !isJournalGone() && !isHeldBack()) {
                check(
                        Rule.NOT_LEFT_DOWN,
                        source || target,
                        () -> connector + " runs nowhere: " + states(connector) + " " + run.calls());
            }
            if (!schedule.isForeign()) {
                check(
                        Rule.ONE_WRITER,
                        !(source && run.isAnyCopyingOnTarget(connector)),
                        () -> connector + " runs twice in the end: " + run.calls());
                lastReport(connector).ifPresent(report -> judge(report, source, target));
            }
            if (run.calls().stream().allMatch(call -> call.leaves(connector))) {
                judgeUntouched(connector, target && !source);
            }
        }
    }

    /** A connector that was moved before, and that all calls leave as it is, runs on the target and can be confirmed or rolled back. */
    private void judgeUntouched(String connector, boolean isMoved) {
        check(Rule.REPORT_TRUE, isMoved, () -> connector + " was to be left as it is: " + states(connector));
        check(
                Rule.JOURNAL_TRUE,
                isOpen(run.journal(), connector).equals(Optional.of(true)),
                () -> connector + " was to be left as it is, and its entry is closed");
    }

    /**
     * Only its offsets show whether a copy ran whose start got no answer: the target, or the source in a rollback. Those of sinks in one
     * group are the same.
     */
    private boolean isUnknownWhetherTargetRan() {
        boolean isSource = mayRollBack() || schedule.scenario() == Scenario.SINK_SAME_GROUP;
        Fault altered = isSource ? Fault.SOURCE_OFFSETS_ALTERED : Fault.TARGET_OFFSETS_ALTERED;
        return hasAny(EnumSet.of(altered, Fault.TARGET_OFFSETS_ALTERED)) && isBlind();
    }

    /**
     * Where one of several that are to be started is started by an operator, neither what they come from nor the others can be: both would
     * copy what that one does, or from offsets that it leaves behind.
     */
    private boolean isHeldBack() {
        Scenario scenario = schedule.scenario();
        return (scenario.isMerged() && mayRollBack() && hasAny(EnumSet.of(Fault.SOURCE_RESUMED)))
                || (scenario.isDivided()
                        && !hasRolledBack()
                        && hasAny(EnumSet.of(
                                Fault.TARGET_RESUMED, Fault.TARGET_CREATED_SAME, Fault.TARGET_CREATED_OTHER)));
    }

    /** {@return whether a call to roll back has begun} One that meets another's claim does nothing. */
    private boolean hasRolledBack() {
        return run.calls().stream()
                .anyMatch(call -> call.operation() == Scenario.Operation.ROLLBACK
                        && call.report().isPresent());
    }

    /** A process that cannot read the journal of the one before it must leave the connector to the next call. */
    private boolean isJournalGone() {
        return !calledAgain && hasAny(EnumSet.of(Fault.JOURNAL_GONE)) && hasAny(KILL);
    }

    /** A fault kept the library from seeing the result of its own requests. */
    private boolean isBlind() {
        return schedule.faults().values().stream().anyMatch(fault -> !fault.isForeign());
    }

    private void judge(ConnectorReport report, boolean source, boolean target) {
        if (hasAny(BRING_DOWN)) {
            return;
        }
        String connector = report.connector();
        List<String> copies = schedule.scenario().targetNames(connector);
        boolean copyThere = copies.stream().anyMatch(copy -> run.target().config(copy) != null);
        MigrationOutcome outcome = report.outcome();
        Operation operation = Operation.of(schedule.scenario());
        boolean isTrue = true;
        if (outcome instanceof MigrationOutcome.Moved) {
            isTrue = target && !source;
        } else if (outcome instanceof MigrationOutcome.Confirmed) {
            isTrue = target && run.source().config(connector) == null;
        } else if (outcome instanceof MigrationOutcome.RolledBack) {
            isTrue = source && !copyThere;
        } else if (outcome instanceof MigrationOutcome.Forgotten) {
            isTrue = source || target;
        } else if (outcome instanceof MigrationOutcome.Undone || outcome instanceof MigrationOutcome.NotStarted) {
            boolean isThere = operation == Operation.THERE || operation == Operation.REHEARSAL;
            isTrue = isThere ? source && !copyThere : target && !source;
        } else if (outcome instanceof MigrationOutcome.Rehearsed) {
            isTrue = source && !copyThere;
        }
        check(
                Rule.REPORT_TRUE,
                isTrue,
                () -> report + " while " + states(connector) + (copyThere ? ", copy there" : ", no copy"));
        if (isTrue) {
            copies.forEach(copy -> judgeTraces(outcome, connector, copy));
        }
    }

    private void judgeTraces(MigrationOutcome outcome, String connector, String copy) {
        boolean isOver = outcome instanceof MigrationOutcome.Undone || outcome instanceof MigrationOutcome.NotStarted;
        Operation operation = Operation.of(schedule.scenario());
        boolean isThere = operation == Operation.THERE || operation == Operation.REHEARSAL;
        boolean wasTakenBack =
                outcome instanceof MigrationOutcome.RolledBack || outcome instanceof MigrationOutcome.Rehearsed;
        boolean leftNothing = wasTakenBack || (isThere && isOver);
        boolean shared = schedule.scenario() == Scenario.SINK_SAME_GROUP;
        if (leftNothing && !shared) {
            check(
                    Rule.NO_TRACE,
                    run.target().offsets(copy).equals(run.leftovers()),
                    () -> "the target has offsets of " + copy + ": "
                            + run.target().offsets(copy) + ", and had " + run.leftovers());
        }
        boolean ended = leftNothing || isOver || outcome instanceof MigrationOutcome.Moved;
        if (ended && schedule.scenario().hasHook()) {
            String records = run.simulation().callersRecords().getOrDefault(connector, "source");
            check(
                    Rule.NO_TRACE,
                    records.equals(leftNothing ? "source" : "target"),
                    () -> "the caller's records say " + records + ": " + outcome);
        }
    }

    private enum Operation {
        THERE,
        BACK,
        END,
        FORGET,
        REHEARSAL;

        static Operation of(Scenario scenario) {
            return switch (scenario.operation()) {
                case MIGRATE -> THERE;
                case ROLLBACK -> BACK;
                case CONFIRM -> END;
                case FORGET -> FORGET;
                case REHEARSE -> REHEARSAL;
            };
        }
    }

    /** {@return the report of the only call for a connector, or of the one that went on after the process was killed} */
    private Optional<ConnectorReport> lastReport(String connector) {
        return onlyCall(connector)
                .flatMap(Call::report)
                .flatMap(report -> report.connectors().stream()
                        .filter(each -> each.connector().equals(connector))
                        .findFirst());
    }

    private Optional<Call> onlyCall(String connector) {
        List<Call> alive = run.calls().stream()
                .filter(call -> call.process().isAlive() && call.worksOn(connector))
                .toList();
        return alive.size() == 1 ? Optional.of(alive.get(0)) : Optional.empty();
    }

    private void judgeWhatIsTold() {
        run.simulation().processes().stream()
                .filter(process -> process.isAlive() && !process.uncaught().isEmpty())
                .forEach(process -> add(Rule.NOTHING_THROWN, process + " threw " + process.uncaught()));
        for (Call call : run.calls()) {
            if (!call.process().isAlive()) {
                continue;
            }
            call.failure()
                    .filter(failure -> !(failure instanceof ClaimedException))
                    .ifPresent(failure -> add(Rule.NOTHING_THROWN, call.process() + " got " + failure));
            call.report().ifPresent(report -> judge(call, report));
        }
    }

    private void judge(Call call, MigrationReport report) {
        for (ConnectorReport connector : report.connectors()) {
            List<MigrationOutcome> told = call.events().stream()
                    .filter(event -> event instanceof MigrationEvent.ConnectorEnded ended
                            && ended.connector().equals(connector.connector()))
                    .map(event -> ((MigrationEvent.ConnectorEnded) event).outcome())
                    .toList();
            check(
                    Rule.EVENTS_TRUE,
                    told.equals(report.connectors().stream()
                            .filter(each -> each.connector().equals(connector.connector()))
                            .map(ConnectorReport::outcome)
                            .toList()),
                    () -> connector.connector() + " was told " + told + " and reported " + connector.outcome());
        }
        report.connectors()
                .forEach(connector -> StepEvents.difference(call.events(), connector.connector(), report.connectors())
                        .ifPresent(difference -> add(Rule.EVENTS_TRUE, difference)));
        boolean ended = call.events().stream().anyMatch(event -> event instanceof MigrationEvent.RunEnded);
        check(Rule.EVENTS_TRUE, ended, () -> "the end of the run was not told: " + report);
        if (!schedule.isForeign() && !hasAny(BRING_DOWN) && !hasAny(BRING_DOWN_FOR_A_WHILE)) {
            check(Rule.EVENTS_TRUE, call.untrue().isEmpty(), () -> "was not so when it was told: " + call.untrue());
        }
        if (!hasAny(OF_JOURNAL)) {
            report.connectors().stream()
                    .filter(connector -> onlyCall(connector.connector()).equals(Optional.of(call)))
                    .forEach(connector -> judgeJournal(call, connector));
        }
    }

    private void judgeJournal(Call call, ConnectorReport connector) {
        MigrationOutcome outcome = connector.outcome();
        Optional<Boolean> open = isOpen(call.journal(), connector.connector());
        boolean isTrue = true;
        if (outcome instanceof MigrationOutcome.Moved) {
            isTrue = open.equals(Optional.of(true));
        } else if (outcome instanceof MigrationOutcome.Confirmed
                || outcome instanceof MigrationOutcome.RolledBack
                || outcome instanceof MigrationOutcome.Forgotten
                || outcome instanceof MigrationOutcome.Rehearsed) {
            isTrue = open.equals(Optional.of(false));
        } else if (outcome instanceof MigrationOutcome.Undone
                && !schedule.scenario().isAboutMoved()) {
            isTrue = !open.orElse(false);
        }
        check(Rule.JOURNAL_TRUE, isTrue, () -> connector + " while the entry is open: " + open);
    }

    private Optional<Boolean> isOpen(SimulatedJournal journal, String connector) {
        boolean isRehearsal = schedule.scenario().operation() == Scenario.Operation.REHEARSE;
        return Optional.ofNullable(journal.entries()
                        .get(run.source().name() + "/" + schedule.scenario().entryOf(connector)
                                + (isRehearsal ? "/rehearsal" : "")))
                .map(JournalEntry::open);
    }

    private void judgeAgain() {
        // A connector that exceeds its downtime budget is resumed on the source.
        boolean goesBack = isJournalGone();
        Call again = run.again();
        calledAgain = true;
        if (!run.ended()) {
            add(Rule.RUN_ENDS, "the same call again does not end: " + again);
            return;
        }
        // A claim that could not be released, since the journal was unreachable, ends with the process.
        boolean isClaimed = again.failure()
                        .filter(failure -> failure instanceof ClaimedException)
                        .isPresent()
                || !again.connectors().stream().allMatch(again::worksOn);
        boolean stillClaimed = isClaimed
                && hasAny(EnumSet.of(
                        Fault.JOURNAL_GONE, Fault.FAILS_BEFORE, Fault.FAILS_WITH_ERROR, Fault.JOURNAL_THROWS));
        if (stillClaimed) {
            return;
        }
        boolean good = again.report().filter(report -> isGood(again, report)).isPresent();
        check(
                Rule.AGAIN_SUCCEEDS,
                good || goesBack,
                () -> again + " after " + run.calls().get(0));
        run.simulation().sleep(Duration.ofSeconds(2));
        judgeRecords();
        judgeStates();
    }

    /** A connector that was rolled back already or never moved is reported as not rolled back. */
    private boolean isGood(Call again, MigrationReport report) {
        if (again.succeeded() && again.connectors().stream().allMatch(again::worksOn)) {
            return true;
        }
        boolean nothingMoved = schedule.scenario().operation() == Scenario.Operation.ROLLBACK
                || schedule.faults().containsValue(Fault.SECOND_CALL_ROLLBACK);
        return nothingMoved
                && again.operation() != Scenario.Operation.MIGRATE
                && report.connectors().stream()
                        .allMatch(connector -> connector.outcome() instanceof MigrationOutcome.Refused);
    }

    private String states(String connector) {
        Map<Integer, String> source = run.source().states(connector);
        return "source " + run.source().targetState(connector) + source + ", target "
                + schedule.scenario().targetNames(connector).stream()
                        .map(copy -> run.target().targetState(copy) + " "
                                + run.target().states(copy))
                        .collect(Collectors.joining(", "));
    }

    private boolean wasCalled(Scenario.Operation operation) {
        return run.calls().stream().anyMatch(call -> call.operation() == operation);
    }

    /** A migrator with a journal of its own counts as another author. */
    private boolean isAnothers(String one, String other) {
        return !isOurs(one) || journalOf(one) != journalOf(other);
    }

    private SimulatedJournal journalOf(String author) {
        return run.calls().stream()
                .filter(call -> call.process().toString().equals(author))
                .map(Call::journal)
                .findFirst()
                .orElseGet(run::journal);
    }

    /** {@return whether a change was made by the library} */
    static boolean isOurs(String author) {
        return !author.equals(SimulatedOperator.NAME) && !author.equals("cluster");
    }

    private boolean hasAny(Set<Fault> faults) {
        return schedule.faults().values().stream().anyMatch(faults::contains);
    }

    private void check(Rule rule, boolean holds, Supplier<?> seen) {
        if (!holds) {
            add(rule, seen.get());
        }
    }

    private void add(Rule rule, Object seen) {
        violations.add(new Violation(rule, String.valueOf(seen)));
    }
}
