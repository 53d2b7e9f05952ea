package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNullElse;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.MergedConfigFunction;
import io.connectmigrator.plan.OffsetFunction;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of one connector, once it is known for a call where the connector goes. Immutable; the plan's functions
 * for the name and the config are asked at each time.
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

    /** What follows the name on the target, or the name of a consumer group, in a rehearsal. */
    static final String REHEARSAL = "-rehearsal";

    private static final String GROUP = "consumer.override.group.id";

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

    /**
     * {@return the connector's name on the target}
     *
     * @throws StepFailedException if the plan's function fails
     */
    public String targetName() {
        return isRehearsal ? movedName() + REHEARSAL : movedName();
    }

    private String movedName() {
        if (unitMove != null) {
            return unitMove.target().name();
        }
        String own = overrides().targetName;
        return own != null
                ? own
                : PlanFunction.ask("rename", connector, () -> plan.rename().apply(connector, move(connector)));
    }

    /**
     * {@return where the connector goes, as the plan's functions and hook are told}
     *
     * @throws StepFailedException if the plan's function for the name fails
     */
    public ConnectorMove move() {
        return move(movedName());
    }

    /**
     * {@return where the connectors go that move together with it, itself among them}
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

    private ConnectorMove move(String target) {
        return move(connector, target);
    }

    private ConnectorMove move(String connector, String target) {
        return ConnectorMove.of(connector, source().name(), target, destination.name())
                .withAttributes(attributes());
    }

    /**
     * {@return the connector's config on the target, but for its name}
     *
     * @param shown its config as the source's workers show it; not asked for if the caller supplies it
     * @throws StepFailedException if one of the plan's functions fails
     */
    public ConnectorConfig targetConfig(Supplier<ConnectorConfig> shown) {
        BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> supplied = plan.configFrom();
        ConnectorMove move = move();
        ConnectorConfig read = supplied == null
                ? shown.get()
                : PlanFunction.ask("configFrom", connector, () -> supplied.apply(connector, move));
        UnaryOperator<ConnectorConfig> into =
                unitMove == null ? null : unitMove.target().config();
        ConnectorConfig config = into == null ? read : PlanFunction.ask("into", connector, () -> into.apply(read));
        ConnectorConfig changed =
                PlanFunction.ask("config", connector, () -> plan.config().apply(connector, config, move));
        ConnectorConfig own = PlanFunction.ask(
                "override(…).config", connector, () -> overrides().config.apply(with(plan.settings(), changed)));
        ConnectorConfig complete = with(overrides().settings, own);
        return isRehearsal ? ofCopy(complete) : complete;
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

    /** What has the name of a copy is not of its making, and is neither deleted nor replaced. */
    public ExistingOffsets existingOffsets() {
        return isRehearsal
                ? ExistingOffsets.REFUSE
                : requireNonNullElse(overrides().existingOffsets, plan.existingOffsets());
    }

    /** {@return the problem, which is no more than a warning where the plan accepts it} */
    public Problem accepted(Problem problem) {
        if (!problem.isError() || !problem.code().isAcceptable()) {
            return problem;
        }
        String why = whyAllowed(problem);
        if (why != null) {
            return warning(problem, "; the plan allows " + problem.rule() + ": " + why);
        }
        return accepts(problem.code()) ? warning(problem, "; the plan accepts it") : problem;
    }

    private static Problem warning(Problem error, String decision) {
        return new Problem(error.code(), Severity.WARNING, error.message() + decision, error.remedy(), error.rule());
    }

    /** {@return whether a problem is no error and was found by a rule that the plan allows, so that it is not reported} */
    public boolean leavesOut(Problem problem) {
        return !problem.isError() && problem.code().isAcceptable() && whyAllowed(problem) != null;
    }

    private @Nullable String whyAllowed(Problem problem) {
        String rule = String.valueOf(problem.rule());
        return overrides().allowed.getOrDefault(rule, plan.allowed().get(rule));
    }

    public boolean accepts(ProblemCode code) {
        return plan.accepted().contains(code);
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
        return plan.onConflict();
    }

    /**
     * {@return the config of the connector that several become, as the plan's own function makes it; null if it has none}
     *
     * @throws StepFailedException if the function fails
     */
    @Nullable
    public ConnectorConfig mergedConfig(Map<String, ConnectorConfig> configs) {
        MergedConfigFunction function = plan.mergedConfig();
        return function == null
                ? null
                : PlanFunction.ask("mergedConfig", connector, () -> function.apply(movedName(), configs));
    }

    /** {@return whether it becomes several connectors, each of which goes on from its position} */
    public boolean isFork() {
        UnitDefinition unit = unit();
        return unit != null && unit.kind() == UnitDefinition.Kind.FORK;
    }

    /** {@return whether its config is cut down to what it takes over of the connector that is split} */
    public boolean isCutDown() {
        return unitMove != null && unitMove.target().takes() != null;
    }

    /** {@return which of its offsets go to this target, or null if all do} */
    @Nullable
    public Predicate<ConnectorOffset> takes() {
        Predicate<ConnectorOffset> takes =
                unitMove == null ? null : unitMove.target().takes();
        return takes == null ? null : offset -> PlanFunction.ask("into", connector, () -> takes.test(offset));
    }

    /** {@return what changes its offsets on their way, or null if they move as they are} */
    @Nullable
    public OffsetTransform transform() {
        OffsetFunction ofAll = plan.transform();
        OffsetTransform own = overrides().transform;
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

    /** {@return what switches the caller's records, or null if there is nothing to switch} */
    @Nullable
    public CutoverHook onCutover() {
        CutoverHook own = overrides().onCutover;
        return own != null ? own : plan.onCutover();
    }

    /** {@return what is called before the source is touched, or null if nothing is} */
    @Nullable
    public CutoverHook beforeQuiesce() {
        return plan.beforeQuiesce();
    }

    /** {@return what is called when what was created has been left alone for the time, or null if nothing is} */
    @Nullable
    public CutoverHook afterSettled() {
        return plan.afterSettled();
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

    private Overrides overrides() {
        return plan.overrides(connector);
    }

    @Override
    public String toString() {
        return "connector '" + connector + "' of " + source().name();
    }
}
