package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a merge is checked for, whatever the family: whether offsets can be united, and whether all that was read is read once. */
record MergeCoverage(ReshapeRules rules, Answers answers, String title, FamilyMerge merge) {

    Stream<Problem> problems(List<Problem> ofFamily) {
        return Stream.of(notMergeable(ofFamily), overlap(), lost(), gained()).flatMap(stream -> stream);
    }

    private Stream<Problem> notMergeable(List<Problem> ofFamily) {
        Set<OffsetPartitioning> kinds = merge.members().values().stream()
                .flatMap(config -> rules.offsetPartitioning(config).stream())
                .collect(Collectors.toSet());
        boolean isSaid = ofFamily.stream().anyMatch(problem -> problem.code() == ProblemCode.NOT_MERGEABLE);
        if (isSaid) {
            return Stream.empty();
        }
        if (kinds.contains(OffsetPartitioning.INDIVISIBLE)) {
            return Stream.of(Problem.error(
                    ProblemCode.NOT_MERGEABLE,
                    members() + " each have one partition, and one connector cannot have several (" + title + ")",
                    "Move them one by one"));
        }
        return kinds.contains(OffsetPartitioning.ONE_POSITION) ? onePosition() : Stream.empty();
    }

    /** Equal positions, such as in an idle database, are one. If they are not equal later on, they are not united. */
    private Stream<Problem> onePosition() {
        boolean areEqual = merge.offsets().keySet().containsAll(merge.members().keySet())
                && merge.offsets().values().stream().distinct().count() == 1;
        String message =
                members() + " each have one position in a log, and different ones cannot become one (" + title + ")";
        return Stream.of(
                areEqual
                        ? Problem.warning(
                                ProblemCode.NOT_MERGEABLE,
                                message + "; they are equal now",
                                "Make sure that nothing is written until the merge is done")
                        : Problem.error(ProblemCode.NOT_MERGEABLE, message, "Move them one by one"));
    }

    /** Of a source, the partition has two offsets, which are united or refused as the plan says. */
    private Stream<Problem> overlap() {
        List<Map<String, @Nullable Object>> partitions = merge.offsets().values().stream()
                .flatMap(offsets -> offsets.offsets().stream())
                .map(ConnectorOffset::partition)
                .toList();
        return Overlaps.of(merge.members(), partitions, merge.topics(), rules, answers)
                .problems(
                        rules.isOfSinks(),
                        rules.isOfSinks()
                                ? ", so that each record is delivered twice, mostly to two places; one connector delivers it once"
                                : ", so that each record is read twice; one connector reads it once, from the offset that the plan"
                                        + " chooses",
                        "Let only one of them read it before they are merged");
    }

    private Stream<Problem> lost() {
        return merge.members().entrySet().stream().flatMap(member -> {
            List<ConnectorOffset> lost = offsets(member.getKey()).stream()
                    .filter(offset -> reads(member.getValue(), offset).orElse(true))
                    .filter(offset -> !reads(merge.config(), offset).orElse(true))
                    .toList();
            return lost.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Problem.error(
                            ProblemCode.COVERAGE_LOST,
                            "the config of '" + merge.connector() + "' does not ask for " + lost.size()
                                    + " partitions of '" + member.getKey() + "', such as "
                                    + lost.get(0).partition(),
                            "Make sure that its lists have them, and that what it excludes has none of them"));
        });
    }

    /** An offset that none of the members reads any more would be gone on from. */
    private Stream<Problem> gained() {
        List<ConnectorOffset> gained = merge.offsets().values().stream()
                .flatMap(offsets -> offsets.offsets().stream())
                .filter(offset -> reads(merge.config(), offset).orElse(false))
                .filter(offset -> merge.members().values().stream()
                        .noneMatch(config -> reads(config, offset).orElse(true)))
                .toList();
        return gained.isEmpty()
                ? Stream.empty()
                : Stream.of(Problem.warning(
                        ProblemCode.COVERAGE_GAINED,
                        "'" + merge.connector() + "' reads " + gained.size()
                                + " partitions that are in the offsets, and that no"
                                + " member reads any more, such as "
                                + gained.get(0).partition(),
                        "Make sure that this is wanted: it goes on from the old offset"));
    }

    private Optional<Boolean> reads(ConnectorConfig config, ConnectorOffset offset) {
        return answers.asksFor(config, offset.partition());
    }

    private List<ConnectorOffset> offsets(String member) {
        return merge.offsets().getOrDefault(member, OffsetSnapshot.empty()).offsets();
    }

    private String members() {
        return "the connectors " + Members.named(List.copyOf(merge.members().keySet()));
    }
}
