package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.plan.internal.ConnectorPlan;
import java.time.Duration;
import java.util.function.Supplier;

/** The moves that steps make with the two copies of a connector: forward, back, and to its end. */
public final class Moves {

    private final CheckContext checkContext;
    private final ConnectorPlan plan;

    Moves(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.plan = checkContext.plan();
    }

    /** {@return the move that the plan asks for} */
    public Move forward() {
        return forward(MoveHooks.of(plan), plan.settle());
    }

    /** {@return the move of a copy that is only rehearsed, which calls no hook} */
    public Move rehearsal() {
        return forward(MoveHooks.NONE, Duration.ZERO);
    }

    private Move forward(MoveHooks hooks, Duration settle) {
        return new Move(
                checkContext.source(),
                checkContext.target(),
                checkContext.sourceConnector().config(),
                checkContext.targetConfig(),
                checkContext.sharesOffsets(),
                false,
                plan.existingOffsets(),
                checkContext.family().emptyOffsets(),
                hooks,
                settle,
                checkContext.crossing().orElse(null),
                Transformation.ofMove(checkContext).orElse(null),
                checkContext.conflicts(),
                new LaterOffsetFindings(checkContext));
    }

    /** {@return the move back, for which the config counts that the connector has on the target by now} */
    public Move rollback() {
        ConnectorInfo original = checkContext.sourceConnector();
        ConnectorConfig config =
                checkContext.targetConnector().map(ConnectorInfo::config).orElseGet(checkContext::targetConfig);
        Supplier<OffsetOwner> copy =
                () -> original.type().offsetOwner(checkContext.target().connector(), config);
        Crossing crossing = checkContext.crossing().orElse(null);
        ConnectorCopy source = checkContext.source(checkContext::sourceOwner);
        ConnectorCopy target = checkContext.target(copy);
        boolean isAll = crossing != null || plan.unit() != null;
        return new Move(
                        isAll ? source : source.sharedWith(copy),
                        isAll ? target : target.sharedWith(checkContext::sourceOwner),
                        original.config(),
                        config,
                        checkContext.sharesOffsets(),
                        false,
                        plan.existingOffsets(),
                        checkContext.family().emptyOffsets(),
                        MoveHooks.of(plan),
                        Duration.ZERO,
                        crossing,
                        null,
                        checkContext.unit().conflictsBack(),
                        LaterFindings.NONE)
                .reversed();
    }

    /** {@return the two copies of a connector that has moved, for what needs no config but in order to judge what the target commits} */
    public Move confirm() {
        return new Move(
                checkContext.source(() -> OffsetOwner.named(checkContext.connector())),
                checkContext.target(),
                ConnectorConfig.empty(),
                ConnectorConfig.empty(),
                false,
                false,
                plan.existingOffsets(),
                plan.emptyOffsets(),
                MoveHooks.NONE,
                Duration.ZERO,
                null,
                null,
                Conflicts.REFUSED,
                new LaterOffsetFindings(checkContext));
    }
}
