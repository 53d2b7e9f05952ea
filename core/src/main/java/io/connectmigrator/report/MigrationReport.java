package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.OwnedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a plan.
 *
 * @param startedAt when the call began
 * @param took how long it took
 * @param connectors what became of each connector, in the order in which they moved
 * @param planProblems what was found about the plan as a whole. What concerns connectors of the plan is among theirs as well
 */
public record MigrationReport(
        Instant startedAt, Duration took, List<ConnectorReport> connectors, List<Problem> planProblems) {

    /**
     * Copies the lists. A negative duration, which a clock that was set back makes, becomes zero.
     *
     * @param startedAt when the call began
     * @param took how long it took
     * @param connectors what became of each connector
     * @param planProblems what was found about the plan as a whole
     */
    public MigrationReport {
        requireNonNull(startedAt, "startedAt");
        took = Elapsed.of(took);
        connectors = List.copyOf(connectors);
        planProblems = List.copyOf(planProblems);
    }

    /** Of a plan with which nothing was wrong as a whole. */
    MigrationReport(Instant startedAt, Duration took, List<ConnectorReport> connectors) {
        this(startedAt, took, connectors, List.of());
    }

    /** {@return whether every connector is where it was asked to be, and nothing was wrong with the plan as a whole} */
    public boolean succeeded() {
        return planProblems.stream().noneMatch(Problem::isError)
                && connectors.stream().allMatch(connector -> connector.outcome().succeeded());
    }

    /** {@return the problems of the plan and of all connectors, errors and warnings, each once} */
    public List<Problem> problems() {
        return Stream.concat(
                        planProblems.stream(), connectors.stream().flatMap(connector -> connector.problems().stream()))
                .distinct()
                .toList();
    }

    /** {@return what the report comes to: how many connectors ended how, and for how long they were down} */
    public MigrationTotals totals() {
        return MigrationTotals.of(connectors, problems());
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
     * Writes what {@link #toJson} returns, piece by piece: nothing but the report itself has to fit into memory, however
     * many offsets there are.
     *
     * @param out where to; it is flushed at the end, and not closed
     * @throws UncheckedIOException if it cannot be written; a part may have been
     */
    public void writeJson(Writer out) {
        ReportJson.write(this, out);
    }

    /**
     * {@return the report as Markdown, for a ticket or a pull request: the verdict, the totals, a table of the connectors
     * and their problems} Holds no offset and no config: what a problem quotes of partitions and offsets shows as
     * <code>{…}</code>. Of a connector with very many problems it has the first, errors before warnings, and says how many are
     * left out.
     */
    public String toMarkdown() {
        return ReportMarkdown.write(this);
    }

    /** {@return what {@link #writeHtml} writes, as a text} */
    public String toHtml() {
        return ReportHtml.write(this);
    }

    /**
     * Writes the report as one HTML page that needs nothing else, no network above all: the verdict, the totals, a chart of
     * every step of every connector, the downtimes, the problems with their remedies, and the offsets before and after. It
     * can be searched, printed, and read by a screen reader. The same report always gives the same page. Holds offsets, and
     * no config. Of very many partitions or problems it has the first, the bad ones before the others, and says how many are
     * left out.
     *
     * <p>Only the owner can read the file. One that exists is replaced, as a whole: when that fails, the old one stays.
     *
     * @param file the file to write, in a folder that exists
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeHtml(Path file) {
        try {
            OwnedFiles.replace(file, toHtml());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "writing the report to " + file + ": " + e
                            + ". What was there before is still there; the report can"
                            + " be written again, also elsewhere",
                    e);
        }
    }

    /**
     * {@return a table for people, the verdict on its first line; connectors that did not succeed come first} Problems may
     * quote offsets.
     */
    @Override
    public String toString() {
        return ReportText.write(this);
    }
}
