package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorDescription;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.Plugin;
import io.connectmigrator.connect.WorkerInfo;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.lint.WorkerSettings;
import io.connectmigrator.migration.internal.schema.ClusterSchemas;
import io.connectmigrator.plan.internal.TargetCluster;
import io.connectmigrator.topic.ClusterTopics;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a check reads of a cluster, once for all connectors of a plan. */
public final class ClusterFacts {

    private static final Set<String> PARTS =
            Set.of("converter", "header_converter", "transformation", "predicate", "rest_extension", "config_provider");

    private final TargetCluster destination;
    private final boolean asksForAll;
    private final Lazy<Map<String, ConnectorDescription>> described;
    private final Lazy<List<ConnectorInfo>> infos;
    private final Lazy<WorkerInfo> worker;
    private final Lazy<Boolean> asksForCredentials;
    private final Lazy<ConnectCapabilities> capabilities;
    private final Lazy<List<Plugin>> plugins;
    private final Lazy<Optional<String>> kafkaOfTransport;
    private final Lazy<Optional<ClusterTopics>> topics;
    private final Lazy<Optional<Set<String>>> topicNames;
    private final Lazy<StatusFeed> statuses;
    private final Lazy<Optional<Boolean>> sinksInOneGroup;
    private final WorkerProbe probe = new WorkerProbe();
    private final Lazy<ClusterSchemas> schemas;
    private final List<CheckContext> planned = new CopyOnWriteArrayList<>();

    /**
     * Begins with a cluster that need not be known; then every question fails with the reason.
     *
     * @param asksForAll whether so many connectors will be asked for that one answer with all of them is better
     */
    public ClusterFacts(TargetCluster destination, boolean asksForAll, Waiting waiting) {
        this.destination = destination;
        this.asksForAll = asksForAll;
        this.described = new Lazy<>(this::describe);
        this.infos = new Lazy<>(() -> cluster().connectors());
        // Steps need these two, and a step is tried again.
        this.worker = Lazy.untilAnswered(() -> cluster().worker());
        this.capabilities = Lazy.untilAnswered(() -> cluster().capabilities());
        this.asksForCredentials = new Lazy<>(() -> cluster().asksForCredentials());
        this.plugins = new Lazy<>(() -> cluster().plugins().listAll());
        this.schemas = new Lazy<>(() -> new ClusterSchemas(cluster().schemaRegistries(), topics(), asksForAll));
        this.statuses = new Lazy<>(() -> new StatusFeed(cluster(), waiting));
        this.topics = new Lazy<>(() -> cluster().topics());
        this.topicNames = new Lazy<>(() -> names(topics()));
        this.sinksInOneGroup = new Lazy<>(() -> WorkersGroup.isOne(this));
        this.kafkaOfTransport = new Lazy<>(() -> cluster().offsetTransport().kafkaClusterId());
    }

    ConnectClient cluster() {
        return destination.require();
    }

    /** Notes that the plan moves a connector to this cluster. */
    public void plan(CheckContext connector) {
        planned.add(connector);
    }

    /** {@return the connectors that the plan moves to this cluster, or is a rehearsal of moving} */
    public List<CheckContext> planned() {
        return planned.stream().map(CheckContext::rehearsedMove).toList();
    }

    public WorkerInfo worker() {
        return worker.get();
    }

    public ConnectCapabilities capabilities() {
        return capabilities.get();
    }

    /** {@return the classes of connectors that the workers have} */
    List<Plugin> plugins() {
        return plugins.get().stream().filter(plugin -> !isPart(plugin)).toList();
    }

    /** {@return all plugins that the workers list: before 3.2 only connectors} */
    public List<Plugin> allPlugins() {
        return plugins.get();
    }

    /** {@return the URLs of the workers} */
    public List<URI> urls() {
        return cluster().urls();
    }

    /** {@return whether the workers refuse requests without credentials} */
    public boolean asksForCredentials() {
        return asksForCredentials.get();
    }

    /** {@return the converters that the workers have; none of workers before 3.2, which do not list them} */
    public List<Plugin> converters() {
        return plugins.get().stream()
                .filter(plugin -> plugin.type().endsWith("converter"))
                .toList();
    }

