package io.connectmigrator.migration.internal.connector;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The final offsets of the source of a move, which other moves of its unit may share, and what each of them is in the Kafka cluster to
 * which the move leads.
 */
public final class FinalOffsets {

    /** A partition of a topic, however its number is kept. */
    private record TopicPartition(String topic, String number) {

        static TopicPartition of(ConnectorOffset offset) {
            return new TopicPartition(
                    String.valueOf(offset.partition().get("kafka_topic")),
                    String.valueOf(offset.partition().get("kafka_partition")));
        }
    }

    private final Move move;
    private final OffsetSnapshot all;
    private final @Nullable TranslatedSnapshot translation;
    private final Map<TopicPartition, TranslatedOffset> translated = new HashMap<>();

    private FinalOffsets(Move move, OffsetSnapshot all, @Nullable TranslatedSnapshot translation) {
        this.move = move;
        this.all = all;
        this.translation = translation;
        if (translation != null && move.isTranslated()) {
            translation
                    .offsets()
                    .forEach(
                            each -> translated.put(TopicPartition.of(each.from().toConnectorOffset()), each));
        }
    }

    /**
     * {@return those of the source of a move, as the move that leads the source has read and translated them}
     *
     * @param progress what the move has reached
     */
    public static FinalOffsets of(Move move, Progress progress) {
        Progress lead = move.leadOfSource(progress).progress();
        return new FinalOffsets(
                move, requireNonNull(lead.snapshot(), "snapshot"), lead.call().sourceTranslation());
    }

    /** {@return all of them, as they were read; always the same object} */
    public OffsetSnapshot all() {
        return all;
    }

    /** {@return whether they are other ones in the Kafka cluster to which the move leads} */
    public boolean isTranslated() {
        return move.isTranslated();
    }

    /**
     * {@return what some of them are there; the same ones if they stay in their Kafka cluster, or are those of a source}
     *
     * @throws StepFailedException if the translation has left out one of them, or has made one of two
     */
    public OffsetSnapshot there(OffsetSnapshot some) {
        if (!isTranslated()) {
            return some;
        }
        try {
            return OffsetSnapshot.of(some.offsets().stream().map(this::there).toList());
        } catch (IllegalArgumentException e) {
            throw failed("cannot be given to " + move.target() + ": " + e.getMessage());
        }
    }

    /**
     * {@return what one of them is there; the same one if it stays in its Kafka cluster, or is that of a source}
     *
     * @throws StepFailedException if the translation has left it out
     */
    public ConnectorOffset there(ConnectorOffset offset) {
        if (!isTranslated()) {
            return offset;
        }
        TranslatedOffset found = translated.get(TopicPartition.of(offset));
        Position to = found == null ? null : found.to();
        if (to == null) {
            throw failed("were not all translated: " + offset + " was left out");
        }
        return to.toConnectorOffset();
    }

    private StepFailedException failed(String what) {
        return new StepFailedException(Problem.error(
                ProblemCode.OFFSETS_NOT_TRANSLATED,
                "the offsets of " + move.source() + " " + what,
                "See how the plan's across(…) names the copies of topics"));
    }

    /**
     * {@return how those were translated that go the way of the move; of a source, how far its topics were mirrored; null if nothing was}
     *
     * @param share those that go its way
     */
    @Nullable
    public TranslatedSnapshot translation(OffsetSnapshot share) {
        if (translation == null) {
            return null;
        }
        if (!isTranslated()) {
            return move.leadsSource() ? translation : null;
        }
        List<TranslatedOffset> those = share.offsets().stream()
                .map(offset -> translated.get(TopicPartition.of(offset)))
                .filter(Objects::nonNull)
                .toList();
        return new TranslatedSnapshot(those);
    }
}
