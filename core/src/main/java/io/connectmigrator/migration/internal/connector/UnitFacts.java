package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.FamilyMerge;
import io.connectmigrator.family.FamilySplit;
import io.connectmigrator.family.MergedConfig;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is read about moves that are made together, the first of which leads. */
public final class UnitFacts {

    private final List<CheckContext> moves;
    private final Lazy<List<CheckContext>> rehearsedMoves = new Lazy<>(this::ofRehearsedMoves);

    UnitFacts(List<CheckContext> moves) {
        this.moves = List.copyOf(moves);
    }

    /** {@return what is read about each of them, in their order} */
    public List<CheckContext> moves() {
        return moves;
    }

    /** {@return what is read about the one that leads} */
    public CheckContext lead() {
        return moves.get(0);
    }

    CheckContext rehearsedMove(CheckContext rehearsal) {
        return rehearsedMoves.get().get(moves.indexOf(rehearsal));
    }

    private List<CheckContext> ofRehearsedMoves() {
        List<CheckContext> rehearsed =
                moves.stream().map(CheckContext::ofRehearsedMove).toList();
        CheckContext.unite(rehearsed);
        return rehearsed;
    }

    /** {@return the moves that lead the sources} */
    public List<CheckContext> sources() {
        return isMerge() ? moves : List.of(lead());
    }

    private @Nullable UnitDefinition definition() {
        return lead().plan().unit();
    }

    private boolean isMerge() {
        UnitDefinition unit = definition();
        return unit != null && unit.isMerge();
    }

    /** {@return what is read about the one that leads the target of a move: of a merge the first, otherwise the move itself} */
    CheckContext leadOfTarget(CheckContext move) {
        return isMerge() && moves.contains(move) ? lead() : move;
    }

    /**
     * {@return the config that a move begins with: that of the connector on the source, the one that several make together, or the one of
     * a part of it} The plan's functions come after that.
     *
     * @throws StepFailedException if it is not known how it is made
     */
    ConnectorConfig config(CheckContext move) {
        if (isMerge()) {
            return merged();
        }
        ConnectorConfig config = move.sourceConnector().config();
        return move.plan().targetConnector().isCutDown()
                ? new SplitConfig(config, move.sourceOffsets(), move.given()::takes).cutDown()
                : config;
    }

    private ConnectorConfig merged() {
        ConnectorConfig own = lead().plan().targetConnector().mergedConfig(members());
        if (own != null) {
            return own;
        }
        MergedConfig made = madeByFamily();
        return made.config()
                .orElseThrow(() -> new StepFailedException(made.problems().stream()
                        .filter(Problem::isError)
                        .findFirst()
                        .orElseThrow()));
    }

    private MergedConfig madeByFamily() {
        return lead().family().rules().mergedConfig(name(), members());
    }

    private Map<String, ConnectorConfig> members() {
        return by(CheckContext::connector, move -> move.sourceConnector().config());
    }

    /**
     * {@return what stands in the way of the unit because of the class of its connectors}
     *
     * @throws StepFailedException if a function of the plan fails
     */
    public List<Problem> findings() {
        UnitDefinition unit = definition();
        if (unit == null) {
            return List.of();
        }
        if (!unit.isMerge()) {
            return lead().family()
                    .rules()
                    .examineSplit(new FamilySplit(
                            lead().connector(),
                            new MirroredSink(lead()).config(),
                            new MirroredSink(lead()).offsets(lead().given().divided()),
                            by(move -> move.target().connector(), CheckContext::targetConfig),
                            unit.kind() == UnitDefinition.Kind.FORK,
                            topics()));
        }
        boolean isMadeByPlan = lead().plan().targetConnector().mergedConfig(members()) != null;
        List<Problem> made = isMadeByPlan ? List.of() : madeByFamily().problems();
        if (made.stream().anyMatch(Problem::isError)) {
            return made;
        }
        FamilyMerge merge = new FamilyMerge(
                name(),
                lead().targetConfig(),
                by(CheckContext::connector, move -> new MirroredSink(move).config()),
                by(
                        CheckContext::connector,
                        move -> new MirroredSink(move).offsets(move.given().offsets())),
                topics());
        return Stream.concat(made.stream(), lead().family().rules().examineMerge(merge).stream())
                .toList();
    }

    /** {@return the topics that sinks are compared by; empty if their configs list them, or they cannot be looked up} */
    private Optional<Set<String>> topics() {
        Stream<ConnectorConfig> before =
                moves.stream().map(move -> move.sourceConnector().config());
        Stream<ConnectorConfig> after =
                isMerge() ? Stream.empty() : moves.stream().map(CheckContext::targetConfig);
        boolean areListed = Stream.concat(before, after).allMatch(SinkTopicNames::areListed);
        return areListed || !lead().isSink() ? Optional.empty() : new MirroredSink(lead()).topics();
    }

    private String name() {
        return lead().target().connector();
    }

    private <T> Map<String, T> by(Function<CheckContext, String> name, Function<CheckContext, T> value) {
        Map<String, T> all = new LinkedHashMap<>();
        moves.forEach(move -> all.put(name.apply(move), value.apply(move)));
        return Collections.unmodifiableMap(all);
    }

    /**
     * {@return the offsets that the connector gets which several become, if they stopped now}
     *
     * @throws StepFailedException if two of a partition cannot become one
     */
    public OffsetSnapshot united() {
        return conflicts()
                .united(moves.stream().map(move -> move.given().offsets()).toList(), lead().target());
    }

    /** {@return what is done about a partition that the target gets twice} */
    Conflicts conflicts() {
        return definition() == null
                ? Conflicts.REFUSED
                : new Conflicts(lead().plan().onConflict(), order());
    }

    /** {@return the same on the way back, where several targets of a fork may have positions that differ} */
    Conflicts conflictsBack() {
        UnitDefinition unit = definition();
        if (unit == null || unit.kind() != UnitDefinition.Kind.FORK) {
            return Conflicts.REFUSED;
        }
        return new Conflicts(
                unit.atLeastOnce() ? OnConflict.EARLIEST : OnConflict.REFUSE, order(), UnitDefinition.AT_LEAST_ONCE);
    }

    /** {@return whether the order of two offsets of a partition can be known} */
    public boolean knowsOrder() {
        return knownOrder().isPresent();
    }

    private OffsetOrder order() {
        return knownOrder().orElseGet(OffsetOrder::unknown);
    }

    private Optional<OffsetOrder> knownOrder() {
        return lead().family().rules().offsetOrder(lead().sourceConnector().config());
    }
}
