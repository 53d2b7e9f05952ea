package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Partitions of SQL Server without a database, and lists of tables that count for several databases. */
final class SqlServerPartitions {

    private static final Setting DATABASES = Setting.of("database.names", "database.dbname");
    private static final Setting TABLES = Setting.of("table.include.list", "table.whitelist");
    private static final Set<String> WITHOUT_DATABASE = Set.of("server");
    private static final String REMEDY =
            "Give them their database, as the server spells it, in transformOffsets: OffsetTransforms.sqlServerWithDatabase(…)";

    private SqlServerPartitions() {}

    static Stream<Problem> problems(FamilyMerge merge) {
        boolean areSeveral = Settings.list(DATABASES.text(merge.config())).size() > 1;
        List<String> legacy = merge.offsets().entrySet().stream()
                .filter(member -> areSeveral && count(member.getValue()) > 0)
                .map(Map.Entry::getKey)
                .toList();
        Stream<Problem> found = legacy.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.error(
                        ProblemCode.LEGACY_PARTITION,
                        "partitions of " + Members.named(legacy)
                                + " do not name their database, and a connector of several databases looks up only those that do",
                        REMEDY));
        return Stream.concat(found, gained(merge));
    }

    /** A database would be read with the tables that were listed for another one. */
    private static Stream<Problem> gained(FamilyMerge merge) {
        long databases = merge.members().values().stream()
                .map(DATABASES::text)
                .distinct()
                .count();
        long tables =
                merge.members().values().stream().map(TABLES::text).distinct().count();
        return databases > 1 && tables > 1
                ? Stream.of(Problem.warning(
                        ProblemCode.COVERAGE_GAINED,
                        "'" + merge.connector()
                                + "' has one table.include.list for all its databases: a table that was listed for one"
                                + " database is also read in the others that have it",
                        "Make sure that they do not have it, or have no change data capture for it"))
                : Stream.empty();
    }

    static Stream<Problem> problems(FamilySplit split) {
        return count(split.offsets()) == 0 || readsOne(split.config())
                ? Stream.empty()
                : Stream.of(Problem.error(
                        ProblemCode.LEGACY_PARTITION,
                        "a partition of '" + split.connector()
                                + "' does not name its database, and each part with one database would go on from there",
                        REMEDY));
    }

    private static boolean readsOne(ConnectorConfig config) {
        return Settings.list(DATABASES.text(config)).size() == 1;
    }

    private static long count(OffsetSnapshot offsets) {
        return offsets.offsets().stream()
                .filter(offset -> offset.partition().keySet().equals(WITHOUT_DATABASE))
                .count();
    }
}
