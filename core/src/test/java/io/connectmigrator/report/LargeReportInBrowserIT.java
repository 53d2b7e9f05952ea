package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The page of a thousand connectors with a hundred partitions each, in a real browser. */
class LargeReportInBrowserIT {

    private static final int CONNECTORS = 1_000;
    private static final int PARTITIONS = 100;
    private static final int TIMES = 7;
    private static final double SECOND = 1_000;

    private static final String LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd";
    private static final String PAINTED = """
            new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))
                .observe({type: 'paint', buffered: true}))""";

    @TempDir
    private Path folder;

    @Test
    void opens_within_a_second(TestReporter figures) throws IOException {
        Optional<Path> program = Browser.installed();
        assumeTrue(program.isPresent(), "no Chromium on the PATH; on Debian: apt-get install chromium");
        Path page = written();
        List<Double> painted = new ArrayList<>();
        List<Double> loaded = new ArrayList<>();

        try (Browser browser = Browser.start(program.orElseThrow())) {
            for (int time = 0; time < TIMES; time++) {
                try (DevTools.Tab tab = browser.tab()) {
                    tab.open(page.toUri());
                    painted.add(Pages.decimal(tab, PAINTED));
                    loaded.add(Pages.decimal(tab, LOADED));
                }
            }
        }

        figures.publishEntry(Map.of(
                "bytes", Long.toString(Files.size(page)),
                "first paint, ms", painted.toString(),
                "loaded, ms", loaded.toString()));
        assertThat(median(painted)).as("first paint, ms: %s", painted).isLessThan(SECOND);
        assertThat(median(loaded)).as("loaded, ms: %s", loaded).isLessThan(SECOND);
    }

    private Path written() {
        MigrationReport fleet = ExampleFleet.of(CONNECTORS);
        List<ConnectorReport> connectors =
                fleet.connectors().stream().map(LargeReportInBrowserIT::large).toList();
        Path page = folder.resolve("report.html");
        new MigrationReport(fleet.startedAt(), fleet.took(), connectors).writeHtml(page);
        return page;
    }

    private static ConnectorReport large(ConnectorReport connector) {
        return ReportedConnector.named(connector.connector())
                .to(connector.target(), connector.to())
                .attributes(connector.attributes())
                .outcome(connector.outcome())
                .steps(connector.steps())
                .down(connector.downtime(), connector.silence())
                .offsetsMoved(PARTITIONS)
                .transports(connector.readWith(), connector.writtenWith())
                .offsets(offsets(connector, 12_000), offsets(connector, 12_345))
                .problems(connector.problems())
                .report();
    }

    private static OffsetSnapshot offsets(ConnectorReport connector, long position) {
        return OffsetSnapshot.of(LongStream.range(0, PARTITIONS)
                .mapToObj(partition -> new ConnectorOffset(
                        Map.of("server", connector.connector(), "table", "t" + partition),
                        Map.of("position", position + partition)))
                .toList());
    }

    private static double median(List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
