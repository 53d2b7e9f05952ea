package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return OffsetsJson.read(file);
    }

    /**
     * Reads the JSON that {@code GET /connectors/{name}/offsets} answers.
     *
     * @param json the text
     * @return the offsets in it, without an origin
     * @throws IllegalArgumentException if the text is anything else
     */
    public static OffsetSnapshot parseJson(String json) {
        return OffsetsJson.parse(json);
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

    /**
     * {@return the offsets of several connectors together, in the order of the snapshots} A partition that occurs more than once with equal
     * offsets occurs once. Unlisted records are united too, without those whose keys are then listed, and so are the findings. The
     * result has no origin. Offsets from a topic keep their bytes, also those that are under another key than an equal one.
     *
     * @param snapshots the snapshots, each of one connector
     * @param onConflict what to do with a partition that has different offsets
     * @param order the order of offsets, asked unless conflicts are refused
     * @throws IllegalArgumentException if a partition has different offsets, or one key different unlisted records, and that is refused
     *     or their order is not known; it has both
     */
    public static OffsetSnapshot union(Collection<OffsetSnapshot> snapshots, OnConflict onConflict, OffsetOrder order) {
        OffsetUnion union = new OffsetUnion(requireNonNull(onConflict, "onConflict"), requireNonNull(order, "order"));
        snapshots.forEach(union::add);
        return union.toSnapshot();
    }

    /**
     * {@return the offsets of several connectors together, in the order of the snapshots} Conflicts are refused.
     *
     * @param snapshots the snapshots, each of one connector
     * @throws IllegalArgumentException if a partition has different offsets; it has both
     * @see #union(Collection, OnConflict, OffsetOrder)
     */
    public static OffsetSnapshot union(OffsetSnapshot... snapshots) {
        return union(List.of(snapshots), OnConflict.REFUSE, OffsetOrder.unknown());
    }

    /**
     * {@return the same with only some of the offsets} Unlisted records of a partition go with its offset; those without a partition stay,
     * since they belong to the connector. Origin and findings stay, though findings may tell of records that are no longer there.
     *
     * @param kept says of an offset whether it stays
     */
    public OffsetSnapshot filter(Predicate<ConnectorOffset> kept) {
        List<ConnectorOffset> those = offsets.stream().filter(kept).toList();
        return new OffsetSnapshot(those, UnlistedRecords.of(those, unlisted), findings, origin);
    }

    /**
     * {@return the same with every offset as the transform returns it} Offsets from a topic keep every byte of key and value but those of
     * the values that change, however the transform has made the new maps, and so do unlisted records that have a partition. An
     * unlisted record that gets the key of a listed one is left out. Origin and findings stay; they tell of the offsets as they were
     * read.
     *
     * @param transform what to apply to each offset
     * @throws IllegalArgumentException if two partitions become one; it has both. Or if the value of an unlisted record with a partition is
     *     not an object of plain values
     */
    public OffsetSnapshot map(OffsetTransform transform) {
        Map<Object, ConnectorOffset> from = new HashMap<>();
        List<ConnectorOffset> mapped = new ArrayList<>(offsets.size());
        for (ConnectorOffset offset : offsets) {
            ConnectorOffset result = requireNonNull(transform.apply(offset), "the offset that a transform returned");
            ConnectorOffset other = from.put(result.partitionMeaning(), offset);
            if (other != null) {
                throw new IllegalArgumentException("the partitions " + Json.write(other.partition()) + " and "
                        + Json.write(offset.partition()) + " both become " + Json.write(result.partition())
                        + ": only one of their offsets could be kept");
            }
            mapped.add(offset.become(result));
        }
        List<StoredRecord> beside = UnlistedRecords.mapped(unlisted, transform);
        return new OffsetSnapshot(mapped, UnlistedRecords.besides(mapped, beside), findings, origin);
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
        return OffsetsJson.of(offsets);
    }

    /**
     * Writes the JSON that {@code GET /connectors/{name}/offsets} answers, ready to be sent back with {@code PATCH}.
     *
     * @param file the file to write, in UTF-8; one that exists is replaced
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeJson(Path file) {
        OffsetsJson.write(file, offsets);
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
