package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one offset was translated for another Kafka cluster, as one row of a table. */
final class TranslationRow {

    private static final List<String> WITHOUT_OFFSETS =
            List.of("Partition", "Verdict", "Found by", "Compared", "Repeats seen", "Evidence");

    private TranslationRow() {}

    /** {@return the headings} */
    static List<String> headings(boolean withOffsets) {
        return withOffsets(withOffsets, WITHOUT_OFFSETS, "Offset", "Offset there");
    }

    /** {@return the cells in the order of the headings} */
    static List<String> of(TranslatedOffset offset, boolean withOffsets) {
        Position to = offset.to();
        List<String> cells = List.of(
                partition(offset.from(), to),
                verdict(offset),
                offset.evidence().way().toString(),
                Figures.grouped(offset.evidence().compared()),
                Figures.grouped(offset.evidence().repeatsSeen()),
                offset.evidence().text());
        return withOffsets(withOffsets, cells, "" + offset.from().offset(), to == null ? "–" : "" + to.offset());
    }

    private static List<String> withOffsets(boolean withOffsets, List<String> cells, String... offsets) {
        List<String> all = new ArrayList<>(cells);
        if (withOffsets) {
            all.addAll(1, List.of(offsets));
        }
        return all;
    }

    private static String partition(Position from, @Nullable Position to) {
        String name = from.topic() + "-" + from.partition();
        return to == null || to.topic().equals(from.topic()) ? name : name + " -> " + to.topic() + "-" + to.partition();
    }

    private static String verdict(TranslatedOffset offset) {
        return switch (offset.verdict()) {
            case EXACT -> "exact";
            case AT_LEAST_ONCE -> "at most " + Figures.grouped(offset.readAgain()) + " again";
            case NOT_MIRRORED -> "not mirrored";
            case NOT_FOUND -> "not found";
        };
    }

    /** {@return the offsets, those first that are not exact} */
    static List<TranslatedOffset> worstFirst(TranslatedSnapshot translation) {
        return translation.offsets().stream()
                .sorted(Comparator.comparing((TranslatedOffset offset) -> offset.verdict() == Verdict.EXACT))
                .toList();
    }
}
