package io.connectmigrator.lab.facts;

import io.connectmigrator.internal.Json;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A connector on which a fact is tried; deleted when it is closed. */
final class TriedConnector implements AutoCloseable {

    /** For how long anything is waited for. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final FactsConnect connect;
    private final FactsCluster cluster;
    private final String name;

    TriedConnector(FactsConnect connect, ClusterKind kind, String prefix) {
        this(connect, connect.cluster(kind), prefix + "-" + COUNT.incrementAndGet());
    }

    private TriedConnector(FactsConnect connect, FactsCluster cluster, String name) {
        this.connect = connect;
        this.cluster = cluster;
        this.name = name;
    }

    /** {@return the connector of the same name on another cluster} */
    TriedConnector on(ClusterKind kind) {
        return new TriedConnector(connect, connect.cluster(kind), name);
    }

    String name() {
        return name;
    }

    FactsCluster cluster() {
        return cluster;
    }

    /** {@return a config of a test source that writes to a topic named as the connector} */
    Map<String, String> source(String... more) {
        return with(cluster.source(name, name), more);
    }

    Map<String, String> sink(String topic, String... more) {
        return with(cluster.sink(name, topic), more);
    }

    private Map<String, String> with(Map<String, String> config, String... more) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.put("tasks.max", "1");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** {@return the answer of the leader to a request about the connector, repeated while a rebalance is the answer} */
    FactsAnswer ask(String method, String path, @Nullable Object body) {
        return ask(cluster.leader(), method, path, body);
    }

    FactsAnswer ask(int worker, String method, String path, @Nullable Object body) {
        List<FactsAnswer> answers = new ArrayList<>();
        await("an answer to " + method + " " + path + " that is not about a rebalance", () -> {
            FactsAnswer answer = cluster.send(worker, method, path(path), body == null ? null : Json.write(body));
            answers.add(answer);
            return !isRebalance(answer);
        });
        return answers.get(answers.size() - 1);
    }

    static boolean isRebalance(FactsAnswer answer) {
        return (answer.status() == 409 && !answer.message().contains("already exists"))
                || answer.message().contains("a rebalance is expected");
    }

    String path(String rest) {
        return "/connectors/" + name + rest;
    }

    FactsAnswer get(String path) {
        return ask("GET", path, null);
    }

    FactsAnswer put(String path) {
        return ask("PUT", path, null);
    }

    FactsAnswer post(Map<String, String> config) {
        return post(config, null);
    }

