package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a connector's status can say, and what it proves. */
public final class ConnectorConditions {

    private ConnectorConditions() {}

    /** No rebalance or restart is under way that would change the states by itself. */
    public static Condition settled(ConnectorCopy copy) {
        return () -> unsettled(copy, copy.status());
    }

    /** The same, for a connector that need not be there. */
    static Condition settledIfThere(ConnectorCopy copy) {
        return () -> copy.findStatus().flatMap(status -> unsettled(copy, status));
    }

    /** {@return what says that the states will change by themselves, if anything does} */
    public static Optional<String> unsettled(ConnectorCopy copy, ConnectorStatus status) {
        boolean settled =
                isSettled(status.state()) && status.tasks().stream().allMatch(task -> isSettled(task.state()));
        return settled ? Optional.empty() : Optional.of(copy + " is between two states: " + describe(status));
    }

    /**
     * Every task has itself said that it is paused. A task says so from its own thread once its poll has returned, so
     * from then on it hands out no more records; what it handed out before is committed when it is stopped. A task that
     * has failed is at rest too: it has made its last commit.
     */
    public static Condition everyTaskPaused(ConnectorCopy copy, int tasks) {
        return () -> {
            ConnectorStatus status = copy.status();
            boolean paused = isPausedOrFailed(status.state())
                    && status.tasks().size() == tasks
                    && status.tasks().stream().allMatch(task -> isPausedOrFailed(task.state()));
            // Stopped already: an earlier call had come further than it could note.
            return paused || status.state() == ConnectorState.STOPPED
                    ? Optional.empty()
                    : Optional.of(copy + " is not paused: " + describe(status));
        };
    }

    /**
     * The connector is at rest, as far as its status shows. A task that was stopped in good order may show as unassigned for
     * a moment, which only a task that has ended says of itself.
     */
    public static Condition atRest(ConnectorCopy copy) {
        return () -> {
            Optional<ConnectorStatus> status = copy.findStatus();
            return status.isEmpty() && copy.isAbsent() ? Optional.empty() : notAtRest(copy, status);
        };
    }

    /** {@return what a status shows that is not so of a connector at rest} */
    static Optional<String> notAtRest(ConnectorCopy copy, Optional<ConnectorStatus> status) {
        QuiesceStrategy strategy = copy.quiesceStrategy();
        return status.filter(strategy::isShownBy).isPresent()
                ? Optional.empty()
                : Optional.of(copy + " is not " + strategy.state() + ": "
                        + status.map(ConnectorConditions::describe).orElse("no status"));
    }

    /**
     * No worker still waits for a task of the connector to end. The status says «stopped, no tasks» while tasks of other workers than
     * the leader make their last commit; each worker knows only of its own.
     */
    public static Condition noTaskAtWork(ConnectorCopy copy) {
        return () -> copy.hasTasksAtWork()
                ? Optional.of("a worker still waits for tasks of " + copy + " to end")
                : Optional.empty();
    }

    /** Nothing that is left of the connector's tasks can commit offsets any more. */
    public static Condition sealed(ConnectorCopy copy) {
        return () -> copy.offsets().fence().map(left -> "the offsets of " + copy + " may still change: " + left);
    }

    private static Condition stopped(ConnectorCopy copy) {
        return () -> {
            ConnectorStatus status = copy.status();
            return isStopped(status) ? Optional.empty() : Optional.of(copy + " is not stopped: " + describe(status));
        };
    }

    /**
     * The connector has been created and is stopped; right after its creation a worker may not know its status. One that shows as started
     * was created by another, in the time in which the answer of its creation was lost, or started by another.
     */
    public static Condition createdStopped(ConnectorCopy copy) {
        return () -> {
            Optional<ConnectorStatus> status = copy.findStatus();
            requireNotStarted(copy, status);
            return status.filter(shown -> shown.state() == ConnectorState.STOPPED && isStopped(shown))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(copy + " has been created but does not show as stopped");
        };
    }

