package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Optional;

/**
 * A stop that took as long as workers wait for a task to end. They give up on one that takes longer: its last commit may be left out, and
 * what it has delivered before is then delivered again by the task that goes on, wherever that runs.
 */
public final class SlowStop {

    /** {@code task.shutdown.graceful.timeout.ms} of workers whose properties do not say otherwise; REST does not show it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(5);

    private SlowStop() {}

    /** {@return whether workers may have given up on a task in a stop that took so long} */
    static boolean mayBeGivenUp(Duration took) {
        return took.compareTo(GIVEN_UP_AFTER) >= 0;
    }

    /**
     * {@return what is to be known of a stop; empty if it was quick, or each task is seen to end by itself}
     *
     * @param took from the request to stop until the connector showed as stopped without tasks
     */
    public static Optional<Problem> of(ConnectorCopy copy, Duration took) {
        return copy.offsets().seesTasksEnd()
                ? Optional.empty()
                : ifGivenUp(copy, took, " took " + took.toMillis() + " ms to stop");
    }

    /**
     * {@return what is to be known of a stop that an earlier call has asked for; empty if it was quick, or each task is seen to end by itself}
     *
     * @param before from the pause until the connector was found stopped
     */
    public static Optional<Problem> unseen(ConnectorCopy copy, Duration before) {
        return copy.offsets().seesTasksEnd()
                ? Optional.empty()
                : ifGivenUp(
                        copy,
                        before,
                        " was found stopped " + before.toMillis()
                                + " ms after an earlier call had paused it, which has not noted how long the stop took");
    }

    /**
     * {@return what is to be known of a stop that was not waited for to its end; empty if that was soon}
     *
     * @param after from the request to stop until the connector was started again
     */
    public static Optional<Problem> brokenOff(ConnectorCopy copy, Duration after) {
        return ifGivenUp(
                copy,
                after,
                " was not seen to have stopped " + after.toMillis() + " ms after the request, and is started again");
    }

    private static Optional<Problem> ifGivenUp(ConnectorCopy copy, Duration took, String what) {
        return mayBeGivenUp(took)
                ? Optional.of(Problem.warning(
                        ProblemCode.STOP_TOOK_LONG,
                        copy + what
                                + ": workers give up on a task after task.shutdown.graceful.timeout.ms, 5 s by default, and"
                                + " what such a task has delivered since its last commit is delivered again",
                        "Look for «Graceful stop of task … failed» in the logs of the workers of "
                                + copy.cluster().name()
                                + "; nothing to do if it is not there. Otherwise look for records that are there twice. A transport"
                                + " with a statusTopic sees whether each task has ended"))
                : Optional.empty();
    }
}
