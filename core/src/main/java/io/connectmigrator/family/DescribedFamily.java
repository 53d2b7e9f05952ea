package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A family that is described by rules. */
abstract class DescribedFamily implements ConnectorFamily {

    private final String name;
    private final Set<String> classNames;
    private final List<Rule> rules;

    DescribedFamily(String name, Set<String> classNames, List<Rule> rules) {
        this.name = name;
        this.classNames = classNames;
        this.rules = rules;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> classNames() {
        return classNames;
    }

    @Override
    public final List<Problem> examine(FamilyMove move) {
        return rules.stream()
                .map(rule -> rule.examine(name, move))
                .flatMap(Optional::stream)
                .toList();
    }

    /** {@return what a config selects by name; empty if that is not known} */
    Optional<Selection> selection(ConnectorConfig config) {
        return Optional.empty();
    }

    /** {@return why a connector can be neither merged nor split, as the predicate of a sentence; empty if it can} */
    Optional<String> indivisible(ConnectorConfig config) {
        return Optional.empty();
    }

    /** {@return why the library cannot make one config of a connector and others; empty if it can} */
    Optional<String> notMerged(ConnectorConfig config) {
        return indivisible(config);
    }

    /** {@return how configs are united; empty if that is not known} */
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.empty();
    }

    @Override
    public final Optional<MergedConfig> mergedConfig(String connector, Map<String, ConnectorConfig> members) {
        List<Problem> impossible = notMergeable(members, this::notMerged).toList();
        return impossible.isEmpty()
                ? union(members.values()).map(union -> union.apply(connector, members))
                : Optional.of(MergedConfig.refused(impossible));
    }

    private Stream<Problem> notMergeable(
            Map<String, ConnectorConfig> members, Function<ConnectorConfig, Optional<String>> reason) {
        return members.entrySet().stream()
                .flatMap(member -> reason
                        .apply(member.getValue())
                        .map(why -> Problem.error(
                                ProblemCode.NOT_MERGEABLE,
                                "connector '" + member.getKey() + "' (" + name + ") cannot be merged: it " + why,
                                "Move it as it is"))
                        .stream());
    }

    @Override
    public Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        return ConnectorFamily.super
                .overlap(one, other, partitions)
                .or(() -> new Coverage(this::selection).overlap(one, other));
    }

    @Override
    public final List<Problem> examineMerge(FamilyMerge merge) {
        return Stream.of(
                        notMergeable(merge.members(), this::indivisible),
                        new Coverage(this::selection).ofMerge(merge).stream(),
                        findings(merge))
                .flatMap(problems -> problems)
                .toList();
    }

    @Override
    public final List<Problem> examineSplit(FamilySplit split) {
        Stream<Problem> impossible = indivisible(split.config())
                .map(why -> Problem.error(
                        ProblemCode.NOT_SPLITTABLE,
                        "connector '" + split.connector() + "' (" + name + ") cannot be divided: it " + why,
                        "Move it as it is"))
                .stream();
        return Stream.of(impossible, new Coverage(this::selection).ofSplit(split).stream(), findings(split))
                .flatMap(problems -> problems)
                .toList();
    }

    /** {@return what only this family finds in a merge} */
    Stream<Problem> findings(FamilyMerge merge) {
        return Stream.empty();
    }

    /** {@return what only this family finds in a split or fork} */
    Stream<Problem> findings(FamilySplit split) {
        return Stream.empty();
    }

    @Override
    public final String toString() {
        return name;
    }
}
