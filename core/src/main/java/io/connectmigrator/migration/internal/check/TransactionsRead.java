package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.migration.internal.connector.ReadableTopics;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.Severity;
import io.connectmigrator.topic.ClusterTopics;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the topics that a connector reads have records of transactions. Then a consumer that is not read_committed does harm, and a
 * warning about it becomes an error. Where the topics cannot be looked at, it stays a warning.
 */
final class TransactionsRead {

    private final CheckContext checkContext;

    TransactionsRead(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    /** {@return what becomes of a problem; nothing if it is known that the topics of a sink have no transactions} */
    Stream<Problem> judge(Problem problem) {
        DuplicateRule rule = problem.rule();
        if (rule == DuplicateRule.D1) {
            return Stream.of(copied(problem, "src.kafka.bootstrap.servers"));
        }
        if (rule == DuplicateRule.D2) {
            return Stream.of(copied(problem, "source.cluster.bootstrap.servers"));
        }
        return rule == DuplicateRule.D11 ? delivered(problem) : Stream.of(problem);
    }

    /** A connector that copies topics reads the Kafka cluster that its config names. */
    private Problem copied(Problem problem, String servers) {
        String address = checkContext.targetConfig().getOrDefault(servers, "");
        return transactional(topics -> topics.isReachedBy(address), "topic")
                .filter(found -> !found.isEmpty())
                .map(found -> certain(problem, found))
                .orElse(problem);
    }

    private Stream<Problem> delivered(Problem problem) {
        Optional<Set<String>> transactional = transactional(topics -> true, "kafka_topic");
        return transactional
                .map(found -> found.isEmpty() ? Stream.<Problem>empty() : Stream.of(certain(problem, found)))
                .orElseGet(() -> Stream.of(problem));
    }

    private static Problem certain(Problem problem, Set<String> topics) {
        return new Problem(
                problem.code(),
                Severity.ERROR,
                problem.message() + "; of the topics that it reads, these have records of transactions: "
                        + String.join(", ", topics),
                problem.remedy(),
                problem.rule());
    }

    /** {@return the topics with transactions; empty if nothing can be known of the topics, or of the Kafka cluster} */
    private Optional<Set<String>> transactional(Predicate<ClusterTopics> ofThatKafka, String field) {
        Set<String> topics = topics(field);
        Optional<ClusterTopics> readable = new ReadableTopics(checkContext).find(ofThatKafka);
        if (topics.isEmpty() || readable.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TreeSet<>(readable.get().transactional(topics)));
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    /** {@return the topics of its offsets, and those that a sink names in its config} */
    private Set<String> topics(String field) {
        Stream<String> named =
                checkContext.isSink() ? ConnectorTopics.named(checkContext.targetConfig()).stream() : Stream.empty();
        Stream<String> read = checkContext.sourceOffsets().offsets().stream()
                .map(offset -> offset.partition().get(field))
                .filter(Objects::nonNull)
                .map(String::valueOf);
        return Stream.concat(named, read).collect(Collectors.toSet());
    }
}
