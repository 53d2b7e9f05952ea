package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.AccessRules.Decision;
import java.util.List;
import java.util.Optional;
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
        List<NeededRight> needed = NeededRight.of(connector, view.get());
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

    /** A super user needs no rule, and brokers do not name super users: what no rule allows is unknown, and can be declared. */
    private static Finding judged(ReviewedConnector connector, AccessRules rules, List<NeededRight> needed) {
        List<NeededRight> denied = of(Decision.DENIED, rules, needed);
        List<NeededRight> missing = of(Decision.NOT_ALLOWED, rules, needed);
        List<NeededRight> unnamed =
                missing.stream().filter(right -> !right.remedy().isEmpty()).toList();
        if (!denied.isEmpty()) {
            return Finding.contradicted(
                    "remove the rule",
                    connector.seenOnTarget("a rule denies " + rules.principal() + " " + shown(denied)));
        }
        if (missing.size() > unnamed.size()) {
            return Finding.unknown(
                    "grant it, unless the principal is a super user",
                    connector.seenOnTarget("no rule allows " + rules.principal() + " " + shown(missing)));
        }
        List<NeededRight> allowed = of(Decision.ALLOWED, rules, needed);
        Evidence evidence = connector.seenOnTarget(rules.principal() + " may " + shown(allowed));
        return unnamed.isEmpty()
                ? Finding.tested(evidence)
                : Finding.known(unnamed.get(0).remedy(), evidence);
    }

    private static List<NeededRight> of(Decision decision, AccessRules rules, List<NeededRight> needed) {
        return needed.stream().filter(right -> right.decide(rules) == decision).toList();
    }

    private static String shown(List<NeededRight> rights) {
        return rights.stream().limit(SHOWN).map(NeededRight::toString).collect(Collectors.joining(", "))
                + (rights.size() > SHOWN ? " and " + (rights.size() - SHOWN) + " more" : "");
    }
}
