package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.registry.SchemaRegistry;
import io.connectmigrator.topic.ClusterTopics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka Connect cluster, over its REST API. Works with all workers from Connect 2.4 on; a method that needs a newer one
 * names the version, and throws {@link NotSupportedException} on an older one. Immutable and thread-safe; needs no closing.
 *
 * <p>Requests are sent again while workers start or rebalance, and to the next URL when one does not answer. When the answer
 * to a write is lost, the client reads whether the write was done, and sends it again only if it was not; where reading
 * cannot tell, {@link UnknownOutcomeException} is thrown. A second call of a write changes nothing, unless it says otherwise.
 *
 * <p>Every method that sends a request throws a {@link ConnectClientException} if the cluster did not do what it was asked,
 * {@link ConnectorNotFoundException} if there is no connector of the given name, and {@link IllegalArgumentException} for a
 * name that no URL can hold. If the thread is interrupted while it waits, its interrupt flag is set and an unchecked
 * exception is thrown: {@link UnknownOutcomeException} if a write may have been done, another one if nothing was done.
 */
public final class ConnectClient {

    private final String name;
    private final List<URI> urls;
    private final Requests requests;
    private final ConnectorReads reads;
    private final OffsetTransport restOffsets;
    private final Given given;
    private final Clock clock;

    /** What the client was given beside the URLs of the workers. */
    record Given(
            @Nullable OffsetTransport transport,
            List<SchemaRegistry> schemaRegistries,
            @Nullable ClusterTopics topics) {}

    ConnectClient(String name, List<URI> urls, Requests requests, Given given, Clock clock) {
        this.name = name;
        this.urls = urls;
        this.requests = requests;
        this.reads = new ConnectorReads(requests);
        this.restOffsets = new RestOffsets(requests);
        this.given = given;
        this.clock = clock;
    }

    /**
     * {@return a builder of a client for a cluster}
     *
     * @param url the URL of a worker, or of a gateway before the workers, such as {@code http://connect:8083}
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, or has user info, a query or a
     *     fragment
     */
    public static ConnectClientBuilder builder(String url) {
        return new ConnectClientBuilder(url);
    }

    /**
     * {@return a client for a cluster, with all defaults}
     *
     * @param url the URL of a worker, as for {@link #builder}
     * @throws IllegalArgumentException as for {@link #builder}
     */
    public static ConnectClient of(String url) {
        return builder(url).build();
    }

