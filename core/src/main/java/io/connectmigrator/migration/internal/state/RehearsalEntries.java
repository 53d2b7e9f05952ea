package io.connectmigrator.migration.internal.state;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.internal.Sha256;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Shape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a journal keeps of rehearsals, moves and rollbacks that have succeeded: one closed entry for each shape of connectors, with the
 * latest of each kind.
 */
public final class RehearsalEntries {

    private static final long VERSION = 1;

    private final Journal journal;

    public RehearsalEntries(Journal journal) {
        this.journal = CheckedJournal.of(journal);
    }

    /** {@return the id of the entry of a shape} No connector's entry has it. */
    public static String id(Shape shape) {
        return "shape/" + Sha256.hex(shape.toString()) + "/rehearsals";
    }

    /**
     * {@return what has succeeded with connectors of a shape}
     *
     * @throws JournalException if the entry cannot be read
     */
    public List<Rehearsal> of(Shape shape) {
        return journal.load(id(shape))
                .map(VersionedEntry::entry)
                .map(entry -> read(entry, shape))
                .orElse(List.of());
    }

    /**
     * Adds one, in place of an earlier one of its kind. Other calls should be kept from the entry meanwhile.
     *
     * @throws JournalException if it cannot be read or written
     */
    public void add(Rehearsal added) {
        Optional<VersionedEntry> stored = journal.load(id(added.shape()));
        List<Rehearsal> earlier = stored.map(VersionedEntry::entry)
                .map(entry -> read(entry, added.shape()))
                .orElse(List.of());
        Stream<Rehearsal> others = earlier.stream().filter(each -> !isReplaced(each, added));
        String version = stored.map(VersionedEntry::version).orElse(null);
        journal.save(
                entry(added.shape(), Stream.concat(others, Stream.of(added)).toList()), version);
    }

    /** One that left out a part does not replace one that did not. */
    private static boolean isReplaced(Rehearsal earlier, Rehearsal added) {
        return earlier.kind() == added.kind() && (added.complete() || !earlier.complete());
    }

    private static JournalEntry entry(Shape shape, List<Rehearsal> rehearsals) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", VERSION);
        json.put("open", false);
        json.put("shape", shape.toString());
        json.put("rehearsals", rehearsals.stream().map(RehearsalEntries::json).toList());
        return new JournalEntry(id(shape), Json.write(json));
    }

    private static Map<String, Object> json(Rehearsal rehearsal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", rehearsal.kind().name());
        json.put("connector", rehearsal.connector());
        json.put("at", rehearsal.at().toString());
        json.put("complete", rehearsal.complete());
        return json;
    }

    private static List<Rehearsal> read(JournalEntry entry, Shape shape) {
        try {
            JsonObject json = Json.parseObject(entry.text());
            return json.integer("format") == VERSION
                    ? json.objects("rehearsals").stream()
                            .map(each -> rehearsal(each, shape))
                            .toList()
                    : List.of();
        } catch (MalformedJsonException | IllegalArgumentException | DateTimeException e) {
            throw new JournalException(
                    "the journal's entry " + entry.id() + " cannot be read: " + e.getMessage(),
                    "Restore or remove it; only what it says about the readiness of plans is lost",
                    e);
        }
    }

    private static Rehearsal rehearsal(JsonObject json, Shape shape) {
        return new Rehearsal(
                Rehearsal.Kind.valueOf(json.string("kind")),
                shape,
                json.string("connector"),
                Instant.parse(json.string("at")),
                json.bool("complete"));
    }
}
