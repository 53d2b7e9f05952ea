package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.topic.TopicDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the topics of one connector are configured on both sides. */
final class TopicComparison {

    /** Where these differ, records are kept or ordered in another way. */
    private static final List<String> EQUAL = List.of("cleanup.policy", "message.timestamp.type");

    private static final Set<String> LIKE =
            Set.of("retention.bytes", "min.insync.replicas", "max.message.bytes", "compression.type");

    private final ReviewedConnector connector;
    private final List<Evidence> contradictions = new ArrayList<>();
    private final List<Evidence> differences = new ArrayList<>();

    TopicComparison(ReviewedConnector connector) {
        this.connector = connector;
    }

    void compare(TopicDescription source, TopicDescription target) {
        EQUAL.forEach(key -> note(key, source, target, contradictions));
        LIKE.forEach(key -> note(key, source, target, differences));
        retention(source, target);
        long inSync =
                KafkaView.number(target.config().get("min.insync.replicas")).orElse(1L);
        if (target.inSync() < inSync) {
            contradictions.add(connector.seenOnTarget(
                    target.name() + " has " + target.inSync() + " replicas in sync, and needs " + inSync));
        }
        Optional<Long> written = KafkaView.number(connector.targetConfig().get("producer.override.max.request.size"));
        Optional<Long> taken = KafkaView.number(target.config().get("max.message.bytes"));
        if (written.isPresent() && taken.isPresent() && written.get() > taken.get()) {
            contradictions.add(connector.seenOnTarget(target.name()
                    + " takes records of " + taken.get() + " bytes, and producer.override.max.request.size is "
                    + written.get()));
        }
    }

    private void note(String key, TopicDescription source, TopicDescription target, List<Evidence> notes) {
        String here = source.config().getOrDefault(key, "");
        String there = target.config().getOrDefault(key, "");
        if (!here.equals(there)) {
            notes.add(connector.seenOnTarget(
                    target.name() + " has " + key + "=" + there + ", and " + here + " on the source"));
        }
    }

    private void retention(TopicDescription source, TopicDescription target) {
        Optional<Duration> here = KafkaView.retention(source);
        Optional<Duration> there = KafkaView.retention(target);
        if (here.equals(there)) {
            return;
        }
        boolean shorter = there.isPresent() && (here.isEmpty() || there.get().compareTo(here.get()) < 0);
        note("retention.ms", source, target, shorter ? contradictions : differences);
    }

    Finding finding(String topics) {
        if (!contradictions.isEmpty()) {
            return Finding.contradicted(
                    "configure the topic on the target as on the source", contradictions.toArray(Evidence[]::new));
        }
        return differences.isEmpty()
                ? Finding.tested(connector.seenOnTarget("configured as on the source: " + topics))
                : Finding.known(
                        "configure the topic on the target as on the source", differences.toArray(Evidence[]::new));
    }
}