    /**
     * {@return a client for the same cluster with the same settings, each call of which ends within a time} The limit covers
     * waiting for the rate of requests or for a worker, all requests, and the reads after a lost answer. Connections, counts
     * and the rate of requests are shared with this client. An {@link #offsetTransport()} other than REST keeps its own
     * limits.
     *
     * <p>When the time is over before anything was sent, a call throws {@link UnreachableException}; after a write was sent,
     * {@link UnknownOutcomeException}.
     *
     * @param limit the time for each call; a shorter limit that this client has stays
     * @throws IllegalArgumentException if the limit is negative; zero lets nothing be sent
     */
    public ConnectClient within(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the limit must not be negative, was " + limit);
        }
        return new ConnectClient(name, urls, requests.within(limit), given, clock);
    }

    /** {@return the cluster's name in messages and reports, by default its first URL} */
    public String name() {
        return name;
    }

    /** {@return the URLs of the cluster} */
    public List<URI> urls() {
        return urls;
    }

    /** {@return how many requests have been sent to the cluster, and how many of them met a rebalance} */
    public RequestCounts requestCounts() {
        return requests.requestCounts();
    }

    /** {@return the version of a worker, and the Kafka cluster under it} */
    public WorkerInfo worker() {
        return requests.object(Request.get("/"), WorkerInfo::read);
    }

    /**
     * {@return whether every worker whose URL the client has refuses a request that has no credentials, with 401 or 403} The request is
     * {@code GET /}, without the headers that the client adds; a certificate of the client is sent with it.
     */
    public boolean asksForCredentials() {
        return requests.anonymous().eachUrl().stream().allMatch(WorkerAccess::isRefused);
    }

    /** {@return whether a worker is ready (Connect 3.9, KIP-1017)} A worker that is starting or unhealthy is no error. */
    public WorkerHealth health() {
        return requests.object(Request.get("/health").answeredBy(500, 503), WorkerHealth::read);
    }

    /**
     * {@return what the workers can do} Each call asks the workers anew, with two or three {@code OPTIONS} and {@code GET}
     * requests that change nothing. A credential that may send these gets the whole answer.
     *
     * <p>Where {@code OPTIONS} or {@code /admin/loggers} is refused, requests with {@code DELETE} and {@code POST} are sent
     * that no worker can carry out: for a connector that does not exist, and with a state that does not exist. A credential
     * that may not send those gets a {@link RequestFailedException}.
     */
    public ConnectCapabilities capabilities() {
        return new Capabilities(requests).probe();
    }

    /** {@return the names of all connectors} */
    public List<String> listConnectors() {
        return reads.names();
    }

    /** {@return all connectors with their configs, in no particular order, from one request (KIP-465)} */
    public List<ConnectorInfo> connectors() {
        return reads.connectors();
    }

    /**
     * {@return all connectors with config and status (KIP-465)} A connector that was just created and has no status yet is in
     * the state {@link ConnectorState#UNKNOWN}.
     */
    public List<ConnectorDescription> describeConnectors() {
        return reads.descriptions();
    }

    /**
     * Creates a connector, which starts at once. A second call fails.
     *
     * @param name its name
     * @param config its config
     * @return the connector as it was created, without tasks yet
     * @throws ConnectorExistsException if there is a connector of that name
     * @throws InvalidConfigException if the worker refuses the config; nothing was created
     * @throws IllegalArgumentException if the workers would take the name and then never find it; nothing was created
     */
    public ConnectorInfo createConnector(String name, ConnectorConfig config) {
        return writes().create(name, requireNonNull(config, "config"), null);
    }

    /**
     * Creates a connector in a state (Connect 3.7, KIP-980); otherwise like {@link #createConnector(String, ConnectorConfig)}.
     *
     * @param name its name
     * @param config its config
     * @param state the state that it is created in
     * @return the connector as it was created, without tasks yet
     * @throws NotSupportedException if the worker is older; nothing was created
     */
    public ConnectorInfo createConnector(String name, ConnectorConfig config, InitialState state) {
        return writes().create(name, requireNonNull(config, "config"), requireNonNull(state, "state"));
    }

    /**
     * {@return the config, tasks and type of a connector}
     *
     * @param name its name
     */
    public ConnectorInfo connector(String name) {
        return reads.connector(name);
    }

    /**
     * {@return the config, tasks and type of a connector; empty if there is none of that name}
     *
     * @param name its name
     */
    public Optional<ConnectorInfo> findConnector(String name) {
        return reads.find(name);
    }

    /**
     * {@return the config of a connector, with placeholders of config providers unresolved}
     *
     * @param name its name
     */
    public ConnectorConfig config(String name) {
        return reads.config(name);
    }

    /**
     * Replaces the whole config of a connector, which keeps its state: a stopped one stays stopped. A connector that does not
     * exist is created, and starts.
     *
     * @param name its name
     * @param config the new config
     * @return the connector with its new config
     * @throws InvalidConfigException if the worker refuses the config; nothing was changed
     */
    public ConnectorInfo putConfig(String name, ConnectorConfig config) {
        return writes().putConfig(name, config);
    }

    /**
     * Changes single values of the config of a connector (Connect 3.8, KIP-477).
     *
     * @param name its name
     * @param changes the values to set; null removes the key
     * @return the connector with its new config
     * @throws InvalidConfigException if the worker refuses the new config; nothing was changed
     */
    public ConnectorInfo patchConfig(String name, Map<String, @Nullable String> changes) {
        return writes().patchConfig(name, changes);
    }

    /**
     * {@return the state of a connector and its tasks}
     *
     * @param name its name
     * @throws ConnectorNotFoundException also if the connector was just created and has no status yet
     */
    public ConnectorStatus status(String name) {
        return reads.status(name);
    }

    /**
     * {@return the state of a connector and its tasks; empty if there is no such connector, or no status of it yet}
     *
     * @param name its name
     */
    public Optional<ConnectorStatus> findStatus(String name) {
        return reads.findStatus(name);
    }

    /**
     * {@return the tasks of a connector with their configs; none while it is stopped}
     *
     * @param name its name
     */
    public List<TaskInfo> tasks(String name) {
        return reads.tasks(name);
    }

    /**
     * {@return the tasks of a connector as each worker shows them whose URL the client has} A worker answers only when it is
     * not about to stop tasks. A worker that shows none for a stopped connector runs none any more, or has given up waiting
     * for them to end, whatever the status says. A worker that cannot be reached is left out.
     *
     * @param name its name
     */
    public List<List<TaskInfo>> tasksOnEachWorker(String name) {
        return reads.tasksOnEachWorker(name);
    }

    /**
     * {@return the state of one task}
     *
     * @param name the connector's name
     * @param task the task's number
     * @throws ConnectorNotFoundException also if there is no such task, or no status of it yet
     */
    public TaskStatus taskStatus(String name, int task) {
        return reads.taskStatus(name, task);
    }

    /**
     * Asks for a connector to be paused. Returns before its tasks have paused; the status of each shows when it has.
     *
     * @param name its name
     * @return how it is known that it was asked for
     */
    public StateChange pause(String name) {
        return writes().pause(name);
    }

    /**
     * Asks for a paused or stopped connector to run again. Returns before it does.
     *
     * @param name its name
     * @return how it is known that it was asked for
     */
    public StateChange resume(String name) {
        return writes().resume(name);
    }

    /**
     * Asks for a connector to be stopped (Connect 3.5, KIP-875). Returns before any of its tasks has ended, and even the
     * state {@link ConnectorState#STOPPED} does not say that they have.
     *
     * @param name its name
     * @return how it is known that it was asked for
     */
    public StateChange stop(String name) {
        return writes().stop(name);
    }

    /**
     * Restarts a connector, and what the options add (options from Connect 3.0 on, KIP-745). A second call restarts it again.
     *
     * @param name its name
     * @param options what to include
     * @throws UnknownOutcomeException if the answer was lost; the connector may have been restarted, and it is not tried again
     */
    public void restart(String name, RestartOption... options) {
        writes().restart(name, options);
    }

    /**
     * Restarts one task. A second call restarts it again.
     *
     * @param name the connector's name
     * @param task the task's number
     * @throws UnknownOutcomeException if the answer was lost; the task may have been restarted, and it is not tried again
     */
    public void restartTask(String name, int task) {
        writes().restartTask(name, task);
    }

    /**
     * Deletes a connector; its offsets are kept. Returns before its tasks have ended. A second call fails.
     *
     * @param name its name
     * @throws UnknownOutcomeException if the answer was lost, and the connector was still there for as long as a worker may
     *     process the request. It is not deleted again, since it may be one that was created in the meantime
     */
    public void deleteConnector(String name) {
        writes().delete(name);
    }

    /**
     * {@return the topics that a connector has used since it was created or they were reset (Connect 2.5, KIP-558); none if
     * there is no such connector}
     *
     * @param name its name
     * @throws ConnectClientException if the workers are older, or do not track topics ({@code topic.tracking.enable})
     */
    public Set<String> topics(String name) {
        return reads.topics(name);
    }

    /**
     * Forgets the topics that a connector has used (Connect 2.5, KIP-558).
     *
     * @param name its name
     * @throws ConnectClientException if the workers are older, do not track topics ({@code topic.tracking.enable}), or do
     *     not let them be forgotten ({@code topic.tracking.allow.reset})
     */
    public void resetTopics(String name) {
        writes().resetTopics(name);
    }

    /**
     * {@return the offsets of a connector, source or sink, in any state, with where and when they were read} Over REST from
     * Connect 3.5 on (KIP-875).
     *
     * @param name its name
     */
    public OffsetSnapshot listOffsets(String name) {
        return offsets().list(name);
    }

    /**
     * Writes offsets of a stopped connector. Partitions that are not among them stay as they are; without any, nothing is
     * sent. Over REST (Connect 3.6, KIP-875) they are sent in parts of up to 1,000 partitions and 1 MB, so that some may have
     * been written when it fails.
     *
     * <p>Another transport writes while the connector is stopped or does not exist; on workers before 3.5, which cannot
     * stop a connector, while it is paused: restart its tasks first, so that they have nothing left to commit.
     *
     * @param name the connector's name
     * @param offsets what to write; none of them null, since that would delete
     * @return whether the connector itself took part
     * @throws IllegalArgumentException if there is a null offset among them; nothing was sent
     * @throws ConnectorNotStoppedException if the connector is not stopped
     * @throws ZombieTasksException if tasks of a sink have not ended yet, or other sinks are in its consumer group
     */
    public AlterResult alterOffsets(String name, OffsetSnapshot offsets) {
        return offsets().alter(name, offsets);
    }

    /**
     * Deletes all offsets of a stopped connector (over REST Connect 3.6, KIP-875). REST deletes the whole consumer group of a
     * sink, with the offsets of other sinks that are in it by their configs ({@code consumer.override.group.id}) or by that
     * of the workers ({@code consumer.group.id}).
     *
     * @param name the connector's name
     * @return whether the connector itself took part
     * @throws ConnectorNotStoppedException if the connector is not stopped
     * @throws ZombieTasksException if tasks of a sink have not ended yet, or other sinks are in its consumer group
     */
    public AlterResult resetOffsets(String name) {
        return offsets().reset(name);
    }

    private OffsetAccess offsets() {
        return new OffsetAccess(name, requests.withDeadline(), given.transport(), clock);
    }

    private ConnectorWrites writes() {
        return new ConnectorWrites(requests.withWriteDeadline());
    }

    /** {@return offsets over REST, whichever transport the client has} */
    public OffsetTransport restOffsets() {
        return restOffsets;
    }

    /** {@return the transport with which the client lists, alters and resets offsets: REST unless another was set} */
    public OffsetTransport offsetTransport() {
        OffsetTransport transport = given.transport();
        return transport == null ? restOffsets : transport;
    }

    /** {@return the schema registries that the converters of the cluster ask, as far as the client was given them} */
    public List<SchemaRegistry> schemaRegistries() {
        return given.schemaRegistries();
    }

    /** {@return what reads the topics under the workers: what was set, else what the offset transport offers; empty if neither} */
    public Optional<ClusterTopics> topics() {
        return Optional.ofNullable(given.topics()).or(() -> offsetTransport().topics());
    }

    /** {@return the plugins of the workers} */
    public ConnectorPlugins plugins() {
        return new ConnectorPlugins(requests);
    }

    /** {@return the loggers of the workers} */
    public WorkerLoggers loggers() {
        return new WorkerLoggers(requests);
    }

    /** {@return the cluster's name, and its URLs if they are something else} */
    @Override
    public String toString() {
        return urls.size() == 1 && name.equals(urls.get(0).toString()) ? name : name + " " + urls;
    }
}
