package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.ConfigFunction;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.MergedConfigFunction;
import io.connectmigrator.plan.OffsetFunction;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.plan.WaveGate;
import io.connectmigrator.plan.internal.Attributes;
import io.connectmigrator.plan.internal.Names;
import io.connectmigrator.plan.internal.Overrides;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.plan.internal.PlanDraft;
import io.connectmigrator.plan.internal.PlanRequirements;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link MigrationPlan}. By default a connector keeps its name and its config, offsets that the target already
 * has are refused, and so are connectors without offsets; all connectors are in one wave, and a failure of one does not keep
 * the others from moving. Not thread-safe.
 *
 * <p>As in all builders of this library, what is set again replaces what was set before, and a method that adds says so. An argument that
 * is null is refused with {@link NullPointerException}, any other wrong one with {@link IllegalArgumentException}, at once and by its
 * name. What is missing, or contradicts something else, is refused by {@link #build} with {@link IllegalStateException}.
 *
 * <p>The functions that are given here are asked at each call, by a thread of the caller or of the migrator, and may be asked
 * several times about one connector. What they throw is a finding about that connector, which repeats the class of the
 * exception but not its message, since that may hold values of the config.
 */
public final class MigrationPlanBuilder {

    private final PlanDraft draft = new PlanDraft();
    private @Nullable ConnectClient source;

    MigrationPlanBuilder() {}

    /**
     * Sets the cluster that the connectors leave.
     *
     * @param cluster the source
     * @return this
     */
    public MigrationPlanBuilder from(ConnectClient cluster) {
        source = requireNonNull(cluster, "from");
        return this;
    }

    /**
     * Sets the cluster that the connectors go to. Where they go to several, see {@link #route}. It may be the source, the same client, if the
     * plan names the connectors and gives each another name: they are renamed where they are.
     *
     * @param cluster the target
     * @return this
     */
    public MigrationPlanBuilder to(ConnectClient cluster) {
        draft.target = requireNonNull(cluster, "to");
        return this;
    }

    /**
     * Adds connectors by their names on the source. They move in this order.
     *
     * @param names the connectors' names
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before
     */
    public MigrationPlanBuilder connectors(String... names) {
        return connectors(Arrays.asList(requireNonNull(names, "names")));
    }

    /**
     * Adds connectors by their names on the source. They move in this order.
     *
     * @param names the connectors' names
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before
     */
    public MigrationPlanBuilder connectors(Iterable<String> names) {
        for (String name : requireNonNull(names, "names")) {
            if (!draft.connectors.add(Names.requireNotBlank(name, "connectors"))) {
                throw new IllegalArgumentException(
                        "connector '" + name + "' is in the plan twice; a connector moves to one place");
            }
        }
        return this;
    }

    /**
     * Adds every connector of the source that matches. Which these are is found out at each call, by one request, and they
     * move in the order of their names, after those that are named with {@link #connectors(String...)}. Called again, it adds
     * what matches either.
     *
     * <p>If nothing matches, {@link Migrator#check} and {@link Migrator#migrate} find that something is wrong
     * ({@link ProblemCode#NOTHING_MATCHES}); {@link Migrator#confirm} and {@link Migrator#rollback} only warn, since after a
     * first {@code confirm} there is nothing left to match. If a process dies in {@code confirm} after it has deleted a
     * source connector and before that is in the journal, {@link Migrator#unfinished} still shows that connector; name it with
     * {@code connectors(…)} to confirm it.
     *
     * @param condition says whether a connector is part of the plan. It should look at names and configs only: the tasks of a
     *     connector are gone once it is stopped
     * @return this
     */
    public MigrationPlanBuilder connectorsMatching(Predicate<ConnectorInfo> condition) {
        requireNonNull(condition, "condition");
        draft.matching = draft.matching == null ? condition : draft.matching.or(condition);
        return this;
    }

    /**
     * Sets where each connector goes, if they go to several clusters; {@link #to} is then not called. It is asked at each
     * call about connectors as they are on the source, and should look at names and configs only.
     *
     * <p>It should answer the same client for the same cluster, and not make a new one each time: what is known of a cluster is
     * kept by client. A null answer says that the connector is routed nowhere; such connectors are refused, and so are those
     * that it leads to the source, unless they are named and get other names there.
     *
     * <p>It cannot be asked about a connector that is not on the source any more, as one that was confirmed. The journal says
     * where that went, and it is recognised by the name of the client among the clusters that other connectors of the plan go
     * to, or are sent to with {@link #override}.
     *
     * @param route from a connector on the source to the cluster that it goes to, or null
     * @return this
     */
    public MigrationPlanBuilder route(Function<ConnectorInfo, @Nullable ConnectClient> route) {
        draft.route = requireNonNull(route, "route");
        return this;
    }

    /**
     * Sets what is different for one connector. It must be one of the plan, which it does not become by this. Called again
     * for the same connector, it adds to what was set before.
     *
     * <pre>{@code
     * .override("mfg.orders", orders -> orders.to(asia).targetName("orders-2"))
     * }</pre>
     *
     * @param connector the connector's name on the source
     * @param overrides sets what is different; called at once
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public MigrationPlanBuilder override(String connector, Consumer<ConnectorOverrides> overrides) {
        requireNonNull(overrides, "overrides")
                .accept(new ConnectorOverrides(draft.overrides.computeIfAbsent(
                        Names.requireNotBlank(connector, "connector"), first -> new Overrides())));
        return this;
    }

    /**
     * Sets how connectors are called on the target; they keep their names by default. The offsets move with the
     * connector to its new name. A sink's consumer group is named after it, so a renamed sink gets a group of its own.
     *
     * @param rename from the name on the source to the name on the target
     * @return this
     */
    public MigrationPlanBuilder rename(UnaryOperator<String> rename) {
        requireNonNull(rename, "rename");
        return rename((name, move) -> rename.apply(name));
    }

    /**
     * Sets what {@link #rename(UnaryOperator)} sets, for names that depend on where a connector goes.
     *
     * <pre>{@code
     * .rename((name, move) -> name + "-" + move.to())
     * }</pre>
     *
     * @param rename from the name on the source, and where the connector goes, to the name on the target
     * @return this
     */
    public MigrationPlanBuilder rename(BiFunction<String, ConnectorMove, String> rename) {
        draft.changes = draft.changes.withRename(requireNonNull(rename, "rename"));
        return this;
    }

    /**
     * Sets where the configs come from; by default they are read from the source. For services that keep the configs
     * themselves, and for workers or gateways that show a mask in place of a secret. What {@link #config} changes is changed
     * in these. The source's own config is still read, for the type of the connector and to see whether it is changed meanwhile.
     *
     * <p>A null answer is refused, like an exception: a service that does not know a connector should not move it by
     * accident with what a worker shows.
     *
     * @param configs from the connector's name on the source to its config
     * @return this
     */
    public MigrationPlanBuilder configFrom(Function<String, @Nullable ConnectorConfig> configs) {
        requireNonNull(configs, "configs");
        return configFrom((name, move) -> configs.apply(name));
    }

    /**
     * Sets what {@link #configFrom(Function)} sets, for configs that depend on where a connector goes.
     *
     * @param configs from the connector's name on the source, and where it goes, to its config
     * @return this
     */
    public MigrationPlanBuilder configFrom(BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> configs) {
        draft.changes = draft.changes.withConfigFrom(requireNonNull(configs, "configs"));
        return this;
    }

    /**
     * Sets what changes in the configs; nothing by default. The function gets the connector's name on the source and
     * its config there, or the one that {@link #configFrom} supplies, and answers the config for the target. It may be called
     * several times. The {@code name} in the config is set afterwards.
     *
     * <p>Where a worker hides passwords behind a mask, this is where they are put back.
     *
     * @param config from the connector's name and config to its config on the target
     * @return this
     */
    public MigrationPlanBuilder config(BiFunction<String, ConnectorConfig, ConnectorConfig> config) {
        requireNonNull(config, "config");
        return config((name, current, move) -> config.apply(name, current));
    }

    /**
     * Sets what {@link #config(BiFunction)} sets, for configs that depend on where a connector goes.
     *
     * <pre>{@code
     * .config((name, config, move) -> config.with("slot.name", slots.of(move.target(), move.to())))
     * }</pre>
     *
     * @param config from the connector's name, its config and where it goes to its config on the target
     * @return this
     */
    public MigrationPlanBuilder config(ConfigFunction config) {
        draft.changes = draft.changes.withConfig(requireNonNull(config, "config"));
        return this;
    }

    /**
     * Adds a setting to the config of every connector, or replaces its value, after what the other forms of {@code config} change.
     * Called again for the same key, the last value counts.
     *
     * <pre>{@code
     * .config("producer.override.enable.idempotence", "true")
     * }</pre>
     *
     * @param key the key
     * @param value its value
     * @return this
     * @see ConnectorOverrides#config(String, String)
     */
    public MigrationPlanBuilder config(String key, String value) {
        draft.changes = draft.changes.withSetting(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets what to do with offsets that the target already has, {@link ExistingOffsets#REFUSE} by default.
     *
     * @param existingOffsets what to do
     * @return this
     */
    public MigrationPlanBuilder existingOffsets(ExistingOffsets existingOffsets) {
        draft.existingOffsets = requireNonNull(existingOffsets, "existingOffsets");
        return this;
    }

    /**
     * Sets what to do with connectors that have no offsets, {@link EmptyOffsets#REFUSE} by default.
     *
     * @param emptyOffsets what to do
     * @return this
     */
    public MigrationPlanBuilder emptyOffsets(EmptyOffsets emptyOffsets) {
        draft.emptyOffsets = requireNonNull(emptyOffsets, "emptyOffsets");
        return this;
    }

    /**
     * Sets what to do if another call, or another process with the same journal, is at work on some of the connectors,
     * {@link Claimed#REFUSE} by default. It counts for every call with the plan: migrate, confirm, rollback and forget.
     *
     * @param claimed what to do
     * @return this
     */
    public MigrationPlanBuilder claimed(Claimed claimed) {
        draft.claimed = requireNonNull(claimed, "claimed");
        return this;
    }

    /**
     * Sets whether {@link Migrator#rehearse} writes offsets of connectors that take part when their offsets are altered,
     * {@link RehearsedWrite#LEAVE_OUT} by default. It counts for no other call.
     *
     * @param write whether they are written
     * @return this
     */
    public MigrationPlanBuilder rehearsedWrite(RehearsedWrite write) {
        draft.rehearsedWrite = requireNonNull(write, "rehearsedWrite");
        return this;
    }

    /**
     * Sets how offsets of sinks are translated if the target reads from another Kafka cluster than the source; by default such sinks are
     * refused. Each of them is stopped only when the mirror has copied what it has read so far, and goes on behind the copy of the last
     * record that it has read. Sinks that go on reading the same Kafka cluster keep their offsets. Sources that come to another Kafka
     * cluster start there once the mirror has copied the last records that they have written. Way back and rollback are translated in the
     * opposite direction. Connectors that are merged, split or forked come there together; then functions of the plan about partitions,
     * and {@link #mergedConfig}, see the names of topics in the cluster that they leave, and {@link #config} changes those of the target.
     *
     * @param translation the translation, such as {@code KafkaBridge} of the module kafka-offsets; it stays the caller's to close
     * @return this
     */
    public MigrationPlanBuilder across(OffsetTranslation translation) {
        draft.across = requireNonNull(translation, "across");
        return this;
    }

    /**
     * Sets what changes in the offsets of sources; by default they move as they are. Where a setting gets another value that is in the
     * partitions of a connector, such as the prefix of topics, a table or a file, the partitions must change with it: a connector looks
     * for offsets in the partitions that it makes of its config, and would start from scratch. A check compares the two.
     *
     * <pre>{@code
     * .config("topic.prefix", "inventory")
     * .transformOffsets((connector, offset) -> toInventory.apply(offset))   // OffsetTransforms.debeziumServer("dbserver1", "inventory")
     * }</pre>
     *
     * <p>The offsets are changed between the source's stop and the write ({@link io.connectmigrator.report.MigrationStep#TRANSLATE}), read
     * back as they were changed, and the journal keeps both. A rollback puts the current offsets of the target back under the
     * partitions that they had; those of partitions that are new come back as they are, and a warning says so. A function that changes
     * offsets themselves, and not only their partitions, cannot be undone: a check warns ({@link ProblemCode#NO_WAY_BACK}), and a
     * rollback is refused once the target has run. Refused are also two partitions that become one, and any change of the
     * offsets of a sink.
     *
     * @param transform from a connector's name on the source and one of its offsets to the one that the target is given
     * @return this
     * @see io.connectmigrator.offset.OffsetTransforms
     * @see ConnectorOverrides#transformOffsets
     */
    public MigrationPlanBuilder transformOffsets(OffsetFunction transform) {
        draft.changes = draft.changes.withTransform(requireNonNull(transform, "transform"));
        return this;
    }

    /**
     * Adds connectors that become one. They are moved together or not at all: all are paused before the first one is stopped, their
     * offsets are read and written together, the one that they become is started when all of them are at rest, and whatever fails before
     * that brings all of them back. The cut-over hook is called once, about all of them. A rollback gives each of them the offsets of the
     * partitions that it had, as they are by then; a partition that is new goes to the one whose config asks for it.
     *
     * <p>They may stay on their Connect cluster. Refused are connectors of which it is not known that they can become one, partitions that
     * two of them have with different offsets (see {@link #onConflict}), and members in different states.
     *
     * <pre>{@code
     * .merge("orders", "orders-fr", "orders-de")
     * }</pre>
     *
     * @param name the name of the connector that they become
     * @param members their names on the source, the first of which leads: the journal's entry has its id
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before, or there is only one member
     * @see #mergedConfig
     */
    public MigrationPlanBuilder merge(String name, String... members) {
        return unit(UnitDefinition.merge(name, List.of(members)));
    }

    /**
     * Sets what makes the config of a connector that several become. By default it is made of theirs if their class is known: lists of
     * topics and tables are united, those that exclude are intersected, tasks are added up, and everything else must be equal; keys that
     * differ are refused by name.
     *
     * @param function makes the config
     * @return this
     */
    public MigrationPlanBuilder mergedConfig(MergedConfigFunction function) {
        draft.merging = draft.merging.with(requireNonNull(function, "function"));
        return this;
    }

    /**
     * Adds a connector that becomes several, each of which takes over some of its partitions. It is moved to all of them or to none, as
     * {@link #merge} does the opposite; none of them is started before the offsets of all are written and read back. Every offset must go
     * to exactly one of them. A rollback gives it back the current offsets of all of them.
     *
     * <pre>{@code
     * .split("stock", parts -> parts.into("stock-eu", Partitions.topicsMatching("eu\\..*"))
     *                               .into("stock-us", Partitions.topicsMatching("us\\..*")))
     * }</pre>
     *
     * @param connector its name on the source
     * @param parts adds what it becomes; called at once
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before, or there are fewer than two
     */
    public MigrationPlanBuilder split(String connector, Consumer<SplitTargets> parts) {
        SplitTargets targets = new SplitTargets();
        requireNonNull(parts, "parts").accept(targets);
        return unit(targets.of(connector));
    }

    /**
     * Adds a connector with one position in the log that it reads, such as one of Debezium, that becomes several. Each goes on from that
     * position, and its config lets it copy a part of what the connector copied; together they must copy all of it, and no part twice.
     * It is moved as {@link #split} does. There is no exact way back once they have run: see {@link ForkTargets#atLeastOnce}.
     *
     * @param connector its name on the source
     * @param children adds what it becomes; called at once
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before, or there are fewer than two
     */
    public MigrationPlanBuilder fork(String connector, Consumer<ForkTargets> children) {
        ForkTargets targets = new ForkTargets();
        requireNonNull(children, "children").accept(targets);
        return unit(targets.of(connector));
    }

    private MigrationPlanBuilder unit(UnitDefinition unit) {
        connectors(unit.members());
        draft.units.add(unit);
        return this;
    }

    /**
     * Sets what happens to a partition that two connectors have which become one, with different offsets;
     * {@link OnConflict#REFUSE} by default. The others need offsets whose order is known for the class of the connectors.
     * {@link OnConflict#LATEST} may lose records and must be confirmed with {@link #mayLose}.
     *
     * @param onConflict what happens
     * @return this
     */
    public MigrationPlanBuilder onConflict(OnConflict onConflict) {
        draft.merging = draft.merging.on(requireNonNull(onConflict, "onConflict"));
        return this;
    }

    /**
     * Confirms that {@link OnConflict#LATEST} may lose records: those between two offsets of a partition, unless the connector that has
     * the later one has copied all of them.
     *
     * @return this
     */
    public MigrationPlanBuilder mayLose() {
        draft.merging = draft.merging.losing();
        return this;
    }

    /**
     * Sets how exactly sinks have to go on in another Kafka cluster, {@link Exactness#EXACT} by default. It counts only with
     * {@link #across}.
     *
     * @param exactness how exactly
     * @return this
     */
    public MigrationPlanBuilder exactness(Exactness exactness) {
        draft.exactness = requireNonNull(exactness, "exactness");
        return this;
    }

    /**
     * Accepts problems that would be in the way: a check still reports them, as warnings, and the connectors move. Only those can be
     * accepted that are a decision about data, such as {@link ProblemCode#SNAPSHOT_RUNNING}; none by default.
     *
     * @param first a kind of problem
     * @param others more kinds
     * @return this
     * @throws IllegalArgumentException if one of them {@linkplain ProblemCode#isAcceptable cannot be accepted}
     */
    public MigrationPlanBuilder accepting(ProblemCode first, ProblemCode... others) {
        draft.accepted =
                draft.accepted.with(EnumSet.of(requireNonNull(first, "first"), requireNonNull(others, "others")));
        return this;
    }

    /**
     * Allows what a {@linkplain io.connectmigrator.report.DuplicateRule rule about duplicates} finds, for all connectors of the plan:
     * an error becomes a warning that quotes the reason, and a warning or a note is not reported. An error that is no decision about
     * data stays one, as for {@link #accepting}, such as two sinks in one consumer group. Called again for the same rule, the last
     * reason counts; called for another one, it adds. None is allowed by default.
     *
     * <pre>{@code
     * .allow("D4", "the database of the reports has unique keys")
     * }</pre>
     *
     * @param ruleId the rule, such as {@code D4}; {@link #build} refuses one that does not exist
     * @param why the reason, which is in reports, so that it must hold no secret
     * @return this
     * @throws IllegalArgumentException if the reason is blank
     * @see ConnectorOverrides#allow
     */
    public MigrationPlanBuilder allow(String ruleId, String why) {
        draft.accepted = draft.accepted.with(ruleId, why);
        return this;
    }

    /**
     * Sets what is called between the verification of the offsets and the start of the target; nothing by default. A lambda does
     * nothing when the connector goes back: give two, or a class.
     *
     * @param hook what switches the caller's own records
     * @return this
     * @see #onCutover(CutoverHook.Action, CutoverHook.Action)
     */
    public MigrationPlanBuilder onCutover(CutoverHook hook) {
        draft.hooks = draft.hooks.withOnCutover(requireNonNull(hook, "hook"));
        return this;
    }

    /**
     * Sets both halves of what {@link #onCutover(CutoverHook)} sets: what is called before the target starts, and what is called when
     * the connector goes back.
     *
     * <pre>{@code
     * .onCutover(moved -> records.point(moved.connector(), moved.to()),
     *         takenBack -> records.point(takenBack.connector(), takenBack.from()))
     * }</pre>
     *
     * @param moved switches the caller's own records to the target
     * @param takenBack switches them back to the source
     * @return this
     */
    public MigrationPlanBuilder onCutover(CutoverHook.Action moved, CutoverHook.Action takenBack) {
        return onCutover(CutoverHook.of(moved, takenBack));
    }

    /**
     * Sets the first half of what {@link #onCutover(CutoverHook)} sets, for records that are switched with the connector's two names
     * and need not be switched back.
     *
     * @param hook is called with the connector's name on the source and its name on the target
     * @return this
     */
    public MigrationPlanBuilder onCutover(CutoverHook.OfNames hook) {
        requireNonNull(hook, "hook");
        return onCutover((Cutover cutover) -> hook.cutOver(cutover.connector(), cutover.target()));
    }

    /**
     * Sets for how long what was created on the target is looked at before any source is touched; not at all by default. If it is
     * deleted, changed or started meanwhile, another program owns the connectors of that cluster, and the migration ends with
     * {@link ProblemCode#TARGET_TAKEN_AWAY}. All connectors of a wave are looked at for the same time. Workers before 3.7 create
     * nothing before the source is stopped, so there is nothing to look at.
     *
     * @param time longer than the interval at which an operator looks at its connectors, which is two minutes by default for Strimzi's; zero
     *     for no watch
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MigrationPlanBuilder settle(Duration time) {
        draft.settle = notNegative(time, "settle");
        return this;
    }

    /**
     * Sets what is called once what was created on the target has been left alone for the time of {@link #settle}, before the source is
     * touched; nothing by default. It may be called again. If it throws, what was created is deleted.
     *
     * @param hook is told which connector moves from where to where
     * @return this
     */
    public MigrationPlanBuilder afterSettled(CutoverHook.Action hook) {
        draft.hooks = draft.hooks.withAfterSettled(requireNonNull(hook, "hook")::run);
        return this;
    }

    /**
     * Sets what is called immediately before the source is touched, such as what tells an operator to leave the connector alone, and
     * what is called when the migration is undone, after the source is back; nothing by default. Both may be called again. If the first
     * one throws, what was created on the target is deleted and the source is never touched. A rollback calls neither.
     *
     * @param hook is told which connector moves from where to where
     * @param takenBack is told the same
     * @return this
     */
    public MigrationPlanBuilder beforeQuiesce(CutoverHook.Action hook, CutoverHook.Action takenBack) {
        draft.hooks = draft.hooks.withBeforeQuiesce(CutoverHook.of(hook, takenBack));
        return this;
    }

    /**
     * Sets how far apart two samples of each connector are, before its source is touched and again after its target has been proved; no
     * samples by default. A sample has the states of connector and tasks with their workers, the offsets, and, where the client of a
     * cluster can read its topics, how far the connector is behind and how many records it could not deliver. The report has both sides
     * ({@link io.connectmigrator.report.ConnectorReport#baseline}). What cannot be read is missing there, and never fails a move. The
     * connector's report, those that wait for it and the next wave come after the last sample. {@link #settle} counts from the first one.
     *
     * @param apart long enough to see how fast offsets grow: a minute or more, since workers commit once a minute by default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MigrationPlanBuilder baseline(Duration apart) {
        draft.baseline = notNegative(apart, "baseline");
        return this;
    }

    /**
     * Sets for how long a connector that has moved is watched. By default it is watched for 130 seconds if the check has found hints at an
     * operator ({@link ProblemCode#OPERATED_MAYBE}), and otherwise not at all. A source that runs again while the target runs is
     * reported ({@link ProblemCode#SOURCE_RUNS_AGAIN}) and stopped again, see {@link #onSourceRestart}; a target that fails is reported,
     * see {@link #onTargetFailure}. The connector's report, those that wait for it and the next wave come after that time.
     * {@link Migrator#watch} goes on watching.
     *
     * @param time longer than the interval at which an operator looks at its connectors: 130 seconds for Strimzi's default
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MigrationPlanBuilder watch(Duration time) {
        draft.watch = draft.watch.lasting(notNegative(time, "watch"));
        return this;
    }

    /**
     * Sets what a watch does when a source runs again while its target runs, {@link SourceRestart#STOP_AGAIN} by default. If the target
     * was stopped before, the connector is being brought back by hand, and that is only reported.
     *
     * @param onSourceRestart what to do
     * @return this
     */
    public MigrationPlanBuilder onSourceRestart(SourceRestart onSourceRestart) {
        draft.watch = draft.watch.on(requireNonNull(onSourceRestart, "onSourceRestart"));
        return this;
    }

    /**
     * Sets what a watch does when a target fails, {@link TargetFailure#REPORT} by default.
     *
     * @param onTargetFailure what to do
     * @return this
     */
    public MigrationPlanBuilder onTargetFailure(TargetFailure onTargetFailure) {
        draft.watch = draft.watch.on(requireNonNull(onTargetFailure, "onTargetFailure"));
        return this;
    }

    /**
     * Sets for how long a connector that has moved may be brought back, 24 hours by default. Nothing ends then by itself:
     * {@link Migrator#readiness} finds out whether topics keep records, and brokers the offsets of a stopped sink, for that long.
     *
     * @param time how long
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public MigrationPlanBuilder rollbackWindow(Duration time) {
        draft.rollbackWindow = notNegative(time, "rollbackWindow");
        return this;
    }

    /**
     * Declares something about an item of {@link Migrator#readiness} that the library cannot see. It lifts the item from 0 to 1. Called
     * again, also for the same item, it adds.
     *
     * <pre>{@code
     * .declare(ReadinessItem.NETWORK, Declaration.of("routes are open from all three zones").by("K. Ito").link("https://wiki/routes"))
     * }</pre>
     *
     * @param item the item
     * @param declaration what is said about it, which is in the card, so that it must hold no secret
     * @return this
     */
    public MigrationPlanBuilder declare(ReadinessItem item, Declaration declaration) {
        draft.declarations
                .computeIfAbsent(requireNonNull(item, "item"), first -> new ArrayList<>())
                .add(requireNonNull(declaration, "declaration"));
        return this;
    }

    private static Duration notNegative(Duration time, String name) {
        if (requireNonNull(time, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + time);
        }
        return time;
    }

    /**
     * Adds an attribute to every connector, in the caller's own words, such as a team or a ticket. Attributes come back
     * in reports, events, hooks and {@link Migrator#unfinished}. They are also written to the journal, so they must hold no secret.
     * Called again for the same key, in either form, the last call counts. Another call of the migrator with other attributes goes on
     * with those.
     *
     * @param key the key
     * @param value its value
     * @return this
     * @throws IllegalArgumentException if the key is blank
     * @see ConnectorOverrides#attribute
     */
    public MigrationPlanBuilder attribute(String key, String value) {
        draft.attributes = draft.attributes.with(key, value);
        draft.attributeFunctions.remove(key);
        return this;
    }

    /**
     * Adds an attribute whose value depends on the connector: to which team it belongs. The function is asked once in each call, about
     * the connectors as they are on the source. A connector that is not there any more keeps the value that the journal has. If the
     * function fails, or the source cannot be asked, the attribute is missing, and a warning says so.
     *
     * <pre>{@code
     * .attribute("team", c -> teams.of(c.name()))
     * }</pre>
     *
     * @param key the key
     * @param value from a connector on the source to its value, or to null if it has none; it must hold no secret of the config
     * @return this
     * @throws IllegalArgumentException if the key is blank
     * @see #attribute(String, String)
     */
    public MigrationPlanBuilder attribute(String key, Function<ConnectorInfo, @Nullable String> value) {
        Attributes.requireKey(key);
        draft.attributeFunctions.put(key, requireNonNull(value, "value"));
        draft.attributes = draft.attributes.without(key);
        return this;
    }

    /**
     * Adds a wave that has these connectors: none of a later wave starts before all of them have come to their end. Waves have numbers and
     * no names; {@link #wave(Predicate)} adds one of connectors that match. What is in no wave is in the last one. By default there is
     * only that. A connector that is in an earlier wave already, because it matches, stays there.
     *
     * @param names the connectors' names on the source; they must be part of the plan, which they do not become by this
     * @return this
     * @throws IllegalArgumentException if there are none, or if a name is blank or is in a wave already
     */
    public MigrationPlanBuilder wave(String... names) {
        draft.order = draft.order.withWave(Arrays.asList(requireNonNull(names, "names")));
        return this;
    }

    /**
     * Adds a wave of all connectors of the plan that match and are in no earlier wave, such as a pilot. Which these are is found out at
     * each call. If none matches, there is no such wave, and a gate after it is not asked.
     *
     * <pre>{@code
     * .wave(c -> c.name().startsWith("mfg.pilot"))   // these first; everything else when the gate says so
     * .gate(approval)
     * }</pre>
     *
     * @param condition says whether a connector is in the wave. It should look at names and configs only. A connector that is
     *     not on the source any more matches nothing, and is in the last wave
     * @return this
     */
    public MigrationPlanBuilder wave(Predicate<ConnectorInfo> condition) {
        draft.order = draft.order.withWave(requireNonNull(condition, "condition"));
        return this;
    }

    /**
     * Lets a connector wait for others: the one that is named first waits for the others. It starts when these have moved, and stays
     * untouched if one of them does not move. By default no connector waits for another.
     *
     * <pre>{@code
     * .waitsFor("stock", "orders")   // stock starts when orders has moved
     * }</pre>
     *
     * <p>Called again for the same connector, it waits for those as well. A connector that an earlier call has confirmed is not waited
     * for. Only {@link Migrator#migrate} waits; {@link Migrator#confirm} and {@link Migrator#rollback} take the connectors in any order.
     *
     * @param connector the name on the source of the connector that waits
     * @param others the names of those that it waits for; they must be part of the plan, and in no later wave
     * @return this
     * @throws IllegalArgumentException if there are none, if a name is blank, or if the connector is to wait for itself
     */
    public MigrationPlanBuilder waitsFor(String connector, String... others) {
        draft.order = draft.order.withWaiting(connector, Arrays.asList(others));
        return this;
    }

    /**
     * Sets how many connectors may fail before no other starts; by default the others move whatever happens. What is on
     * its way by then comes to its end, and what has not started stays untouched.
     *
     * @param failures at how many failures to stop, at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public MigrationPlanBuilder stopAfterFailures(int failures) {
        draft.failureLimit = draft.failureLimit.withFailures(failures);
        return this;
    }

    /**
     * Sets which share of the plan's connectors may fail before no other starts; by default the others move whatever
     * happens. If a number is set as well, what is reached first counts.
     *
     * @param share at which share of all connectors of the plan to stop, such as 0.1 for a tenth; more than 0 and at most 1
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public MigrationPlanBuilder stopAfterFailedShare(double share) {
        draft.failureLimit = draft.failureLimit.withShare(share);
        return this;
    }

    /**
     * Sets what is asked between two waves whether the next one may start; by default it does.
     *
     * @param gate what is asked
     * @return this
     */
    public MigrationPlanBuilder gate(WaveGate gate) {
        draft.gate = requireNonNull(gate, "gate");
        return this;
    }

    /**
     * Builds the plan. Sends nothing; may be called again.
     *
     * @return the plan
     * @throws IllegalStateException if the source, the connectors, or a target for each of them are missing; if a target
     *     is the source and the names stay the same or the connectors are found by {@link #connectorsMatching}; if there is a target as well as a route; if connectors wait for each other; or if something is said
     *     of connectors that are not in the plan, as far as that can be known without looking at the source; or if
     *     a rule is allowed that does not exist
     */
    public MigrationPlan build() {
        ConnectClient from = source;
        if (from == null) {
            throw new IllegalStateException("the plan has no source: call from(…)");
        }
        PlanDefinition plan = new PlanDefinition(draft, from);
        PlanRequirements.require(plan);
        return new MigrationPlan(plan);
    }
}
