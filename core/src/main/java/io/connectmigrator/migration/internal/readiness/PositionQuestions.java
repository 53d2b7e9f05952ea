package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.migration.internal.connector.SinkKafka;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.TopicDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a sink, or a source that copies topics, reads next is still there, and for how long. */
final class PositionQuestions {

    private PositionQuestions() {}

    /**
     * Where a connector reads topics, and what it reads next.
     *
     * @param view the Kafka cluster that it reads; empty if its topics cannot be read
     * @param next by topic and partition, the offset that it reads next
     */
    private record Reading(Optional<KafkaView> view, Map<String, Map<Integer, Long>> next) {}

    /** {@return where it reads topics; empty if it reads none, or has not read any} */
    private static Optional<Reading> reading(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        Optional<Reading> reading = connector.isSink()
                ? Optional.of(new Reading(viewOfSink(connector), ConnectorTopics.readNext(offsetsOfSink(connector))))
                : ConnectorTopics.copiedFrom(connector.targetConfig())
                        .map(servers -> new Reading(
                                connector
                                        .kafkas()
                                        .reachedBy(servers, checkContext.sourceCluster(), checkContext.targetCluster()),
                                ConnectorTopics.copiedNext(checkContext.sourceOffsets())));
        return reading.filter(found -> !found.next().isEmpty());
    }

    /** {@return the offsets that a sink will have, as far as they are known} */
    private static OffsetSnapshot offsetsOfSink(ReviewedConnector connector) {
        return connector.isTranslated()
                ? connector.translated().snapshot()
                : connector.checkContext().sourceOffsets();
    }

    /** {@return where a sink will read, and has its consumer group: under the workers of the target, unless its config names brokers} */
    static Optional<KafkaView> viewOfSink(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        Optional<String> named = SinkKafka.named(connector.targetConfig());
        if (named.isPresent()) {
            return connector
                    .kafkas()
                    .reachedBy(named.get(), checkContext.sourceCluster(), checkContext.targetCluster());
        }
        Optional<KafkaView> target = connector.kafkas().under(checkContext.targetCluster());
        return target.isPresent() || !checkContext.onOneKafkaCluster()
                ? target
                : connector.kafkas().under(checkContext.sourceCluster());
    }

    static boolean isReadable(ReviewedConnector connector) {
        return reading(connector).flatMap(Reading::view).isPresent();
    }

    static Optional<Finding> sinkInRange(ReviewedConnector connector) {
        return connector.isSink()
                ? reading(connector)
                        .map(reading -> reading.view()
                                .map(view -> range(connector, view, reading.next()))
                                .orElseGet(() -> Finding.known(
                                        TopicQuestions.giveTopics(connector),
                                        connector.seenOnSource(
                                                "offsets in " + reading.next().size() + " topics"))))
                : Optional.empty();
    }

    static Optional<Finding> copierInRange(ReviewedConnector connector) {
        return connector.isSink()
                ? Optional.empty()
                : reading(connector)
                        .map(reading -> reading.view()
                                .map(view -> range(connector, view, reading.next()))
                                .orElseGet(() -> Finding.unknown(
                                        "give one of the clients the topics of the Kafka cluster that it copies, with"
                                                + " topics(KafkaTopics…)")));
    }

