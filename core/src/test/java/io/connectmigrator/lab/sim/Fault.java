package io.connectmigrator.lab.sim;

import java.util.function.Predicate;

/** What can go wrong at a point. */
public enum Fault {
    /** The connection is refused. */
    REFUSED(Point::isRequest, Nature.REQUEST),
    /** The connection breaks before the worker has the request. */
    REQUEST_LOST(Point::isRequest, Nature.REQUEST),
    /** The connection breaks after the worker has done it. */
    ANSWER_LOST(Point::isRequest, Nature.REQUEST),
    /** No answer comes until the client gives up; the worker has done it at once. */
    NO_ANSWER_DONE(Point::isRequest, Nature.REQUEST),
    /** No answer comes; the worker does it within 90 s. */
    NO_ANSWER_DONE_LATE(Fault::isWrite, Nature.REQUEST),
    /** No answer comes, and nothing is done. */
    NO_ANSWER_NOT_DONE(Point::isRequest, Nature.REQUEST),
    /** The connection breaks; the worker does it a few seconds later. */
    CONNECTION_LOST_DONE_LATE(Fault::isWrite, Nature.REQUEST),
    /** The worker does it at once, and its answer comes after 20 s. */
    ANSWER_DELAYED(Point::isRequest, Nature.REQUEST),
    /** A rebalance is under way. */
    REBALANCE(Point::isRequest, Nature.REQUEST),
    /** The worker answers that the request timed out, and does it a while later. */
    WORKER_TIMED_OUT_DONE_LATE(Fault::isWrite, Nature.REQUEST),
    /** The worker answers that the request timed out, and does nothing. */
    WORKER_TIMED_OUT_NOT_DONE(Point::isRequest, Nature.REQUEST),
    /** The answer of the leader is lost on its way to the worker that asked it. */
    FORWARD_LOST_DONE(Fault::isWrite, Nature.REQUEST),
    /** The leader answers nothing to the worker that asked it, and does it a few seconds later. */
    FORWARD_LOST_DONE_LATE(Fault::isWrite, Nature.REQUEST),
    /** The request is lost on its way to the leader, which the worker cannot tell. */
    FORWARD_LOST_NOT_DONE(Fault::isWrite, Nature.REQUEST),
    /** The leader refuses the connection of the worker. */
    FORWARD_REFUSED(Fault::isWrite, Nature.REQUEST),
    /** A read meets a rebalance. */
    REBALANCE_EXPECTED(Point::isRead, Nature.REQUEST),
    /** The worker is starting. */
    STARTING(Point::isRequest, Nature.REQUEST),
    /** The worker fails for a reason of its own. */
    SERVER_ERROR(Point::isRequest, Nature.REQUEST),
    /** The worker answers that it has altered offsets, and has not. */
    SAYS_ALTERED(point -> point.isRequest() && point.kind().startsWith("PATCH "), Nature.REQUEST),

    /** The leader of the source cluster is killed, and starts again a while later. */
    SOURCE_WORKER_RESTARTS(Fault::isAny, Nature.WORLD),
    /** The same of the target cluster. */
    TARGET_WORKER_RESTARTS(Fault::isAny, Nature.WORLD),
    /** The polls of the source that are under way take 3 s longer. */
    SOURCE_POLL_TAKES_3_S(Fault::isAny, Nature.WORLD),
    /** That of one task takes 12 s longer, which is more than a worker waits for. */
    SOURCE_POLL_TAKES_12_S(Fault::isAny, Nature.WORLD),
    /** The last commit of one task of the source takes 3 s. */
    SOURCE_FLUSH_TAKES_3_S(Fault::isAny, Nature.WORLD),
    /** The polls of the target that are under way take 12 s longer. */
    TARGET_POLL_TAKES_12_S(Fault::isAny, Nature.WORLD),
    /** A task of the source fails. */
    SOURCE_TASK_FAILS(Fault::isAny, Nature.WORLD),
    /** A task of the target fails. */
    TARGET_TASK_FAILS(Fault::isAny, Nature.WORLD),
    /** The process is killed; another one with the same journal makes the same call later. */
    KILLED(Fault::isAny, Nature.WORLD),
    /** The process is killed; another one makes the same call after minutes, when the connector has been down for too long. */
    KILLED_FOR_MINUTES(Fault::isAny, Nature.WORLD),
    /** The clock is set back by an hour. */
    CLOCK_SET_BACK(Fault::isAny, Nature.WORLD),
    /** The clock is set forward by an hour. */
    CLOCK_SET_FORWARD(Fault::isAny, Nature.WORLD),
    /** The caller cancels the run. */
    CANCELLED(Fault::isAny, Nature.WORLD),
    /** A second process with the same journal makes the same call. */
    SECOND_CALL(Fault::isAny, Nature.WORLD),
    /** A second process with the same journal calls rollback. */
    SECOND_CALL_ROLLBACK(Fault::isAny, Nature.WORLD),
    /** A second process with the same journal calls confirm. */
    SECOND_CALL_CONFIRM(Fault::isAny, Nature.WORLD),
    /** A second process with a journal of its own makes the same call. */
    SECOND_CALL_OTHER_JOURNAL(Fault::isAny, Nature.FOREIGN),

