package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedTranslation;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that a readiness card is written to, in a real browser. */
class ReadinessInBrowserIT extends SimulatedClusters {

    private static final String LONG =
            "mfg.clermont-ferrand.line-7.orders-and-returns-of-the-second-shift-to-the-warehouse";

    @TempDir
    private Path folder;

    private Browser browser;
    private DevTools.Tab tab;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Browser.installed().isPresent(), "no Chromium on the PATH; on Debian: apt-get install chromium");
        browser = Browser.start(Browser.installed().orElseThrow());
        tab = browser.tab();
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    /** A card of three shapes: a source that is renamed, a sink that comes to another Kafka cluster, and one that the target lacks. */
    private Readiness card() {
        var mirror = simulation.kafka("mirror").mirror("mirrored-", 1_000);
        var elsewhere = simulation.connect("elsewhere", ConnectVersion.V4_3, 1, mirror);
        simulation.run(source, LONG, SOURCE);
        simulation.run(source, "stock", SINK);
        simulation.run(source, "prices", Map.of("connector.class", "SequenceSource", "topic", "prices"));
        elsewhere.hidePlugin("SequenceSource");
        return readiness(allowing(MigrationPlan.builder().from(client(source)).to(client(elsewhere)))
                .connectors(LONG, "stock", "prices")
                .rename(name -> name + "-eu")
                .across(new SimulatedTranslation(process, kafka, mirror))
                .declare(
                        ReadinessItem.NETWORK,
                        Declaration.of("the route is <open>").by("K. Ito"))
                .build());
    }

    private void open() throws IOException {
        Path file = folder.resolve("readiness.html");
        Files.writeString(file, card().toHtml());
        tab.open(file.toUri());
    }

    private void picture(String name) throws IOException {
        Map<String, ?> clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                1100,
                "height",
                Math.min(3_000, Pages.number(tab, "document.documentElement.scrollHeight")),
                "scale",
                1);
        byte[] picture = Base64.getDecoder()
                .decode(tab.ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip))
                        .string("data"));
        Path target = Files.createDirectories(
                Path.of(System.getProperty("basedir", "")).resolve("target"));
        Files.write(target.resolve(name), picture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void its_text_has_enough_contrast_in_light_and_dark_mode(String scheme) throws IOException {
        Pages.resize(tab, 1100);
        Pages.emulate(tab, "screen", scheme);
        open();
        picture("readiness-" + scheme + ".png");

        double paper = Pages.decimal(tab, "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
        assertThat(paper).matches(brightness -> scheme.equals("light") ? brightness > 200 : brightness < 60);
        assertThat(Pages.decimal(tab, Pages.WORST_CONTRAST)).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void printed_pages_are_light() throws IOException {
        Pages.resize(tab, 1100);
        open();
        Pages.emulate(tab, "print", "dark");
        picture("readiness-print.png");

        assertThat(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(Pages.decimal(tab, Pages.WORST_CONTRAST)).isGreaterThanOrEqualTo(4.5);
        byte[] paper =
                Base64.getDecoder().decode(tab.ask("Page.printToPDF", Map.of()).string("data"));
        assertThat(new String(paper, US_ASCII)).startsWith("%PDF-");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 768, 1280})
    void nothing_overflows_the_window_with_long_names(int width) throws IOException {
        Pages.resize(tab, width);
        open();

        assertThat(Pages.number(tab, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    @Test
    void every_item_is_seen_and_nothing_is_requested() throws IOException {
        open();

        assertThat(Pages.shown(tab, "table.items tbody tr:not(.row)"))
                .isEqualTo(Pages.number(tab, "document.querySelectorAll('table.items tbody tr:not(.row)').length"))
                .isGreaterThan(60);
        assertThat(tab.evaluate("document.body.innerText"))
                .asString()
                .contains("translated by mirror", "the route is <open>", LONG);
        assertThat(tab.happened("Network.requestWillBeSent"))
                .extracting(event -> event.object("request").string("url"))
                .allMatch(url -> url.matches("file:.*/readiness\\.html|data:,"));
        assertThat(tab.happened("Runtime.exceptionThrown")).isEmpty();
        assertThat(List.of(Pages.number(tab, "document.scripts.length"))).containsExactly(0L);
    }
}
