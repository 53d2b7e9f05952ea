package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Connectors that read the same as another one.
 *
 * @param certain those that do
 * @param unknown those of which it is not known
 * @param later sinks that do not, as far as there are topics now; of topics that come later it is not known
 * @param topics the topics that several sinks read
 * @param areTopicsKnown whether the topics of the Kafka cluster are known, as far as they are needed
 */
record Overlaps(
        Set<String> certain, Set<String> unknown, Set<String> later, List<String> topics, boolean areTopicsKnown) {

    /**
     * {@return what connectors read together}
     *
     * @param configs the configs of the connectors by name
     * @param partitions partitions that are known to exist
     * @param topics the topics of the Kafka cluster that they read, if they are sinks; empty if they are not known
     */
    static Overlaps of(
            Map<String, ConnectorConfig> configs,
            List<Map<String, @Nullable Object>> partitions,
            Optional<Set<String>> topics,
            ReshapeRules rules,
            Answers answers) {
        boolean areSinks = rules.isOfSinks();
        List<Map<String, @Nullable Object>> ofTopics =
                areSinks ? TopicNames.partitions(configs.values(), topics) : List.of();
        List<Map<String, @Nullable Object>> common = Stream.concat(partitions.stream(), ofTopics.stream())
                .filter(partition -> isReadTwice(configs, partition, answers))
                .toList();
        Set<String> certain = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> later = new LinkedHashSet<>();
        List<Map.Entry<String, ConnectorConfig>> all = List.copyOf(configs.entrySet());
        for (int i = 0; i < all.size(); i++) {
            ConnectorConfig config = all.get(i).getValue();
            for (Map.Entry<String, ConnectorConfig> other : all.subList(i + 1, all.size())) {
                Optional<Boolean> overlap = rules.overlap(config, other.getValue(), common);
                boolean isCompared = areSinks
                        && topics.isPresent()
                        && SinkTopics.selection(config).isPresent()
                        && SinkTopics.selection(other.getValue()).isPresent();
                if (overlap.orElse(true)) {
                    (overlap.isPresent() ? certain : isCompared ? later : unknown)
                            .addAll(List.of(all.get(i).getKey(), other.getKey()));
                }
            }
        }
        return new Overlaps(
                certain, unknown, later, areSinks ? TopicNames.of(common) : List.of(), !areSinks || topics.isPresent());
    }

    private static boolean isReadTwice(
            Map<String, ConnectorConfig> configs, Map<String, @Nullable Object> partition, Answers answers) {
        return configs.values().stream()
                        .filter(config -> answers.asksFor(config, partition).orElse(false))
                        .limit(2)
                        .count()
                > 1;
    }

    Stream<Problem> problems(boolean isError, String consequence, String remedy) {
        String which = topics.isEmpty() ? "" : TopicNames.inWords(topics);
        Stream<Problem> found = certain.isEmpty()
                ? Stream.empty()
                : Stream.of(problem(isError, named(certain) + " read the same" + which + consequence, remedy));
        Stream<Problem> possible = unknown.isEmpty()
                ? Stream.empty()
                : Stream.of(problem(
                        false,
                        "it is not known whether " + named(unknown) + " read the same" + consequence
                                + (areTopicsKnown ? "" : "; the topics of their Kafka cluster could not be looked up"),
                        areTopicsKnown
                                ? remedy
                                : remedy + "; a client with topics(KafkaTopics…) lets the topics be compared"));
        return Stream.concat(found, possible);
    }

    /** {@return what to know of topics that come later, if connectors stay several} */
    Stream<Problem> ofLaterTopics() {
        return later.isEmpty()
                ? Stream.empty()
                : Stream.of(new Problem(
                        ProblemCode.COVERAGE_OVERLAPS,
                        Severity.INFO,
                        named(later)
                                + " read no topic that is there now together; of topics that come later it is not known",
                        "Make sure that no name of a topic is matched by the topics.regex of both"));
    }

    private static String named(Set<String> connectors) {
        return Members.named(List.copyOf(connectors));
    }

    private static Problem problem(boolean isError, String message, String remedy) {
        return isError
                ? Problem.error(ProblemCode.COVERAGE_OVERLAPS, message, remedy)
                : Problem.warning(ProblemCode.COVERAGE_OVERLAPS, message, remedy);
    }
}