    /** An operator resumes the source. */
    SOURCE_RESUMED(Fault::isAny, Nature.FOREIGN),
    /** An operator pauses the source. */
    SOURCE_PAUSED(Fault::isAny, Nature.FOREIGN),
    /** An operator stops the source. */
    SOURCE_STOPPED(Fault::isAny, Nature.FOREIGN),
    /** An operator deletes the source. */
    SOURCE_DELETED(Fault::isAny, Nature.FOREIGN),
    /** An operator deletes the source and creates it again. */
    SOURCE_CREATED_AGAIN(Fault::isAny, Nature.FOREIGN),
    /** An operator deletes the source and creates it again with another config. */
    SOURCE_CREATED_OTHER(Fault::isAny, Nature.FOREIGN),
    /** An operator gives the source another config. */
    SOURCE_RECONFIGURED(Fault::isAny, Nature.FOREIGN),
    /** An operator alters the offsets of the source. */
    SOURCE_OFFSETS_ALTERED(Fault::isAny, Nature.FOREIGN),
    /** An operator resumes the target. */
    TARGET_RESUMED(Fault::isAny, Nature.FOREIGN),
    /** An operator pauses the target. */
    TARGET_PAUSED(Fault::isAny, Nature.FOREIGN),
    /** An operator stops the target. */
    TARGET_STOPPED(Fault::isAny, Nature.FOREIGN),
    /** An operator deletes the target. */
    TARGET_DELETED(Fault::isAny, Nature.FOREIGN),
    /** An operator creates the target, with the config that it is to have. */
    TARGET_CREATED_SAME(Fault::isAny, Nature.FOREIGN),
    /** An operator creates the target with another config. */
    TARGET_CREATED_OTHER(Fault::isAny, Nature.FOREIGN),
    /** An operator gives the target another config. */
    TARGET_RECONFIGURED(Fault::isAny, Nature.FOREIGN),
    /** An operator alters the offsets of the target. */
    TARGET_OFFSETS_ALTERED(Fault::isAny, Nature.FOREIGN),

    /** The caller's code throws an exception. */
    THROWS_EXCEPTION(Point::isCallersCode, Nature.CALLER),
    /** It throws an error. */
    THROWS_ERROR(Point::isCallersCode, Nature.CALLER),
    /** It throws an InterruptedException that it does not declare. */
    THROWS_INTERRUPTED(Point::isCallersCode, Nature.CALLER),
    /** It blocks for 30 s. */
    BLOCKS(Point::isCallersCode, Nature.CALLER),
    /** It leaves the thread interrupted. */
    INTERRUPTS(Point::isCallersCode, Nature.CALLER),

    /** The journal or the brokers fail, and nothing is done. */
    FAILS_BEFORE(point -> point.isJournal() || point.isTransport(), Nature.CALLER),
    /** They fail, and it has been done. */
    FAILS_AFTER(point -> point.isJournal() || point.isTransport(), Nature.CALLER),
    /** Their client throws an error, as one does whose jars do not fit together, and nothing is done. */
    FAILS_WITH_ERROR(point -> point.isJournal() || point.isTransport(), Nature.CALLER),
    /** They are those of another cluster, from the first write on. */
    WRITES_ELSEWHERE(point -> point.isTransport() && point.kind().startsWith("alter "), Nature.CALLER),
    /** The journal throws an exception of its own. */
    JOURNAL_THROWS(Point::isJournal, Nature.CALLER),
    /** The journal fails, now and from now on. */
    JOURNAL_GONE(Point::isJournal, Nature.CALLER),

    /** The executor of the caller rejects the task and all that follow. */
    EXECUTOR_REJECTS(Point::isExecutor, Nature.CALLER),
    /** It drops the task and all that follow without an error. */
    EXECUTOR_DROPS(Point::isExecutor, Nature.CALLER),
    /** It throws an error. */
    EXECUTOR_THROWS(Point::isExecutor, Nature.CALLER),
    /** It runs the task on the thread that submits it. */
    EXECUTOR_RUNS_AT_ONCE(Point::isExecutor, Nature.CALLER);

    private enum Nature {
        REQUEST,
        WORLD,
        FOREIGN,
        CALLER
    }

    @SuppressWarnings("ImmutableEnumChecker") // none of the conditions has a state
    private final Predicate<Point> possible;

    private final Nature nature;

    Fault(Predicate<Point> possible, Nature nature) {
        this.possible = possible;
        this.nature = nature;
    }

    private static boolean isAny(Point point) {
        return true;
    }

    private static boolean isWrite(Point point) {
        return point.isRequest() && !point.isRead();
    }

    /** {@return whether it can happen at a point} */
    public boolean isPossibleAt(Point point) {
        return possible.test(point);
    }

    /** {@return whether an operator or another process causes it, so that records may be copied twice or not at all} */
    public boolean isForeign() {
        return nature == Nature.FOREIGN;
    }

    /** {@return whether it happens in the clusters, and not to what is done at the point} */
    boolean isOfWorld() {
        return nature == Nature.WORLD || nature == Nature.FOREIGN;
    }
}
