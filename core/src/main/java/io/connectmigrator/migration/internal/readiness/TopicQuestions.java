package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.topic.TopicDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the topics of a connector are there, and alike on both sides. */
final class TopicQuestions {

    private TopicQuestions() {}

    static Optional<Finding> names(ReviewedConnector connector) {
        Set<String> used = connector.usedTopics();
        if (!used.isEmpty()) {
            return Optional.of(
                    Finding.tested(connector.seenOnSource("topics that the workers have seen it use: " + shown(used))));
        }
        Set<String> topics = topics(connector);
        return Optional.of(
                topics.isEmpty()
                        ? Finding.unknown(
                                "enable the tracking of topics on the workers (topic.tracking.enable)",
                                connector.seenOnSource("the workers name no topic that it has used"))
                        : Finding.known(
                                "enable the tracking of topics on the workers (topic.tracking.enable)",
                                connector.seenOnSource("topics of its config and offsets: " + shown(topics))));
    }

    static String shown(Set<String> topics) {
        List<String> first = topics.stream().sorted().limit(10).toList();
        return String.join(", ", first)
                + (topics.size() > first.size() ? " and " + (topics.size() - first.size()) + " more" : "");
    }

    /** {@return the topics that it will read as a sink, or write as a source} */
    static Set<String> topics(ReviewedConnector connector) {
        Set<String> topics = new TreeSet<>();
        ConnectorConfig config = connector.targetConfig();
        if (connector.isSink()) {
            topics.addAll(ConnectorTopics.named(config));
            topics.addAll(
                    connector.isTranslated()
                            ? connector.copies().keySet()
                            : ConnectorTopics.readNext(connector.checkContext().sourceOffsets())
                                    .keySet());
        } else {
            topics.addAll(ConnectorTopics.namedBySource(config));
            topics.addAll(connector.usedTopics());
        }
        ConnectorTopics.deadLetters(config).ifPresent(topics::remove);
        return topics;
    }

    /** {@return the Kafka clusters of both sides, if the topics of both can be read} */
    static Optional<Sides> sides(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        Optional<KafkaView> source = connector.kafkas().under(checkContext.sourceCluster());
        Optional<KafkaView> target = connector.kafkas().under(checkContext.targetCluster());
        if (checkContext.onOneKafkaCluster()) {
            return target.or(() -> source).map(only -> new Sides(only, only));
        }
        return source.flatMap(here -> target.map(there -> new Sides(here, there)));
    }

    /** Where the topics of both sides are, the same for both if they stand on one Kafka cluster. */
    record Sides(KafkaView source, KafkaView target) {

        /** {@return the topic on the source that belongs to one on the target} It has another name there if that is a copy. */
        Optional<TopicDescription> original(ReviewedConnector connector, String name) {
            return source.topic(connector.copies().getOrDefault(name, name));
        }
    }

    static boolean areReadable(ReviewedConnector connector) {
        return sides(connector).isPresent();
    }

    static boolean areReadableOnTarget(ReviewedConnector connector) {
        return connector
                .kafkas()
                .under(connector.checkContext().targetCluster())
                .isPresent();
    }

    /** {@return what helps where the topics of a cluster cannot be read} */
    static String giveTopics(ReviewedConnector connector) {
        return "give the clients of " + connector.checkContext().sourceCluster() + " and "
                + connector.checkContext().targetCluster() + " their topics with topics(KafkaTopics…)";
    }

    static Optional<Finding> partitions(ReviewedConnector connector) {
        Optional<Sides> sides = sides(connector);
        Set<String> topics = topics(connector);
        if (sides.isEmpty() || topics.isEmpty()) {
            return Optional.of(unread(connector, topics));
        }
        List<Evidence> created = new ArrayList<>();
        for (String name : topics) {
            Optional<TopicDescription> here = sides.get().original(connector, name);
            Optional<TopicDescription> there = sides.get().target().topic(name);
            if (there.isEmpty() && !isCreated(connector, sides.get().target())) {
                return Optional.of(
                        Finding.contradicted("create it there", connector.seenOnTarget("there is no topic " + name)));
            }
            if (there.isEmpty()) {
                created.add(connector.seenOnTarget("there is no topic " + name + "; it is created when it is written"));
            } else if (here.isPresent()
                    && here.get().partitions() != there.get().partitions()) {
                return Optional.of(Finding.contradicted(
                        "have the same number of partitions on both sides: records with one key would go to others",
                        connector.seenOnSource(inWords(here.get())),
                        connector.seenOnTarget(inWords(there.get()))));
            }
        }
        return Optional.of(
                created.isEmpty()
                        ? Finding.tested(
                                connector.seenOnTarget("as many partitions as on the source: " + shown(topics)))
                        : new Finding(
                                Finding.Kind.SEEN, 1, created, "create it there with the partitions of the source"));
    }

