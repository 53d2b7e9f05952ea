package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.family.Families;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.internal.Redaction;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.TargetCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a check reads of the two clusters about one connector of a plan, each thing when it is first asked for. */
public final class CheckContext {

    private final ConnectorPlan plan;
    private final ClusterFacts sourceCluster;
    private final ClusterFacts targetCluster;
    private final Families families;
    private final Waiting waiting;
    private final Duration stopTimeout;
    private StepBounds bounds = new StepBounds();
    private UnitFacts unit = new UnitFacts(List.of(this));
    private final CopyWrites writes;
    private final FamilyFacts family;
    private final SourceFacts sourceFacts;
    private final TargetFacts targetFacts;
    private final Lazy<Boolean> sharedOffsets;
    private final Lazy<Optional<Crossing>> crossing;
    private final GivenOffsets given;
    private final ConfigFacts configs;
    private final SchemaFacts schemas;

    public CheckContext(
            ConnectorPlan plan,
            ClusterFacts sourceCluster,
            ClusterFacts targetCluster,
            Families families,
            Waiting waiting,
            Timeouts timeouts) {
        this(
                plan,
                sourceCluster,
                targetCluster,
                families,
                waiting,
                timeouts.stop(),
                CopyWrites.none(waiting, timeouts.pending()));
    }

    private CheckContext(
            ConnectorPlan plan,
            ClusterFacts sourceCluster,
            ClusterFacts targetCluster,
            Families families,
            Waiting waiting,
            Duration stopTimeout,
            CopyWrites writes) {
        this.families = families;
        this.waiting = waiting;
        this.stopTimeout = stopTimeout;
        this.writes = writes;
        this.plan = plan;
        this.sourceCluster = sourceCluster;
        this.targetCluster = targetCluster;
        this.sourceFacts = new SourceFacts(this);
        this.targetFacts = new TargetFacts(this);
        this.family = new FamilyFacts(this, families);
        this.crossing = new Lazy<>(() -> Crossing.of(this));
        this.given = new GivenOffsets(this);
        this.configs = new ConfigFacts(this, stopTimeout);
        this.sharedOffsets = new Lazy<>(() -> SharedOffsets.between(this));
        this.schemas = new SchemaFacts(this);
    }

    /** {@return the same, with nothing read yet} */
    public CheckContext afresh() {
        return new CheckContext(
                plan.unseen(),
                new ClusterFacts(TargetCluster.of(plan.source()), false, waiting),
                new ClusterFacts(plan.destination(), false, waiting),
                families,
                waiting,
                stopTimeout,
                writes);
    }

    /** Lets each of those that are moved together know the others. Their steps are made by one thread at a time, within one time. */
    public static void unite(List<CheckContext> moves) {
        UnitFacts united = new UnitFacts(moves);
        StepBounds bounds = new StepBounds();
        moves.forEach(move -> {
            move.unit = united;
            move.bounds = bounds;
        });
    }

    /** {@return what is read about the moves that are made together with it} */
    public UnitFacts unit() {
        return unit;
    }

    /** {@return whether another one is merged with it} */
    public boolean becomesOneWith(CheckContext other) {
        return unit.leadOfTarget(this) == unit.leadOfTarget(other);
    }

    /** {@return what is done about a partition that the target gets from two connectors} */
    Conflicts conflicts() {
        return unit.conflicts();
    }

    /** {@return what is read about the move that is rehearsed; this, if it is not only rehearsed} */
    public CheckContext rehearsedMove() {
        return plan.isRehearsal() ? unit.rehearsedMove(this) : this;
    }

    CheckContext ofRehearsedMove() {
        return new CheckContext(
                plan.rehearsedMove(), sourceCluster, targetCluster, families, waiting, stopTimeout, writes);
    }

    public ConnectorPlan plan() {
        return plan;
    }

    public String connector() {
        return plan.connector();
    }

    /** {@return what is known of the connector because of its class} */
    public FamilyFacts family() {
        return family;
    }

    /** {@return what is known of the schemas of the connector} */
    public SchemaFacts schemas() {
        return schemas;
    }

    /** {@return the moves that steps make with the two copies} */
    public Moves moves() {
        return new Moves(this);
    }

