package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes how the offsets of a connector were translated for another Kafka cluster. */
final class TranslationHtml {

    private final Html html;
    private final int shown;

    /** @param shown how many partitions of a connector are shown */
    TranslationHtml(Html html, int shown) {
        this.html = html;
        this.shown = shown;
    }

    void write(@Nullable TranslatedSnapshot translation) {
        if (translation == null || translation.offsets().isEmpty()) {
            return;
        }
        List<TranslatedOffset> offsets = TranslationRow.worstFirst(translation);
        html.open("table", "class", "offsets")
                .element(
                        "caption",
                        "Translation of " + Figures.count(offsets.size(), "partition", "partitions")
                                + (offsets.size() > shown ? ", " + Figures.grouped(shown) + " of them shown" : ""));
        ProblemsHtml.header(html, TranslationRow.headings(true).toArray(String[]::new));
        html.open("tbody");
        offsets.stream().limit(shown).forEach(this::row);
        html.close("tbody").close("table");
    }

    private void row(TranslatedOffset offset) {
        html.open("tr");
        TranslationRow.of(offset, true)
                .forEach(cell -> html.open("td").foreign(cell).close("td"));
        html.closeLine("tr");
    }
}
