package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.migration.internal.check.OperatorHints.Hint;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator resumes a source that it finds stopped, and deletes a connector on the target that it does not know. A plan that settles
 * and watches notices both. Asks the clusters for nothing that other checks do not ask for.
 */
final class OperatorCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<Problem> found = new ArrayList<>();
        sourceHint(checkContext).ifPresent(hint -> found.add(ofSource(checkContext, hint)));
        targetHint(checkContext).ifPresent(hint -> found.add(ofTarget(checkContext, hint)));
        return found;
    }

    private static Optional<Hint> sourceHint(CheckContext checkContext) {
        ConnectorConfig config = checkContext.sourceConnector().config();
        return OperatorHints.ofWorkers(workers(checkContext.sourceStatus()))
                .or(() -> OperatorHints.ofUrls(checkContext.plan().source().urls()))
                .or(() -> OperatorHints.ofValues(config.toMap().values().stream()
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static Optional<Hint> targetHint(CheckContext checkContext) {
        ConnectClient target = checkContext.plan().target();
        return target == null ? Optional.empty() : OperatorHints.ofUrls(target.urls());
    }

    private static Stream<String> workers(ConnectorStatus status) {
        return Stream.concat(
                Stream.of(status.workerId()), status.tasks().stream().map(TaskStatus::workerId));
    }

    private static Problem ofSource(CheckContext checkContext, Hint hint) {
        return Problem.warning(
                        ProblemCode.OPERATED_MAYBE,
                        owned(checkContext.sourceCluster().toString(), hint) + ": it would resume '"
                                + checkContext.connector() + "' while or after it is moved, so that both copies run",
                        "Let the operator leave the connector alone before it is moved: "
                                + hint.pauseCommand(checkContext.connector())
                                + "; both copies are watched for 130 s after the move unless the plan says watch(…)")
                .by(DuplicateRule.D25);
    }

    private static Problem ofTarget(CheckContext checkContext, Hint hint) {
        return Problem.warning(
                ProblemCode.OPERATED_MAYBE,
                owned(checkContext.targetCluster().toString(), hint)
                        + ": it deletes a connector that it has no resource for",
                "Apply a resource that the operator leaves alone first, as KubernetesManifests writes it: "
                        + hint.kubectl() + " apply -f " + checkContext.target().connector()
                        + ".yaml; and let the plan settle(Duration.ofSeconds(130))");
    }

    private static String owned(String cluster, Hint hint) {
        return "the connectors of " + cluster + " may be owned by " + hint.operator() + ", since " + hint.evidence();
    }
}