    /** {@return whether a plugin is a part of connectors and not one itself} */
    private static boolean isPart(Plugin plugin) {
        return PARTS.contains(plugin.type());
    }

    /** {@return what is known of schemas on the cluster} */
    public ClusterSchemas schemas() {
        return schemas.get();
    }

    /** {@return the topics that a connector has used; none if the workers do not tell} */
    public Set<String> topics(String connector) {
        try {
            return cluster().topics(connector);
        } catch (ConnectClientException e) {
            return Set.of();
        }
    }

    /** {@return a connector of the cluster, if it is there} */
    Optional<ConnectorInfo> find(String connector) {
        return asksForAll
                ? described(connector).map(ConnectorDescription::info)
                : cluster().findConnector(connector);
    }

    /** {@return all connectors of the cluster} */
    public List<ConnectorInfo> connectors() {
        return asksForAll
                ? described.get().values().stream()
                        .map(ConnectorDescription::info)
                        .toList()
                : infos.get();
    }

    /**
     * {@return the states of a connector and its tasks}
     *
     * @throws io.connectmigrator.connect.ConnectClientException if there is no such connector
     */
    ConnectorStatus status(String connector) {
        return (asksForAll ? described(connector).map(ConnectorDescription::status) : Optional.<ConnectorStatus>empty())
                .filter(status -> status.state() != ConnectorState.UNKNOWN)
                .orElseGet(() -> cluster().status(connector));
    }

    /** {@return the states of a connector and its tasks; empty if it is not there} */
    public Optional<ConnectorStatus> findStatus(String connector) {
        return asksForAll
                ? described(connector).map(ConnectorDescription::status)
                : cluster().findStatus(connector);
    }

    /** {@return the states of a connector and its tasks for a watch, some seconds old if many are watched; empty if it is not there} */
    public Optional<ConnectorStatus> watched(String connector) {
        return asksForAll ? statuses.get().find(connector) : cluster().findStatus(connector);
    }

    /** {@return the same for a copy that is on this cluster, asked for within the bounds of the step if it is asked for alone} */
    public Optional<ConnectorStatus> watched(ConnectorCopy copy) {
        return asksForAll ? watched(copy.connector()) : copy.findStatus();
    }

    private Optional<ConnectorDescription> described(String connector) {
        return Optional.ofNullable(described.get().get(connector));
    }

    /** {@return how the workers are configured, as far as they tell when they validate this config with some settings more} */
    WorkerSettings settings(ConnectorType type, ConnectorConfig config) {
        return probe.ask(cluster(), type, config);
    }

    /** {@return the topics of the Kafka cluster under the workers, if the client can read them} */
    public Optional<ClusterTopics> topics() {
        return topics.get();
    }

    /** {@return the names of the topics of the Kafka cluster under the workers; empty if they cannot be looked up} */
    Optional<Set<String>> topicNames() {
        return topicNames.get();
    }

    /** {@return the names of topics; empty if they cannot be looked up} */
    static Optional<Set<String>> names(Optional<ClusterTopics> topics) {
        try {
            return topics.flatMap(ClusterTopics::names);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the topics in which the workers keep offsets, configs and states, as far as the client's transport knows them} */
    public Set<String> workerTopics() {
        return cluster().offsetTransport().workerTopics();
    }

    /** {@return the id of the Kafka cluster under the workers, as they or the client's transport say; empty if neither does} */
    public Optional<String> kafkaCluster() {
        return Optional.of(worker().kafkaClusterId())
                .filter(id -> !id.isEmpty())
                .or(this::kafkaOfTransport);
    }

    /** {@return whether the workers put all sinks whose configs name no consumer group into one; empty if that does not show over REST} */
    public Optional<Boolean> sinksInOneGroup() {
        return sinksInOneGroup.get();
    }

    /** {@return the id of the Kafka cluster that the client's transport reads, if that knows it} */
    public Optional<String> kafkaOfTransport() {
        return kafkaOfTransport.get();
    }

    private Map<String, ConnectorDescription> describe() {
        return cluster().describeConnectors().stream()
                .collect(Collectors.toMap(description -> description.info().name(), Function.identity()));
    }

    @Override
    public String toString() {
        return destination.name();
    }
}
