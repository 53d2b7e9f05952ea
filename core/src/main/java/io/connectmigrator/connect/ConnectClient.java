package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka Connect cluster, over its REST API. Works with workers from Connect 2.4 on; what needs a newer one says so.
 * Immutable and thread-safe; needs no closing.
 *
 * <p>Requests are sent again while workers start or rebalance, and to the next URL when one does not answer. A write
 * whose answer is lost is resolved by reading what became of it, and is sent again only when it was not done; where
 * reading cannot tell, {@link UnknownOutcomeException} is thrown.
 *
 * <p>Every method throws a {@link ConnectClientException} when the cluster did not do what it was asked, and
 * {@link IllegalArgumentException} for a name that no URL can hold. When a thread is interrupted while it waits, an
 * unchecked exception is thrown and its interrupt flag is set: {@link UnknownOutcomeException} if a write may have been
 * done, another one if nothing was done.
 */
public final class ConnectClient {

    private final String name;
    private final List<URI> urls;
    private final Requests requests;
    private final ConnectorReads reads;
    private final OffsetTransport restOffsets;
    private final @Nullable OffsetTransport givenTransport;
    private final Clock clock;

    ConnectClient(
            String name, List<URI> urls, Requests requests, @Nullable OffsetTransport givenTransport, Clock clock) {
        this.name = name;
        this.urls = urls;
        this.requests = requests;
        this.reads = new ConnectorReads(requests);
        this.restOffsets = new RestOffsets(requests);
        this.givenTransport = givenTransport;
        this.clock = clock;
    }

    /**
     * {@return a builder of a client for the cluster with that worker}
     *
     * @param url the URL of a worker, or of what stands before the workers, such as {@code http://connect:8083}
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, or has user info, a query or a
     *     fragment
     */
    public static ConnectClientBuilder builder(String url) {
        return new ConnectClientBuilder(url);
    }

    /**
     * {@return a client for the cluster with that worker, with all defaults}
     *
     * @param url the URL of a worker, or of what stands before the workers, such as {@code http://connect:8083}
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, or has user info, a query or a
     *     fragment
     */
    public static ConnectClient of(String url) {
        return builder(url).build();
    }

