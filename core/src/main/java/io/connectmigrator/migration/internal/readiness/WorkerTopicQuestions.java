package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.topic.TopicDescription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the topics in which workers keep configs, offsets and states are compacted: otherwise they forget them. */
final class WorkerTopicQuestions {

    private static final int CONFIGS_OFFSETS_STATES = 3;

    private static final String NAME_THEM =
            "give the clients of both sides KafkaOffsets with offsetTopic(…), configTopic(…) and statusTopic(…)";

    private WorkerTopicQuestions() {}

    static Optional<Finding> compacted(ReviewedConnector connector) {
        List<Finding> sides =
                sides(connector).map(cluster -> compacted(connector, cluster)).toList();
        return sides.stream()
                .filter(side -> side.kind() == Finding.Kind.FIXED)
                .findFirst()
                .or(() -> Optional.of(new Finding(
                        Finding.Kind.SEEN,
                        sides.stream().mapToInt(Finding::score).min().orElseThrow(),
                        sides.stream().flatMap(side -> side.evidence().stream()).toList(),
                        sides.stream().allMatch(side -> side.toRaise().isEmpty()) ? "" : NAME_THEM)));
    }

    private static Stream<ClusterFacts> sides(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        return Stream.of(checkContext.sourceCluster(), checkContext.targetCluster());
    }

    /** Where the topics are not named: workers from 2.6 on do not start with topics that they see are not compacted. */
    private static Finding compacted(ReviewedConnector connector, ClusterFacts cluster) {
        Set<String> names = new TreeSet<>(cluster.workerTopics());
        Optional<KafkaView> view = connector.kafkas().under(cluster);
        if (names.isEmpty() || view.isEmpty()) {
            return Finding.known(
                    NAME_THEM,
                    connector.seenOn(
                            cluster.toString(),
                            "the topics of the workers are not named; workers from 2.6 on look at them when they start"));
        }
        for (String name : names) {
            Optional<TopicDescription> topic = view.get().topic(name);
            if (topic.isEmpty()) {
                return Finding.contradicted(
                        "name the topics of these workers",
                        connector.seenOn(cluster.toString(), "there is no topic " + name));
            }
            String policy = topic.get().config().getOrDefault("cleanup.policy", "delete");
            if (!policy.equals("compact")) {
                return Finding.contradicted(
                        "set cleanup.policy=compact on it, and make sure that nothing is missing",
                        connector.seenOn(cluster.toString(), name + " has cleanup.policy=" + policy));
            }
        }
        Evidence evidence = connector.seenOn(cluster.toString(), "compacted: " + String.join(", ", names));
        return names.size() < CONFIGS_OFFSETS_STATES ? Finding.known(NAME_THEM, evidence) : Finding.tested(evidence);
    }

    /** {@return whether all of them are named, and can be looked at, on both sides} */
    static boolean areKnown(ReviewedConnector connector) {
        return sides(connector)
                .allMatch(cluster -> cluster.workerTopics().size() >= CONFIGS_OFFSETS_STATES
                        && connector.kafkas().under(cluster).isPresent());
    }
}
