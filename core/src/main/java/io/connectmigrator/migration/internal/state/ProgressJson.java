package io.connectmigrator.migration.internal.state;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.report.TransportChoice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A progress as JSON. Each line of the list is a value that survives the process; what only one call has seen is left out. */
final class ProgressJson {

    private static final List<Field<?>> FIELDS = List.of(
            constant("completed", MigrationStep::valueOf, p -> p.completed, (p, value) -> p.completed = value),
            flag("targetCreated", p -> p.targetCreated, (p, value) -> p.targetCreated = value),
            object(
                    "targetBefore",
                    SnapshotJson::write,
                    SnapshotJson::read,
                    p -> p.targetBefore,
                    (p, value) -> p.targetBefore = value),
            flag("targetKept", p -> p.targetKept, (p, value) -> p.targetKept = value),
            constant("sourceState", ConnectorState::valueOf, p -> p.sourceState, (p, value) -> p.sourceState = value),
            constant("wantedState", ConnectorState::valueOf, p -> p.wantedState, (p, value) -> p.wantedState = value),
            new Field<Integer>(
                    "sourceTasks",
                    Integer::longValue,
                    (json, name) -> Math.toIntExact(json.integer(name)),
                    p -> p.sourceTasks,
                    (p, value) -> p.sourceTasks = value),
            time("downSince", p -> p.downSince, (p, value) -> p.downSince = value),
            object(
                    "slowStop",
                    ProgressJson::problem,
                    ProgressJson::problem,
                    p -> p.slowStop,
                    (p, value) -> p.slowStop = value),
            object(
                    "snapshot",
                    SnapshotJson::write,
                    SnapshotJson::read,
                    p -> p.snapshot,
                    (p, value) -> p.snapshot = value),
            ifSet(object(
                    "share", SnapshotJson::write, SnapshotJson::read, p -> p.share, (p, value) -> p.share = value)),
            object(
                    "translated",
                    SnapshotJson::write,
                    SnapshotJson::read,
                    p -> p.translated,
                    (p, value) -> p.translated = value),
            ifSet(object(
                    "united", SnapshotJson::write, SnapshotJson::read, p -> p.united, (p, value) -> p.united = value)),
            object(
                    "readWith",
                    ProgressJson::choice,
                    ProgressJson::choice,
                    p -> p.readWith,
                    (p, value) -> p.readWith = value),
            object(
                    "writtenWith",
                    ProgressJson::choice,
                    ProgressJson::choice,
                    p -> p.writtenWith,
                    (p, value) -> p.writtenWith = value),
            flag("quiesceAnnounced", p -> p.quiesceAnnounced, (p, value) -> p.quiesceAnnounced = value),
            flag("cutOver", p -> p.cutOver, (p, value) -> p.cutOver = value),
            flag("targetResumed", p -> p.targetResumed, (p, value) -> p.targetResumed = value),
            time("upSince", p -> p.upSince, (p, value) -> p.upSince = value),
            flag("movedOn", p -> p.movedOn, (p, value) -> p.movedOn = value),
            object(
                    "remark",
                    ProgressJson::problem,
                    ProgressJson::problem,
                    p -> p.remark,
                    (p, value) -> p.remark = value),
            flag("undoing", p -> p.undoing, (p, value) -> p.undoing = value));

    private ProgressJson() {}

    static Map<String, @Nullable Object> write(Progress progress) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        FIELDS.forEach(field -> field.write(progress, json));
        return json;
    }

    static Progress read(JsonObject json) {
        return Progress.NOTHING_YET.with(p -> FIELDS.forEach(field -> field.read(json, p)));
    }

    /** A value, its name in the JSON, and how it is written and read. Null is null or absent. */
    private record Field<T>(
            String name,
            Function<T, Object> writer,
            Reader<T> reader,
            Function<Progress.Draft, @Nullable T> value,
            BiConsumer<Progress.Draft, T> setter,
            boolean onlyIfSet) {

        Field(
                String name,
                Function<T, Object> writer,
                Reader<T> reader,
                Function<Progress.Draft, @Nullable T> value,
                BiConsumer<Progress.Draft, T> setter) {
            this(name, writer, reader, value, setter, false);
        }

        void write(Progress progress, Map<String, @Nullable Object> json) {
            @Nullable T found = value.apply(progress.draft());
            if (found != null || !onlyIfSet) {
                json.put(name, found == null ? null : writer.apply(found));
            }
        }

        void read(JsonObject json, Progress.Draft draft) {
            if (json.fields().get(name) != null) {
                setter.accept(draft, reader.read(json, name));
            }
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonObject json, String name);
    }

    private static Field<Boolean> flag(
            String name, Function<Progress.Draft, Boolean> value, BiConsumer<Progress.Draft, Boolean> setter) {
        return new Field<>(name, flag -> flag, JsonObject::bool, value, setter);
    }

    private static Field<Instant> time(
            String name,
            Function<Progress.Draft, @Nullable Instant> value,
            BiConsumer<Progress.Draft, Instant> setter) {
        return new Field<>(name, Instant::toString, (json, key) -> Instant.parse(json.string(key)), value, setter);
    }

    /** {@return the same value, which is absent where it is null} Only moves of a unit have it. */
    private static <T> Field<T> ifSet(Field<T> field) {
        return new Field<>(field.name(), field.writer(), field.reader(), field.value(), field.setter(), true);
    }

    private static <E extends Enum<E>> Field<E> constant(
            String name,
            Function<String, E> valueOf,
            Function<Progress.Draft, @Nullable E> value,
            BiConsumer<Progress.Draft, E> setter) {
        return new Field<>(name, Enum::name, (json, key) -> valueOf.apply(json.string(key)), value, setter);
    }

    private static <T> Field<T> object(
            String name,
            Function<T, Object> writer,
            Function<JsonObject, T> reader,
            Function<Progress.Draft, @Nullable T> value,
            BiConsumer<Progress.Draft, T> setter) {
        return new Field<>(name, writer, (json, key) -> reader.apply(json.object(key)), value, setter);
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().name());
        json.put("severity", problem.severity().name());
        json.put("message", problem.message());
        json.put("remedy", problem.remedy());
        return json;
    }

    private static Problem problem(JsonObject problem) {
        return new Problem(
                ProblemCode.valueOf(problem.string("code")),
                Severity.valueOf(problem.string("severity")),
                problem.string("message"),
                problem.string("remedy"));
    }

    private static Map<String, @Nullable Object> choice(TransportChoice choice) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("via", choice.via().name());
        json.put("transport", choice.transport());
        json.put("reason", choice.reason());
        return json;
    }

    private static TransportChoice choice(JsonObject choice) {
        return new TransportChoice(
                TransportChoice.Via.valueOf(choice.string("via")), choice.string("transport"), choice.string("reason"));
    }
}
