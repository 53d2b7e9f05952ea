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
        return !mayBeGivenUp(took) || copy.offsets().seesTasksEnd()
                ? Optional.empty()
                : Optional.of(Problem.warning(
                        ProblemCode.STOP_TOOK_LONG,
                        copy + " took " + took.toMillis()
                                + " ms to stop: workers give up on a task after task.shutdown.graceful.timeout.ms, 5 s by default, and"
                                + " what such a task has delivered since its last commit is delivered again",
                        "Look for «Graceful stop of task … failed» in the logs of the workers of "
                                + copy.cluster().name()
                                + "; nothing to do if it is not there. Otherwise look for records that are there twice. A transport"
                                + " with a statusTopic sees whether each task has ended"));
    }
}
