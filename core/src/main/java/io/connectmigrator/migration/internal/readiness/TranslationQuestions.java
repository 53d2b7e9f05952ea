package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a connector that comes to another Kafka cluster goes on there where it has stopped. */
final class TranslationQuestions {

    private TranslationQuestions() {}

    /** Its final offsets are other ones: that these are translated shows that the mirror is there, and how near. */
    static Optional<Finding> translation(ReviewedConnector connector) {
        return connector.isTranslated() ? Optional.of(ofSink(connector)) : Optional.empty();
    }

    private static Finding ofSink(ReviewedConnector connector) {
        Optional<Problem> inTheWay = found(connector, true);
        if (inTheWay.isPresent()) {
            return Finding.contradicted(
                    inTheWay.get().remedy(),
                    connector.seenOnTarget(inTheWay.get().message()));
        }
        TranslatedSnapshot translated = connector.translated();
        if (translated.offsets().isEmpty()) {
            return Finding.unknown("ask when it has committed offsets", counts(connector, translated));
        }
        List<TranslatedOffset> inexact = translated.with(Verdict.AT_LEAST_ONCE);
        CheckContext checkContext = connector.checkContext();
        if (!inexact.isEmpty() && checkContext.plan().exactness() == Exactness.EXACT) {
            return Finding.contradicted(
                    "if records may be read again, say exactness(AT_LEAST_ONCE) in the plan",
                    counts(connector, translated),
                    connector.seenOnTarget("such as " + inexact.get(0)));
        }
        return found(connector, false)
                .filter(warning -> translated.with(Verdict.NOT_FOUND).isEmpty())
                .map(warning -> Finding.known(
                        warning.remedy(), counts(connector, translated), connector.seenOnTarget(warning.message())))
                .orElseGet(() -> judged(connector, translated));
    }

    /** {@return the first thing that checks have found about the mirror} */
    private static Optional<Problem> found(ReviewedConnector connector, boolean inTheWay) {
        return connector.problem(Stream.of(TranslationFinding.Kind.values())
                .filter(kind -> kind.isInTheWay() == inTheWay)
                .map(ProblemCode::of)
                .toArray(ProblemCode[]::new));
    }

    static Optional<Finding> mirror(ReviewedConnector connector) {
        if (connector.isSink() || connector.checkContext().crossing().isEmpty()) {
            return Optional.empty();
        }
        if (TopicQuestions.topics(connector).isEmpty()) {
            return Optional.of(Finding.unknown(
                    "make the topics known, see TOPIC_NAMES", connector.seen("its topics are not known")));
        }
        TranslatedSnapshot translated = connector.translated();
        return Optional.of(connector
                .problem(ProblemCode.MIRROR_TOPIC_LEFT_OUT)
                .filter(leftOut -> translated.with(Verdict.NOT_FOUND).isEmpty())
                .map(leftOut -> Finding.known(
                        leftOut.remedy(), counts(connector, translated), connector.seenOnTarget(leftOut.message())))
                .orElseGet(() -> judged(connector, translated)));
    }

    private static Finding judged(ReviewedConnector connector, TranslatedSnapshot translated) {
        Evidence counts = counts(connector, translated);
        List<TranslatedOffset> lost = translated.with(Verdict.NOT_FOUND);
        if (!lost.isEmpty()) {
            return Finding.contradicted(
                    "see what each partition needs", counts, connector.seenOnTarget("such as " + lost.get(0)));
        }
        List<TranslatedOffset> behind = translated.with(Verdict.NOT_MIRRORED);
        return behind.isEmpty()
                ? Finding.known("", counts)
                : Finding.known(
                        "wait until the mirror is near", counts, connector.seenOnTarget("such as " + behind.get(0)));
    }

    private static Evidence counts(ReviewedConnector connector, TranslatedSnapshot translated) {
        String verdicts = Stream.of(Verdict.values())
                .filter(verdict -> !translated.with(verdict).isEmpty())
                .map(verdict -> translated.with(verdict).size() + " " + inWords(verdict))
                .collect(Collectors.joining(", "));
        return connector.seenOnTarget("partitions: " + translated.offsets().size()
                + (verdicts.isEmpty() ? "" : ", of these " + verdicts) + ", by "
                + connector.checkContext().crossing().orElseThrow().translation());
    }

    private static String inWords(Verdict verdict) {
        return switch (verdict) {
            case EXACT -> "exact";
            case AT_LEAST_ONCE -> "with records that are read again";
            case NOT_MIRRORED -> "not mirrored yet";
            case NOT_FOUND -> "not found";
        };
    }
}