    /** {@return that nothing is known of its topics, and why} */
    static Finding unread(ReviewedConnector connector, Set<String> topics) {
        return topics.isEmpty()
                ? Finding.unknown("make the topics known, see TOPIC_NAMES", connector.seen("its topics are not known"))
                : Finding.unknown(giveTopics(connector));
    }

    private static String inWords(TopicDescription topic) {
        return topic.name() + " has " + topic.partitions() + " partitions";
    }

    /** {@return whether a topic is created when a source writes it first} */
    static boolean isCreated(ReviewedConnector connector, KafkaView target) {
        return !connector.isSink()
                && (connector.targetConfig().containsKey("topic.creation.default.partitions")
                        || target.brokersSay("auto.create.topics.enable", "true"));
    }

    static Optional<Finding> configs(ReviewedConnector connector) {
        Optional<Sides> sides = sides(connector);
        Set<String> topics = topics(connector);
        if (sides.isEmpty() || topics.isEmpty()) {
            return Optional.of(unread(connector, topics));
        }
        TopicComparison comparison = new TopicComparison(connector);
        Set<String> compared = new TreeSet<>();
        for (String name : topics) {
            sides.get().target().topic(name).ifPresent(there -> {
                comparison.compare(sides.get().original(connector, name).orElse(there), there);
                compared.add(name);
            });
        }
        return Optional.of(
                compared.isEmpty()
                        ? Finding.unknown(
                                "create the topics there", connector.seenOnTarget("none of the topics is there"))
                        : comparison.finding(shown(compared)));
    }

    /** Connect creates the topic itself if it is not there and it may. */
    static Optional<Finding> deadLetters(ReviewedConnector connector) {
        Optional<String> name = ConnectorTopics.deadLetters(connector.targetConfig());
        if (!connector.isSink() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(connector
                .kafkas()
                .under(connector.checkContext().targetCluster())
                .map(view -> view.topic(name.get())
                        .map(topic -> Finding.tested(connector.seenOnTarget(topic.name() + " has " + topic.replicas()
                                + " replicas, " + topic.inSync() + " in sync")))
                        .orElseGet(() -> Finding.known(
                                "create it; otherwise the connector does, if it has the rights and there are as many brokers"
                                        + " as errors.deadletterqueue.topic.replication.factor",
                                connector.seenOnTarget("there is no topic " + name.get()))))
                .orElseGet(() -> Finding.unknown(giveTopics(connector))));
    }

    static Optional<Finding> schemaHistory(ReviewedConnector connector) {
        return ConnectorTopics.schemaHistory(connector.targetConfig())
                .map(name -> historyView(connector)
                        .map(view -> history(connector, view, name))
                        .orElseGet(() -> Finding.unknown(giveTopics(connector))));
    }

    static boolean isHistoryReadable(ReviewedConnector connector) {
        return historyView(connector).isPresent();
    }

    private static Optional<KafkaView> historyView(ReviewedConnector connector) {
        ConnectorConfig config = connector.targetConfig();
        String servers = config.getOrDefault(
                "schema.history.internal.kafka.bootstrap.servers",
                config.getOrDefault("database.history.kafka.bootstrap.servers", ""));
        return connector
                .kafkas()
                .reachedBy(
                        servers,
                        connector.checkContext().sourceCluster(),
                        connector.checkContext().targetCluster());
    }

    private static Finding history(ReviewedConnector connector, KafkaView view, String name) {
        Optional<TopicDescription> topic = view.topic(name);
        if (topic.isEmpty()) {
            return Finding.contradicted(
                    "let the source run with its schema history first", connector.seen("there is no topic " + name));
        }
        boolean kept = topic.get().partitions() == 1
                && topic.get().config().getOrDefault("cleanup.policy", "delete").equals("delete")
                && KafkaView.retention(topic.get()).isEmpty()
                && !KafkaView.isLimitedInSize(topic.get());
        Evidence evidence = connector.seen(inWords(topic.get())
                + KafkaView.retention(topic.get())
                        .map(retention -> ", and keeps records for " + retention.toHours() + " h")
                        .orElse(""));
        return kept
                ? Finding.tested(evidence)
                : Finding.contradicted(
                        "it needs one partition, cleanup.policy=delete, retention.ms=-1 and retention.bytes=-1",
                        evidence);
    }
}