    FactsAnswer post(Map<String, String> config, @Nullable String initialState) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", name, "config", config));
        if (initialState != null) {
            body.put("initial_state", initialState);
        }
        FactsAnswer answer = cluster.send(cluster.leader(), "POST", "/connectors", Json.write(body));
        if (isRebalance(answer)) {
            await(
                    "no rebalance",
                    () -> !isRebalance(cluster.send(cluster.leader(), "GET", "/connectors/" + name, null)));
            return post(config, initialState);
        }
        return answer;
    }

    /** Creates it and waits until it runs with that many tasks. */
    TriedConnector running(int tasks, Map<String, String> config) {
        FactsAnswer answer = post(config);
        Seen.that(answer.status() == 201, "creating " + name + " answered " + answer);
        await(name + " runs with " + tasks + " tasks", () -> isState("RUNNING") && tasks("RUNNING") == tasks);
        return this;
    }

    /**
     * Creates a source of two tasks that itself runs on the leader: the group gives each worker one of its tasks, and takes turns at
     * connectors.
     *
     * @param fillers gets the connectors that had to be created to come round to the leader
     */
    static TriedConnector onLeader(FactsConnect connect, String prefix, List<TriedConnector> fillers, String... more) {
        while (true) {
            TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, prefix);
            Map<String, String> config = connector.source(more);
            config.put("tasks.max", "2");
            connector.running(2, config);
            if (connector.worker() == connector.cluster.leader()
                    && connector.workerOfTask(0) != connector.workerOfTask(1)) {
                return connector;
            }
            fillers.add(connector);
            Seen.that(fillers.size() < 6, "no connector was ever given to the leader");
        }
    }

    /**
     * Creates a source of one task that itself runs on the leader while its task does not, and without a task of its own to stop the
     * leader takes part in a rebalance only as long as the others let it. The group gives each worker in turn a connector, and
     * each in turn a task: one of two tasks puts the turns out of step.
     */
    static TriedConnector taskElsewhere(
            FactsConnect connect, String prefix, List<TriedConnector> fillers, String... more) {
        TriedConnector uneven = new TriedConnector(connect, ClusterKind.PAIR, prefix + "-uneven");
        fillers.add(uneven);
        uneven.running(2, uneven.source("tasks.max", "2", "limit", "0"));
        while (true) {
            TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, prefix);
            connector.running(1, connector.source(more));
            int leader = connector.cluster.leader();
            if (connector.worker() == leader && connector.workerOfTask(0) != leader) {
                return connector;
            }
            fillers.add(connector);
            Seen.that(fillers.size() < 6, "no connector was ever given to the leader and its task to another worker");
        }
    }

    /** {@return how many of the numbers written of an id have been written before} */
    long repeated(String id) {
        List<Long> numbers = written(id);
        return numbers.size() - numbers.stream().distinct().count();
    }

    /** {@return the task that runs on the leader} */
    int nearTask() {
        return workerOfTask(0) == cluster.leader() ? 0 : 1;
    }

    /** {@return the task that runs on the other worker} */
    int farTask() {
        return 1 - nearTask();
    }

    boolean isState(String state) {
        return state.equals(state());
    }

    /** {@return the state that the status names, or none} */
    String state() {
        return status().get("connector") instanceof Map<?, ?> connector
                ? String.valueOf(connector.get("state"))
                : "none";
    }

    /** {@return how many tasks are in that state, or -1 when there are others too} */
    int tasks(String state) {
        List<Map<?, ?>> tasks = tasks();
        boolean all = tasks.stream().allMatch(task -> state.equals(task.get("state")));
        return all ? tasks.size() : -1;
    }

    List<Map<?, ?>> tasks() {
        List<Map<?, ?>> tasks = new ArrayList<>();
        if (status().get("tasks") instanceof List<?> list) {
            list.forEach(task -> tasks.add((Map<?, ?>) task));
        }
        return tasks;
    }

    String trace() {
        StringBuilder traces = new StringBuilder();
        tasks().forEach(task -> traces.append(task.get("trace")));
        return traces.toString();
    }

    private Map<?, ?> status() {
        return get("/status").json() instanceof Map<?, ?> status ? status : Map.of();
    }

    /** {@return the worker that runs the connector itself} */
    int worker() {
        return workerNamed(
                status().get("connector") instanceof Map<?, ?> connector ? connector.get("worker_id") : "none");
    }

    int workerOfTask(int task) {
        return workerNamed(tasks().get(task).get("worker_id"));
    }

    private int workerNamed(@Nullable Object id) {
        for (int worker = 0; worker < cluster.workers(); worker++) {
            if (cluster.workerId(worker).equals(id)) {
                return worker;
            }
        }
        throw new AssertionError("no worker has the id " + id);
    }

    void stopped() {
        FactsAnswer answer = put("/stop");
        Seen.that(answer.status() == 204, "PUT /stop answered " + answer);
        await(name + " is STOPPED without tasks", this::isStopped);
    }

    boolean isStopped() {
        return isState("STOPPED") && tasks().isEmpty();
    }

    void paused(int tasks) {
        FactsAnswer answer = put("/pause");
        Seen.that(answer.status() == 202, "PUT /pause answered " + answer);
        await(name + " is PAUSED with " + tasks + " tasks", () -> isState("PAUSED") && tasks("PAUSED") == tasks);
    }

    void resumed(int tasks) {
        FactsAnswer answer = put("/resume");
        Seen.that(answer.status() == 202, "PUT /resume answered " + answer);
        await(name + " runs with " + tasks + " tasks", () -> isState("RUNNING") && tasks("RUNNING") == tasks);
    }

    /** Stops it so that its final commit is made before: pauses it, waits for the tasks, then stops it. */
    void stoppedCleanly(int tasks) {
        paused(tasks);
        stopped();
    }

    /** {@return what GET …/offsets shows, in JSON} */
    List<Map<?, ?>> offsets() {
        FactsAnswer answer = get("/offsets");
        Seen.that(answer.status() == 200, "GET /offsets answered " + answer);
        List<Map<?, ?>> offsets = new ArrayList<>();
        if (answer.json() instanceof Map<?, ?> body && body.get("offsets") instanceof List<?> list) {
            list.forEach(entry -> offsets.add((Map<?, ?>) entry));
        }
        return offsets;
    }

    /** {@return what GET …/offsets shows of a source, the sequence by id} */
    Map<String, Long> sequences() {
        Map<String, Long> sequences = new HashMap<>();
        for (Map<?, ?> entry : offsets()) {
            if (entry.get("partition") instanceof Map<?, ?> partition
                    && entry.get("offset") instanceof Map<?, ?> offset
                    && offset.get("sequence") instanceof Number number) {
                sequences.put(String.valueOf(partition.get("id")), number.longValue());
            }
        }
        return sequences;
    }

    FactsAnswer alter(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("partition", partition);
        entry.put("offset", offset);
        return ask("PATCH", "/offsets", Map.of("offsets", List.of(entry)));
    }

    FactsAnswer alterSequence(long sequence) {
        return alterSequence("0", sequence);
    }

    FactsAnswer alterSequence(String id, long sequence) {
        return alter(Map.of("id", id), Map.of("sequence", sequence));
    }

    FactsAnswer reset() {
        return ask("DELETE", "/offsets", null);
    }

    /** {@return the last number written of each id} */
    Map<String, Long> last() {
        Map<String, Long> last = new HashMap<>();
        connect.written(name).forEach((id, numbers) -> last.put(id, numbers.get(numbers.size() - 1)));
        return last;
    }

    /** {@return the last number written of an id, -1 when there is none} */
    long last(String id) {
        return last().getOrDefault(id, -1L);
    }

    /** {@return the numbers written of one id} */
    List<Long> written(String id) {
        return connect.written(name).getOrDefault(id, List.of());
    }

    /** Waits until that many records of each of the ids from 0 on are written. */
    void awaitWritten(int ids, int records) {
        await(records + " records of " + name, () -> {
            Map<String, List<Long>> written = connect.written(name);
            return written.size() >= ids && written.values().stream().allMatch(numbers -> numbers.size() >= records);
        });
    }

    /** {@return the last value of each of its keys in the offset topic} */
    Map<String, @Nullable String> committed() {
        Map<String, @Nullable String> committed = new HashMap<>();
        cluster.offsetTopic().stream()
                .filter(record -> record.key().startsWith("[\"" + name + "\","))
                .forEach(record -> committed.put(record.key(), record.value()));
        return committed;
    }

    /** {@return the sequences in the offset topic by id} */
    Map<String, Long> committedSequences() {
        Map<String, Long> sequences = new HashMap<>();
        committed().forEach((key, value) -> {
            if (value != null
                    && Json.parse(key) instanceof List<?> pair
                    && pair.get(1) instanceof Map<?, ?> partition
                    && Json.parse(value) instanceof Map<?, ?> offset
                    && offset.get("sequence") instanceof Number number) {
                sequences.put(String.valueOf(partition.get("id")), number.longValue());
            }
        });
        return sequences;
    }

    /** {@return the states that its tasks have ever reported to the status topic, the latest last; null for a tombstone} */
    List<@Nullable String> reported(int task) {
        List<@Nullable String> states = new ArrayList<>();
        cluster.statusTopic().stream()
                .filter(record -> record.key().equals("status-task-" + name + "-" + task))
                .forEach(record -> states.add(
                        record.value() != null && Json.parse(record.value()) instanceof Map<?, ?> status
                                ? String.valueOf(status.get("state"))
                                : null));
        return states;
    }

    /** Waits until a worker's main thread answers nothing, because it waits for tasks in a rebalance. */
    void awaitBusy(int worker) {
        Deque<FactsCall> probes = new ArrayDeque<>();
        AtomicInteger unanswered = new AtomicInteger();
        await("a worker that answers nothing", () -> {
            FactsCall last = probes.peekLast();
            if (last == null || last.isDone()) {
                probes.add(cluster.begin(worker, "GET", path("/tasks"), null));
                unanswered.set(0);
            }
            return unanswered.incrementAndGet() > 10;
        });
    }

    void await(String description, BooleanSupplier condition) {
        connect.await(description, LIMIT, condition);
    }

    @Override
    public void close() {
        connect.release(name);
        ask("DELETE", "", null);
    }
}
