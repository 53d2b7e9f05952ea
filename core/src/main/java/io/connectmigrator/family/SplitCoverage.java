package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a split or fork is checked for, whatever the family: whether offsets can be divided, and whether all that was read is read once. */
record SplitCoverage(ReshapeRules rules, Answers answers, String title, FamilySplit split) {

    Stream<Problem> problems(List<Problem> ofFamily) {
        return Stream.of(notSplittable(ofFamily), overlap(), divided()).flatMap(stream -> stream);
    }

    private Stream<Problem> notSplittable(List<Problem> ofFamily) {
        Optional<OffsetPartitioning> kind = rules.offsetPartitioning(split.config());
        boolean isSaid = ofFamily.stream().anyMatch(problem -> problem.code() == ProblemCode.NOT_SPLITTABLE);
        if (isSaid) {
            return Stream.empty();
        }
        if (kind.isEmpty()) {
            return Stream.of(Problem.warning(
                    ProblemCode.NOT_SPLITTABLE,
                    "it is not known how '" + split.connector() + "' (" + title
                            + ") finds its offsets, and so not whether each of" + " its parts reads only its own",
                    "Make sure that it does, or add a ConnectorFamily that says so"));
        }
        return refusal(kind.get()).map(Stream::of).orElse(Stream.empty());
    }

    private Optional<Problem> refusal(OffsetPartitioning kind) {
        return switch (kind) {
            case INDIVISIBLE -> refusal("has one partition, which cannot be divided", "Move it as it is");
            case ONE_POSITION ->
                split.isFork()
                        ? Optional.empty()
                        : refusal(
                                "has one position for all that it reads, of which each part needs the whole",
                                "Fork it, so that each part gets the whole and reads a part of the tables");
            case BY_PARTITION, NONE ->
                split.isFork()
                        ? refusal(
                                "has an offset for each of its partitions, which two connectors must not have",
                                "Split it, so that each part gets the offsets of what it reads")
                        : Optional.empty();
        };
    }

    private Optional<Problem> refusal(String predicate, String remedy) {
        return Optional.of(Problem.error(
                ProblemCode.NOT_SPLITTABLE, "'" + split.connector() + "' (" + title + ") " + predicate, remedy));
    }

    private Stream<Problem> overlap() {
        // The one position of a fork is in all of its parts.
        List<Map<String, @Nullable Object>> partitions = split.isFork()
                ? List.of()
                : split.offsets().offsets().stream()
                        .map(ConnectorOffset::partition)
                        .toList();
        Overlaps overlaps = Overlaps.of(split.children(), partitions, split.topics(), rules, answers);
        return Stream.concat(
                overlaps.problems(
                        true,
                        ", so that each record of it is copied twice",
                        "Let each topic, table or file be in one of them"),
                overlaps.ofLaterTopics());
    }

    private Stream<Problem> divided() {
        if (split.isFork()) {
            return Stream.empty();
        }
        List<ConnectorOffset> left = split.offsets().offsets().stream()
                .filter(offset -> reads(split.config(), offset).orElse(true))
                .filter(offset -> split.children().values().stream()
                        .noneMatch(child -> reads(child, offset).orElse(true)))
                .toList();
        return left.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.error(
                        ProblemCode.COVERAGE_LOST,
                        "none of the connectors into which '" + split.connector() + "' is split asks for " + left.size()
                                + " of its partitions, such as " + left.get(0).partition(),
                        "Give them to one of them"));
    }

    private Optional<Boolean> reads(ConnectorConfig config, ConnectorOffset offset) {
        return answers.asksFor(config, offset.partition());
    }
}
