package io.connectmigrator.migration.internal.state;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.Attributes;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The text of a journal's entries: JSON with a version. Format 1 was that of builds before the first release. */
final class JournalFormat {

    private static final long VERSION = 2;
    private static final String OTHERS = "others";
    private static final String MEMBER_OF = "memberOf";

    private JournalFormat() {}

    static String write(JournalRecord page) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", VERSION);
        json.put("id", page.planned().id());
        json.put("open", page.migrationState().isOpen());
        json.put("phase", page.migrationState().phase().name());
        json.put("begun", page.begun().toString());
        json.put("saved", page.saved().toString());
        if (page.settled()) {
            json.put("settled", true);
        }
        json.put("by", page.by().name());
        json.put("since", page.by().since().toString());
        json.putAll(move(page, 0));
        if (page.planned().moves().size() > 1) {
            json.put(
                    OTHERS,
                    IntStream.range(1, page.planned().moves().size())
                            .mapToObj(index -> move(page, index))
                            .toList());
        }
        return Json.write(json);
    }

    private static Map<String, @Nullable Object> move(JournalRecord page, int index) {
        MigrationState state = page.migrationState();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plan", plan(page.planned().moves().get(index)));
        json.put("forward", ProgressJson.write(kept(state, state.forward().of(index))));
        UnitProgress rollback = state.rollback();
        json.put("rollback", rollback == null ? null : ProgressJson.write(kept(state, rollback.of(index))));
        return json;
    }

    /** {@return the entry of a connector that moves together with another one, whose entry says how far they have come} */
    static JournalEntry member(String id, String lead) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", VERSION);
        json.put("id", id);
        json.put("open", false);
        json.put(MEMBER_OF, lead);
        return new JournalEntry(id, Json.write(json));
    }

    /**
     * {@return the id of the entry that says how far the connector has come, if another one does}
     *
     * @throws JournalException if it was cut short
     */
    static Optional<String> lead(JournalEntry entry) {
        try {
            JsonObject json = Json.parseObject(entry.text());
            return json.has(MEMBER_OF) ? Optional.of(json.string(MEMBER_OF)) : Optional.empty();
        } catch (MalformedJsonException e) {
            throw unreadable(entry, e.getMessage(), e);
        }
    }

    /** Offsets are needed to go on or back. At the end they are not, and could be megabytes that are kept for ever. */
    private static Progress kept(MigrationState migrationState, Progress progress) {
        return migrationState.isOpen()
                ? progress
                : progress.with(p -> {
                    p.snapshot = null;
                    p.share = null;
                    p.translated = null;
                    p.united = null;
                    p.targetBefore = null;
                    p.remark = null;
                });
    }

    /**
     * Reads an entry.
     *
     * @throws JournalException if it was cut short, has another format or is of another connector
     */
    static JournalRecord read(JournalEntry entry) {
        try {
            JsonObject json = Json.parseObject(entry.text());
            requireVersion(entry, json.integer("format"));
            JournalRecord page = page(json);
            if (!page.planned().id().equals(entry.id())) {
                throw unreadable(entry, "it is that of " + page.planned().id(), null);
            }
            return page;
        } catch (MalformedJsonException e) {
            throw unreadable(entry, e.getMessage(), e);
        } catch (RuntimeException e) {
            if (e instanceof JournalException) {
                throw e;
            }
            throw unreadable(entry, "it has a value that makes no sense: " + e.getMessage(), e);
        }
    }

    private static JournalRecord page(JsonObject json) {
        List<JsonObject> moves = new ArrayList<>(List.of(json));
        if (json.has(OTHERS)) {
            moves.addAll(json.objects(OTHERS));
        }
        MigrationState migrationState = new MigrationState(
                MigrationPhase.valueOf(json.string("phase")),
                UnitProgress.of(moves.stream()
                        .map(move -> ProgressJson.read(move.object("forward")))
                        .toList()),
                json.fields().get("rollback") == null
                        ? null
                        : UnitProgress.of(moves.stream()
                                .map(move -> ProgressJson.read(move.object("rollback")))
                                .toList()));
        PlannedUnit planned = new PlannedUnit(
                moves.stream().map(move -> planned(move.object("plan"))).toList());
        return new JournalRecord(
                planned,
                migrationState,
                Instant.parse(json.string("begun")),
                new LockOwner(json.string("by"), Instant.parse(json.string("since"))),
                Instant.parse(json.string("saved")),
                json.has("settled") && json.bool("settled"));
    }

    private static PlannedMove planned(JsonObject plan) {
        return new PlannedMove(
                plan.string("from"),
                plan.string("connector"),
                plan.string("to"),
                plan.string("target"),
                ExistingOffsets.valueOf(plan.string("existingOffsets")),
                EmptyOffsets.valueOf(plan.string("emptyOffsets")),
                attributes(plan),
                plan.has("rehearsal") && plan.bool("rehearsal"));
    }

    private static Map<String, @Nullable Object> plan(PlannedMove planned) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("from", planned.from());
        json.put("connector", planned.connector());
        json.put("to", planned.to());
        json.put("target", planned.target());
        json.put("existingOffsets", planned.existingOffsets().name());
        json.put("emptyOffsets", planned.emptyOffsets().name());
        if (planned.isRehearsal()) {
            json.put("rehearsal", true);
        }
        if (!planned.attributes().isEmpty()) {
            json.put("attributes", planned.attributes());
        }
        return json;
    }

    /** Entries without attributes have no such field, and neither have those of the first versions. */
    private static Map<String, String> attributes(JsonObject plan) {
        if (!plan.has("attributes")) {
            return Map.of();
        }
        Attributes attributes = Attributes.NONE;
        JsonObject json = plan.object("attributes");
        for (String key : json.fields().keySet()) {
            attributes = attributes.with(key, json.string(key));
        }
        return attributes.toMap();
    }

    private static void requireVersion(JournalEntry entry, long format) {
        if (format != VERSION) {
            throw new JournalException(
                    "the journal's entry " + entry.id() + " has format " + format + ", and this version reads format "
                            + VERSION,
                    "Finish the migration with the version of Connect Migrator that wrote the entry",
                    null);
        }
    }

    private static JournalException unreadable(JournalEntry entry, @Nullable String why, @Nullable Throwable cause) {
        return new JournalException(
                "the journal's entry " + entry.id() + " cannot be read: " + why,
                "Restore it from a backup. Without one, look how the connector stands on both clusters before the entry is"
                        + " removed: what it said is needed to go on or back",
                cause);
    }
}
