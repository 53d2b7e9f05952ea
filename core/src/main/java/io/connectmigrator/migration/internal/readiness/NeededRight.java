package io.connectmigrator.migration.internal.readiness;

import static java.util.stream.Collectors.joining;

import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.topic.AccessRight;
import io.connectmigrator.topic.AccessRight.Operation;
import io.connectmigrator.topic.AccessRight.Resource;
import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.AccessRules.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the workers of the target have to be allowed for a connector.
 *
 * @param either rights of which any one is enough
 * @param remedy what lets it be known exactly; empty if it is
 */
record NeededRight(List<AccessRight> either, String remedy) {

    private static NeededRight of(Resource resource, String name, Operation operation) {
        return new NeededRight(List.of(new AccessRight(resource, name, operation)), "");
    }

    /** The right to create any topic of the cluster is enough. */
    private static NeededRight toCreate(String topic) {
        return new NeededRight(
                List.of(
                        new AccessRight(Resource.TOPIC, topic, Operation.CREATE),
                        new AccessRight(Resource.CLUSTER, AccessRight.CLUSTER_NAME, Operation.CREATE)),
                "");
    }

    /** {@return what a connector needs for its topics; nothing if these are not known} */
    static List<NeededRight> of(ReviewedConnector connector, KafkaView view) {
        Set<String> topics = TopicQuestions.topics(connector);
        if (topics.isEmpty()) {
            return List.of();
        }
        List<NeededRight> needed = new ArrayList<>();
        topics.forEach(
                topic -> needed.add(of(Resource.TOPIC, topic, connector.isSink() ? Operation.READ : Operation.WRITE)));
        if (connector.isSink()) {
            needed.add(of(Resource.GROUP, connector.group(), Operation.READ));
            Optional<String> deadLetters = ConnectorTopics.deadLetters(connector.targetConfig());
            deadLetters.ifPresent(topic -> needed.add(of(Resource.TOPIC, topic, Operation.WRITE)));
            created(view, deadLetters.stream()).forEach(needed::add);
        } else {
            if (TopicQuestions.isCreated(connector, view)) {
                created(view, topics.stream()).forEach(needed::add);
            }
            needed.addAll(transactional(connector, view));
        }
        return needed;
    }

    private static Stream<NeededRight> created(KafkaView view, Stream<String> topics) {
        return topics.filter(topic -> view.topic(topic).isEmpty()).map(NeededRight::toCreate);
    }

    /** A task that is exactly once writes with the transactional id {@code <group.id>-<connector>-<task>}. */
    private static List<NeededRight> transactional(ReviewedConnector connector, KafkaView view) {
        boolean isExactlyOnce = connector
                .checkContext()
                .configs()
                .linted()
                .targetWorkers()
                .exactlyOnce()
                .orElse(false);
        if (!isExactlyOnce) {
            return List.of();
        }
        String ofConnector = "-" + connector.checkContext().targetNameIfKnown() + "-";
        Optional<String> group = view.groupOfWorkers();
        if (group.isEmpty()) {
            String anyGroup = "<group.id>" + ofConnector + "<task>";
            return List.of(new NeededRight(
                    List.of(new AccessRight(Resource.TRANSACTIONAL_ID, anyGroup, Operation.WRITE)),
                    "let it WRITE and DESCRIBE the transactional ids " + anyGroup
                            + ", and name the group.id with KafkaTopics.builder(…).groupOfWorkers(…)"));
        }
        return IntStream.range(0, tasks(connector))
                .mapToObj(task -> of(Resource.TRANSACTIONAL_ID, group.get() + ofConnector + task, Operation.WRITE))
                .toList();
    }

    private static int tasks(ReviewedConnector connector) {
        return KafkaView.number(connector.targetConfig().get("tasks.max"))
                .orElse(1L)
                .intValue();
    }

    /** {@return what the rules say of it: denied only if each of its rights is not allowed and one is denied} */
    Decision decide(AccessRules rules) {
        List<Decision> decisions = either.stream().map(rules::decide).toList();
        if (decisions.contains(Decision.ALLOWED)) {
            return Decision.ALLOWED;
        }
        return decisions.contains(Decision.DENIED) ? Decision.DENIED : Decision.NOT_ALLOWED;
    }

    @Override
    public String toString() {
        return either.stream().map(AccessRight::toString).collect(joining(" or "));
    }
}
