package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param startedAt when the call began
 * @param took how long it took
 * @param connectors what became of each connector, in the order of the plan
 */
public record MigrationReport(Instant startedAt, Duration took, List<ConnectorReport> connectors) {

    /**
     * Copies the list.
     *
     * @param startedAt when the call began
     * @param took how long it took
     * @param connectors what became of each connector
     */
    public MigrationReport {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(took, "took");
        connectors = List.copyOf(connectors);
    }

    /** {@return whether every connector is where it was asked to be} */
    public boolean succeeded() {
        return connectors.stream().allMatch(connector -> connector.outcome().succeeded());
    }

    /** {@return the problems of all connectors, errors and warnings} */
    public List<Problem> problems() {
        return connectors.stream()
                .flatMap(connector -> connector.problems().stream())
                .toList();
    }

    /** {@return what the report comes to: how many connectors ended how, and for how long they were down} */
    public MigrationTotals totals() {
        return MigrationTotals.of(connectors);
    }

    /**
     * {@return the report as a JSON object} Durations are in milliseconds and moments in ISO 8601. Its field
     * {@code version} is 1: fields may be added, and as long as it is 1 none is renamed or taken away.
     * {@code docs/report-json.md} beside the sources describes every field. Holds offsets, and no config.
     */
    public String toJson() {
        return ReportJson.write(this);
    }

    /**
     * {@return the report as Markdown, for a ticket or a pull request: the verdict, the totals, a table of the connectors
     * and their problems} Holds no offset and no config.
     */
    public String toMarkdown() {
        return ReportMarkdown.write(this);
    }

    /**
     * Writes the report as one HTML page that needs nothing else, no network above all: the verdict, the totals, a chart of
     * every step of every connector, the downtimes, the problems with their remedies, and the offsets before and after. It
     * can be searched, printed, and read by a screen reader. The same report always gives the same page. Holds offsets, and
     * no config.
     *
     * <p>Only the owner can read the file. One that exists is replaced, as a whole: when that fails, the old one stays.
     *
     * @param file the file to write, in a folder that exists
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeHtml(Path file) {
        try {
            OwnedFiles.replace(file, ReportHtml.write(this));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "writing the report to " + file + ": " + e
                            + ". What was there before is still there; the report can"
                            + " be written again, also elsewhere",
                    e);
        }
    }

    /** {@return a table for people, the verdict on its first line; connectors that did not succeed come first} */
    @Override
    public String toString() {
        return ReportText.write(this);
    }
}
