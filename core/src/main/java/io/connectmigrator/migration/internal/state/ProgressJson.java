package io.connectmigrator.migration.internal.state;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.TransportChoice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A progress as JSON. What a step has asked for within one call is left out: another call has to look again. */
final class ProgressJson {

    private ProgressJson() {}

    static Map<String, @Nullable Object> write(Progress progress) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("completed", name(progress.completed()));
        json.put("targetCreated", progress.targetCreated());
        json.put("targetBefore", snapshot(progress.targetBefore()));
        if (progress.targetKept()) {
            json.put("targetKept", true);
        }
        json.put("alterResult", progress.alterResult().name());
        json.put("sourceState", name(progress.sourceState()));
        json.put("wantedState", name(progress.mayFailAgain() ? ConnectorState.FAILED : progress.wantedState()));
        json.put("sourceTasks", progress.sourceTasks());
        json.put("downSince", text(progress.downSince()));
        json.put("snapshot", snapshot(progress.snapshot()));
        json.put("readWith", choice(progress.readWith()));
        json.put("writtenWith", choice(progress.writtenWith()));
        json.put("cutOver", progress.cutOver());
        json.put("targetResumed", progress.targetResumed());
        json.put("upSince", text(progress.upSince()));
        json.put("movedOn", progress.movedOn());
        json.put("undoing", progress.undoing());
        return json;
    }

    static Progress read(JsonObject json) {
        return Progress.NOTHING_YET.with(p -> {
            p.completed = optional(json, "completed", MigrationStep::valueOf);
            p.targetCreated = json.bool("targetCreated");
            p.targetBefore = readSnapshot(json, "targetBefore");
            p.targetKept = json.bool("targetKept");
            p.alterResult = AlterResult.valueOf(json.string("alterResult"));
            p.sourceState = optional(json, "sourceState", ConnectorState::valueOf);
            p.wantedState = optional(json, "wantedState", ConnectorState::valueOf);
            p.sourceTasks = Math.toIntExact(json.integer("sourceTasks"));
            p.downSince = optional(json, "downSince", Instant::parse);
            p.snapshot = readSnapshot(json, "snapshot");
            p.readWith = choice(json, "readWith");
            p.writtenWith = choice(json, "writtenWith");
            p.cutOver = json.bool("cutOver");
            p.targetResumed = json.bool("targetResumed");
            p.upSince = optional(json, "upSince", Instant::parse);
            p.movedOn = json.bool("movedOn");
            p.undoing = json.bool("undoing");
        });
    }

    private static @Nullable Object snapshot(@Nullable OffsetSnapshot snapshot) {
        return snapshot == null ? null : SnapshotJson.write(snapshot);
    }

    private static @Nullable OffsetSnapshot readSnapshot(JsonObject json, String name) {
        return isNull(json, name) ? null : SnapshotJson.read(json.object(name));
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

    private static @Nullable TransportChoice choice(JsonObject json, String name) {
        if (isNull(json, name)) {
            return null;
        }
        JsonObject choice = json.object(name);
        return new TransportChoice(
                TransportChoice.Via.valueOf(choice.string("via")), choice.string("transport"), choice.string("reason"));
    }

    private static <T> @Nullable T optional(JsonObject json, String name, Function<String, T> parse) {
        String value = json.optionalString(name);
        return value == null ? null : parse.apply(value);
    }

    private static boolean isNull(JsonObject json, String name) {
        return json.fields().get(name) == null;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
