package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anyOffset;
import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.changesAny;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The common part of all connectors of Debezium. */
abstract class Debezium extends DescribedFamily {

    private static final String SNAPSHOT_MODE = "snapshot.mode";
    private static final String BY_CONFIGURATION = "snapshot.mode.configuration.based.snapshot.";
    private static final Set<String> NO_SNAPSHOT = Set.of("false", "incremental", "null");
    private static final String BLOCKING_SNAPSHOT = "blocking";

    private static final List<NameLists> OUTER = List.of(NameLists.of("database"), NameLists.of("schema"));

    private static final List<Rule> COMMON = List.of(
            Rule.error(
                    ProblemCode.SNAPSHOT_RUNNING,
                    anyOffset(Debezium::initialSnapshotRuns),
                    "has not finished its initial snapshot: a snapshot that is interrupted begins again, and every row that"
                            + " it has read already is read twice",
                    "Wait until the snapshot is through, or let the plan accept that its rows are read again"),
            Rule.error(
                    ProblemCode.SNAPSHOT_RUNNING,
                    anyOffset(Debezium::blockingSnapshotRuns),
                    "has not finished a blocking snapshot: one that is interrupted is not continued, and the rows that it has"
                            + " not read are left out",
                    "Wait until the snapshot is through"),
            Rule.error(
                            ProblemCode.READS_AGAIN,
                            targetGets(SNAPSHOT_MODE, "initial", "always"),
                            "has snapshot.mode=always, which takes a snapshot of all tables at every start",
                            "Give it one that takes none where there is an offset: config(\"snapshot.mode\", \"initial\")")
                    .as(DuplicateRule.D22),
            Rule.error(
                            ProblemCode.READS_AGAIN,
                            byConfiguration("data"),
                            "has snapshot.mode.configuration.based.snapshot.data=true, which takes a snapshot of all tables at every"
                                    + " start",
                            "Set config(\"snapshot.mode.configuration.based.snapshot.data\", \"false\")")
                    .as(DuplicateRule.D22),
            Rule.warning(
                            ProblemCode.READS_AGAIN,
                            targetGets(SNAPSHOT_MODE, "initial", "when_needed").or(byConfiguration("on.data.error")),
                            "has a snapshot.mode which takes a snapshot of all tables where the log no longer reaches back to the"
                                    + " offset",
                            "Make sure that the database keeps its log for longer than the move takes")
                    .as(DuplicateRule.D22),
            Rule.warning(
                            ProblemCode.READS_AGAIN,
                            targetGets(SNAPSHOT_MODE, "initial", "initial_only"),
                            "has snapshot.mode=initial_only: it takes a snapshot where there is no offset, and reads no changes",
                            "Let it read on with config(\"snapshot.mode\", \"initial\"), unless the snapshot is all that it is for")
                    .as(DuplicateRule.D22),
            Rule.warning(
                    ProblemCode.STATE_CHANGED,
                    changesAny(
                            "database.hostname",
                            "database.port",
                            "database.dbname",
                            "database.instance",
                            "database.pdb.name",
                            "database.url",
                            "mongodb.connection.string",
                            "mongodb.hosts"),
                    "gets another address of its database: its offset is a place in the log of one server",
                    "Make sure that it leads to the same server, or to one on which the offset is the same place"),
            Rule.warning(
                    ProblemCode.STATE_CHANGED,
                    changes(Setting.of("signal.data.collection"))
                            .and(anyOffset(offset -> offset.get("incremental_snapshot_collections") != null)),
                    "takes an incremental snapshot, which marks its progress in the table of signal.data.collection, and"
                            + " gets another one",
                    "Make sure that the new table is there and that the connector captures it, or wait until the snapshot"
                            + " is through"));

    private final Setting serverName;
    private final String serverField;

    Debezium(String name, String className, List<Rule> own) {
        this(name, className, own, Setting.of("topic.prefix", "database.server.name"), "server");
    }

    Debezium(String name, String className, List<Rule> own, Setting serverName, String serverField) {
        super(
                name,
                Set.of(className),
                Stream.concat(COMMON.stream(), own.stream()).toList());
        this.serverName = serverName;
        this.serverField = serverField;
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return serverName(config).map(name -> partition.equals(Map.of(serverField, name)));
    }

    /** {@return the name of the server in partitions; empty if it is not known, or if the keys of two versions have different values} */
    final Optional<String> serverName(ConnectorConfig config) {
        List<String> names = serverName.keys().stream()
                .map(key -> Setting.of(key).text(config))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        return names.size() == 1 ? serverName.known(config) : Optional.empty();
    }

    private static Predicate<FamilyMove> byConfiguration(String key) {
        return targetGets(SNAPSHOT_MODE, "initial", "configuration_based")
                .and(targetGets(BY_CONFIGURATION + key, "false", "true"));
    }

    static boolean initialSnapshotRuns(Map<String, @Nullable Object> offset) {
        String snapshot = runningSnapshot(offset);
        return isTrue(offset, "initsync") || !(NO_SNAPSHOT.contains(snapshot) || snapshot.equals(BLOCKING_SNAPSHOT));
    }

    static boolean blockingSnapshotRuns(Map<String, @Nullable Object> offset) {
        return runningSnapshot(offset).equals(BLOCKING_SNAPSHOT);
    }

    /** A finished snapshot may still be in the offset, marked as complete; an incremental one continues where it was. */
    private static String runningSnapshot(Map<String, @Nullable Object> offset) {
        return isTrue(offset, "snapshot_completed") || isTrue(offset, "last_snapshot_record")
                ? "false"
                : String.valueOf(offset.get("snapshot")).toLowerCase(Locale.ROOT);
    }

    private static boolean isTrue(Map<String, @Nullable Object> offset, String field) {
        return "true".equals(String.valueOf(offset.get(field)));
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.ONE_POSITION);
    }

    /** {@return what it lists to include or exclude what it reads: tables, or what else there is in the database} */
    NameLists tables() {
        return NameLists.of("table");
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        return tables().selection(config);
    }

    @Override
    Optional<String> notMerged(ConnectorConfig config) {
        return Optional.of("keeps one position in the log for all that it reads, and two of them cannot become one");
    }

    /** A table is read by both only if both also read its database and schema. */
    @Override
    public Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        List<Optional<Boolean>> overlaps = Stream.concat(Stream.of(tables()), OUTER.stream())
                .map(lists -> new Coverage(lists::selection).overlap(one, other))
                .toList();
        if (overlaps.contains(Optional.of(false))) {
            return Optional.of(false);
        }
        return overlaps.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
    }

    /** {@return settings whose values belong to one connector, so that no two parts of a fork may have the same} */
    List<Setting> ownSettings() {
        return List.of();
    }

    @Override
    Stream<Problem> findings(FamilySplit split) {
        Stream<Problem> outer = OUTER.stream().flatMap(lists -> new Coverage(lists::selection).ofSplit(split).stream());
        return split.isFork() ? Stream.concat(outer, ForkRules.problems(name(), split, ownSettings())) : outer;
    }
}
