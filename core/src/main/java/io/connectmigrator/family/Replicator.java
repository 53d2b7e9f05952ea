package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Copies topics of one Kafka cluster to another, and keeps the offset of the last record that it has copied. */
final class Replicator extends DescribedFamily {

    private static final Setting LISTED = Setting.of("topic.whitelist");
    private static final Setting MATCHED = Setting.of("topic.regex");
    private static final Setting EXCLUDED = Setting.of("topic.blacklist");
    private static final Set<String> FIELDS = Set.of("topic", "partition");

    Replicator() {
        super(
                "Confluent Replicator",
                Set.of("io.confluent.connect.replicator.ReplicatorSourceConnector"),
                ReplicatorRisks.rulesAnd(
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("src.kafka.bootstrap.servers")),
                                "gets other src.kafka.bootstrap.servers: its offsets are numbers of one Kafka cluster",
                                "Make sure that they lead to the same Kafka cluster"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("src.consumer.group.id")),
                                "gets another src.consumer.group.id, the group on the source Kafka cluster in which it"
                                        + " commits what it has copied",
                                "Leave src.consumer.group.id as it is, unless the new group has the same offsets")));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        if (!partition.keySet().equals(FIELDS) || !(partition.get("topic") instanceof String topic)) {
            return Optional.of(false);
        }
        Optional<List<String>> listed = LISTED.known(config).map(Settings::list);
        Optional<List<String>> excluded = EXCLUDED.known(config).map(Settings::list);
        Optional<Pattern> matched =
                MATCHED.known(config).flatMap(regex -> Settings.anyOf(regex.isEmpty() ? List.of() : List.of(regex)));
        return listed.isEmpty() || excluded.isEmpty() || matched.isEmpty()
                ? Optional.empty()
                : Optional.of(!excluded.get().contains(topic)
                        && (listed.get().contains(topic)
                                || matched.get().matcher(topic).matches()));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its consumer group on the source Kafka cluster");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byNumber("offset"));
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        Optional<List<String>> listed = LISTED.known(config).map(Settings::list);
        Optional<List<String>> excluded = EXCLUDED.known(config).map(Settings::list);
        Optional<List<String>> matched = MATCHED.known(config)
                .map(regex -> regex.isEmpty() ? List.<String>of() : List.of(regex))
                .filter(regexes -> Settings.anyOf(regexes).isPresent());
        return listed.isEmpty() || excluded.isEmpty() || matched.isEmpty()
                ? Optional.empty()
                : Optional.of(new Selection(listed.get(), matched.get(), List.of()).without(excluded.get()));
    }

    /** It reads what is in the list or matches the regular expression. */
    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(ConfigUnion.ofEqual()
                .with(
                        new UnitedList(LISTED, false, true),
                        new UnitedPattern(MATCHED, true),
                        new ExcludedNames(EXCLUDED, false, this::selection)));
    }
}
