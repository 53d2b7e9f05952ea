package io.connectmigrator.family;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of merging, splitting and forking connectors of one class: by its family, and for sinks of any class by what all sinks have in
 * common. Accesses no cluster. Immutable.
 */
public final class ReshapeRules {

    private static final ConnectorFamily SINK = new AnySink();

    private final String title;
    private final List<ConnectorFamily> families;

    private ReshapeRules(String title, List<ConnectorFamily> families) {
        this.title = title;
        this.families = families;
    }

    /** {@return the rules for a class, of its family if it is known} */
    static ReshapeRules of(ConnectorType type, String connectorClass, Optional<ConnectorFamily> family) {
        requireNonNull(type, "type");
        Stream<ConnectorFamily> ofType = type == ConnectorType.SINK ? Stream.of(SINK) : Stream.empty();
        return new ReshapeRules(
                family.map(ConnectorFamily::name).orElse(connectorClass),
                Stream.concat(family.stream(), ofType).toList());
    }

    /**
     * {@return how the offsets are divided; empty if that is not known}
     *
     * @param config the config of the connector on the source
     */
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return first(family -> family.offsetPartitioning(config));
    }

    /**
     * {@return the order of two offsets of one partition; empty if it is not known of any}
     *
     * @param config the config of the merged connector
     */
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return first(family -> family.offsetOrder(config));
    }

    /**
     * {@return those of its offsets that a connector no longer looks up, since newer ones of the same data are beside them}
     *
     * @param config the config of the connector on the source
     * @param offsets all of its offsets
     */
    public List<ConnectorOffset> superseded(ConnectorConfig config, OffsetSnapshot offsets) {
        return families.stream()
                .flatMap(family -> family.superseded(config, offsets).stream())
                .toList();
    }

    /**
     * {@return the config of a connector that does what several did, or why there is none}
     *
     * @param connector the name of the merged connector
     * @param members the configs of the connectors by name, in the order of the plan
     */
    public MergedConfig mergedConfig(String connector, Map<String, ConnectorConfig> members) {
        return first(family -> family.mergedConfig(connector, members))
                .orElseGet(() -> MergedConfig.refused(List.of(Problem.error(
                        ProblemCode.NOT_MERGEABLE,
                        "it is not known how the configs of connectors of this kind (" + title
                                + ") are united to that of '" + connector + "'",
                        "Let the plan make the config (mergedConfig), or add a ConnectorFamily that does"))));
    }

    /**
     * {@return whether a connector with a config reads a partition; empty if that is not known}
     *
     * @param config the config
     * @param partition the partition
     */
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return first(family -> family.asksFor(config, partition));
    }

    /**
     * {@return whether two connectors read the same topic, table or file; empty if that is not known}
     *
     * @param one the config of one
     * @param other the config of the other one
     * @param partitions partitions that are known to exist
     */
    public Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        return first(family -> family.overlap(one, other, partitions));
    }

    /**
     * {@return errors that prevent a merge with a config that the plan or {@link #mergedConfig} has made, and warnings about it}
     *
     * @param merge the merge
     */
    public List<Problem> examineMerge(FamilyMerge merge) {
        List<Problem> own = families.stream()
                .flatMap(family -> family.examineMerge(merge).stream())
                .toList();
        return Stream.concat(own.stream(), new MergeCoverage(this, new Answers(this), title, merge).problems(own))
                .toList();
    }

    /**
     * {@return errors that prevent a split or a fork, and warnings about it}
     *
     * @param split the split or fork
     */
    public List<Problem> examineSplit(FamilySplit split) {
        List<Problem> own = families.stream()
                .flatMap(family -> family.examineSplit(split).stream())
                .toList();
        return Stream.concat(own.stream(), new SplitCoverage(this, new Answers(this), title, split).problems(own))
                .toList();
    }

    boolean isOfLibrary() {
        return families.stream().allMatch(family -> family instanceof DescribedFamily || family.equals(SINK));
    }

    boolean isOfSinks() {
        return families.contains(SINK);
    }

    private <T> Optional<T> first(Function<ConnectorFamily, Optional<T>> answer) {
        return families.stream().map(answer).flatMap(Optional::stream).findFirst();
    }

    /** {@return the name of the family, or the class} */
    @Override
    public String toString() {
        return title;
    }
}
