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
import io.connectmigrator.report.MigrationPhase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a journal's entries: JSON with a version. Format 1 was that of builds before the first release. */
final class JournalFormat {

    private static final long VERSION = 2;

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
        json.put("plan", plan(page.planned()));
        json.put(
                "forward",
                ProgressJson.write(
                        kept(page.migrationState(), page.migrationState().forward())));
        Progress rollback = page.migrationState().rollback();
        json.put("rollback", rollback == null ? null : ProgressJson.write(kept(page.migrationState(), rollback)));
        return Json.write(json);
    }

    /** Offsets are needed to go on or back. At the end they are not, and could be megabytes that are kept for ever. */
    private static Progress kept(MigrationState migrationState, Progress progress) {
        return migrationState.isOpen()
                ? progress
                : progress.with(p -> {
                    p.snapshot = null;
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
        JsonObject plan = json.object("plan");
        MigrationState migrationState = new MigrationState(
                MigrationPhase.valueOf(json.string("phase")),
                ProgressJson.read(json.object("forward")),
                json.fields().get("rollback") == null ? null : ProgressJson.read(json.object("rollback")));
        PlannedMove planned = new PlannedMove(
                plan.string("from"),
                plan.string("connector"),
                plan.string("to"),
                plan.string("target"),
                ExistingOffsets.valueOf(plan.string("existingOffsets")),
                EmptyOffsets.valueOf(plan.string("emptyOffsets")),
                attributes(plan),
                plan.has("rehearsal") && plan.bool("rehearsal"));
        return new JournalRecord(
                planned,
                migrationState,
                Instant.parse(json.string("begun")),
                new LockOwner(json.string("by"), Instant.parse(json.string("since"))),
                Instant.parse(json.string("saved")),
                json.has("settled") && json.bool("settled"));
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

    /** Entries without labels have no such field, and neither have those of the first versions. */
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
