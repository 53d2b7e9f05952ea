package io.connectmigrator.offset;

import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * Translated offsets of one sink, one for each partition. Immutable.
 *
 * @param offsets the translated offsets
 */
public record TranslatedSnapshot(List<TranslatedOffset> offsets) {

    /**
     * Copies the list.
     *
     * @param offsets the translated offsets
     */
    public TranslatedSnapshot {
        offsets = List.copyOf(offsets);
    }

    /** {@return whether every offset was found} */
    public boolean isComplete() {
        return offsets.stream().allMatch(offset -> offset.to() != null);
    }

    /** {@return whether every offset was found and none makes the sink read a record again} */
    public boolean isExact() {
        return with(Verdict.EXACT).size() == offsets.size();
    }

    /**
     * {@return the offsets of one verdict}
     *
     * @param verdict the verdict
     */
    public List<TranslatedOffset> with(Verdict verdict) {
        return offsets.stream().filter(offset -> offset.verdict() == verdict).toList();
    }

    /** {@return the offsets that were found, as those of a sink in the other cluster} */
    public OffsetSnapshot snapshot() {
        return OffsetSnapshot.of(offsets.stream()
                .map(TranslatedOffset::to)
                .filter(Objects::nonNull)
                .map(Position::toConnectorOffset)
                .toList());
    }

    /** {@return a line for each partition} */
    @Override
    public String toString() {
        return String.join(
                "\n", offsets.stream().map(TranslatedOffset::toString).toList());
    }
}
