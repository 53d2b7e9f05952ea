package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.changesAny;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the highest value of a column for each table, or for its query. In mode bulk, it keeps no offset. */
final class JdbcSource extends DescribedFamily {

    private static final String INCREMENTING = "incrementing";
    private static final String TIMESTAMP = "timestamp";

    private static final Setting MODE = Setting.of("mode");
    private static final Setting QUERY = Setting.of("query", "query.masked");
    private static final Setting INCLUDED = Setting.of("table.include.list");
    private static final Setting EXCLUDED = Setting.of("table.exclude.list");
    private static final Setting LISTED = Setting.of("table.whitelist");
    private static final Setting UNLISTED = Setting.of("table.blacklist");
    private static final Setting QUALIFIED = Setting.of("table.names.qualify").orDefault("true");

    private static final Set<String> BARE = Set.of("table");
    private static final Pattern QUOTES = Pattern.compile("[\"`\\[\\]]");

    JdbcSource() {
        super(
                "JDBC source",
                Set.of("io.confluent.connect.jdbc.JdbcSourceConnector", "io.aiven.connect.jdbc.JdbcSourceConnector"),
                List.of(
                        Rule.error(
                                ProblemCode.READS_AGAIN,
                                changes(MODE).and(JdbcSource::newModeFindsNothing),
                                "gets another mode, which finds nothing in its offsets to go on from, and reads all rows",
                                "Leave mode as it is"),
                        Rule.error(
                                ProblemCode.READS_AGAIN,
                                uses(INCREMENTING)
                                        .and(changesAny("incrementing.column.name", "incrementing.column.mapping")),
                                "gets another incrementing column: its offsets are values of the one that it had",
                                "Leave incrementing.column.name and incrementing.column.mapping as they are"),
                        Rule.error(
                                ProblemCode.READS_AGAIN,
                                uses(TIMESTAMP).and(changesAny("timestamp.column.name", "timestamp.columns.mapping")),
                                "gets other timestamp columns: its offsets are values of those that it had",
                                "Leave timestamp.column.name and timestamp.columns.mapping as they are"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                uses(TIMESTAMP)
                                        .and(changes(Setting.of("db.timezone").orDefault("UTC"))),
                                "gets another db.timezone: rows near its offsets are read twice or left out",
                                "Leave db.timezone as it is, unless the database has changed its time zone too"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(QUERY),
                                "gets another query, which goes on from the offset of the one that it had",
                                "Make sure that the new query has the same columns with the same meaning"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("connection.url")),
                                "gets another connection.url: offsets are kept by the names of tables, which may begin with"
                                        + " that of the database, and are values of one database",
                                "Make sure that it is another address of the same database"),
                        Rule.warning(
                                ProblemCode.READS_AGAIN,
                                changesAny("schema.pattern", "catalog.pattern"),
                                "gets another schema.pattern or catalog.pattern: tables that it did not have before are"
                                        + " read from their beginning, those that it no longer has are not read on",
                                "Make sure that this is what the plan is for"),
                        Rule.error(
                                ProblemCode.READS_AGAIN,
                                changes(QUALIFIED),
                                "gets another table.names.qualify: its offsets are kept by names of tables in the other form",
                                "Leave table.names.qualify as it is"),
                        Rule.risk(
                                DuplicateRule.D23,
                                Severity.WARNING,
                                targetGets("mode", "", "bulk"),
                                "has mode=bulk: it reads all rows at every start, also at that of the target",
                                "Let it keep an offset with config(\"mode\", \"incrementing\"), or let the readers of its"
                                        + " topics replace rows by their keys"),
                        Rule.risk(
                                DuplicateRule.D23,
                                Severity.WARNING,
                                targetGets("mode", "", TIMESTAMP),
                                "has mode=timestamp: of rows with the timestamp of its offset, those that it has not read"
                                        + " yet are left out",
                                "Set config(\"mode\", \"timestamp+incrementing\") if the table has a column that only"
                                        + " grows; its offset then goes on from the timestamp"),
                        Rule.risk(
                                DuplicateRule.D23,
                                Severity.INFO,
                                targetGets("mode", "", INCREMENTING),
                                "has mode=incrementing: rows whose transaction commits after one with a higher number are"
                                        + " left out, on either cluster",
                                "Nothing to do for the move; config(\"mode\", \"timestamp+incrementing\") with a"
                                        + " timestamp.delay.interval.ms reads such rows")));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        Optional<String> mode = MODE.known(config);
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        if (needsNoOffsets(config)) {
            return Optional.of(false);
        }
        if (QUERY.isSet(config)) {
            return QUERY.known(config).map(query -> partition.equals(Map.of("query", "query")));
        }
        return partition.get("table") instanceof String table ? reads(config, partition, table) : Optional.of(false);
    }

    private static Optional<Boolean> reads(
            ConnectorConfig config, Map<String, @Nullable Object> partition, String table) {
        boolean bare = partition.keySet().equals(BARE);
        if (!bare && !partition.equals(Map.of("protocol", "1", "table", table))) {
            return Optional.of(false);
        }
        boolean nameOnly = bare || QUALIFIED.text(config).equalsIgnoreCase("false");
        if (INCLUDED.isSet(config)) {
            return nameOnly ? Optional.empty() : matchesLists(config, table);
        }
        return LISTED.isSet(config)
                ? isListed(config, LISTED, table, nameOnly)
                : isListed(config, UNLISTED, table, nameOnly).map(listed -> !listed);
    }

    private static Optional<Boolean> matchesLists(ConnectorConfig config, String table) {
        Optional<Pattern> included = INCLUDED.known(config).map(Settings::list).flatMap(Settings::anyOf);
        Optional<Pattern> excluded = EXCLUDED.known(config).map(Settings::list).flatMap(Settings::anyOf);
        return included.isEmpty() || excluded.isEmpty()
                ? Optional.empty()
                : Optional.of(included.get().matcher(table).matches()
                        && !excluded.get().matcher(table).matches());
    }

    /** A list may name a table with or without its schema; older partitions name it without. */
    private static Optional<Boolean> isListed(ConnectorConfig config, Setting list, String table, boolean nameOnly) {
        return list.known(config)
                .map(Settings::list)
                .map(names -> names.stream()
                        .map(name -> QUOTES.matcher(name).replaceAll(""))
                        .anyMatch(name -> name.equals(table)
                                || (nameOnly
                                        ? name.endsWith("." + table)
                                        : !name.contains(".") && table.endsWith("." + name))));
    }

    @Override
    public boolean needsNoOffsets(ConnectorConfig config) {
        return mode(config).equals("bulk");
    }

    private static boolean newModeFindsNothing(FamilyMove move) {
        String source = mode(move.sourceConfig());
        String target = mode(move.targetConfig());
        return source.equals("bulk")
                || target.equals("bulk")
                || (target.contains(INCREMENTING) && lacks(INCREMENTING).test(move))
                || (target.contains(TIMESTAMP) && lacks(TIMESTAMP).test(move));
    }

    private static Predicate<FamilyMove> lacks(String field) {
        return Conditions.anyOffset(offset -> offset.get(field) == null);
    }

    private static Predicate<FamilyMove> uses(String field) {
        return move -> mode(move.sourceConfig()).contains(field)
                && mode(move.targetConfig()).contains(field);
    }

    private static String mode(ConnectorConfig config) {
        return MODE.text(config).toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        if (QUERY.isSet(config) && !needsNoOffsets(config)) {
            return Optional.of(OffsetPartitioning.INDIVISIBLE);
        }
        return MODE.known(config)
                .map(mode -> needsNoOffsets(config) ? OffsetPartitioning.NONE : OffsetPartitioning.BY_PARTITION);
    }

    /** The connector looks up the partition with the schema first. */
    @Override
    public List<ConnectorOffset> superseded(ConnectorConfig config, OffsetSnapshot offsets) {
        Set<String> newer = offsets.offsets().stream()
                .filter(offset ->
                        !offset.isNull() && !offset.partition().keySet().equals(BARE))
                .filter(offset -> asksFor(config, offset.partition()).orElse(false))
                .map(offset ->
                        JdbcTables.unqualified(String.valueOf(offset.partition().get("table"))))
                .collect(Collectors.toSet());
        return offsets.offsets().stream()
                .filter(offset -> offset.partition().keySet().equals(BARE)
                        && newer.contains(String.valueOf(offset.partition().get("table"))))
                .toList();
    }

    /** Between rows with the same timestamp, the number decides. */
    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return switch (mode(config)) {
            case INCREMENTING -> Optional.of(OffsetOrder.byNumber(INCREMENTING));
            case TIMESTAMP -> Optional.of(OffsetOrder.byFields(TIMESTAMP, "timestamp_nanos"));
            case "timestamp+incrementing" ->
                Optional.of(OffsetOrder.byFields(TIMESTAMP, "timestamp_nanos", INCREMENTING));
            default -> Optional.empty();
        };
    }

    @Override
    Optional<String> indivisible(ConnectorConfig config) {
        return QUERY.isSet(config)
                ? Optional.of("has a query, and one connector has one: its partition is the same for all queries")
                : Optional.empty();
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        return JdbcTables.selection(config);
    }

    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(JdbcTables.union(configs));
    }

    @Override
    Stream<Problem> findings(FamilyMerge merge) {
        return JdbcMerge.problems(merge);
    }
}
