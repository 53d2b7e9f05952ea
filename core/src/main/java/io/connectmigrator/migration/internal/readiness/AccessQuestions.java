package io.connectmigrator.migration.internal.readiness;

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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether access control lists give the workers of the target what a connector needs. */
final class AccessQuestions {

    /** Settings of its clients with which a connector is another principal than its workers, or uses other brokers. */
    private static final Pattern OTHER_PRINCIPAL = Pattern.compile(
            "(producer|consumer|admin)\\.override\\.(security\\.protocol|sasl\\..+|ssl\\.key.+|bootstrap\\.servers)");

    private static final int SHOWN = 5;

    private AccessQuestions() {}

    static Optional<Finding> rights(ReviewedConnector connector) {
        Optional<KafkaView> view =
                connector.kafkas().under(connector.checkContext().targetCluster());
        if (view.isEmpty()) {
            return Optional.of(Finding.unknown(TopicQuestions.giveTopics(connector)));
        }
        List<String> others = connector.targetConfig().keys().stream()
                .filter(key -> OTHER_PRINCIPAL.matcher(key).matches())
                .toList();
        if (!others.isEmpty()) {
            return Optional.of(Finding.unknown(
                    "",
                    connector.seen("the config has " + String.join(", ", others)
                            + ", so that its clients need not be the principal of the workers")));
        }
        List<AccessRight> needed = needed(connector);
        if (needed.isEmpty()) {
            return Optional.of(Finding.unknown(
                    "make the topics known, see TOPIC_NAMES", connector.seen("its topics are not known")));
        }
        return Optional.of(view.get()
                .accessOfWorkers()
                .map(rules -> judged(connector, rules, needed))
                .orElseGet(() -> Finding.unknown(
                        "name the principal with KafkaTopics.builder(…).principalOfWorkers(…), and let the client DESCRIBE the"
                                + " cluster",
                        connector.seenOnTarget(
                                "no access control lists are seen: the principal of the workers is not named,"
                                        + " the client may not see them, or the brokers have none"))));
    }

    /** Of a source, the topics that it has written; it needs more where it creates topics, or is exactly once. */
    private static List<AccessRight> needed(ReviewedConnector connector) {
        Set<String> topics = TopicQuestions.topics(connector);
        List<AccessRight> needed = new ArrayList<>();
        topics.forEach(topic -> needed.add(
                new AccessRight(Resource.TOPIC, topic, connector.isSink() ? Operation.READ : Operation.WRITE)));
        if (connector.isSink() && !topics.isEmpty()) {
            needed.add(new AccessRight(Resource.GROUP, connector.group(), Operation.READ));
            ConnectorTopics.deadLetters(connector.targetConfig())
                    .ifPresent(topic -> needed.add(new AccessRight(Resource.TOPIC, topic, Operation.WRITE)));
        }
        return needed;
    }

    /** A super user needs no rule, and brokers do not name super users: what no rule allows is unknown, and can be declared. */
    private static Finding judged(ReviewedConnector connector, AccessRules rules, List<AccessRight> needed) {
        List<AccessRight> denied = of(Decision.DENIED, rules, needed);
        List<AccessRight> missing = of(Decision.NOT_ALLOWED, rules, needed);
        if (!denied.isEmpty()) {
            return Finding.contradicted(
                    "remove the rule",
                    connector.seenOnTarget("a rule denies " + rules.principal() + " " + shown(denied)));
        }
        if (!missing.isEmpty()) {
            return Finding.unknown(
                    "grant it, unless the principal is a super user",
                    connector.seenOnTarget("no rule allows " + rules.principal() + " " + shown(missing)));
        }
        if (isExactlyOnce(connector)) {
            return Finding.known(
                    "let it WRITE and DESCRIBE the transactional ids <group.id>-"
                            + connector.checkContext().targetNameIfKnown() + "-<task>",
                    connector.seenOnTarget(rules.principal() + " may " + shown(needed)));
        }
        return Finding.tested(connector.seenOnTarget(rules.principal() + " may " + shown(needed)));
    }

    private static boolean isExactlyOnce(ReviewedConnector connector) {
        return !connector.isSink()
                && connector
                        .checkContext()
                        .linted()
                        .targetWorkers()
                        .exactlyOnce()
                        .orElse(false);
    }

    private static List<AccessRight> of(Decision decision, AccessRules rules, List<AccessRight> needed) {
        return needed.stream().filter(right -> rules.decide(right) == decision).toList();
    }

    private static String shown(List<AccessRight> rights) {
        return rights.stream().limit(SHOWN).map(AccessRight::toString).collect(Collectors.joining(", "))
                + (rights.size() > SHOWN ? " and " + (rights.size() - SHOWN) + " more" : "");
    }
}
