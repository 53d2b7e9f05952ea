package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a connector comes to another Kafka cluster: a sink with translated offsets, a source when the mirror has copied the last records
 * that it has written.
 */
public final class Crossing {

    private final OffsetTranslation translation;
    private final Exactness exactness;

    private Crossing(OffsetTranslation translation, Exactness exactness) {
        this.translation = translation;
        this.exactness = exactness;
    }

    /**
     * {@return how the connector crosses; empty if the plan does not say how, or it stays on its Kafka cluster} A connector of which that
     * is not known crosses, since the plan says how. A sink whose config names brokers does not: it may stay where it is, and translated
     * offsets would be written to the group in which it has its own.
     */
    static Optional<Crossing> of(CheckContext checkContext) {
        OffsetTranslation across = checkContext.plan().across();
        if (across == null) {
            return Optional.empty();
        }
        boolean crosses = checkContext.isSink()
                ? !SinkKafka.isOne(checkContext).orElse(SinkKafka.namesBrokers(checkContext))
                : !SourceKafka.isOne(checkContext).orElse(false);
        return crosses ? Optional.of(new Crossing(across, checkContext.plan().exactness())) : Optional.empty();
    }

    /** {@return the way back} */
    Crossing reversed() {
        return new Crossing(translation.reversed(), exactness);
    }

    /** {@return what finds the records of one Kafka cluster in the other} */
    public OffsetTranslation translation() {
        return translation;
    }

    /** {@return that the copies of all that a sink has read are there, with the offsets at which it goes on} */
    public Mirrored sink(ConnectorCopy source, OffsetSnapshot offsets) {
        return new Mirrored(
                () -> usable(source, translation.translate(source.offsets().owner(), offsets)));
    }

    /** {@return that the copies of all that a source has written are there} */
    public Mirrored source(ConnectorCopy source, Set<String> topics) {
        return new Mirrored(() -> usable(source, translation.translateEnds(topics)));
    }

    /** @throws StepFailedException if to wait does not help, or the plan asks for more */
    private TranslatedSnapshot usable(ConnectorCopy source, TranslatedSnapshot translated) {
        List<TranslatedOffset> lost = translated.with(Verdict.NOT_FOUND);
        if (!lost.isEmpty()) {
            throw failed(
                    source,
                    ProblemCode.OFFSETS_NOT_TRANSLATED,
                    lost,
                    translated,
                    "were not found",
                    "See what each needs");
        }
        List<TranslatedOffset> inexact = translated.with(Verdict.AT_LEAST_ONCE);
        if (!inexact.isEmpty() && exactness == Exactness.EXACT) {
            throw failed(
                    source,
                    ProblemCode.OFFSETS_TRANSLATED_INEXACTLY,
                    inexact,
                    translated,
                    "are not exact",
                    "If that may be, say exactness(AT_LEAST_ONCE) in the plan");
        }
        return translated;
    }

    private StepFailedException failed(
            ConnectorCopy source,
            ProblemCode code,
            List<TranslatedOffset> wrong,
            TranslatedSnapshot all,
            String what,
            String remedy) {
        return new StepFailedException(Problem.error(
                code,
                "of the " + all.offsets().size() + " offsets of " + source + ", translated by " + translation + ", "
                        + wrong.size() + " " + what + ": " + wrong.get(0),
                remedy));
    }
}
