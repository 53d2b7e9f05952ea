package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds by the names in configs what is read twice, or no longer, after a merge, split or fork. */
record Coverage(Function<ConnectorConfig, Optional<Selection>> selection) {

    /** {@return whether two configs select the same name; empty if that is not known} */
    Optional<Boolean> overlap(ConnectorConfig one, ConnectorConfig other) {
        return selection.apply(one).flatMap(selected -> selection.apply(other).flatMap(selected::overlaps));
    }

    /** {@return that the merged config leaves out names that members list} */
    List<Problem> ofMerge(FamilyMerge merge) {
        Optional<Selection> merged = selection.apply(merge.config());
        List<String> losing = merge.members().keySet().stream()
                .filter(name -> merged.isPresent()
                        && selection
                                .apply(member(merge, name))
                                .filter(selected ->
                                        !selected.selectedNames().stream().allMatch(merged.get()::selects))
                                .isPresent())
                .toList();
        return losing.isEmpty()
                ? List.of()
                : List.of(Problem.error(
                        ProblemCode.COVERAGE_LOST,
                        "the config of '" + merge.connector() + "' leaves out some of what " + Members.named(losing)
                                + " is configured to read",
                        "Make sure that its lists have all of it, and that what it excludes has none of it"));
    }

    private static ConnectorConfig member(FamilyMerge merge, String name) {
        return merge.members().getOrDefault(name, ConnectorConfig.empty());
    }

    /** {@return that the children leave out names that the connector lists, or may leave out some} */
    List<Problem> ofSplit(FamilySplit split) {
        Optional<Selection> all = selection.apply(split.config());
        List<Selection> parts = split.children().values().stream()
                .flatMap(child -> selection.apply(child).stream())
                .toList();
        if (all.isEmpty() || parts.size() < split.children().size()) {
            return List.of();
        }
        List<String> left = all.get().selectedNames().stream()
                .filter(name -> parts.stream().noneMatch(part -> part.selects(name)))
                .toList();
        if (!left.isEmpty()) {
            return List.of(Problem.error(
                    ProblemCode.COVERAGE_LOST,
                    "none of the connectors into which '" + split.connector() + "' is divided is configured to read "
                            + left.size() + " of what it lists",
                    "Give it to one of them"));
        }
        return arePatternsCovered(all.get(), parts)
                ? List.of()
                : List.of(Problem.warning(
                        ProblemCode.COVERAGE_LOST,
                        "it is not known whether the connectors into which '" + split.connector()
                                + "' is divided read together all that it reads",
                        "Make sure that they do, or let one of them read all that the others do not, by excluding what they"
                                + " include"));
    }

    /** What a part with the same regular expression excludes must be in another part. */
    private static boolean arePatternsCovered(Selection all, List<Selection> parts) {
        return all.patterns().stream()
                .allMatch(pattern -> parts.stream()
                        .anyMatch(part -> part.patterns().contains(pattern)
                                && part.excluded().stream()
                                        .filter(regex -> !all.excluded().contains(regex))
                                        .allMatch(regex -> parts.stream().anyMatch(other -> other.includes(regex)))));
    }
}
