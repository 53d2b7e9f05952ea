package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of one connector at one moment. Immutable.
 *
 * <p>Its JSON form is what {@code GET /connectors/{name}/offsets} answers, so that {@code curl}, kcctl and this class
 * read each other's files; order and literal form of every value are kept. Where the offsets came from is not part of
 * that form, because a worker refuses fields that it does not know.
 *
 * <p>Two snapshots are equal when they hold the same offsets, in any order and wherever they came from. Their
 * {@linkplain #unlisted() unlisted} records play no part in that; {@link #diff} compares them too.
 */
public final class OffsetSnapshot {

    private final List<ConnectorOffset> offsets;
    private final List<StoredRecord> unlisted;
    private final List<OffsetFinding> findings;
    private final @Nullable SnapshotOrigin origin;

    private OffsetSnapshot(
            List<ConnectorOffset> offsets,
            List<StoredRecord> unlisted,
            List<OffsetFinding> findings,
            @Nullable SnapshotOrigin origin) {
        this.offsets = List.copyOf(offsets);
        this.unlisted = List.copyOf(unlisted);
        this.findings = List.copyOf(findings);
        this.origin = origin;
        byPartition();
    }

    /**
     * {@return a snapshot of these offsets}
     *
     * @param offsets the offsets, in the order to keep
     * @throws IllegalArgumentException if two of them are of the same partition: Connect would keep one and drop the
     *     other without a word
     */
    public static OffsetSnapshot of(List<ConnectorOffset> offsets) {
        return new OffsetSnapshot(offsets, List.of(), List.of(), null);
    }

    /** {@return the snapshot without any offset} */
    public static OffsetSnapshot empty() {
        return of(List.of());
    }

    /**
     * Reads the JSON that {@code GET /connectors/{name}/offsets} answers.
     *
     * @param file the file to read, in UTF-8
     * @return the offsets in it, without an origin
     * @throws IllegalArgumentException if the file holds anything else
     * @throws UncheckedIOException if the file cannot be read
     */
    public static OffsetSnapshot readJson(Path file) {
        try {
            return parseJson(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading offsets from " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("reading offsets from " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the JSON that {@code GET /connectors/{name}/offsets} answers.
     *
     * @param json the text
     * @return the offsets in it, without an origin
     * @throws IllegalArgumentException if the text is anything else
     */
    public static OffsetSnapshot parseJson(String json) {
        try {
            JsonObject document = Json.parseObject(json);
            requireOnly(document, Set.of("offsets"));
            return of(document.objects("offsets").stream()
                    .map(OffsetSnapshot::parseOffset)
                    .toList());
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ConnectorOffset parseOffset(JsonObject entry) {
        requireOnly(entry, Set.of("partition", "offset"));
        Map<String, @Nullable Object> partition = entry.object("partition").fields();
        // Connect takes a missing offset for null, and null for «delete it»: a typing error would delete.
        if (!entry.has("offset")) {
            throw new IllegalArgumentException("the partition " + Json.write(partition) + " has no field 'offset'");
        }
        boolean absent = entry.fields().get("offset") == null;
        return new ConnectorOffset(
                partition, absent ? null : entry.object("offset").fields());
    }

    private static void requireOnly(JsonObject object, Set<String> names) {
        for (String name : names) {
            if (object.fields().get(name) == null && !name.equals("offset")) {
                throw new IllegalArgumentException("the JSON has no field '" + name + "'");
            }
        }
        object.fields().keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the JSON has a field '" + name
                            + "' that a worker would refuse; it takes only " + String.join(" and ", names));
                });
    }

    /** {@return the offsets, in the order in which they were read} */
    public List<ConnectorOffset> offsets() {
        return offsets;
    }

    /** {@return where and when the offsets were read, if they were read from a worker} */
    public Optional<SnapshotOrigin> origin() {
        return Optional.ofNullable(origin);
    }

    /**
     * {@return the same offsets, said to come from there}
     *
     * @param origin where they were read
     */
    public OffsetSnapshot withOrigin(SnapshotOrigin origin) {
        return new OffsetSnapshot(offsets, unlisted, findings, requireNonNull(origin, "origin"));
    }

    /**
     * {@return records of the connector in its offset topic that are not among {@link #offsets()}, because they have no
     * partition, or are an older record of a partition under another key} They are carried along from topic to topic, so
     * that whatever key a task looks up, it finds there what it would have found here. REST cannot carry them.
     */
    public List<StoredRecord> unlisted() {
        return unlisted;
    }

    /**
     * {@return the same offsets with these records beside them}
     *
     * @param unlisted the records
     */
    public OffsetSnapshot withUnlisted(List<StoredRecord> unlisted) {
        return new OffsetSnapshot(offsets, unlisted, findings, origin);
    }

    /** {@return what is worth knowing about how the offsets are stored} */
    public List<OffsetFinding> findings() {
        return findings;
    }

    /**
     * {@return the same offsets with these findings about them}
     *
     * @param findings the findings
     */
    public OffsetSnapshot withFindings(List<OffsetFinding> findings) {
        return new OffsetSnapshot(offsets, unlisted, findings, origin);
    }

    /** {@return the same without the offsets for which this does not hold} */
    OffsetSnapshot where(Predicate<ConnectorOffset> holds) {
        return new OffsetSnapshot(offsets.stream().filter(holds).toList(), unlisted, findings, origin);
    }

    /** {@return how many partitions there are} */
    public int size() {
        return offsets.size();
    }

    /** {@return whether there is no partition at all, and no record beside} */
    public boolean isEmpty() {
        return offsets.isEmpty() && unlisted.isEmpty();
    }

    /** {@return the partitions that the worker lists without an offset} */
    public List<ConnectorOffset> nullOffsets() {
        return offsets.stream().filter(ConnectorOffset::isNull).toList();
    }

    /**
     * Checks that the offsets can be written.
     *
     * @throws IllegalArgumentException if one of them is null: writing it would delete what is there
     */
    public void requireNoNullOffsets() {
        List<ConnectorOffset> nulls = nullOffsets();
        if (!nulls.isEmpty()) {
            throw new IllegalArgumentException("the offset of " + nulls.size() + " partition(s) is null, which would"
                    + " delete what is there; leave them out, or reset the offsets. The first is " + nulls.get(0));
        }
    }

    /**
     * Compares with a later snapshot of the same connector, or with what another cluster has, {@link #unlisted()} records
     * included.
     *
     * @param after the other snapshot
     * @return what is only here, only there, or differs
     */
    public SnapshotDiff diff(OffsetSnapshot after) {
        return SnapshotDiff.between(this, after);
    }

    /** {@return the JSON that {@code GET /connectors/{name}/offsets} answers} */
    public String toJson() {
        return Json.write(
                Map.of("offsets", offsets.stream().map(ConnectorOffset::toJson).toList()));
    }

    /**
     * Writes the JSON that {@code GET /connectors/{name}/offsets} answers, ready to be sent back with {@code PATCH}.
     *
     * @param file the file to write, in UTF-8; one that exists is replaced
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeJson(Path file) {
        try {
            Files.writeString(file, toJson(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("writing offsets to " + file + ": " + e.getMessage(), e);
        }
    }

    /** {@return false if the offsets were read without the records that hold them, as over REST} */
    boolean canHaveUnlisted() {
        return offsets.isEmpty() || !unlisted.isEmpty() || offsets.stream().anyMatch(offset -> offset.stored() != null);
    }

    Map<Object, ConnectorOffset> byPartition() {
        Map<Object, ConnectorOffset> byPartition = new LinkedHashMap<>();
        for (ConnectorOffset offset : offsets) {
            if (byPartition.put(offset.partitionMeaning(), offset) != null) {
                throw new IllegalArgumentException(
                        "the partition " + Json.write(offset.partition()) + " is there more than once");
            }
        }
        return byPartition;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OffsetSnapshot that && byPartition().equals(that.byPartition());
    }

    @Override
    public int hashCode() {
        return byPartition().hashCode();
    }

    /** {@return how many partitions there are and where they came from, on one line} */
    @Override
    public String toString() {
        String count = size() + (size() == 1 ? " partition" : " partitions");
        return origin == null ? count : count + " of " + origin;
    }
}
