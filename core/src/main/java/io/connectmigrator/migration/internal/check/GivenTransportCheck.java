package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A transport that a client was given must be of the same cluster as the client. */
final class GivenTransportCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<Problem> problems = new ArrayList<>();
        onOtherKafka(checkContext.sourceCluster(), checkContext.source().offsets())
                .ifPresent(problems::add);
        onOtherKafka(checkContext.targetCluster(), checkContext.target().offsets())
                .ifPresent(problems::add);
        blind(checkContext).ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> onOtherKafka(ClusterFacts cluster, CopyOffsets offsets) {
        String workers = cluster.worker().kafkaClusterId();
        return cluster.kafkaOfTransport()
                .filter(id -> !workers.isEmpty() && !id.equals(workers))
                .map(id -> wrong(
                        cluster,
                        offsets,
                        "is on Kafka cluster " + id + ", but the workers stand on Kafka cluster " + workers));
    }

    /** A wrong topic holds nothing of the connector, which looks just like a connector that has committed nothing. */
    private static Optional<Problem> blind(CheckContext checkContext) {
        CopyOffsets source = checkContext.source().offsets();
        boolean bothAnswer = source.given().isPresent() && source.capabilities().listOffsets();
        if (!bothAnswer || !checkContext.sourceOffsets().isEmpty()) {
            return Optional.empty();
        }
        OffsetSnapshot overRest = source.listOverRest();
        // It may have committed its first offsets just now.
        return overRest.isEmpty() || !source.peek().isEmpty()
                ? Optional.empty()
                : Optional.of(wrong(
                        checkContext.sourceCluster(),
                        source,
                        "has no offsets of '" + checkContext.connector() + "', but the workers list " + overRest));
    }

    private static Problem wrong(ClusterFacts cluster, CopyOffsets offsets, String what) {
        return Problem.error(
                ProblemCode.WRONG_TRANSPORT,
                "the transport of " + cluster + ", "
                        + offsets.given().map(OffsetTransport::toString).orElse("") + ", " + what,
                "Give the client of " + cluster
                        + " the transport of its own cluster, for sinks with the consumerGroupId(…) of its"
                        + " workers if they have one");
    }
}
