package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.TopicDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the topics of a source that comes to another Kafka cluster have as many partitions there: producers choose the partition by
 * the key and that number. It needs clients that can read the topics of both Kafka clusters.
 */
final class TopicPartitionsCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (checkContext.isSink() || !checkContext.writesToTwoKafkaClusters()) {
            return List.of();
        }
        Optional<ClusterTopics> from = checkContext.sourceCluster().topics();
        Optional<ClusterTopics> to = checkContext.targetCluster().topics();
        Set<String> used = from.isPresent() && to.isPresent()
                ? checkContext.sourceCluster().topics(checkContext.connector())
                : Set.of();
        if (used.isEmpty()) {
            return List.of();
        }
        Map<String, TopicDescription> here = from.orElseThrow().describe(used);
        Map<String, TopicDescription> there = to.orElseThrow().describe(used);
        List<Problem> problems = new ArrayList<>();
        here.forEach((name, topic) -> {
            TopicDescription other = there.get(name);
            if (other != null && other.partitions() != topic.partitions()) {
                problems.add(differs(checkContext, topic, other));
            }
        });
        return problems;
    }

    private static Problem differs(CheckContext checkContext, TopicDescription here, TopicDescription there) {
        return Problem.error(
                ProblemCode.MIRROR_PARTITIONS_DIFFER,
                "topic '" + here.name() + "' of '" + checkContext.connector() + "' has " + here.partitions()
                        + " partitions on the Kafka cluster of " + checkContext.sourceCluster() + " and "
                        + there.partitions()
                        + " on that of " + checkContext.targetCluster()
                        + ": records of one key would go to another partition than before",
                "Give the topic as many partitions there, before anything else is in it");
    }
}
