package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connectmigrator.internal.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that a report is written to, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserIT {

    private static final MigrationReport FLEET = ExampleFleet.of(245);

    /** Small enough to be looked at closely: with a long name, a warning and one connector that was undone. */
    private static final MigrationReport WAVE = ExampleFleet.of(41);

    @TempDir
    private Path folder;

    private @Nullable Browser browser;

    @BeforeAll
    void start() throws IOException {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), "no Chromium on the PATH; on Debian: apt-get install chromium");
        browser = Browser.start(program.orElseThrow());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void every_step_of_every_connector_is_a_bar_that_can_be_seen() {
        try (DevTools.Tab tab = open(FLEET)) {
            long steps = FLEET.connectors().stream()
                    .mapToLong(connector -> connector.steps().size())
                    .sum();

            assertThat(Pages.number(tab, "document.querySelectorAll('.fleet tbody .bars rect').length"))
                    .isEqualTo(steps);
            assertThat(Pages.number(tab, """
                    Array.from(document.querySelectorAll('.fleet tbody .bars rect')).filter(bar => {
                      const box = bar.getBoundingClientRect();
                      const row = bar.ownerSVGElement.getBoundingClientRect();
                      return box.width >= 0.5 && box.left >= row.left - 1 && box.right <= row.right + 3;
                    }).length""")).isEqualTo(steps);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1280})
    void connectors_are_found_by_words_and_by_outcome(int width) {
        try (DevTools.Tab tab = open(FLEET)) {
            Pages.resize(tab, width);
            tab.evaluate("document.getElementById('words').focus()");
            tab.ask("Input.insertText", Map.of("text", "ASIA Homburg"));

            assertThat(Pages.shown(tab, ".fleet tbody tr"))
                    .isEqualTo(Pages.shown(tab, ".each > details"))
                    .isBetween(1L, 30L);
            assertThat(tab.evaluate("document.getElementById('shown').textContent"))
                    .isEqualTo("20 of 245 connectors");

            tab.evaluate("document.querySelector('#filter button').click()");
            tab.evaluate("new Promise(done => setTimeout(done))");
            assertThat(Pages.shown(tab, ".fleet tbody tr")).isEqualTo(245);

            tab.evaluate("outcome.value = 'UNDONE'; outcome.dispatchEvent(new Event('input', {bubbles: true}))");
            assertThat(Pages.shown(tab, ".fleet tbody tr")).isEqualTo(5);
        }
    }

    @Test
    void a_name_leads_to_everything_that_is_known_of_the_connector() {
        try (DevTools.Tab tab = open(FLEET)) {
            tab.evaluate("document.querySelector('.fleet tbody tr:nth-child(41) a').click()");
            tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

            assertThat(Pages.shown(tab, "#connector-40 .offsets tbody tr")).isEqualTo(2);
            assertThat(Pages.shown(tab, "#connector-41")).isZero();
        }
    }

    @Test
    void what_is_folded_on_a_page_of_many_connectors_becomes_elements_when_it_is_opened() {
        try (DevTools.Tab tab = open(FLEET)) {
            assertThat(Pages.number(tab, "document.querySelectorAll('.each .body *').length"))
                    .isEqualTo(FLEET.connectors().size());

            tab.evaluate("document.querySelector('.each > details:nth-of-type(8) summary').click()");
            tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

            assertThat(Pages.shown(tab, ".each .offsets tbody tr")).isEqualTo(2);
        }
    }

    @Test
    void a_page_of_few_connectors_has_all_its_elements_at_once() {
        try (DevTools.Tab tab = open(WAVE)) {
            assertThat(Pages.number(tab, "document.querySelectorAll('.each .offsets').length"))
                    .isEqualTo(41);
        }
    }

    @Test
    void a_page_of_many_connectors_is_printed_with_all_of_them() {
        try (DevTools.Tab tab = open(FLEET)) {
            tab.evaluate(
                    "addEventListener('beforeprint', () => tables = document.querySelectorAll('.each .offsets').length)");
            tab.ask("Page.printToPDF", Map.of());

            assertThat(Pages.number(tab, "tables")).isEqualTo(245);
        }
    }

    @Test
    void a_thousand_connectors_are_searched_at_once() {
        try (DevTools.Tab tab = open(ExampleFleet.of(1_000))) {
            tab.evaluate("document.getElementById('words').focus()");
            tab.ask("Input.insertText", Map.of("text", "orders-999"));

            assertThat(Pages.shown(tab, ".fleet tbody tr")).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_requested_and_no_script_fails() {
        try (DevTools.Tab tab = open(WAVE)) {
            tab.evaluate("words.value = 'x'; words.dispatchEvent(new Event('input', {bubbles: true}))");

            assertThat(tab.happened("Network.requestWillBeSent"))
                    .extracting(event -> event.object("request").string("url"))
                    .isNotEmpty()
                    .allMatch(url -> url.matches("file:.*/report\\.html|data:,"));
            assertNoComplaint(tab);
        }
    }

    @Test
    void what_is_loaded_from_elsewhere_would_be_forbidden() {
        try (DevTools.Tab tab = open(ExampleFleet.of(1))) {
            tab.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:1/x.png'}))");
            tab.evaluate("new Promise(done => setTimeout(done, 50))");

            assertThat(tab.happened("Log.entryAdded"))
                    .extracting(event -> event.object("entry").string("text"))
                    .anyMatch(text -> text.contains("Content Security Policy"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</script></style><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' autofocus onfocus='alert(1)",
                "]]> --> &lt; \u202E\u05E9\u05DC\u05D5\u05DD\n\uD83D\uDE00"
            })
    void a_hostile_name_is_shown_as_it_is_and_does_nothing(String name) {
        try (DevTools.Tab tab = open(ExampleFleet.named(name))) {
            assertThat(tab.evaluate("document.querySelector('.fleet tbody th bdi').textContent"))
                    .isEqualTo(name);
            assertThat(Pages.number(tab, "document.scripts.length")).isEqualTo(1);
            assertThat(Pages.number(tab, "document.images.length")).isZero();
            assertThat(Pages.number(tab, """
                    Array.from(document.querySelectorAll('*'))
                        .filter(e => Array.from(e.attributes).some(a => a.name.startsWith('on') || a.name === 'autofocus'))
                        .length""")).isZero();
            assertThat(tab.happened("Page.javascriptDialogOpening")).isEmpty();
            assertNoComplaint(tab);
        }
    }

    @Test
    void a_hostile_name_does_nothing_when_it_is_unfolded_among_many() {
        String name = "</noscript></div></script><img src=x onerror=alert(1)>&lt;img&gt;";
        List<ConnectorReport> connectors = new ArrayList<>(FLEET.connectors());
        connectors.addAll(ExampleFleet.named(name).connectors());
        try (DevTools.Tab tab = open(new MigrationReport(ExampleFleet.START, FLEET.took(), connectors))) {
            tab.evaluate("document.querySelector('.fleet tbody tr:last-child a').click()");
            tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

            assertThat(tab.evaluate("document.querySelector('.each > details:last-of-type .facts dd bdi').textContent"))
                    .isEqualTo(name);
            assertThat(Pages.number(tab, "document.images.length")).isZero();
            assertNoComplaint(tab);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void its_text_has_enough_contrast_in_light_and_dark_mode(String scheme) {
        try (DevTools.Tab tab = open(WAVE)) {
            Pages.emulate(tab, "screen", scheme);

            double paper =
                    Pages.decimal(tab, "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
            assertThat(paper).matches(brightness -> scheme.equals("light") ? brightness > 200 : brightness < 60);
            assertThat(Pages.decimal(tab, Pages.WORST_CONTRAST)).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void printed_pages_are_light_and_unfolded() {
        try (DevTools.Tab tab = open(WAVE)) {
            Pages.emulate(tab, "print", "dark");

            assertThat(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
            assertThat(Pages.decimal(tab, Pages.WORST_CONTRAST)).isGreaterThanOrEqualTo(4.5);
            assertThat(Pages.shown(tab, "#filter")).isZero();
            tab.evaluate(
                    "addEventListener('beforeprint', () => unfolded = document.querySelectorAll('details[open]').length)");
            byte[] paper = Base64.getDecoder()
                    .decode(tab.ask("Page.printToPDF", Map.of()).string("data"));

            assertThat(new String(paper, US_ASCII)).startsWith("%PDF-");
            assertThat(Pages.number(tab, "unfolded")).isEqualTo(41);
            assertThat(Pages.number(tab, "document.querySelectorAll('details[open]').length"))
                    .isZero();
        }
    }

    @Test
    void without_its_script_it_shows_the_same() {
        try (DevTools.Tab tab = tab()) {
            tab.ask("Emulation.setScriptExecutionDisabled", Map.of("value", true));
            tab.open(written(FLEET).toUri());

            assertThat(Pages.shown(tab, ".fleet tbody tr")).isEqualTo(245);
            assertThat(Pages.shown(tab, ".each > details")).isEqualTo(245);
            assertThat(Pages.shown(tab, "#filter")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 500, 768, 1280})
    void nothing_overflows_the_window_with_long_names(int width) {
        try (DevTools.Tab tab = open(WAVE)) {
            Pages.resize(tab, width);
            tab.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");

            assertThat(Pages.number(tab, "document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1280})
    void screen_readers_get_everything(int width) {
        try (DevTools.Tab tab = open(WAVE)) {
            Pages.resize(tab, width);
            List<JsonObject> nodes = tab.ask("Accessibility.getFullAXTree", Map.of()).objects("nodes").stream()
                    .filter(node -> !node.bool("ignored"))
                    .toList();

            assertThat(nodes).extracting(node -> text(node, "role")).contains("banner", "main", "search", "status");
            assertThat(named(nodes, "table")).doesNotContain("").hasSize(3);
            assertThat(named(nodes, "region")).contains("Totals", "Downtime", "Problems");
            assertThat(named(nodes, "image"))
                    .doesNotContain("")
                    .contains("How many connectors were down for how long", "Steps of mfg.clermont.orders-40");
            assertThat(named(nodes, "columnheader"))
                    .contains("Connector", "To", "Outcome", "Offsets", "Down", "Steps over time");
            assertThat(nodes)
                    .extracting(node -> text(node, "description"))
                    .anyMatch(description -> description.contains("write 900 ms, failed, undo quiesce 160 ms"));
        }
    }

    /** {@code docs/report.png} is a copy. */
    @Test
    void its_beginning_is_a_picture_for_the_documents() throws IOException {
        try (DevTools.Tab tab = tab()) {
            Pages.resize(tab, 1100);
            Pages.emulate(tab, "screen", "light");
            tab.ask("Emulation.setScrollbarsHidden", Map.of("hidden", true));
            tab.open(written(WAVE).toUri());
            Map<String, ?> clip = Map.of("x", 0, "y", 0, "width", 1100, "height", 1450, "scale", 1);
            byte[] picture = Base64.getDecoder()
                    .decode(tab.ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                            .string("data"));

            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            assertThat(image.getWidth()).isEqualTo(1100);
            assertThat(IntStream.range(0, image.getHeight())
                            .map(row -> image.getRGB(image.getWidth() / 4, row))
                            .distinct()
                            .count())
                    .isGreaterThan(10);
            Path target = Files.createDirectories(
                    Path.of(System.getProperty("basedir", "")).resolve("target"));
            Files.write(target.resolve("report.png"), picture);
        }
    }

    private DevTools.Tab open(MigrationReport report) {
        DevTools.Tab tab = tab();
        tab.open(written(report).toUri());
        return tab;
    }

    private DevTools.Tab tab() {
        if (browser == null) {
            throw new IllegalStateException("no browser");
        }
        return browser.tab();
    }

    private Path written(MigrationReport report) {
        Path file = folder.resolve("report.html");
        report.writeHtml(file);
        return file;
    }

    private static void assertNoComplaint(DevTools.Tab tab) {
        assertThat(tab.happened("Runtime.exceptionThrown")).isEmpty();
        assertThat(tab.happened("Log.entryAdded")).isEmpty();
    }

    private static List<String> named(List<JsonObject> nodes, String role) {
        return nodes.stream()
                .filter(node -> text(node, "role").equals(role))
                .map(node -> text(node, "name"))
                .toList();
    }

    private static String text(JsonObject node, String field) {
        String text = node.has(field) ? node.object(field).optionalString("value") : null;
        return text == null ? "" : text;
    }
}
