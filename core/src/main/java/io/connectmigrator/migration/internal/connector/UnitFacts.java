package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is read about moves that are made together, the first of which leads. */
public final class UnitFacts {

    private final List<CheckContext> moves;

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

    private boolean isMerge() {
        UnitDefinition unit = lead().plan().unit();
        return unit != null && unit.isMerge();
    }

    /** {@return what is read about the one that leads the target of a move: of a merge the first, otherwise the move itself} */
    CheckContext leadOfTarget(CheckContext move) {
        return isMerge() ? lead() : move;
    }

    /**
     * {@return the config of the connector on the source, or the one that its members make together}
     *
     * @throws StepFailedException if it is not known how they do
     */
    ConnectorConfig config() {
        if (!isMerge()) {
            return lead().sourceConnector().config();
        }
        Map<String, ConnectorConfig> configs = new LinkedHashMap<>();
        moves.forEach(
                move -> configs.put(move.connector(), move.sourceConnector().config()));
        ConnectorConfig own = lead().plan().mergedConfig(Collections.unmodifiableMap(configs));
        if (own != null) {
            return own;
        }
        throw new StepFailedException(Problem.error(
                ProblemCode.CONFIGS_NOT_MERGED,
                "it is not known how " + String.join(", ", configs.keySet()) + " become one connector",
                "Make its config with mergedConfig(…) of the plan"));
    }

    /**
     * {@return the offsets that the connector gets which several become, if they stopped now}
     *
     * @throws StepFailedException if two of a partition cannot become one
     */
    public OffsetSnapshot united() {
        return conflicts().united(moves.stream().map(CheckContext::givenOffsets).toList(), lead().target());
    }

    /** {@return what is done about a partition that the target gets twice} */
    Conflicts conflicts() {
        UnitDefinition unit = lead().plan().unit();
        return unit == null ? Conflicts.REFUSED : new Conflicts(lead().plan().onConflict(), order());
    }

    /** {@return the same on the way back, where several targets of a fork may have positions that differ} */
    Conflicts conflictsBack() {
        UnitDefinition unit = lead().plan().unit();
        boolean isLenient = unit != null && unit.atLeastOnce();
        return isLenient ? new Conflicts(OnConflict.EARLIEST, order()) : Conflicts.REFUSED;
    }

    private OffsetOrder order() {
        return OffsetOrder.unknown();
    }
}
