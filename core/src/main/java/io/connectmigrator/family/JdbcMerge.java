package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What may go wrong when JDBC sources are merged, whose tables have the same name or whose partitions lack the schema. */
final class JdbcMerge {

    private static final Set<String> WITHOUT_SCHEMA = Set.of("table");
    private static final ConnectorFamily FAMILY = new JdbcSource();

    private JdbcMerge() {}

    static Stream<Problem> problems(FamilyMerge merge) {
        return Stream.concat(sameName(merge), legacy(merge));
    }

    /** The connector fails at its start, because the topic has the name of the table without its schema. */
    private static Stream<Problem> sameName(FamilyMerge merge) {
        Map<String, Set<String>> byName = new TreeMap<>();
        merge.members()
                .forEach((name, config) -> tables(merge, name, config)
                        .forEach(
                                table -> byName.computeIfAbsent(JdbcTables.unqualified(table), first -> new TreeSet<>())
                                        .add(table)));
        List<String> taken = byName.entrySet().stream()
                .filter(tables -> tables.getValue().stream()
                                .filter(table -> table.contains("."))
                                .count()
                        > 1)
                .map(Map.Entry::getKey)
                .toList();
        return taken.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.error(
                        ProblemCode.NOT_MERGEABLE,
                        "'" + merge.connector() + "' would read " + taken.size()
                                + " tables of one name in several schemas, whose topics would be one: it fails at its start",
                        "Leave those tables to connectors of their own"));
    }

    private static Stream<String> tables(FamilyMerge merge, String member, ConnectorConfig config) {
        Stream<String> listed =
                JdbcTables.selection(config).stream().flatMap(selection -> selection.selectedNames().stream());
        Stream<String> read = merge.offsets().getOrDefault(member, OffsetSnapshot.empty()).offsets().stream()
                .filter(offset -> FAMILY.asksFor(config, offset.partition()).orElse(true))
                .flatMap(offset ->
                        offset.partition().get("table") instanceof String table ? Stream.of(table) : Stream.empty());
        return Stream.concat(listed, read);
    }

    private static Stream<Problem> legacy(FamilyMerge merge) {
        return merge.offsets().entrySet().stream().flatMap(member -> {
            List<String> tables = member.getValue().offsets().stream()
                    .map(ConnectorOffset::partition)
                    .filter(partition -> partition.keySet().equals(WITHOUT_SCHEMA))
                    .map(partition -> String.valueOf(partition.get("table")))
                    .toList();
            if (tables.isEmpty()) {
                return Stream.empty();
            }
            boolean isTaken = merge.members().entrySet().stream()
                    .filter(other -> !other.getKey().equals(member.getKey()))
                    .anyMatch(other -> tables.stream().anyMatch(table -> mayRead(other.getValue(), table)));
            String message = tables.size() + " partitions of '" + member.getKey()
                    + "' name a table without its schema, as earlier" + " versions wrote them"
                    + (isTaken
                            ? ", and another member may read a table of that name in another schema, which would go on from there"
                            : "");
            String remedy = "Give them the schema in transformOffsets: OffsetTransforms.jdbcProtocol1(…)";
            return Stream.of(
                    isTaken
                            ? Problem.error(ProblemCode.LEGACY_PARTITION, message, remedy)
                            : Problem.warning(ProblemCode.LEGACY_PARTITION, message, remedy));
        });
    }

    private static boolean mayRead(ConnectorConfig config, String table) {
        Optional<Selection> selected = JdbcTables.selection(config);
        return selected.isEmpty()
                || !selected.get().isListed()
                || selected.get().selectedNames().stream()
                        .anyMatch(name -> JdbcTables.unqualified(name).equals(table));
    }
}
