package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may go wrong when a Debezium connector is forked, each part of which goes on from the same position with some of the tables. */
final class ForkRules {

    private static final Setting SNAPSHOT_MODE = Setting.of("snapshot.mode").orDefault("initial");
    private static final Setting ON_ERROR = Setting.of("snapshot.mode.configuration.based.snapshot.on.data.error");
    private static final Setting SERVER = Setting.of("topic.prefix", "database.server.name");
    private static final Setting METRIC_TAGS = Setting.of("custom.metric.tags");

    private ForkRules() {}

    /**
     * {@return what may go wrong}
     *
     * @param own settings whose values belong to one connector
     */
    static Stream<Problem> problems(String family, FamilySplit split, List<Setting> own) {
        return Stream.of(
                        snapshots(family, split),
                        own.stream().flatMap(setting -> shared(setting, split)),
                        history(split),
                        readsAgain(split),
                        metrics(split))
                .flatMap(problems -> problems);
    }

    private static Stream<Problem> snapshots(String family, FamilySplit split) {
        boolean runs = anyOffset(split, Debezium::initialSnapshotRuns)
                || anyOffset(split, Debezium::blockingSnapshotRuns)
                || anyOffset(split, ForkRules::incrementalSnapshotRuns);
        return runs
                ? Stream.of(Problem.error(
                        ProblemCode.SNAPSHOT_RUNNING,
                        "connector '" + split.connector() + "' (" + family
                                + ") has not finished a snapshot, which each of its parts would take again or go on with",
                        "Wait until the snapshot is through, or stop it"))
                : Stream.empty();
    }

    private static boolean incrementalSnapshotRuns(Map<String, @Nullable Object> offset) {
        Object collections = offset.get("incremental_snapshot_collections");
        return collections != null && !collections.equals("[]") && !collections.equals("");
    }

    private static boolean anyOffset(FamilySplit split, Predicate<Map<String, @Nullable Object>> condition) {
        return split.offsets().offsets().stream()
                .map(ConnectorOffset::offset)
                .filter(Objects::nonNull)
                .anyMatch(condition);
    }

    static Stream<Problem> shared(Setting setting, FamilySplit split) {
        List<String> sharing = sharing(setting, split.children());
        return sharing.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.error(
                        ProblemCode.STATE_IN_USE,
                        Members.named(sharing) + " have the same "
                                + setting.keys().get(0) + ", which belongs to one connector",
                        "Give each of them its own"));
    }

    /** {@return the connectors that have a value of a setting in common with another one} */
    static List<String> sharing(Setting setting, Map<String, ConnectorConfig> children) {
        Map<String, Set<String>> byValue = new LinkedHashMap<>();
        children.forEach((name, config) -> byValue.computeIfAbsent(setting.text(config), first -> new LinkedHashSet<>())
                .add(name));
        byValue.remove("");
        return byValue.values().stream()
                .filter(names -> names.size() > 1)
                .flatMap(Set::stream)
                .toList();
    }

    /** {@return the children that get another value of a setting than the connector has} */
    static List<String> changing(Setting setting, FamilySplit split) {
        return split.children().entrySet().stream()
                .filter(child -> !setting.text(child.getValue()).equals(setting.text(split.config())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Stream<Problem> history(FamilySplit split) {
        List<String> changed = changing(SchemaHistory.TOPIC, split);
        return changed.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.warning(
                        ProblemCode.STATE_ELSEWHERE,
                        Members.named(changed)
                                + " have a schema history topic of their own, which must be a whole copy of that of '"
                                + split.connector() + "' when they start",
                        "Copy the topic while '" + split.connector()
                                + "' is stopped, in the hook before the parts are resumed"));
    }

    private static Stream<Problem> readsAgain(FamilySplit split) {
        List<String> again = split.children().entrySet().stream()
                .filter(child -> snapshotsOnMissingSchema(child.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return again.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.warning(
                        ProblemCode.READS_AGAIN,
                        Members.named(again)
                                + " have a snapshot.mode that takes a snapshot of all their tables if the position or the"
                                + " schema history is not what they need",
                        "Set config(\"snapshot.mode\", \"initial\"), with which they fail instead"));
    }

    private static boolean snapshotsOnMissingSchema(ConnectorConfig config) {
        String mode = SNAPSHOT_MODE.text(config).toLowerCase(Locale.ROOT);
        return mode.equals("when_needed")
                || (mode.equals("configuration_based") && ON_ERROR.text(config).equalsIgnoreCase("true"));
    }

    private static Stream<Problem> metrics(FamilySplit split) {
        List<String> alike = sharing(SERVER, split.children());
        boolean areTagged = sharing(METRIC_TAGS, split.children()).isEmpty()
                && split.children().values().stream().allMatch(METRIC_TAGS::isSet);
        return alike.isEmpty() || areTagged
                ? Stream.empty()
                : Stream.of(new Problem(
                        ProblemCode.STATE_IN_USE,
                        Severity.INFO,
                        Members.named(alike)
                                + " have the same names of metrics: on one worker, each but the first starts about 55 s"
                                + " later, and without metrics",
                        "Set config(\"custom.metric.tags\", …) to something else for each, from Debezium 2.3 on"));
    }
}
