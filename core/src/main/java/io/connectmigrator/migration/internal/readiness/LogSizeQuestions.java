package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.Figures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How large the topics of a connector are. */
final class LogSizeQuestions {

    private LogSizeQuestions() {}

    static Optional<Finding> sizes(ReviewedConnector connector) {
        Optional<TopicQuestions.Sides> sides = TopicQuestions.sides(connector);
        Set<String> topics = TopicQuestions.topics(connector);
        if (sides.isEmpty() || topics.isEmpty()) {
            return Optional.of(TopicQuestions.unread(connector, topics));
        }
        Map<String, String> copies = connector.copies();
        Set<String> originals =
                topics.stream().map(name -> copies.getOrDefault(name, name)).collect(Collectors.toSet());
        List<String> source = there(sides.get().source(), originals);
        List<String> target = there(sides.get().target(), topics);
        if (source.isEmpty() && target.isEmpty()) {
            return Optional.of(Finding.unknown("create the topics", connector.seen("none of the topics is there")));
        }
        boolean told =
                isTold(sides.get().source(), source) && isTold(sides.get().target(), target);
        boolean one = sides.get().source() == sides.get().target();
        return Optional.of(new Finding(
                Finding.Kind.SEEN,
                told ? 2 : 1,
                Stream.of(
                                connector.seenOnSource(inWords(sides.get().source(), source, told)),
                                connector.seenOnTarget(inWords(sides.get().target(), target, told)))
                        .limit(one ? 1 : 2)
                        .toList(),
                told ? "" : "grant the client DESCRIBE on the cluster, so that it sees sizes"));
    }

    private static List<String> there(KafkaView view, Set<String> topics) {
        return topics.stream().filter(name -> view.topic(name).isPresent()).toList();
    }

    private static boolean isTold(KafkaView view, List<String> topics) {
        return topics.stream().allMatch(name -> view.logSize(name).isPresent());
    }

    private static String inWords(KafkaView view, List<String> topics, boolean told) {
        String size = told
                ? Figures.bytes(topics.stream()
                        .mapToLong(name -> view.logSize(name).orElseThrow())
                        .sum())
                : Figures.count(topics.stream().mapToLong(view::offsets).sum(), "offset", "offsets");
        return size + " in " + Figures.count(topics.size(), "topic", "topics");
    }
}
