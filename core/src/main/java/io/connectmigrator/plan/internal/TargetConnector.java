package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.MergedConfigFunction;
import io.connectmigrator.plan.OffsetFunction;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a plan makes of a connector on the target: its name, its config and its offsets there. The plan's functions are asked at each
 * time. Immutable.
 */
public final class TargetConnector {

    /** What follows the name on the target, or the name of a consumer group, in a rehearsal. */
    static final String REHEARSAL = "-rehearsal";

    private static final String GROUP = "consumer.override.group.id";

    private final ConnectorPlan connectorPlan;
    private final ConnectorChanges changes;
    private final String connector;
    private final Overrides overrides;
    private final @Nullable UnitMove unitMove;

    TargetConnector(ConnectorPlan connectorPlan) {
        this.connectorPlan = connectorPlan;
        this.changes = connectorPlan.plan().changes();
        this.connector = connectorPlan.connector();
        this.overrides = connectorPlan.overrides();
        this.unitMove = connectorPlan.unitMove();
    }

    /**
     * {@return the connector's name on the target}
     *
     * @throws StepFailedException if the plan's function fails
     */
    public String name() {
        return connectorPlan.isRehearsal() ? movedName() + REHEARSAL : movedName();
    }

    private String movedName() {
        if (unitMove != null) {
            return unitMove.target().name();
        }
        String own = overrides.targetName;
        return own != null
                ? own
                : PlanFunction.ask("rename", connector, () -> changes.nameOf(connector, move(connector, connector)));
    }

    /**
     * {@return where the connectors go that move together, this one among them, as the plan's hooks are told}
     *
     * @throws StepFailedException if the plan's function for the name fails
     */
    public List<ConnectorMove> movesTogether() {
        return unitMove == null
                ? List.of(move())
                : unitMove.unit().moves().stream()
                        .map(each -> move(each.member(), each.target().name()))
                        .toList();
    }

    private ConnectorMove move() {
        return move(connector, movedName());
    }

    private ConnectorMove move(String from, String to) {
        return ConnectorMove.of(
                        from,
                        connectorPlan.source().name(),
                        to,
                        connectorPlan.destination().name())
                .withAttributes(connectorPlan.attributes());
    }

    /**
     * {@return the connector's config on the target, but for its name}
     *
     * @param shown its config as the source's workers show it; not asked for if the caller supplies it
     * @throws StepFailedException if one of the plan's functions fails
     */
    public ConnectorConfig config(Supplier<ConnectorConfig> shown) {
        BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> supplied = changes.configFrom();
        ConnectorMove move = move();
        ConnectorConfig read = supplied == null
                ? shown.get()
                : PlanFunction.ask("configFrom", connector, () -> supplied.apply(connector, move));
        UnaryOperator<ConnectorConfig> into =
                unitMove == null ? null : unitMove.target().config();
        ConnectorConfig config = into == null ? read : PlanFunction.ask("into", connector, () -> into.apply(read));
        ConnectorConfig changed =
                PlanFunction.ask("config", connector, () -> changes.config().apply(connector, config, move));
        ConnectorConfig own = PlanFunction.ask(
                "override(…).config", connector, () -> overrides.config.apply(with(changes.settings(), changed)));
        ConnectorConfig complete = with(overrides.settings, own);
        return connectorPlan.isRehearsal() ? ofCopy(complete) : complete;
    }

    /** The copy of a sink must not be in the group of the sink. */
    private static ConnectorConfig ofCopy(ConnectorConfig config) {
        String group = config.getOrDefault(GROUP, "");
        return group.isEmpty() ? config : config.with(GROUP, group + REHEARSAL);
    }

    private static ConnectorConfig with(Map<String, String> settings, ConnectorConfig config) {
        ConnectorConfig changed = config;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            changed = changed.with(setting.getKey(), setting.getValue());
        }
        return changed;
    }

    /**
     * {@return the config of the connector that several become, as the plan's own function makes it; null if it has none}
     *
     * @param configs theirs, by their names on the source
     * @throws StepFailedException if the function fails
     */
    @Nullable
    public ConnectorConfig mergedConfig(Map<String, ConnectorConfig> configs) {
        MergedConfigFunction function = connectorPlan.plan().merging().config();
        return function == null
                ? null
                : PlanFunction.ask("mergedConfig", connector, () -> function.apply(movedName(), configs));
    }

    /** {@return whether its config is cut down to what it takes over of the connector that is split} */
    public boolean isCutDown() {
        return unitMove != null && unitMove.target().takes() != null;
    }

    /** {@return which of the source's offsets it takes over, or null if it takes all} */
    @Nullable
    public Predicate<ConnectorOffset> takes() {
        Predicate<ConnectorOffset> takes =
                unitMove == null ? null : unitMove.target().takes();
        return takes == null ? null : offset -> PlanFunction.ask("into", connector, () -> takes.test(offset));
    }

    /** {@return what changes the offsets on their way, or null if they move as they are} */
    @Nullable
    public OffsetTransform transform() {
        OffsetFunction ofAll = changes.transform();
        OffsetTransform own = overrides.transform;
        OffsetTransform first =
                ofAll == null ? null : asked("transformOffsets", offset -> ofAll.apply(connector, offset));
        OffsetTransform then = own == null ? null : asked("override(…).transformOffsets", own);
        if (first == null) {
            return then;
        }
        return then == null ? first : first.andThen(then);
    }

    private OffsetTransform asked(String function, OffsetTransform transform) {
        return offset -> PlanFunction.ask(function, connector, () -> transform.apply(offset));
    }
}