    /**
     * Makes a client for the same cluster with the same settings, each call of which ends within a time: what waits for a
     * turn or a worker, what is sent, the reading after a lost answer and what is sent again, all together. Everything
     * else is shared with this client: connections, counts of requests, the rate of requests and the URL that comes first.
     * An {@link #offsetTransport()} other than REST keeps to limits of its own. Making one costs next to nothing.
     *
     * <p>When the time is over before anything was sent, a call throws {@link UnreachableException}; when a write was sent
     * and it is not known what became of it, {@link UnknownOutcomeException}. A connection attempt, too, ends in time.
     *
     * @param limit the time for each call; a limit that this client has already holds as well
     * @return the client
     * @throws IllegalArgumentException if the limit is negative; zero lets nothing be sent
     */
    public ConnectClient within(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("the limit must not be negative, was " + limit);
        }
        return new ConnectClient(name, urls, requests.within(limit), givenTransport, clock);
    }

    /** {@return the cluster's name in messages and reports, by default its first URL} */
    public String name() {
        return name;
    }

    /** {@return the URLs of the cluster} */
    public List<URI> urls() {
        return urls;
    }

    /** {@return how many requests this client has sent so far, and how many of them met a rebalance} */
    public RequestCounts requestCounts() {
        return requests.requestCounts();
    }

    /**
     * Asks a worker for its version and its Kafka cluster (all versions).
     *
     * @return what it says about itself
     */
    public WorkerInfo worker() {
        return requests.object(Request.get("/"), WorkerInfo::read);
    }

    /**
     * Asks a worker how it is doing (Connect 3.9, KIP-1017). That it is starting or not healthy is an answer too, not an
     * error.
     *
     * @return how it is doing
     * @throws NotSupportedException if the worker is older
     */
    public WorkerHealth health() {
        return requests.object(Request.get("/health").answeredBy(500, 503), WorkerHealth::read);
    }

    /**
     * Finds out what the workers can do, by asking for it and never by their version (all versions). Changes nothing.
     * Each call asks anew, since workers get upgraded.
     *
     * @return what they can do
     */
    public ConnectCapabilities capabilities() {
        return new Capabilities(requests).probe();
    }

    /**
     * Lists the names of all connectors (all versions).
     *
     * @return the names
     */
    public List<String> listConnectors() {
        return reads.names();
    }

    /**
     * Lists all connectors with their configs, in one request (Connect 2.3, KIP-465).
     *
     * @return the connectors, in no particular order
     */
    public List<ConnectorInfo> connectors() {
        return reads.connectors();
    }

    /**
     * Lists all connectors with config and status (Connect 2.3, KIP-465). A connector that has no status yet, because it
     * was just created, is there in the state {@link ConnectorState#UNKNOWN}.
     *
     * @return the connectors
     */
    public List<ConnectorDescription> describeConnectors() {
        return reads.descriptions();
    }

    /**
     * Creates a connector, which starts at once (all versions). A second call fails with
     * {@link ConnectorExistsException}.
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
     * Creates a connector in a state (Connect 3.7, KIP-980). A second call fails with {@link ConnectorExistsException}.
     *
     * @param name its name
     * @param config its config
     * @param state the state that it is created in
     * @return the connector as it was created, without tasks yet
     * @throws NotSupportedException if the worker is older; nothing was created
     * @throws ConnectorExistsException if there is a connector of that name
     * @throws InvalidConfigException if the worker refuses the config; nothing was created
     * @throws IllegalArgumentException if the workers would take the name and then never find it; nothing was created
     */
    public ConnectorInfo createConnector(String name, ConnectorConfig config, InitialState state) {
        return writes().create(name, requireNonNull(config, "config"), requireNonNull(state, "state"));
    }

    /**
     * Asks for a connector (all versions).
     *
     * @param name its name
     * @return its config, tasks and type
     * @throws ConnectorNotFoundException if there is none
     */
    public ConnectorInfo connector(String name) {
        return reads.connector(name);
    }

    /**
     * Looks for a connector (all versions).
     *
     * @param name its name
     * @return its config, tasks and type, empty if there is none
     */
    public Optional<ConnectorInfo> findConnector(String name) {
        return reads.find(name);
    }

    /**
     * Asks for the config of a connector (all versions).
     *
     * @param name its name
     * @return its config, with placeholders of config providers unresolved
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public ConnectorConfig config(String name) {
        return reads.config(name);
    }

    /**
     * Replaces the whole config of a connector, which keeps its state: a stopped one stays stopped (all versions). A
     * connector that does not exist is created, and starts. A second call changes nothing.
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
     * Changes single values of the config of a connector (Connect 3.8, KIP-477). A second call changes nothing.
     *
     * @param name its name
     * @param changes the values to set; null removes the key
     * @return the connector with its new config
     * @throws NotSupportedException if the worker is older
     * @throws ConnectorNotFoundException if there is no such connector
     * @throws InvalidConfigException if the worker refuses the new config; nothing was changed
     */
    public ConnectorInfo patchConfig(String name, Map<String, @Nullable String> changes) {
        return writes().patchConfig(name, changes);
    }

    /**
     * Asks for the state of a connector and its tasks (all versions).
     *
     * @param name its name
     * @return the status
     * @throws ConnectorNotFoundException if there is no such connector, or it has no status yet because it was just
     *     created
     */
    public ConnectorStatus status(String name) {
        return reads.status(name);
    }

    /**
     * Looks for the state of a connector and its tasks (all versions).
     *
     * @param name its name
     * @return the status, empty if there is no such connector or it has no status yet because it was just created
     */
    public Optional<ConnectorStatus> findStatus(String name) {
        return reads.findStatus(name);
    }

    /**
     * Lists the tasks of a connector with their configs (all versions).
     *
     * @param name its name
     * @return its tasks, none while it is stopped
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public List<TaskInfo> tasks(String name) {
        return reads.tasks(name);
    }

    /**
     * Lists the tasks of a connector as each worker shows them whose URL the client has (all versions). A worker answers only when it
     * is not about to stop tasks: one that shows none for a connector that was stopped has none at work any more, or has given
     * up waiting for them, whatever the status says.
     *
     * @param name its name
     * @return the tasks for each URL in turn; a worker that cannot be reached is left out
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public List<List<TaskInfo>> tasksOnEachWorker(String name) {
        return reads.tasksOnEachWorker(name);
    }

    /**
     * Asks for the state of one task (all versions).
     *
     * @param name the connector's name
     * @param task the task's number
     * @return its status
     * @throws ConnectorNotFoundException if there is no such connector or task, or it has no status yet
     */
    public TaskStatus taskStatus(String name, int task) {
        return reads.taskStatus(name, task);
    }

    /**
     * Asks for a connector to be paused (all versions). Returns before its tasks have paused; each says so in its
     * status. A second call changes nothing.
     *
     * @param name its name
     * @return how it is known that it was asked for
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public StateChange pause(String name) {
        return writes().pause(name);
    }

    /**
     * Asks for a paused or stopped connector to run again (all versions). Returns before it does. A second call changes
     * nothing.
     *
     * @param name its name
     * @return how it is known that it was asked for
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public StateChange resume(String name) {
        return writes().resume(name);
    }

    /**
     * Asks for a connector to be stopped (Connect 3.5, KIP-875). Returns before any of its tasks has ended, and even the
     * state {@link ConnectorState#STOPPED} does not say that they have. A second call changes nothing.
     *
     * @param name its name
     * @return how it is known that it was asked for
     * @throws NotSupportedException if the worker is older
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public StateChange stop(String name) {
        return writes().stop(name);
    }

    /**
     * Restarts a connector, and what the options add (all versions; options from Connect 3.0 on, KIP-745). A second call
     * restarts it again. When the answer is lost, it is not sent again.
     *
     * @param name its name
     * @param options what to include
     * @throws ConnectorNotFoundException if there is no such connector
     * @throws UnknownOutcomeException if the answer was lost; the connector may have been restarted
     */
    public void restart(String name, RestartOption... options) {
        writes().restart(name, options);
    }

    /**
     * Restarts one task (all versions). A second call restarts it again. When the answer is lost, it is not sent again.
     *
     * @param name the connector's name
     * @param task the task's number
     * @throws ConnectorNotFoundException if there is no such connector or task
     * @throws UnknownOutcomeException if the answer was lost; the task may have been restarted
     */
    public void restartTask(String name, int task) {
        writes().restartTask(name, task);
    }

    /**
     * Deletes a connector; its offsets are kept (all versions). Returns before its tasks have ended. A second call fails
     * with {@link ConnectorNotFoundException}.
     *
     * @param name its name
     * @throws ConnectorNotFoundException if there is no such connector
     * @throws UnknownOutcomeException if the answer was lost, and the connector was still there for as long as a worker may be
     *     at work on it. It is not deleted again: by then it may be one that another has created
     */
    public void deleteConnector(String name) {
        writes().delete(name);
    }

    /**
     * Lists the topics that a connector has used since it was created or they were reset (Connect 2.5, KIP-558).
     *
     * @param name its name
     * @return the topics; none for a connector that does not exist
     * @throws ConnectClientException if the workers are older, or do not track topics ({@code topic.tracking.enable})
     */
    public Set<String> topics(String name) {
        return reads.topics(name);
    }

    /**
     * Forgets the topics that a connector has used (Connect 2.5, KIP-558). A second call changes nothing.
     *
     * @param name its name
     * @throws ConnectClientException if the workers are older, do not track topics ({@code topic.tracking.enable}), or do
     *     not let them be forgotten ({@code topic.tracking.allow.reset})
     */
    public void resetTopics(String name) {
        writes().resetTopics(name);
    }

    /**
     * Lists the offsets of a connector, source or sink, in any state (Connect 3.5, KIP-875, unless the client has
     * another transport).
     *
     * @param name its name
     * @return the offsets, with where and when they were read
     * @throws NotSupportedException if the worker is older
     * @throws ConnectorNotFoundException if there is no such connector
     */
    public OffsetSnapshot listOffsets(String name) {
        return offsets(requests.begin()).list(name);
    }

    /**
     * Writes offsets of a stopped connector (Connect 3.6, KIP-875, unless the client has another transport). Partitions
     * that are not among them stay as they are; without any, nothing is sent. A second call changes nothing. They are
     * sent in parts of up to 1,000 partitions and 1 MB, so when it fails, some may have been written.
     *
     * <p>Another transport writes while the connector is stopped or does not exist; on workers before 3.5, which cannot
     * stop a connector, while it is paused: restart its tasks first, so that they have nothing left to commit.
     *
     * @param name the connector's name
     * @param offsets what to write; none of them null, since that would delete
     * @return whether the connector itself took part
     * @throws IllegalArgumentException if there is a null offset among them; nothing was sent
     * @throws NotSupportedException if the worker is older
     * @throws ConnectorNotFoundException if there is no such connector
     * @throws ConnectorNotStoppedException if the connector is not stopped
     * @throws ZombieTasksException if tasks of a sink have not ended yet, or other sinks are in its consumer group
     */
    public AlterResult alterOffsets(String name, OffsetSnapshot offsets) {
        return offsets(requests.begin()).alter(name, offsets);
    }

    /**
     * Deletes all offsets of a stopped connector (Connect 3.6, KIP-875, unless the client has another transport). A
     * second call changes nothing.
     *
     * <p>Over REST the workers delete the whole consumer group of a sink, with the offsets of other sinks that are in it by
     * their configs ({@code consumer.override.group.id}) or by that of the workers ({@code consumer.group.id}).
     *
     * @param name the connector's name
     * @return whether the connector itself took part
     * @throws NotSupportedException if the worker is older
     * @throws ConnectorNotFoundException if there is no such connector
     * @throws ConnectorNotStoppedException if the connector is not stopped
     * @throws ZombieTasksException if tasks of a sink have not ended yet, or other sinks are in its consumer group
     */
    public AlterResult resetOffsets(String name) {
        return offsets(requests.begin()).reset(name);
    }

    private OffsetAccess offsets(Requests begun) {
        OffsetTransport rest = new RestOffsets(begun);
        OffsetTransport transport = givenTransport == null ? rest : givenTransport;
        return new OffsetAccess(name, begun, new ConnectorReads(begun), rest, transport, clock);
    }

    private ConnectorWrites writes() {
        return new ConnectorWrites(requests.beginWrite());
    }

    /** {@return offsets over REST, whichever transport the client has} */
    public OffsetTransport restOffsets() {
        return restOffsets;
    }

    /** {@return what the client lists, alters and resets offsets with: over REST unless another was set} */
    public OffsetTransport offsetTransport() {
        return givenTransport == null ? restOffsets : givenTransport;
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
