package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.AuditLog.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Connect cluster: its workers, its config and status topics, and the connectors that are at work. */
public final class SimulatedConnect {

    private static final long MILLIS = 1_000_000;

    private final String name;
    private final ConnectVersion version;
    private final ClusterSettings settings;
    private final SimulatedKafka kafka;
    private final VirtualTime time;
    private final Deliveries deliveries;
    private final AuditLog audit;
    private final String offsetTopic;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Map<String, Registered> registry = new TreeMap<>();
    private final Map<String, SimulatedConnector> connectors = new TreeMap<>();
    private final List<SimulatedTask> ending = new ArrayList<>();
    private final RestResource rest;
    private final List<Runnable> whenIdle = new ArrayList<>();
    private final Map<String, Boolean> heldAlterations = new TreeMap<>();
    private final Set<String> lackingPlugins = new TreeSet<>();
    private final Set<String> addedPlugins = new TreeSet<>();
    private final Map<String, Map<String, Object>> parts = new TreeMap<>();
    private final Map<String, Answer> refusals = new TreeMap<>();
    private boolean credentials;
    private String pluginVersion = "1.0";
    private final Map<String, List<String>> usedTopics = new TreeMap<>();
    private UnaryOperator<Map<String, Object>> partitions = partition -> partition;
    private final Map<String, Registered.TargetState> presets = new TreeMap<>();
    private SimulatedWorker leader;
    private @Nullable InternalTopics internalTopics;
    private long generation;

    SimulatedConnect(
            String name,
            ConnectVersion version,
            ClusterSettings settings,
            int workers,
            SimulatedKafka kafka,
            VirtualTime time,
            Deliveries deliveries,
            AuditLog audit) {
        this.name = name;
        this.version = version;
        this.settings = settings;
        this.kafka = kafka;
        this.time = time;
        this.deliveries = deliveries;
        this.audit = audit;
        this.offsetTopic = name + "-offsets";
        for (int i = 1; i <= workers; i++) {
            this.workers.add(new SimulatedWorker(this, name + "-" + i + ":8083"));
        }
        this.leader = this.workers.get(0);
        this.rest = new RestResource(this);
        kafka.add(this);
    }

    /** {@return the cluster's name} */
    public String name() {
        return name;
    }

    /** {@return the version of its workers} */
    public ConnectVersion version() {
        return version;
    }

    /** {@return the Kafka cluster under it} */
    public SimulatedKafka kafka() {
        return kafka;
    }

    /** Lets the workers say that a connector has used these topics. */
    public void uses(String connector, List<String> topics) {
        usedTopics.put(connector, topics);
    }

    List<String> usedTopics(String connector) {
        return usedTopics.getOrDefault(connector, List.of());
    }

    /** Lets all workers have another version of their connector plugins, 1.0 by default. */
    public void pluginVersion(String version) {
        pluginVersion = version;
    }

    String pluginVersion() {
        return pluginVersion;
    }

    /** Gives all workers a converter, which they list among their plugins. */
    public void installConverter(String className, String version) {
        installPart(className, "converter", version);
    }

    /** Gives all workers a part of connectors, such as a {@code transformation}, which they list among their plugins. */
    public void installPart(String className, String type, String version) {
        parts.put(className, Map.of("class", className, "type", type, "version", version));
    }

    /** Gives all workers a class of sources, which copy as those of SimulatedSource do. */
    public void installPlugin(String className) {
        addedPlugins.add(className);
    }

    Set<String> addedPlugins() {
        return addedPlugins;
    }

    Collection<Map<String, Object>> parts() {
        return parts.values();
    }

    /** Lets the workers refuse every request whose path has this part from now on. */
    public void refuse(String partOfPath, int status, String message) {
        refusals.put(partOfPath, Answer.error(status, message));
    }

    /** Lets the workers refuse requests without credentials from now on. */
    public void requireCredentials() {
        credentials = true;
    }

