package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.StartedWhenCreated;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** What the workers lack of REST must be there by another transport, and some things are beyond that as well. */
final class CapabilitiesCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<Problem> problems = new ArrayList<>();
        if (checkContext.source().offsets().given().isEmpty()) {
            examineSource(checkContext.sourceCluster(), problems);
        }
        if (checkContext.target().offsets().given().isEmpty()) {
            examineTarget(checkContext.targetCluster(), problems);
        }
        ConnectorState state = checkContext.sourceStatus().state();
        if (!checkContext.targetCluster().capabilities().initialState() && isHeldBack(state)) {
            problems.add(StartedWhenCreated.problem(checkContext.target(), state));
        }
        return problems;
    }

    private static void examineSource(ClusterFacts source, List<Problem> problems) {
        if (!source.capabilities().listOffsets()) {
            problems.add(missing(source, "list the offsets of a connector", "3.5"));
        } else if (!source.capabilities().alterOffsets()) {
            problems.add(Problem.warning(
                    ProblemCode.NO_WAY_BACK_OVER_REST,
                    source + " cannot alter offsets over REST (workers before 3.6)",
                    "Until the target is resumed everything can be undone; afterwards rollback(plan) cannot carry the"
                            + " target's offsets back, unless the client of the cluster is given its offset topic with"
                            + " offsetTransport(KafkaOffsets…)"));
        }
    }

    private static void examineTarget(ClusterFacts target, List<Problem> problems) {
        if (!target.capabilities().alterOffsets()) {
            problems.add(missing(target, "alter the offsets of a connector", "3.6"));
        }
        if (!target.capabilities().initialState()) {
            problems.add(missing(target, "create a connector that does not start at once", "3.7"));
        }
    }

    private static Problem missing(ClusterFacts cluster, String what, String since) {
        return Problem.error(
                ProblemCode.NOT_SUPPORTED,
                cluster + " (version " + cluster.worker().version() + ") cannot " + what
                        + " over REST; workers can since Kafka " + since,
                "Give the client of " + cluster + " its offset topic with offsetTransport(KafkaOffsets…), or upgrade"
                        + " the workers");
    }

    private static boolean isHeldBack(ConnectorState state) {
        return state == ConnectorState.PAUSED || state == ConnectorState.STOPPED;
    }
}
