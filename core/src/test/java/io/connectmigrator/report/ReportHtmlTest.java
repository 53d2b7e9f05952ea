package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportHtmlTest {

    private static final String HOSTILE =
            "<script>alert(1)</script> \" onload='x' ]]> --> &amp; \u05E9\u05DC\u05D5\u05DD \uD83D\uDE00\n|";

    @TempDir
    private Path folder;

    @Test
    void names_and_messages_are_text_and_nothing_else() {
        String page = ReportHtml.write(ExampleFleet.named(HOSTILE));

        assertThat(page)
                .containsOnlyOnce("<script>")
                .containsOnlyOnce("</script>")
                .contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; \" onload='x' ]]&gt; --&gt; &amp;amp; ")
                .contains("data-find=\"&lt;script&gt;alert(1)&lt;/script&gt; &quot; onload=&#39;x&#39; ]]&gt;");
    }

    @Test
    void what_html_or_utf_8_has_no_place_for_is_replaced() throws IOException {
        ExampleFleet.named("a\u0000b\u001bc\uD83Dd").writeHtml(file());

        assertThat(page()).contains("<bdi>a\uFFFDb\uFFFDc\uFFFDd</bdi>");
    }

    @Test
    void it_loads_nothing_and_runs_only_what_it_brought() throws Exception {
        String page = ReportHtml.write(ExampleFleet.of(3));

        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .contains("style-src &#39;" + hash(between(page, "<style>", "</style>")) + "&#39;;")
                .contains("script-src &#39;" + hash(between(page, "<script>", "</script>")) + "&#39;;")
                .doesNotContain(" src=", "url(", "@import", " style=", " onclick=");
    }

    @Test
    void the_same_report_is_the_same_page() {
        assertThat(ReportHtml.write(ExampleFleet.of(20))).isEqualTo(ReportHtml.write(ExampleFleet.of(20)));
    }

    @Test
    void without_connectors_it_says_so() {
        MigrationReport nothing = new MigrationReport(ExampleFleet.START, Duration.ZERO, List.of());

        assertThat(ReportHtml.write(nothing))
                .contains("There was no connector to move</h1>")
                .doesNotContain("<table", "<figure", "<form");
    }

    @Test
    void one_connector_is_one_row_and_one_fold() {
        String page = ReportHtml.write(ExampleFleet.of(1));

        assertThat(page)
                .contains("Succeeded: 1 connector is where it should be")
                .containsOnlyOnce("<tr data-outcome=\"MOVED\"")
                .containsOnlyOnce("<details>")
                .contains("<rect class=\"resume\"");
    }

    @Test
    void a_thousand_connectors_are_a_page_that_opens() {
        String page = ReportHtml.write(ExampleFleet.of(1_000));

        assertThat(page.getBytes(UTF_8)).hasSizeLessThan(5_000_000);
        assertThat(Pattern.compile("<tr data-outcome=").matcher(page).results()).hasSize(1_000);
        assertThat(page).contains("id=\"connector-999\"");
    }

    @Test
    void offsets_that_went_back_or_are_gone_come_first() {
        OffsetSnapshot before =
                OffsetSnapshot.of(List.of(offset(0, 10L), offset(1, 10L), offset(2, 10L), offset(3, 10L)));
        OffsetSnapshot after = OffsetSnapshot.of(List.of(offset(0, 10L), offset(1, 11L), offset(2, 9L), offset(4, 1L)));

        String page = ReportHtml.write(moved(before, after));

        assertThat(between(page, "<table class=\"offsets\">", "</table>")
                        .lines()
                        .skip(1))
                .map(row -> row.replaceAll("<[^>]*>", " ").replaceAll(" +", " ").strip())
                .filteredOn(row -> !row.isEmpty())
                .containsExactly(
                        "{\"p\":2} {\"o\":10} {\"o\":9} ✕ went back",
                        "{\"p\":3} {\"o\":10} – ✕ gone",
                        "{\"p\":0} {\"o\":10} {\"o\":10} the same",
                        "{\"p\":1} {\"o\":10} {\"o\":11} moved on",
                        "{\"p\":4} – {\"o\":1} new");
    }

    @Test
    void more_partitions_than_a_page_holds_are_counted() {
        List<ConnectorOffset> many =
                LongStream.range(0, 20_001).mapToObj(p -> offset(p, 1L)).toList();

        String page = ReportHtml.write(moved(OffsetSnapshot.of(many), null));

        assertThat(page)
                .contains(
                        "Offsets of 20\u2009001 partitions, 20\u2009000 of them shown; the report's JSON has them all;"
                                + " the offsets afterwards were not read");
        assertThat(Pattern.compile("\\{\"p\":").matcher(page).results()).hasSize(20_000);
    }

    @Test
    void the_file_is_replaced_as_a_whole_and_only_its_owner_can_read_it() throws IOException {
        Files.writeString(file(), "what was there before");

        ExampleFleet.of(1).writeHtml(file());

        assertThat(page()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    @Test
    void a_file_that_cannot_be_written_is_named() throws IOException {
        Files.createDirectories(file().resolve("taken"));

        assertThatThrownBy(() -> ExampleFleet.of(1).writeHtml(file()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("the report could not be written to " + file() + ": ");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    private static MigrationReport moved(OffsetSnapshot before, @Nullable OffsetSnapshot after) {
        ConnectorReport moved = ExampleFleet.of(1).connectors().get(0);
        return new MigrationReport(
                ExampleFleet.START,
                Duration.ofSeconds(1),
                List.of(ReportedConnector.named("orders")
                        .outcome(moved.outcome())
                        .steps(moved.steps())
                        .down(moved.downtime(), moved.silence())
                        .offsetsMoved(before.size())
                        .offsets(before, after)
                        .report()));
    }

    private static ConnectorOffset offset(long partition, long offset) {
        return new ConnectorOffset(Map.of("p", partition), Map.of("o", offset));
    }

    private Path file() {
        return folder.resolve("report.html");
    }

    private String page() throws IOException {
        return Files.readString(file());
    }

    private static String between(String page, String start, String end) {
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static String hash(String text) throws Exception {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
