package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Elapsed;
import io.connectmigrator.internal.FileErrors;
import io.connectmigrator.internal.OwnedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The result of a migration, a confirm or a rollback.
 *
 * @param startedAt when the call began
 * @param took how long it took
 * @param connectors the result for each connector, in the order in which they moved
 * @param planProblems the problems of the plan as a whole; those that concern connectors are also among theirs
 */
public record MigrationReport(
        Instant startedAt, Duration took, List<ConnectorReport> connectors, List<Problem> planProblems) {

    /**
     * Copies the lists. A negative duration, from a clock that was set back, becomes zero.
     *
     * @param startedAt when the call began
     * @param took how long it took
     * @param connectors the result for each connector
     * @param planProblems the problems of the plan as a whole
     */
    public MigrationReport {
        requireNonNull(startedAt, "startedAt");
        took = Elapsed.of(took);
        connectors = List.copyOf(connectors);
        planProblems = List.copyOf(planProblems);
    }

    /** Makes a report without problems of the plan. */
    MigrationReport(Instant startedAt, Duration took, List<ConnectorReport> connectors) {
        this(startedAt, took, connectors, List.of());
    }

    /** {@return whether every connector {@linkplain ConnectorReport#succeeded succeeded} and the plan as a whole has no errors} */
    public boolean succeeded() {
        return planProblems.stream().noneMatch(Problem::isError)
                && connectors.stream().allMatch(ConnectorReport::succeeded);
    }

    /** {@return the problems of the plan and of all connectors, errors and warnings, each once} */
    public List<Problem> problems() {
        return Stream.concat(
                        planProblems.stream(), connectors.stream().flatMap(connector -> connector.problems().stream()))
                .distinct()
                .toList();
    }

    /** {@return the connectors that were merged, split or forked, each unit once, in the order in which they moved} */
    public List<UnitReport> units() {
        return connectors.stream()
                .map(ConnectorReport::unit)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** {@return the totals: outcomes, offsets, problems and downtimes} */
    public MigrationTotals totals() {
        return MigrationTotals.of(connectors, problems());
    }

    /**
     * {@return the report as a JSON object} Durations are in milliseconds and moments in ISO 8601. As long as
     * its field {@code version} is 1, fields may be added, and none is renamed or removed. {@code docs/report-json.md} in the
     * sources describes every field. Holds offsets, and no config.
     */
    public String toJson() {
        return ReportJson.write(this);
    }

    /**
     * Writes the JSON of {@link #toJson} piece by piece, without holding it in memory.
     *
     * @param out the writer; it is flushed at the end, and not closed
     * @throws UncheckedIOException if it cannot be written; a part may have been written
     */
    public void writeJson(Writer out) {
        ReportJson.write(this, out);
    }

    /**
     * {@return the report as Markdown, for a ticket or a pull request: the verdict, the totals, a table of the connectors
     * and their problems} Holds no offset and no config: partitions and offsets in problems are replaced by
     * <code>{…}</code>. Of very many problems it has the first, errors before warnings, and the number of those left out.
     */
    public String toMarkdown() {
        return ReportMarkdown.write(this);
    }

    /** {@return the page that {@link #writeHtml} writes} */
    public String toHtml() {
        return ReportHtml.write(this);
    }

    /**
     * Writes the report as one HTML page that loads nothing: the verdict, the totals, a chart of every step of every connector,
     * the downtimes, the problems with their remedies, and the offsets before and after. It can be searched, printed, and read
     * by a screen reader. The same report always gives the same page. Holds offsets, and no config. Of very many partitions or
     * problems it has the first, the worst before the others, and the number of those left out.
     *
     * <p>Only the owner can read the file. An existing file is replaced atomically: if that fails, the old one stays.
     *
     * @param file the file to write, in a folder that exists
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeHtml(Path file) {
        try {
            OwnedFiles.replace(file, toHtml());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the report could not be written to " + file + ": " + FileErrors.reason(e)
                            + ". The file is as it was; write the report again, there or elsewhere",
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