    /**
     * Requires of a connector that was created stopped that nothing has started it.
     *
     * @throws StepFailedException if its status shows that it was started
     */
    public static void requireNotStarted(ConnectorCopy copy, Optional<ConnectorStatus> status) {
        if (showsStarted(copy, status)) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.TARGET_CHANGED,
                    copy + " was created or started outside this migration; it is " + describe(status.orElseThrow()),
                    "Find out what did; it is left as it is"));
        }
    }

    /** The connector has been created and has come to run; right after its creation a worker may not know its status. */
    public static Condition createdRunning(ConnectorCopy copy, Condition running) {
        return () -> copy.findStatus().isPresent()
                ? running.missing()
                : Optional.of(copy + " has been created but has no status yet");
    }

    /**
     * The connector is in that state, and so are all of its tasks: as many as it is configured to have. A connector that
     * runs has tasks if it had some before; one that was stopped and is paused has none until it runs again.
     */
    public static Condition in(
            ConnectorState state, ConnectorCopy copy, boolean hadTasks, UnaryOperator<String> withoutSecrets) {
        if (state == ConnectorState.STOPPED) {
            return stopped(copy);
        }
        boolean tasksExpected = hadTasks && state == ConnectorState.RUNNING;
        return () -> {
            ConnectorStatus status = copy.status();
            failOnFailedTask(copy, status, withoutSecrets);
            boolean there = (!status.tasks().isEmpty() || !tasksExpected)
                    && everyTaskIs(status, state)
                    && status.tasks().size() == copy.configuredTasks();
            return there ? Optional.empty() : Optional.of(copy + " is not " + state + ": " + describe(status));
        };
    }

    /** The connector, which had failed before, has been resumed, whether or not it has failed once more. */
    public static Condition resumedOrFailed(ConnectorCopy copy) {
        return () -> {
            ConnectorStatus status = copy.status();
            boolean there = status.state() == ConnectorState.FAILED || status.state() == ConnectorState.RUNNING;
            return there
                    ? unsettled(copy, status)
                    : Optional.of(copy + " is neither RUNNING nor FAILED, as it was: " + describe(status));
        };
    }

    /**
     * {@return whether the connector has been brought out of its rest} Not so a worker that dies, or one that takes over
     * another config: such a connector is unassigned for a moment, and then at rest as before.
     */
    public static boolean isStarted(ConnectorCopy copy) {
        return copy.find().isPresent() && showsStarted(copy, copy.findStatus());
    }

    /** {@return the same of a connector that is there, by its status} */
    public static boolean showsStarted(ConnectorCopy copy, Optional<ConnectorStatus> status) {
        return status.filter(shown -> unsettled(copy, shown).isEmpty())
                .filter(shown -> !copy.quiesceStrategy().isShownBy(shown))
                .isPresent();
    }

    /**
     * {@return the same, unless it has only been paused, and so copies nothing} So is a stopped connector left by a pause that a worker
     * does late.
     */
    public static boolean mayCopy(ConnectorCopy copy) {
        return isStarted(copy) && !isPaused(copy);
    }

    /** {@return whether the connector and every task that it has are paused} */
    static boolean isPaused(ConnectorCopy copy) {
        return copy.findStatus()
                .filter(status -> everyTaskIs(status, ConnectorState.PAUSED))
                .isPresent();
    }

    /** {@return whether the connector or one of its tasks has failed} */
    public static boolean hasFailed(ConnectorStatus status) {
        return status.state() == ConnectorState.FAILED
                || status.tasks().stream().anyMatch(task -> task.state() == ConnectorState.FAILED);
    }

    /** {@return whether the connector and each of its tasks have failed, so that nothing of it runs} */
    public static boolean isEverythingFailed(ConnectorStatus status) {
        return everyTaskIs(status, ConnectorState.FAILED);
    }

    /** {@return whether any part of the connector says that it runs} */
    public static boolean runs(ConnectorStatus status) {
        return status.state() == ConnectorState.RUNNING
                || status.tasks().stream().anyMatch(task -> task.state() == ConnectorState.RUNNING);
    }

    /**
     * {@return whether the connector has been stopped} One that has failed at its start goes on to show that it has: a worker takes
     * its tasks away, alters its offsets, and leaves the state as it is.
     */
    public static boolean isStopped(ConnectorStatus status) {
        return switch (status.state()) {
            case STOPPED -> status.tasks().stream().allMatch(task -> task.state() == ConnectorState.UNASSIGNED);
            case FAILED -> status.tasks().isEmpty();
            default -> false;
        };
    }

    /** {@return the states of a connector and its tasks, such as {@code RUNNING, tasks RUNNING FAILED}} */
    public static String describe(ConnectorStatus status) {
        List<String> tasks =
                status.tasks().stream().map(task -> task.state().name()).toList();
        return status.state() + (tasks.isEmpty() ? ", no tasks" : ", tasks " + String.join(" ", tasks));
    }

    private static boolean isSettled(ConnectorState state) {
        return switch (state) {
            case RUNNING, PAUSED, STOPPED, FAILED -> true;
            case UNASSIGNED, RESTARTING, UNKNOWN -> false;
        };
    }

    private static boolean isPausedOrFailed(ConnectorState state) {
        return state == ConnectorState.PAUSED || state == ConnectorState.FAILED;
    }

    private static boolean everyTaskIs(ConnectorStatus status, ConnectorState state) {
        return status.state() == state && status.tasks().stream().allMatch(task -> task.state() == state);
    }

    /** Throws if the connector or one of its tasks has failed. */
    public static void requireNotFailed(ConnectorCopy copy, UnaryOperator<String> withoutSecrets) {
        copy.findStatus().ifPresent(status -> failOnFailedTask(copy, status, withoutSecrets));
    }

    private static void failOnFailedTask(
            ConnectorCopy copy, ConnectorStatus status, UnaryOperator<String> withoutSecrets) {
        if (status.state() == ConnectorState.FAILED) {
            throw failed(copy + " failed", status.trace(), withoutSecrets);
        }
        for (TaskStatus task : status.tasks()) {
            if (task.state() == ConnectorState.FAILED) {
                throw failed("task " + task.id() + " of " + copy + " failed", task.trace(), withoutSecrets);
            }
        }
    }

    /** A stack trace begins with what went wrong, and may repeat anything that is in the config. */
    private static StepFailedException failed(
            String what, @Nullable String trace, UnaryOperator<String> withoutSecrets) {
        Optional<String> schema = SchemaFailure.in(trace);
        return new StepFailedException(Problem.error(
                ProblemCode.TASK_FAILED,
                what
                        + cause(trace, withoutSecrets)
                        + schema.map(line -> ", because of its schema: " + withoutSecrets.apply(line))
                                .orElse(""),
                schema.isPresent() ? SchemaFailure.REMEDY : "Mend what the worker's log says of it, then try again"));
    }

    private static String cause(@Nullable String trace, UnaryOperator<String> withoutSecrets) {
        return trace == null
                ? ""
                : ": " + withoutSecrets.apply(trace).lines().findFirst().orElse("");
    }

    /** {@return why a connector or one of its tasks has failed, in one line; empty if no worker says it} */
    public static String causeOfFailure(ConnectorStatus status, UnaryOperator<String> withoutSecrets) {
        return Stream.concat(Stream.of(Optional.ofNullable(status.trace())), traces(status))
                .flatMap(Optional::stream)
                .map(trace -> cause(trace, withoutSecrets))
                .findFirst()
                .orElse("");
    }

    private static Stream<Optional<String>> traces(ConnectorStatus status) {
        return status.tasks().stream().map(task -> Optional.ofNullable(task.trace()));
    }
}
