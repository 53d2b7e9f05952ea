package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNullElse;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of one connector, once it is known for a call where the connector goes. Immutable.
 *
 * @param plan the plan
 * @param connector the connector's name on the source
 * @param found what the source has under that name, or null if it has not been looked for or is not there
 * @param destination where it goes
 * @param wave the number of its wave, from 1 on
 * @param after the connectors of the plan that it waits for
 * @param own the attributes that the plan has found for it
 * @param unitMove its place among connectors that are moved together, or null if it moves by itself
 * @param isRehearsal whether the move is only rehearsed, with a copy that has a name of its own
 */
public record ConnectorPlan(
        PlanDefinition plan,
        String connector,
        @Nullable ConnectorInfo found,
        TargetCluster destination,
        int wave,
        Set<String> after,
        Attributes own,
        @Nullable UnitMove unitMove,
        boolean isRehearsal) {

    /** The plan of a move. */
    public ConnectorPlan(
            PlanDefinition plan,
            String connector,
            @Nullable ConnectorInfo found,
            TargetCluster destination,
            int wave,
            Set<String> after,
            Attributes own,
            @Nullable UnitMove unitMove) {
        this(plan, connector, found, destination, wave, after, own, unitMove, false);
    }

    /** {@return the same, of a connector that has to be looked for again} */
    public ConnectorPlan unseen() {
        return new ConnectorPlan(plan, connector, null, destination, wave, after, own, unitMove, isRehearsal);
    }

    /** {@return the same move, rehearsed} */
    public ConnectorPlan rehearsal() {
        return new ConnectorPlan(plan, connector, found, destination, wave, after, own, unitMove, true);
    }

    /** {@return the move that is rehearsed} */
    public ConnectorPlan rehearsedMove() {
        return new ConnectorPlan(plan, connector, found, destination, wave, after, own, unitMove, false);
    }

    public ConnectClient source() {
        return plan.source();
    }

    /**
     * {@return the cluster that the connector goes to}
     *
     * @throws StepFailedException if it is not known
     */
    public ConnectClient target() {
        return destination.require();
    }

    /** {@return whether it stays on its Connect cluster, under another name} */
    public boolean isInPlace() {
        return destination.is(source());
    }

    /** {@return the clusters that are known to have to do with it} */
    public Set<ConnectClient> clusters() {
        Set<ConnectClient> clusters = new LinkedHashSet<>(targets());
        clusters.add(source());
        return clusters;
    }

    /** {@return the cluster that it goes to; none if that is not known} */
    public Set<ConnectClient> targets() {
        ConnectClient target = destination.cluster();
        return target == null ? Set.of() : Set.of(target);
    }

    /** {@return what it becomes there} */
    public TargetConnector targetConnector() {
        return new TargetConnector(this);
    }

    /** What has the name of a copy is not of its making, and is neither deleted nor replaced. */
    public ExistingOffsets existingOffsets() {
        return isRehearsal
                ? ExistingOffsets.REFUSE
                : requireNonNullElse(overrides().existingOffsets, plan.existingOffsets());
    }

    /** {@return the problems of the connector that are not in the way} */
    public AcceptedProblems accepted() {
        return plan.accepted().with(overrides().accepted);
    }

    public EmptyOffsets emptyOffsets() {
        return requireNonNullElse(overrides().emptyOffsets, plan.emptyOffsets());
    }

    /** {@return whether a rehearsal writes offsets though the connector takes part in that} */
    public RehearsedWrite rehearsedWrite() {
        return plan.rehearsedWrite();
    }

    /** {@return what finds the records of one Kafka cluster in the other, or null if connectors do not come to another one} */
    @Nullable
    public OffsetTranslation across() {
        return plan.across();
    }

    /** {@return how exactly a sink has to go on in another Kafka cluster} */
    public Exactness exactness() {
        return plan.exactness();
    }

    /** {@return the unit that it is moved in, or null if it moves by itself} */
    @Nullable
    public UnitDefinition unit() {
        return unitMove == null ? null : unitMove.unit();
    }

    /** {@return its place among the moves of its unit} */
    int placeInUnit() {
        return unitMove == null ? 0 : unitMove.index();
    }

    /** {@return whether it becomes one with others} */
    boolean isMerged() {
        return unitMove != null && unitMove.unit().isMerge();
    }

    /** {@return what is done about a partition that its target gets from two connectors} */
    public OnConflict onConflict() {
        return plan.merging().onConflict();
    }

    /** {@return whether it becomes several connectors, each of which goes on from its position} */
    public boolean isFork() {
        UnitDefinition unit = unit();
        return unit != null && unit.kind() == UnitDefinition.Kind.FORK;
    }

    /** {@return what is called about it on its way} */
    public PlanHooks hooks() {
        CutoverHook own = overrides().onCutover;
        return own == null ? plan.hooks() : plan.hooks().withOnCutover(own);
    }

    /** {@return for how long what was created must be left alone before the source is touched} */
    public Duration settle() {
        return plan.settle();
    }

    /** {@return how far apart two samples of the connector are, before its move and after it; zero for no samples} */
    public Duration baseline() {
        return plan.baseline();
    }

    /** {@return how the connector is watched when it has moved} */
    public WatchPolicy watch() {
        return plan.watch();
    }

    /** {@return the attributes of the plan and of the connector, in order; unmodifiable} */
    public Map<String, String> attributes() {
        return plan.attributes().with(own).with(overrides().attributes).toMap();
    }

    Overrides overrides() {
        return plan.overrides(connector);
    }

    @Override
    public String toString() {
        return "connector '" + connector + "' of " + source().name();
    }
}
