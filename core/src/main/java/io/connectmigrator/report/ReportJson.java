package io.connectmigrator.report;

import io.connectmigrator.internal.Json;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON. docs/report-json.md describes every field; to rename or remove one needs another version. */
final class ReportJson {

    private static final int VERSION = 1;

    private ReportJson() {}

    static String write(MigrationReport report) {
        return Json.write(json(report));
    }

    static void write(MigrationReport report, Writer out) {
        Json.write(json(report), out);
    }

    private static Map<String, @Nullable Object> json(MigrationReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("succeeded", report.succeeded());
        json.put("startedAt", report.startedAt().toString());
        json.put("tookMs", report.took().toMillis());
        json.put("totals", totals(report.totals()));
        json.put("connectors", each(report.connectors(), ReportJson::connector));
        json.put("planProblems", problems(report.planProblems()));
        List<UnitReport> units = report.units();
        if (!units.isEmpty()) {
            json.put("units", each(units, ReportJson::unit));
        }
        return json;
    }

    private static Map<String, @Nullable Object> unit(UnitReport unit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", unit.name());
        json.put("kind", unit.kind().name());
        json.put("members", unit.members());
        json.put("results", unit.results());
        json.put("downtimeMs", milliseconds(unit.downtime()));
        return json;
    }

    private static Map<String, @Nullable Object> totals(MigrationTotals totals) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("connectors", totals.connectors());
        json.put("outcomes", totals.outcomes());
        json.put("offsetsMoved", totals.offsetsMoved());
        json.put("errors", totals.errors());
        json.put("warnings", totals.warnings());
        json.put("downtimes", downtimes(totals.downtimes()));
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> downtimes(@Nullable Downtimes downtimes) {
        if (downtimes == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("connectors", downtimes.connectors());
        json.put("medianMs", downtimes.median().toMillis());
        json.put("p95Ms", downtimes.p95().toMillis());
        json.put("maxMs", downtimes.max().toMillis());
        return json;
    }

    private static Map<String, @Nullable Object> connector(ConnectorReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("connector", report.connector());
        json.put("from", report.from());
        json.put("target", report.target());
        json.put("to", report.to());
        json.put("attributes", report.attributes());
        json.put("outcome", report.outcome().name());
        json.put("succeeded", report.succeeded());
        json.put("downtimeMs", milliseconds(report.downtime()));
        json.put("silenceMs", milliseconds(report.silence()));
        json.put("offsetsMoved", report.offsetsMoved());
        json.put("readWith", choice(report.readWith()));
        json.put("writtenWith", choice(report.writtenWith()));
        json.put("steps", each(report.steps(), ReportJson::step));
        json.put("before", offsets(report.before()));
        json.put("after", offsets(report.after()));
        json.put("problems", problems(report.problems()));
        json.put("schemas", each(report.schemas(), ReportJson::schemas));
        TranslatedSnapshot translation = report.translation();
        json.put("translation", translation == null ? null : each(translation.offsets(), ReportJson::translated));
        json.put("baseline", BaselineJson.of(report.baseline()));
        return json;
    }

    private static Map<String, @Nullable Object> translated(TranslatedOffset offset) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Position to = offset.to();
        json.put("from", position(offset.from()));
        json.put("to", to == null ? null : position(to));
        json.put("verdict", offset.verdict().name());
        json.put("readAgain", offset.readAgain());
        json.put("way", offset.evidence().way().name());
        json.put("compared", offset.evidence().compared());
        json.put("repeatsSeen", offset.evidence().repeatsSeen());
        json.put("evidence", offset.evidence().text());
        return json;
    }

    private static Map<String, @Nullable Object> position(Position position) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("topic", position.topic());
        json.put("partition", position.partition());
        json.put("offset", position.offset());
        return json;
    }

    private static Map<String, @Nullable Object> schemas(SchemaComparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("converter", comparison.converter());
        json.put("sourceRegistry", comparison.source());
        json.put("targetRegistry", comparison.target());
        json.put("relation", comparison.relation().name());
        json.put("subjects", comparison.subjects());
        json.put("ids", comparison.ids());
        json.put("sampled", comparison.sampled());
        json.put("missing", comparison.missing());
        json.put("conflicting", comparison.conflicting());
        json.put("notes", comparison.notes());
        return json;
    }

    private static @Nullable Iterable<?> offsets(@Nullable OffsetSnapshot snapshot) {
        return snapshot == null ? null : each(snapshot.offsets(), ReportJson::offset);
    }

    private static Map<String, @Nullable Object> offset(ConnectorOffset offset) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("partition", offset.partition());
        json.put("offset", offset.offset());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> choice(@Nullable TransportChoice choice) {
        if (choice == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("via", choice.via().name());
        json.put("transport", choice.transport());
        json.put("reason", choice.reason());
        return json;
    }

    private static Map<String, @Nullable Object> step(StepReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("step", report.step().name());
        json.put("undone", report.direction() == StepReport.Direction.UNDO);
        json.put("succeeded", report.succeeded());
        json.put("startedAt", report.startedAt().toString());
        json.put("tookMs", report.took().toMillis());
        return json;
    }

    private static Iterable<?> problems(List<Problem> problems) {
        return each(problems, ReportJson::problem);
    }

    /** {@return values that are created one by one while they are written} */
    static <T> Iterable<Object> each(List<T> values, Function<T, Object> json) {
        return () -> values.stream().map(json).iterator();
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().name());
        json.put("severity", problem.severity().name());
        json.put("message", problem.message());
        json.put("remedy", problem.remedy());
        DuplicateRule rule = problem.rule();
        if (rule != null) {
            json.put("rule", rule.name());
        }
        return json;
    }

    private static @Nullable Long milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
