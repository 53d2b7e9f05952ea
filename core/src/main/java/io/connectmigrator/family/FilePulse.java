package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files, and keeps in its own topic which of them it has completed. */
final class FilePulse extends DescribedFamily {

    private static final Setting ATTRIBUTES = Setting.of("offset.attributes.string");
    private static final Setting POLICY = Setting.of("offset.policy.class");
    private static final Setting DIRECTORY = Setting.of("fs.listing.directory.path");
    private static final Setting STATUS =
            Setting.of("tasks.file.status.storage.topic").orDefault("connect-file-pulse-status");
    private static final Setting STORAGE = Setting.of("tasks.file.status.storage.class");

    FilePulse() {
        super(
                "FilePulse source",
                Set.of("io.streamthoughts.kafka.connect.filepulse.source.FilePulseSourceConnector"),
                List.of(
                        Rule.warning(
                                ProblemCode.STATE_ELSEWHERE,
                                Conditions.targetGets(DIRECTORY),
                                "reads files in a directory of the worker",
                                "Make sure that all workers of the target see the same directory"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                statusInTopic().and(changes(STATUS)),
                                "gets another tasks.file.status.storage.topic, which does not know the files that are"
                                        + " completed",
                                "Leave the topic as it is"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                statusInTopic().and(FamilyMove::renames),
                                "gets another name, by which its status topic does not know the files that are completed:"
                                        + " those that are still in the directory are looked at again",
                                "Move completed files out of the directory first, or leave the name as it is"),
                        Rule.warning(
                                ProblemCode.STATE_ELSEWHERE,
                                statusInTopic()
                                        .and(toAnotherKafka())
                                        .and(changes(Setting.of("tasks.file.status.storage.bootstrap.servers"))
                                                .negate()),
                                "keeps the status of its files in a topic of the Kafka cluster that its config names, and the"
                                        + " target is on another Kafka cluster",
                                "Make sure that the workers of the target reach that Kafka cluster for as long as the"
                                        + " connector lives there"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                statusInTopic().and(changes(Setting.of("tasks.file.status.storage.bootstrap.servers"))),
                                "gets other tasks.file.status.storage.bootstrap.servers",
                                "Make sure that they lead to the same Kafka cluster, or that completed files are no longer in"
                                        + " the directory")));
    }

    private static Predicate<FamilyMove> statusInTopic() {
        return move -> !STORAGE.text(move.sourceConfig()).contains("InMemory");
    }

    /** The default for the attributes that identify a file differs between versions, so it is not known. */
    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        Optional<Set<String>> fields = ATTRIBUTES
                .known(config)
                .filter(attributes -> !attributes.isEmpty())
                .map(attributes -> Stream.of(attributes.toLowerCase(Locale.ROOT).split("\\+", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet()));
        return POLICY.isSet(config) ? Optional.empty() : fields.map(partition.keySet()::equals);
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its topic of file states", "the folders of its files");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }
}
