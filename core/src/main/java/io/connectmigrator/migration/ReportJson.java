package io.connectmigrator.migration;

import io.connectmigrator.internal.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as JSON. */
final class ReportJson {

    private ReportJson() {}

    static String write(MigrationReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("succeeded", report.succeeded());
        json.put("startedAt", report.startedAt().toString());
        json.put("tookMs", report.took().toMillis());
        json.put(
                "connectors",
                report.connectors().stream().map(ReportJson::connector).toList());
        json.put("planProblems", problems(report.planProblems()));
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> connector(ConnectorReport report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("connector", report.connector());
        json.put("from", report.from());
        json.put("target", report.target());
        json.put("to", report.to());
        json.put("outcome", report.outcome().toString());
        json.put("succeeded", report.outcome().succeeded());
        json.put("downtimeMs", milliseconds(report.downtime()));
        json.put("offsetsMoved", report.offsetsMoved());
        json.put("readWith", choice(report.readWith()));
        json.put("writtenWith", choice(report.writtenWith()));
        json.put("steps", report.steps().stream().map(ReportJson::step).toList());
        json.put("problems", problems(report.problems()));
        return json;
    }

    static @Nullable Map<String, @Nullable Object> choice(@Nullable TransportChoice choice) {
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
        json.put("step", report.step().toString());
        json.put("undone", report.direction() == StepReport.Direction.BACK);
        json.put("succeeded", report.succeeded());
        json.put("tookMs", report.took().toMillis());
        return json;
    }

    static List<Map<String, @Nullable Object>> problems(List<Problem> problems) {
        return problems.stream().map(ReportJson::problem).toList();
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().name());
        json.put("severity", problem.severity().name());
        json.put("message", problem.message());
        json.put("remedy", problem.remedy());
        return json;
    }

    private static @Nullable Long milliseconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
