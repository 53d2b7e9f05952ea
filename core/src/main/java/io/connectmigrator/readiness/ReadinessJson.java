package io.connectmigrator.readiness;

import io.connectmigrator.internal.Json;
import io.connectmigrator.report.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a card as JSON. docs/readiness.md describes every field; to rename or remove one needs another version. */
final class ReadinessJson {

    private static final int VERSION = 1;

    private ReadinessJson() {}

    static String write(Readiness readiness) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("verdict", readiness.verdict().name());
        json.put("at", readiness.at().toString());
        json.put("from", readiness.from());
        json.put("to", readiness.to());
        json.put("pilot", readiness.pilot());
        json.put("stops", readiness.stops().stream().map(ReadinessJson::stop).toList());
        json.put("shapes", readiness.shapes().stream().map(ReadinessJson::shape).toList());
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> stop(Problem stop) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", stop.code().name());
        json.put("message", stop.message());
        json.put("remedy", stop.remedy());
        return json;
    }

    private static Map<String, @Nullable Object> shape(ShapeReadiness readiness) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Shape shape = readiness.shape();
        json.put("connectorClass", shape.connectorClass());
        json.put("sourceVersion", shape.sourceVersion());
        json.put("targetVersion", shape.targetVersion());
        json.put("from", shape.from());
        json.put("to", shape.to());
        json.put("transport", shape.transport());
        json.put("renamed", shape.renamed());
        json.put("offsets", shape.offsets());
        json.put("verdict", readiness.verdict().name());
        json.put("connectors", readiness.connectors());
        json.put("rows", readiness.rows().stream().map(ReadinessJson::row).toList());
        return json;
    }

    private static Map<String, @Nullable Object> row(RowScore row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("row", row.row().name());
        json.put("score", row.score());
        json.put("most", row.most());
        json.put("items", row.items().stream().map(ReadinessJson::item).toList());
        return json;
    }

    private static Map<String, @Nullable Object> item(ItemScore item) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("item", item.item().name());
        json.put("title", item.item().title());
        json.put("score", item.score());
        json.put("most", item.most());
        json.put("toRaise", item.toRaise());
        json.put(
                "evidence",
                item.evidence().stream().map(ReadinessJson::evidence).toList());
        return json;
    }

    private static Map<String, @Nullable Object> evidence(Evidence evidence) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", evidence.kind().name());
        json.put("at", evidence.at().toString());
        json.put("cluster", evidence.cluster());
        json.put("text", evidence.text());
        return json;
    }
}
