package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import java.util.ArrayList;
import java.util.List;

/** What a check found about the schemas behind one converter, as one row of a table. */
final class SchemaRow {

    static final List<String> HEADINGS = List.of(
            "Converter",
            "Source registry",
            "Target registry",
            "These are",
            "Subjects",
            "Ids",
            "Sampled",
            "Missing",
            "Another schema");

    private SchemaRow() {}

    /** {@return the cells in the order of the headings} */
    static List<String> of(SchemaComparison comparison) {
        return List.of(
                comparison.converter(),
                comparison.source(),
                comparison.target(),
                relation(comparison.relation()),
                Figures.grouped(comparison.subjects()),
                Figures.grouped(comparison.ids()),
                Figures.grouped(comparison.sampled()),
                Figures.grouped(comparison.missing()),
                Figures.grouped(comparison.conflicting()));
    }

    /** {@return the cells with another one before them} */
    static List<String> of(String first, SchemaComparison comparison) {
        return preceded(first, of(comparison));
    }

    /** {@return the headings with another one before them} */
    static List<String> headings(String first) {
        return preceded(first, HEADINGS);
    }

    private static List<String> preceded(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        return cells;
    }

    private static String relation(SchemaComparison.Relation relation) {
        return switch (relation) {
            case SAME -> "one registry";
            case OTHER -> "two registries";
            case UNKNOWN -> "not known";
        };
    }

    /** {@return those that tell more than that both sides ask one registry} */
    static List<SchemaComparison> telling(ConnectorReport connector) {
        return connector.schemas().stream()
                .filter(comparison -> comparison.relation() != SchemaComparison.Relation.SAME)
                .toList();
    }

    /** {@return what was noted, each line with its converter} */
    static List<String> notes(List<SchemaComparison> comparisons) {
        return comparisons.stream()
                .flatMap(comparison -> comparison.notes().stream().map(note -> comparison.converter() + ": " + note))
                .toList();
    }
}
