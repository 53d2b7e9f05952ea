package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Source and target must be two Connect clusters, unless one client stands for both and connectors get other names. One cluster under two URLs gives itself away: it has the very
 * connector, on the very worker; or both clients were given the same offset topic.
 */
final class DifferentClustersCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (checkContext.plan().isInPlace()) {
            return List.of();
        }
        return commonMark(checkContext)
                .or(() -> sameWorker(checkContext))
                .map(
                        common -> Problem.error(
                                ProblemCode.SAME_CLUSTER,
                                checkContext.sourceCluster() + " and " + checkContext.targetCluster() + " both have "
                                        + common + ": they are one Connect cluster under two URLs",
                                "Give the plan another target; to rename connectors where they are, give it one client for both"))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<String> commonMark(CheckContext checkContext) {
        Set<String> marks = identity(checkContext.target());
        return identity(checkContext.source()).stream()
                .filter(marks::contains)
                .sorted()
                .findFirst();
    }

    private static Set<String> identity(ConnectorCopy copy) {
        return copy.offsets().given().map(OffsetTransport::clusterIdentity).orElse(Set.of());
    }

    private static Optional<String> sameWorker(CheckContext checkContext) {
        if (checkContext.onTwoKafkaClusters()) {
            return Optional.empty();
        }
        String worker = checkContext.sourceStatus().workerId();
        return checkContext
                .targetCluster()
                .findStatus(checkContext.connector())
                .filter(other -> other.workerId().equals(worker))
                .map(other -> "connector '" + checkContext.connector() + "' on worker " + worker);
    }
}