    private static Finding range(ReviewedConnector connector, KafkaView view, Map<String, Map<Integer, Long>> next) {
        List<Evidence> outside = new ArrayList<>();
        next.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> {
            Optional<OffsetRange> range = view.range(topic, partition);
            if (range.isEmpty()) {
                outside.add(connector.seen(topic + "-" + partition + " does not exist"));
            } else if (offset < range.get().start() || offset > range.get().end()) {
                outside.add(connector.seen(topic + "-" + partition + " has the records "
                        + range.get().start() + " to " + range.get().end() + ", and it reads " + offset + " next"));
            }
        }));
        return outside.isEmpty()
                ? Finding.tested(connector.seen("all of its offsets are in range, in " + next.size() + " topics"))
                : Finding.contradicted(
                        "find out whether the records are gone or were replaced; they will not be read by moving the"
                                + " connector",
                        first(outside));
    }

    private static Evidence[] first(List<Evidence> evidence) {
        return evidence.stream().limit(5).toArray(Evidence[]::new);
    }

    static Optional<Finding> lag(ReviewedConnector connector) {
        return reading(connector)
                .map(reading -> reading.view()
                        .map(view -> Finding.tested(connector.seen("lag of " + lag(view, reading.next()) + " records")))
                        .orElseGet(() -> Finding.unknown(TopicQuestions.giveTopics(connector))));
    }

    private static long lag(KafkaView view, Map<String, Map<Integer, Long>> next) {
        return next.entrySet().stream()
                .mapToLong(topic -> topic.getValue().entrySet().stream()
                        .mapToLong(partition -> view.range(topic.getKey(), partition.getKey())
                                .map(range -> Math.max(0, range.end() - partition.getValue()))
                                .orElse(0L))
                        .sum())
                .sum();
    }

    static Optional<Finding> window(ReviewedConnector connector) {
        return reading(connector)
                .map(reading -> reading.view()
                        .map(view -> window(connector, view, reading.next()))
                        .orElseGet(() -> Finding.unknown(TopicQuestions.giveTopics(connector))));
    }

    /** What is written while a copy is down has to be kept for the other one; so has what the source has not read yet. */
    private static Finding window(ReviewedConnector connector, KafkaView view, Map<String, Map<Integer, Long>> next) {
        Duration budget = connector.settings().downtimeBudget();
        Duration back = connector.settings().plan().rollbackWindow();
        Duration needed = budget.compareTo(back) > 0 ? budget : back;
        String why = budget.compareTo(back) > 0
                ? "it may be down for " + DurationText.of(budget) + " (downtimeBudget)"
                : "it may be brought back for " + DurationText.of(back) + " (rollbackWindow)";
        List<Evidence> tooShort = new ArrayList<>();
        List<Evidence> limited = new ArrayList<>();
        next.forEach((name, partitions) -> view.topic(name).ifPresent(topic -> {
            Optional<Duration> retention = KafkaView.retention(topic);
            if (retention.isPresent() && retention.get().compareTo(needed) < 0) {
                tooShort.add(connector.seen(
                        name + " keeps records for " + DurationText.of(retention.get()) + ", and " + why));
            } else if (retention.isPresent()) {
                partitions.forEach((partition, offset) -> {
                    if (isLost(view, topic, partition, offset, needed)) {
                        tooShort.add(connector.seen(name + "-" + partition + " deletes the records from " + offset
                                + " on too early: " + why));
                    }
                });
            }
            if (KafkaView.isLimitedInSize(topic)) {
                limited.add(connector.seen(name + " also deletes records when it is too large (retention.bytes)"));
            }
        }));
        if (!tooShort.isEmpty()) {
            return Finding.contradicted("keep records for longer, or choose a shorter time", first(tooShort));
        }
        return limited.isEmpty()
                ? Finding.tested(connector.seen("kept for long enough, since " + why))
                : Finding.known("make sure that its size allows for that time", first(limited));
    }

    private static boolean isLost(KafkaView view, TopicDescription topic, int partition, long next, Duration needed) {
        return view.keptFor(needed, topic, partition)
                .filter(kept -> kept > next)
                .isPresent();
    }

    /** The group of the source has no members once it is stopped. */
    static Optional<Finding> offsetsRetention(ReviewedConnector connector) {
        if (!connector.isSink()) {
            return Optional.empty();
        }
        Optional<KafkaView> view =
                connector.kafkas().under(connector.checkContext().sourceCluster());
        Duration back = connector.settings().plan().rollbackWindow();
        return Optional.of(view.map(brokers -> brokers.brokerNumber("offsets.retention.minutes")
                        .map(Duration::ofMinutes)
                        .map(retention -> {
                            Evidence evidence =
                                    connector.seenOnSource("brokers keep the offsets of a group without members for "
                                            + DurationText.of(retention) + "; it may be brought back for "
                                            + DurationText.of(back) + " (rollbackWindow)");
                            return retention.compareTo(back) < 0
                                    ? Finding.contradicted(
                                            "raise offsets.retention.minutes, or choose a shorter rollbackWindow",
                                            evidence)
                                    : Finding.tested(evidence);
                        })
                        .orElseGet(() -> Finding.unknown("")))
                .orElseGet(() -> Finding.unknown(TopicQuestions.giveTopics(connector))));
    }

    static boolean areSourceBrokersReadable(ReviewedConnector connector) {
        return connector
                .kafkas()
                .under(connector.checkContext().sourceCluster())
                .isPresent();
    }
}