    @Nullable
    Answer refusal(Exchange exchange) {
        if (credentials && exchange.isAnonymous()) {
            return Answer.error(401, "User cannot access the resource.");
        }
        if (refusals.isEmpty()) {
            return null;
        }
        String path = "/" + String.join("/", exchange.path());
        return refusals.entrySet().stream()
                .filter(refusal -> path.contains(refusal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** {@return the name of its offset topic} */
    public String offsetTopic() {
        return offsetTopic;
    }

    /** {@return its workers} */
    public List<SimulatedWorker> workers() {
        return Collections.unmodifiableList(workers);
    }

    /** {@return the worker that leads; one that is gone leads until the others have noticed} */
    public SimulatedWorker leader() {
        return leader;
    }

    VirtualTime time() {
        return time;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    AuditLog audit() {
        return audit;
    }

    RestResource rest() {
        return rest;
    }

    Map<String, Registered> registry() {
        return registry;
    }

    /** The longest time until a worker notices at its next heartbeat that it has to join again. */
    long heartbeat() {
        return workers.size() == 1 ? 10 * MILLIS : settings.heartbeat().toNanos();
    }

    /** {@return how its workers are configured} */
    public ClusterSettings settings() {
        return settings;
    }

    boolean isExactlyOnce() {
        return settings.exactlyOnce();
    }

    /** {@return the names of its connectors} */
    public List<String> connectorNames() {
        return List.copyOf(registry.keySet());
    }

    /** {@return the config of a connector, null if there is none} */
    public @Nullable Map<String, String> config(String connector) {
        Registered found = registry.get(connector);
        return found == null ? null : found.config();
    }

    /** {@return the state that a connector is to be in: STARTED, PAUSED or STOPPED; null if there is none} */
    public @Nullable String targetState(String connector) {
        Registered found = registry.get(connector);
        return found == null ? null : found.target().name();
    }

    /** {@return the state of a connector or task as its own worker knows it} */
    public Map<Integer, String> states(String connector) {
        Map<Integer, Statuses.Status> found = leader().statuses().of(connector);
        Map<Integer, String> states = new LinkedHashMap<>();
        if (found != null) {
            found.forEach((number, status) -> states.put(number, status.state()));
        }
        return states;
    }

    /** {@return the offsets of a connector, whether or not it exists, by their keys} */
    public Map<String, String> offsets(String connector) {
        Map<String, String> offsets =
                new TreeMap<>(kafka.offsetTopic(offsetTopic).of(connector));
        Map<String, String> config = config(connector);
        kafka.group(TaskOffsets.group(this, connector, config == null ? Map.of() : config))
                .commits()
                .forEach((topic, commits) -> offsets.put(topic, commits.toString()));
        return offsets;
    }

    /** {@return the tasks of a connector that exist, those that are at their end among them} */
    public long tasksAtWork(String connector) {
        SimulatedConnector found = connectors.get(connector);
        return found == null
                ? 0
                : found.atWork().filter(task -> !task.isEnded()).count();
    }

    /** {@return whether any task of a connector polls} */
    public boolean isCopying(String connector) {
        SimulatedConnector found = connectors.get(connector);
        return found != null
                && found.atWork().anyMatch(task -> task.underWay().findAny().isPresent());
    }

    void create(String author, String connector, Map<String, String> config, Registered.TargetState target) {
        Map<String, String> complete = new LinkedHashMap<>(config);
        complete.put("name", connector);
        audit.add(author, name, connector, Kind.CREATED, null, complete);
        Registered.TargetState preset = presets.remove(connector);
        register(
                connector,
                new Registered(
                        complete,
                        preset == null || target != Registered.TargetState.STARTED ? target : preset,
                        0,
                        ++generation,
                        0));
    }

    void reconfigure(String author, String connector, Map<String, String> config) {
        Map<String, String> complete = new LinkedHashMap<>(config);
        complete.put("name", connector);
        Registered before = Objects.requireNonNull(registry.get(connector));
        audit.add(author, name, connector, Kind.CONFIG_CHANGED, before.config(), complete);
        Registered after = before.with(complete);
        register(connector, before.tasks() == 0 ? after : after.with(after.wantedTasks()));
    }

    void delete(String author, String connector) {
        Registered before = Objects.requireNonNull(registry.get(connector));
        audit.add(author, name, connector, Kind.DELETED, before.config(), null);
        register(connector, null);
    }

    void target(String author, String connector, Registered.TargetState target) {
        Registered before = Objects.requireNonNull(registry.get(connector));
        audit.add(author, name, connector, Kind.TARGET_STATE_CHANGED, before.target(), target);
        Registered after = before.with(target);
        register(connector, target == Registered.TargetState.STOPPED ? after.with(0) : after);
    }

    /** Writes to the config topic. The leader has read it when this returns, the others read it a moment later. */
    void register(String connector, @Nullable Registered after) {
        Registered before = registry.get(connector);
        time.history().note(name, after);
        put(registry, connector, after);
        InternalTopics kept = internalTopics;
        if (kept != null) {
            kept.config(connector, before, after);
        }
        for (SimulatedWorker worker : workers) {
            if (worker == leader) {
                see(worker, connector, after);
            } else {
                time.after(time.between(MILLIS, 20 * MILLIS), () -> see(worker, connector, registry.get(connector)));
            }
        }
        if (changesAssignment(before, after)) {
            connectors
                    .computeIfAbsent(connector, first -> new SimulatedConnector(this, connector, placeFor(connector)))
                    .rebalance();
        }
    }

    private static boolean changesAssignment(@Nullable Registered before, @Nullable Registered after) {
        return before == null
                || after == null
                || before.tasks() != after.tasks()
                || before.generation() != after.generation();
    }

    private static void put(Map<String, Registered> map, String connector, @Nullable Registered value) {
        if (value == null) {
            map.remove(connector);
        } else {
            map.put(connector, value);
        }
    }

    private void see(SimulatedWorker worker, String connector, @Nullable Registered registered) {
        if (!worker.isUp()) {
            return;
        }
        if (worker.isBusyWithOtherThan(connector)
                && changesAssignment(worker.view().get(connector), registered)) {
            worker.expectRebalance();
        }
        put(worker.view(), connector, registered);
        SimulatedConnector found = connectors.get(connector);
        if (found != null && registered != null) {
            time.after(time.between(MILLIS / 5, MILLIS), () -> {
                Registered now = worker.view().get(connector);
                if (now != null && worker.isUp()) {
                    found.target(worker, now.target());
                }
            });
        }
    }

    /** Does something as soon as no worker waits for tasks. */
    void whenIdle(Runnable action) {
        if (workers.stream().noneMatch(SimulatedWorker::isAwaiting)) {
            action.run();
        } else {
            whenIdle.add(action);
        }
    }

    void rebalanceIfIdle() {
        if (!whenIdle.isEmpty() && workers.stream().noneMatch(SimulatedWorker::isAwaiting)) {
            List<Runnable> actions = List.copyOf(whenIdle);
            whenIdle.clear();
            time.after(time.between(2 * MILLIS, 5 * MILLIS), () -> actions.forEach(this::whenIdle));
        }
    }

    private SimulatedWorker placeFor(String connector) {
        return workers.get(Math.floorMod(connector.hashCode(), workers.size()));
    }

    SimulatedWorker workerOfTask(SimulatedWorker owner, int number) {
        return workers.get((workers.indexOf(owner) + 1 + number) % workers.size());
    }

    /** Lets the poll of a task block until it is released. */
    public void hold(String connector, int task) {
        tasksOf(connector).stream().filter(found -> found.number() == task).forEach(SimulatedTask::hold);
    }

    /** Lets the tasks of a connector go on. */
    public void release(String connector) {
        tasksOf(connector).forEach(SimulatedTask::release);
    }

    /** {@return whether a task of a connector has not ended} */
    public boolean isAtWork(String connector, int task) {
        return tasksOf(connector).stream().anyMatch(found -> found.number() == task);
    }

    /** Lets every alteration of the offsets of a connector block for ever. */
    public void holdAlterations(String connector) {
        heldAlterations.put(connector, false);
    }

    /** Lets alterations that are begun from now on be done. */
    public void releaseAlterations(String connector) {
        heldAlterations.remove(connector);
    }

    /** {@return whether an alteration of the offsets of a connector is blocked} */
    public boolean isAltering(String connector) {
        return heldAlterations.getOrDefault(connector, false);
    }

    boolean holdsAlterations(String connector) {
        return heldAlterations.computeIfPresent(connector, (name, before) -> true) != null;
    }

    /** {@return the tasks of a connector that have not ended, those that are at their end among them} */
    List<SimulatedTask> tasksOf(String connector) {
        return tasks().distinct()
                .filter(task -> task.connector().equals(connector) && !task.isEnded())
                .toList();
    }

    @Nullable
    SimulatedConnector connector(String connector) {
        return connectors.get(connector);
    }

    void forget(String connector, SimulatedConnector gone) {
        connectors.remove(connector, gone);
    }

    /** Keeps a task in view until it has ended, although its connector has it no longer. */
    void addEnding(SimulatedTask task) {
        ending.removeIf(SimulatedTask::isEnded);
        ending.add(task);
    }

    /** Keeps all that is written to the config and status topics from now on. */
    public InternalTopics keepInternalTopics() {
        InternalTopics kept = new InternalTopics(this);
        internalTopics = kept;
        return kept;
    }

    /** Writes the target state of a connector that need not be there yet. */
    void presetTarget(String connector, Registered.TargetState target) {
        presets.put(connector, target);
    }

    void putStatus(String connector, int task, String state, SimulatedWorker worker, @Nullable String trace) {
        Statuses.Status status = new Statuses.Status(state, worker.id(), trace);
        time.history().note(connector, status);
        InternalTopics kept = internalTopics;
        if (kept != null) {
            kept.status(connector, task, status);
        }
        workers.forEach(each -> each.statuses().put(connector, task, status));
    }

    void removeStatus(String connector, int task) {
        time.history().note(connector, "no status");
        InternalTopics kept = internalTopics;
        if (kept != null) {
            kept.status(connector, task, null);
        }
        workers.forEach(each -> each.statuses().put(connector, task, null));
    }

    /** Lets the polls that are under way take longer. */
    public void stretchPolls(long nanos) {
        tasks().distinct().toList().forEach(task -> task.stretchPoll(nanos));
    }

    /** Lets the poll of one task take longer, while the others are not slow. */
    public void stretchOnePoll(long nanos) {
        anyTask().ifPresent(task -> task.stretchPoll(nanos));
    }

    /** Lets the last commit of one task take longer, while the others are not slow. */
    public void stretchOneFlush(long nanos) {
        anyTask().ifPresent(task -> task.stretchFlush(nanos));
    }

    private Optional<SimulatedTask> anyTask() {
        List<SimulatedTask> alive =
                tasks().distinct().filter(task -> !task.isEnded()).toList();
        return alive.isEmpty() ? Optional.empty() : Optional.of(alive.get((int) time.between(0, alive.size())));
    }

    /** {@return whether it has a task that has not ended} */
    boolean hasTasks() {
        return tasks().anyMatch(task -> !task.isEnded());
    }

    /** Lets a task of a connector fail, if it has one that runs. */
    public void failTask(String connector) {
        failTask(connector, "it was made to fail");
    }

    /** Lets a task of a connector fail with a stack trace, if it has one that runs. */
    public void failTask(String connector, String trace) {
        SimulatedConnector found = connectors.get(connector);
        if (found != null) {
            found.atWork().filter(task -> !task.isEnded()).findFirst().ifPresent(task -> task.die(trace));
        }
    }

    /** Takes a plugin away, as a restart of all workers without it does: its connectors and their tasks fail. */
    public void removePlugin(String type) {
        hidePlugin(type);
        connectors.forEach((connector, found) -> {
            Registered registered = registry.get(connector);
            if (registered != null && lacksPluginOf(registered)) {
                found.fail();
            }
        });
    }

    /** Takes a plugin away from the worker that is asked; the connectors run on others. */
    public void hidePlugin(String type) {
        lackingPlugins.add(type);
    }

    /** Lets the plugins make other partitions from now on, as another version of them may. */
    public void changePartitions(UnaryOperator<Map<String, Object>> change) {
        partitions = change;
    }

    Map<String, Object> partitionOfPlugin(Map<String, Object> partition) {
        return partitions.apply(partition);
    }

    boolean lacksPlugin(String type) {
        return lackingPlugins.contains(type);
    }

    boolean lacksPluginOf(Registered registered) {
        return lacksPlugin(registered.setting("connector.class"));
    }

    String noPlugin(Registered registered) {
        return "org.apache.kafka.connect.errors.ConnectException: "
                + rest.plugins().notFound(registered.setting("connector.class"));
    }

    private Stream<SimulatedTask> tasks() {
        return Stream.concat(connectors.values().stream().flatMap(SimulatedConnector::atWork), ending.stream());
    }

    /** Lets every task commit what it has committed by now. */
    void commitWhatIsDue() {
        for (SimulatedConnector connector : connectors.values()) {
            for (SimulatedTask task : connector.tasks().values()) {
                task.commitWhatIsDue();
            }
        }
        for (SimulatedTask task : ending) {
            task.commitWhatIsDue();
        }
    }

    Stream<Deliveries.Delivery> sourcesUnderWay() {
        return tasks().distinct().filter(task -> !task.registered().isSink()).flatMap(SimulatedTask::underWay);
    }

    Stream<Deliveries.Delivery> underWay() {
        return tasks().distinct().flatMap(SimulatedTask::underWay);
    }

    /** Handles the crash of a worker. */
    void lose(SimulatedWorker worker) {
        ending.stream().filter(task -> task.worker() == worker).toList().forEach(task -> task.die(null));
        connectors.values().forEach(connector -> connector.lose(worker));
        time.after(settings.sessionTimeout().toNanos(), () -> {
            if (leader == worker && !worker.isUp()) {
                workers.stream().filter(SimulatedWorker::isUp).findFirst().ifPresent(other -> leader = other);
            }
        });
    }

    /** Handles the restart of a worker. */
    void recover(SimulatedWorker worker) {
        workers.stream()
                .filter(other -> other != worker)
                .findFirst()
                .ifPresent(other -> worker.statuses().copy(other.statuses()));
        connectors.values().forEach(SimulatedConnector::rebalance);
    }

    @Override
    public String toString() {
        return name + " " + version.version();
    }
}
