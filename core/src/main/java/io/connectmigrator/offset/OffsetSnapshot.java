package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.FileErrors;
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
 * <p>Its JSON form is the answer to {@code GET /connectors/{name}/offsets}, so that {@code curl}, kcctl and this class
 * read each other's files; order and literal form of every value are kept. The {@linkplain #origin() origin} is not in it,
 * because a worker refuses fields that it does not know.
 *
 * <p>Two snapshots are equal when they hold the same offsets, in any order and of any origin. {@link #diff} also compares
 * their {@linkplain #unlisted() unlisted} records.
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
     * @throws IllegalArgumentException if two of them are of the same partition: Connect would silently keep only one
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
            throw new UncheckedIOException(
                    "the offsets could not be read from " + file + ": " + FileErrors.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " holds no offsets: " + e.getMessage(), e);
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
        // Connect treats a missing offset as null, and null deletes: a typing error would delete an offset.
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
     * {@return the same offsets with this origin}
     *
     * @param origin where they were read
     */
    public OffsetSnapshot withOrigin(SnapshotOrigin origin) {
        return new OffsetSnapshot(offsets, unlisted, findings, requireNonNull(origin, "origin"));
    }

    /**
     * {@return records of the connector in its offset topic that are not among {@link #offsets()}, because they have no
     * partition, or are an older record of a partition under another key} They are copied from topic to topic, so that a task
     * finds the same record there under any key. REST cannot read or write them.
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

    /** {@return peculiarities of how the offsets are stored} */
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

    /** {@return the same with only the offsets for which this holds} */
    OffsetSnapshot where(Predicate<ConnectorOffset> holds) {
        return new OffsetSnapshot(offsets.stream().filter(holds).toList(), unlisted, findings, origin);
    }

    /** {@return how many partitions there are} */
    public int size() {
        return offsets.size();
    }

    /** {@return whether there are neither offsets nor unlisted records} */
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
     * @throws IllegalArgumentException if one of them is null: writing it would delete the offset
     */
    public void requireNoNullOffsets() {
        List<ConnectorOffset> nulls = nullOffsets();
        if (!nulls.isEmpty()) {
            throw new IllegalArgumentException("the offset of " + nulls.size() + " partition(s) is null, which would"
                    + " delete it; leave them out, or reset the offsets. The first is " + nulls.get(0));
        }
    }

    /**
     * Compares with a later snapshot of the same connector, or with its offsets on another cluster, including
     * {@link #unlisted()} records.
     *
     * @param after the other snapshot
     * @return the offsets that only one of them has, and those that differ
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
            throw new UncheckedIOException(
                    "the offsets could not be written to " + file + ": " + FileErrors.reason(e), e);
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
                        "the partition " + Json.write(offset.partition()) + " occurs more than once");
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