    public ClusterFacts sourceCluster() {
        return sourceCluster;
    }

    public ClusterFacts targetCluster() {
        return targetCluster;
    }

    public ConnectorCopy source() {
        // Topics may have other names in another Kafka cluster, and each of several targets has some of them.
        return source(this::sourceOwner)
                .sharedWith(() -> plan.unit() != null || crossing().isPresent() ? sourceOwner() : targetOwner());
    }

    public ConnectorCopy target() {
        return target(this::targetOwner);
    }

    ConnectorCopy source(Supplier<OffsetOwner> owner) {
        return new ConnectorCopy(
                plan.source(), connector(), sourceCluster::capabilities, owner, bounds, writes.source());
    }

    ConnectorCopy target(Supplier<OffsetOwner> owner) {
        return new ConnectorCopy(
                plan.target(), targetFacts.name(), targetCluster::capabilities, owner, bounds, writes.target());
    }

    /** {@return what bounds the requests of the step that is under way} */
    public StepBounds bounds() {
        return bounds;
    }

    /** Takes into account that a process which has died may have sent writes about either copy. */
    public void assumePendingWrites(Duration patience, Progress noted) {
        writes.assume(patience, noted);
    }

    /** {@return whether a worker may still do what it was asked for about one of the copies} */
    public boolean isWriting() {
        return writes.exist();
    }

    public ConnectorInfo sourceConnector() {
        return sourceFacts.connector();
    }

    public ConnectorStatus sourceStatus() {
        return sourceFacts.status();
    }

    public OffsetSnapshot sourceOffsets() {
        return sourceFacts.offsets();
    }

    /** {@return the offsets that the plan gives to the target} */
    public GivenOffsets given() {
        return given;
    }

    /** {@return what there is of offsets on the target, which only a transport other than REST can tell before} */
    public OffsetSnapshot targetOffsets() {
        return targetFacts.offsets();
    }

    public OffsetOwner sourceOwner() {
        return sourceConnector().offsetOwner();
    }

    public OffsetOwner targetOwner() {
        return sourceConnector().type().offsetOwner(targetFacts.name(), targetConfig());
    }

    public ConnectorConfig targetConfig() {
        return targetFacts.config();
    }

    /** {@return what the workers think of the configs} */
    public ConfigFacts configs() {
        return configs;
    }

    public Optional<ConnectorInfo> targetConnector() {
        return targetFacts.found();
    }

    public boolean isSink() {
        return sourceConnector().type() == ConnectorType.SINK;
    }

    /** {@return whether both Connect clusters are known to stand on the same Kafka cluster} */
    public boolean onOneKafkaCluster() {
        return SameKafka.underWorkers(this).orElse(false);
    }

    /** {@return whether the two Connect clusters are known to stand on different Kafka clusters} */
    public boolean onTwoKafkaClusters() {
        return !SameKafka.underWorkers(this).orElse(true);
    }

    /** {@return whether the two copies of a source are known to write to different Kafka clusters} */
    public boolean writesToTwoKafkaClusters() {
        return !SourceKafka.isOne(this).orElse(true);
    }

    /** {@return how the connector comes to another Kafka cluster; empty if it does not, or the plan does not say how} */
    public Optional<Crossing> crossing() {
        return crossing.get();
    }

    /** {@return whether source and target have the same offsets anyway} */
    public boolean sharesOffsets() {
        return sharedOffsets.get();
    }

    /** {@return a text of a worker about the source without the values of its config} */
    public String withoutSecrets(String text) {
        return Redaction.ofForeignText(Redaction.scrub(
                text, Redaction.secretsOf(sourceConnector().config().toMap())));
    }

    /** {@return what the plan says about the connector} */
    public PlannedMove planned() {
        return PlannedMove.of(plan, targetNameIfKnown());
    }

    /** {@return the names that the connector has on the target cluster: also its present one if it is renamed in place} */
    public Set<String> namesOnTarget() {
        Set<String> names = new HashSet<>(Set.of(targetFacts.name()));
        if (plan.isInPlace()) {
            names.add(connector());
        }
        return names;
    }

    /** {@return the connector's name on the target, or its name on the source if the plan cannot tell} */
    public String targetNameIfKnown() {
        return targetFacts.nameIfKnown();
    }
}
