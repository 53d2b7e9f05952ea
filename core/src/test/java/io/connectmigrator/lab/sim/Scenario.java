package io.connectmigrator.lab.sim;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is moved from where to where, and which call is made. */
public enum Scenario {
    /** A source between new workers, with a hook. */
    SOURCE_OVER_REST(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source whose keys REST would damage, through the offset topics. */
    SOURCE_OVER_TOPIC(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source from workers that cannot stop it to workers that start whatever they create. */
    OLD_WORKERS(Operation.MIGRATE, ConnectVersion.V3_4, ConnectVersion.V3_6, 1),
    /** A sink that keeps its name and so its consumer group. */
    SINK_SAME_GROUP(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A sink of two tasks that gets another name and so another consumer group; with a listener. */
    SINK_RENAMED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /**
     * A sink of which the workers have made one group with another that runs on, and on the target with one that has moved
     * before.
     */
    SINK_OF_SHARED_GROUP(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A sink that comes to another Kafka cluster, where its topic has another name and its records have other offsets. */
    SINK_ACROSS(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of a sink that has come to another Kafka cluster. */
    ROLLBACK_ACROSS(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source that gets another name on the cluster where it is, with a hook. */
    RENAME_IN_PLACE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of a sink that has got another name, and so another consumer group, on the cluster where it is. */
    ROLLBACK_IN_PLACE(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source whose partitions have another name on the target. */
    TRANSFORMED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of a source whose partitions have another name on the target, through the offset topics. */
    ROLLBACK_TRANSFORMED(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sources that become one, with a hook. */
    MERGE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sources that become one on the cluster where they are, with a hook. */
    MERGE_IN_PLACE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of two sinks that have become one on the cluster where they are. */
    ROLLBACK_MERGE(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sources that become one, in which their partitions have other names. */
    MERGE_TRANSFORMED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of two sources that have become one, in which their partitions have other names, through the offset topics. */
    ROLLBACK_MERGE_TRANSFORMED(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A sink of two topics that becomes two sinks on the cluster where it is, with a hook. */
    SPLIT(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source that becomes two on another cluster, each of which has a part of its offsets. */
    SPLIT_SOURCE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of a source that has become two, through the offset topics. */
    ROLLBACK_SPLIT(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source that becomes two, each of which has all of its offsets and copies a part. */
    FORK(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The same on the cluster where the source is, with a hook. */
    FORK_IN_PLACE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of such a source, which goes on from the earliest position of the two, so that records are copied again. */
    ROLLBACK_FORK(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sinks that become one in another Kafka cluster, where their topics have other names and their records other offsets. */
    MERGE_ACROSS(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of two sinks that have become one in another Kafka cluster. */
    ROLLBACK_MERGE_ACROSS(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A sink of two topics that becomes two sinks in another Kafka cluster. */
    SPLIT_ACROSS(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of a sink that has become two in another Kafka cluster. */
    ROLLBACK_SPLIT_ACROSS(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rehearsal of two sources that are to become one. */
    REHEARSE_MERGE(Operation.REHEARSE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sources that become one, which is watched for a while and rolled back if it fails then. */
    WATCHED_MERGE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source between clusters of two workers each. */
    TWO_WORKERS(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 2),
    /** The rollback of a source that has been moved. */
    ROLLBACK(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The end of the migration of a source. */
    CONFIRM(Operation.CONFIRM, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Two sources in two waves with a gate between them. */
    WAVES_WITH_GATE(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source for which the target has offsets of an earlier connector, which may be replaced. */
    LEFTOVERS(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /**
     * Two sources that have been moved. Its operator has deleted the first one, so that its entry is to be forgotten; that of the
     * second one is kept, since it can still bring the connector back.
     */
    FORGET(Operation.FORGET, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The end of the migration of one of two sources that have been moved. */
    CONFIRM_SOME(Operation.CONFIRM, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rollback of one of two sources that have been moved, with a hook. */
    ROLLBACK_SOME(Operation.ROLLBACK, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** Three sources, the second of which another process is moving: it may be left out, and each of the others has its own claim. */
    SKIP_CLAIMED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** A source that is looked at before it is touched, for a while after it has moved, and rolled back if it fails then. */
    WATCHED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The same, with samples before it is touched and after it has moved, while what was created for it settles. */
    MEASURED(Operation.MIGRATE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rehearsal of the move of a source. */
    REHEARSE_SOURCE(Operation.REHEARSE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rehearsal of the move of a sink, whose copy has a consumer group of its own. */
    REHEARSE_SINK(Operation.REHEARSE, ConnectVersion.V4_3, ConnectVersion.V4_3, 1),
    /** The rehearsal of a move to workers that start whatever they create. */
    REHEARSE_OLD_WORKERS(Operation.REHEARSE, ConnectVersion.V3_4, ConnectVersion.V3_6, 1);

    private static final String SECOND = "payments";

    private static final String HERE = "-here";
    private static final String THERE = "-there";

    /** What a connector copies that becomes several. */
    private static final List<String> DATA = List.of("fruit", "bread");

    /** Long enough for the library to notice a change that an operator makes while the hook is called. */
    private static final Duration HOOK_TAKES = Duration.ofMillis(200);

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration SAMPLES_APART = Duration.ofMillis(1_500);
    private static final Duration WATCH = Duration.ofSeconds(10);

    private final Operation operation;
    private final ConnectVersion source;
    private final ConnectVersion target;
    private final int workers;

    Scenario(Operation operation, ConnectVersion source, ConnectVersion target, int workers) {
        this.operation = operation;
        this.source = source;
        this.target = target;
        this.workers = workers;
    }

    /** The calls of a migrator. */
    public enum Operation {
        /** Moves what the plan says. */
        MIGRATE,
        /** Rolls it back. */
        ROLLBACK,
        /** Confirms it. */
        CONFIRM,
        /** Forgets it. */
        FORGET,
        /** Rehearses it. */
        REHEARSE
    }

    /** {@return the call that is made while things go wrong} */
    public Operation operation() {
        return operation;
    }

    /** {@return whether connectors are watched after they have moved, and rolled back if they fail then} */
    boolean isWatched() {
        return this == WATCHED || this == MEASURED || this == WATCHED_MERGE;
    }

    /** {@return whether the connectors have been moved before the call} */
    boolean isAboutMoved() {
        return switch (operation) {
            case ROLLBACK, CONFIRM, FORGET -> true;
            case MIGRATE, REHEARSE -> false;
        };
    }

    ConnectVersion sourceVersion() {
        return source;
    }

    ConnectVersion targetVersion() {
        return target;
    }

    int workers() {
        return workers;
    }

    /** {@return the names of the connectors on the source} */
    public List<String> connectors() {
        if (isMerged()) {
            return List.of("orders", SECOND);
        }
        return switch (this) {
            case WAVES_WITH_GATE, FORGET, CONFIRM_SOME, ROLLBACK_SOME -> List.of("orders", SECOND);
            case SKIP_CLAIMED -> List.of("orders", SECOND, "returns");
            default -> List.of("orders");
        };
    }

    /** {@return the names of the connectors that a call of the scenario is for; the others stay as they are} */
    List<String> called() {
        return this == CONFIRM_SOME || this == ROLLBACK_SOME ? List.of("orders") : connectors();
    }

    /** {@return the names of the connectors that another process is moving when the call is made} */
    List<String> claimed() {
        return this == SKIP_CLAIMED ? List.of(SECOND) : List.of();
    }

    /** {@return the names of connectors on the source that their operator has deleted since they were moved} */
    List<String> deleted() {
        return this == FORGET ? List.of("orders") : List.of();
    }

    /** {@return whether a call to forget a connector is to keep its entry} */
    boolean isKept(String connector) {
        return this == FORGET && !deleted().contains(connector);
    }

    /** {@return whether several connectors move together, which takes several times as many requests} */
    public boolean isOfUnit() {
        return isMerged() || isDivided();
    }

    /** {@return whether a connector becomes several} */
    boolean isDivided() {
        return isSplit() || isForked();
    }

    private boolean isSplit() {
        return this == SPLIT
                || this == SPLIT_SOURCE
                || this == ROLLBACK_SPLIT
                || this == SPLIT_ACROSS
                || this == ROLLBACK_SPLIT_ACROSS;
    }

    private boolean isForked() {
        return this == FORK || this == FORK_IN_PLACE || this == ROLLBACK_FORK;
    }

    /** {@return whether records may be copied again that were copied before the call} */
    boolean mayRepeat() {
        return this == ROLLBACK_FORK;
    }

    boolean isMerged() {
        return this == MERGE
                || this == MERGE_IN_PLACE
                || this == ROLLBACK_MERGE
                || this == REHEARSE_MERGE
                || this == WATCHED_MERGE
                || this == MERGE_TRANSFORMED
                || this == ROLLBACK_MERGE_TRANSFORMED
                || this == MERGE_ACROSS
                || this == ROLLBACK_MERGE_ACROSS;
    }

    /** {@return the names of what the call makes of a connector on the target} */
    List<String> targetNames(String connector) {
        return isDivided() ? DATA.stream().map(data -> "only-" + data).toList() : List.of(targetName(connector));
    }

    /** {@return the connector whose entry says how far a connector has come} */
    String entryOf(String connector) {
        return isMerged() ? "orders" : connector;
    }

    /** {@return the name of the first of what the call makes of a connector on the target} */
    public String targetName(String connector) {
        return operation == Operation.REHEARSE ? renamed(connector) + "-rehearsal" : renamed(connector);
    }

    private String renamed(String connector) {
        if (isMerged()) {
            return "all";
        }
        if (isDivided()) {
            return "only-" + DATA.get(0);
        }
        return this == SINK_RENAMED || this == SINK_OF_SHARED_GROUP || isInPlace() ? "new-" + connector : connector;
    }

    /** {@return the names of sinks on the source that are not moved} */
    List<String> others() {
        return this == SINK_OF_SHARED_GROUP ? List.of("stock") : List.of();
    }

    /** {@return how the workers of a cluster are configured} */
    ClusterSettings settings(String cluster) {
        return this == SINK_OF_SHARED_GROUP
                ? ClusterSettings.DEFAULT.consumerGroupId("sinks-of-" + cluster)
                : ClusterSettings.DEFAULT;
    }

    /** {@return the config of a connector on the source} */
    public Map<String, String> config(String connector) {
        return switch (this) {
            case SPLIT, SPLIT_ACROSS, ROLLBACK_SPLIT_ACROSS ->
                Map.of("connector.class", "SimulatedSink", "topics", String.join(",", DATA), "tasks.max", "2");
            case SPLIT_SOURCE, ROLLBACK_SPLIT, FORK, FORK_IN_PLACE, ROLLBACK_FORK ->
                Map.of("connector.class", "SimulatedSource", "data", String.join(",", DATA), "tasks.max", "2");
            case SINK_SAME_GROUP, REHEARSE_SINK ->
                Map.of("connector.class", "SimulatedSink", "topics", connector, "tasks.max", "1");
            case TRANSFORMED, ROLLBACK_TRANSFORMED, MERGE_TRANSFORMED, ROLLBACK_MERGE_TRANSFORMED ->
                Map.of(
                        "connector.class",
                        "SimulatedSource",
                        "data",
                        "all-" + connector,
                        "key.data",
                        partitionName(connector, false),
                        "tasks.max",
                        "2");
            case SINK_RENAMED,
                    ROLLBACK_MERGE,
                    ROLLBACK_IN_PLACE,
                    SINK_OF_SHARED_GROUP,
                    SINK_ACROSS,
                    ROLLBACK_ACROSS,
                    MERGE_ACROSS,
                    ROLLBACK_MERGE_ACROSS ->
                Map.of("connector.class", "SimulatedSink", "topics", connector, "tasks.max", "2");
            case SOURCE_OVER_TOPIC ->
                Map.of(
                        "connector.class",
                        "SimulatedSource",
                        "data",
                        connector,
                        "tasks.max",
                        "1",
                        "key.order",
                        "reversed");
            default -> Map.of("connector.class", "SimulatedSource", "data", connector, "tasks.max", "2");
        };
    }

    /** {@return whether the source and the target are one Connect cluster} */
    boolean isInPlace() {
        return this == RENAME_IN_PLACE
                || this == ROLLBACK_IN_PLACE
                || this == MERGE_IN_PLACE
                || this == ROLLBACK_MERGE
                || this == SPLIT
                || this == FORK_IN_PLACE;
    }

    private boolean isTransformed() {
        return this == TRANSFORMED
                || this == ROLLBACK_TRANSFORMED
                || this == MERGE_TRANSFORMED
                || this == ROLLBACK_MERGE_TRANSFORMED;
    }

    /** {@return the first of what a connector copies} */
    String copied(String connector) {
        return isDivided() ? DATA.get(0) : connector;
    }

    /** {@return the first name in the partitions of a source on either side} */
    String partitionName(String connector, boolean isTarget) {
        return isTransformed() ? connector + (isTarget ? THERE : HERE) : copied(connector);
    }

    /** {@return whether the workers of the target stand on another Kafka cluster, to which topics are mirrored} */
    boolean isAcross() {
        return this == SINK_ACROSS
                || this == ROLLBACK_ACROSS
                || this == MERGE_ACROSS
                || this == ROLLBACK_MERGE_ACROSS
                || this == SPLIT_ACROSS
                || this == ROLLBACK_SPLIT_ACROSS;
    }

    boolean hasHook() {
        return this == SOURCE_OVER_REST
                || this == RENAME_IN_PLACE
                || this == MERGE
                || this == MERGE_IN_PLACE
                || this == SPLIT
                || this == FORK_IN_PLACE
                || this == OLD_WORKERS
                || this == ROLLBACK
                || this == ROLLBACK_SOME;
    }

    boolean goesThroughTopics() {
        return this == SOURCE_OVER_TOPIC
                || this == ROLLBACK_TRANSFORMED
                || this == ROLLBACK_MERGE_TRANSFORMED
                || this == ROLLBACK_SPLIT
                || this == OLD_WORKERS
                || this == REHEARSE_OLD_WORKERS;
    }

    boolean hasListener() {
        return this == SINK_RENAMED;
    }

    /** {@return the offsets of an earlier connector of that name that the target has, by their keys} */
    Map<String, String> leftovers() {
        return this == LEFTOVERS ? Map.of(leftover(1), "{\"sequence\":3}", leftover(7), "{\"sequence\":5}") : Map.of();
    }

    private static String leftover(int shard) {
        return OffsetTopic.keyOverRest("orders", Map.of("data", "orders", "shard", shard));
    }

    /** {@return the plan of these connectors as a process makes it} */
    MigrationPlan plan(SimulatedProcess process, SimulatedConnect from, SimulatedConnect to, List<String> connectors) {
        MigrationPlanBuilder plan =
                MigrationPlan.builder().from(client(process, from)).to(client(process, to));
        select(plan, process, connectors);
        if (this == WAVES_WITH_GATE) {
            plan.wave("orders").wave(SECOND).gate((wave, reports) -> {
                process.callersCode("gate");
                return CompletableFuture.completedFuture(true);
            });
        }
        if (isAcross()) {
            plan.across(new SimulatedTranslation(process, from.kafka(), to.kafka()))
                    .config((name, config) -> config.with(
                            "topics",
                            Stream.of(config.getOrDefault("topics", "").split(","))
                                    .map(to.kafka()::copy)
                                    .collect(Collectors.joining(","))));
        }
        if (isTransformed()) {
            plan.config((name, config) -> config.with(
                            "key.data", config.getOrDefault("key.data", "").replace(HERE, THERE)))
                    .transformOffsets((name, offset) -> {
                        process.callersCode("transformOffsets");
                        return offset.withField("data", partitionName(name, true));
                    });
        }
        if (this == SOURCE_OVER_TOPIC) {
            plan.config((name, config) -> {
                process.callersCode("config");
                return config;
            });
        }
        if (this == LEFTOVERS) {
            plan.existingOffsets(ExistingOffsets.REPLACE);
        }
        if (this == SKIP_CLAIMED) {
            plan.claimed(Claimed.SKIP);
        }
        if (this == MEASURED) {
            plan.baseline(SAMPLES_APART);
        }
        if (isWatched()) {
            plan.settle(SETTLE)
                    .beforeQuiesce(
                            move -> process.callersCode("beforeQuiesce"), move -> process.callersCode("takenBack"))
                    .watch(WATCH)
                    .onTargetFailure(TargetFailure.ROLL_BACK);
        }
        if (hasHook()) {
            plan.onCutover(hook(process));
        }
        return plan.build();
    }

    private void select(MigrationPlanBuilder plan, SimulatedProcess process, List<String> connectors) {
        String list = config(connectors.get(0)).containsKey("topics") ? "topics" : "data";
        if (isMerged()) {
            plan.merge("all", "orders", SECOND).mergedConfig((name, configs) -> {
                process.callersCode("mergedConfig");
                ConnectorConfig merged = requireNonNull(configs.get("orders"));
                for (String key : isTransformed() ? List.of(list, "key.data") : List.of(list)) {
                    merged = merged.with(
                            key,
                            configs.values().stream()
                                    .map(config -> config.get(key))
                                    .collect(Collectors.joining(",")));
                }
                return merged;
            });
        } else if (isSplit()) {
            plan.split(
                    "orders",
                    parts -> DATA.forEach(data -> parts.into(
                            "only-" + data,
                            offset -> takes(process, offset, data),
                            config -> config.with(list, data))));
        } else if (isForked()) {
            plan.accepting(ProblemCode.IDENTITY_CHANGED).fork("orders", children -> {
                DATA.forEach(data -> children.into("only-" + data, config -> config.with(list, data)));
                if (this == ROLLBACK_FORK) {
                    children.atLeastOnce();
                }
            });
        } else {
            plan.connectors(connectors).rename(this::renamed);
        }
    }

    /** One partition is enough to fail at. */
    private static boolean takes(SimulatedProcess process, ConnectorOffset offset, String data) {
        boolean isTaken = offset.partition().containsValue(data);
        if (isTaken && data.equals(DATA.get(0)) && offset.partition().containsValue(0L)) {
            process.callersCode("into");
        }
        return isTaken;
    }

    private ConnectClient client(SimulatedProcess process, SimulatedConnect cluster) {
        ConnectClientBuilder client = process.client(cluster);
        if (goesThroughTopics()) {
            client.offsetTransport(process.transport(cluster));
        }
        if (this == SINK_RENAMED && cluster.name().equals("target")) {
            client.header("X-Tenant", () -> {
                process.callersCode("header");
                return "tenant";
            });
        }
        return client.build();
    }

    private static CutoverHook hook(SimulatedProcess process) {
        return new CutoverHook() {
            @Override
            public void cutOver(Cutover cutover) {
                process.callersCode("cutOver");
                process.time().sleep(HOOK_TAKES.toNanos());
                cutover.moves().forEach(move -> process.recordsSay(move.connector(), "target"));
            }

            @Override
            public void takeBack(Cutover cutover) {
                process.callersCode("takeBack");
                process.time().sleep(HOOK_TAKES.toNanos());
                cutover.moves().forEach(move -> process.recordsSay(move.connector(), "source"));
            }
        };
    }
}
