package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a position in the log of each of its databases. */
final class DebeziumSqlServer extends Debezium {

    private static final Setting DATABASES = Setting.of("database.names", "database.dbname");
    private static final NameLists SCHEMAS = NameLists.of("schema");
    private static final Setting TASKS = Setting.of("tasks.max").orDefault("1");
    private static final Set<String> FIELDS = Set.of("server", "database");

    DebeziumSqlServer() {
        super("Debezium SQL Server", "io.debezium.connector.sqlserver.SqlServerConnector", SchemaHistory.rulesAnd());
    }

    /** Partitions have the name of a database as the server spells it, not as the config does. */
    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        Optional<String> server = serverName(config);
        if (server.isPresent() && !server.get().equals(partition.get("server"))) {
            return Optional.of(false);
        }
        Optional<List<String>> databases =
                DATABASES.known(config).map(Settings::list).filter(names -> !names.isEmpty());
        if (server.isEmpty() || databases.isEmpty()) {
            return Optional.empty();
        }
        if (partition.keySet().equals(Set.of("server"))) {
            return asksForTheOnlyDatabase(config, databases.get());
        }
        return Optional.of(partition.keySet().equals(FIELDS)
                && partition.get("database") instanceof String database
                && databases.get().stream().anyMatch(database::equalsIgnoreCase));
    }

    /** Before Debezium 2, a partition did not name the database. A task with only one database still looks that partition up. */
    private static Optional<Boolean> asksForTheOnlyDatabase(ConnectorConfig config, List<String> databases) {
        if (databases.size() == 1) {
            return Optional.of(true);
        }
        return TASKS.text(config).equals("1") ? Optional.of(false) : Optional.empty();
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its schema history");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    /** A partition without a database is looked up only where there is none with it, and only for the one database of a task. */
    @Override
    public List<ConnectorOffset> superseded(ConnectorConfig config, OffsetSnapshot offsets) {
        Set<String> newer = offsets.offsets().stream()
                .filter(offset ->
                        !offset.isNull() && offset.partition().keySet().equals(FIELDS))
                .filter(offset -> asksFor(config, offset.partition()).orElse(false))
                .map(offset ->
                        String.valueOf(offset.partition().get("database")).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        boolean haveAll = DATABASES
                .known(config)
                .map(names -> Settings.list(names.toLowerCase(Locale.ROOT)))
                .filter(newer::containsAll)
                .isPresent();
        return offsets.offsets().stream()
                .filter(offset -> offset.partition().keySet().equals(Set.of("server")) && !newer.isEmpty())
                .filter(offset ->
                        haveAll || !asksFor(config, offset.partition()).orElse(true))
                .toList();
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byFields("commit_lsn", "change_lsn", "event_serial_no"));
    }

    @Override
    Optional<String> notMerged(ConnectorConfig config) {
        return Optional.empty();
    }

    @Override
    List<Setting> ownSettings() {
        return List.of(SchemaHistory.TOPIC);
    }

    /** What they read differs if their databases do. */
    @Override
    public Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        return new Coverage(DebeziumSqlServer::databases)
                .overlap(one, other)
                .flatMap(same -> same ? super.overlap(one, other, partitions) : Optional.of(false));
    }

    private static Optional<Selection> databases(ConnectorConfig config) {
        return DATABASES.known(config).map(names -> Selection.ofNames(Settings.list(names.toLowerCase(Locale.ROOT))));
    }

    /** The lists of tables do not name the database, so that each of them counts for all databases. */
    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(ConfigUnion.ofEqual()
                .with(
                        UnitedList.ofNames(DATABASES),
                        UnitedList.ofRegexes(tables().included()),
                        UnitedList.ofRegexes(SCHEMAS.included()),
                        new ExcludedNames(tables().excluded(), true, tables()::selection),
                        new ExcludedNames(SCHEMAS.excluded(), true, SCHEMAS::selection),
                        new UnitedHistories()));
    }

    @Override
    Stream<Problem> findings(FamilyMerge merge) {
        return SqlServerPartitions.problems(merge);
    }

    @Override
    Stream<Problem> findings(FamilySplit split) {
        return Stream.concat(super.findings(split), SqlServerPartitions.problems(split));
    }
}
