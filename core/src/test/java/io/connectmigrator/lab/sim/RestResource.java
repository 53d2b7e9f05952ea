package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.sim.Registered.TargetState;
import io.connectmigrator.lab.sim.Statuses.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The REST API of the workers of a cluster, with their status codes and texts. */
final class RestResource {

    private static final String INVALID_STATE = "Cannot construct instance of"
            + " `org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest$InitialState`, problem: No enum"
            + " constant org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest.InitialState.";
    private static final String UNKNOWN_FIELD = "Unrecognized field \"initial_state\" (class"
        + " org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest), not marked as ignorable (2 known"
        + " properties: \"config\", \"name\"])";
    private static final List<String> CLASSES = List.of("SimulatedSource", "SimulatedSink");

    private final SimulatedConnect cluster;
    private final ConnectVersion version;
    private final OffsetsResource offsets;

    RestResource(SimulatedConnect cluster) {
        this.cluster = cluster;
        this.version = cluster.version();
        this.offsets = new OffsetsResource(cluster);
    }

    void handle(SimulatedWorker worker, Exchange exchange) {
        String[] path = exchange.path();
        if (path.length == 0) {
            exchange.answer(Answer.ok(root()));
            return;
        }
        switch (path[0]) {
            case "health" -> exchange.answer(health());
            case "connector-plugins" -> exchange.answer(plugins(exchange, path));
            case "connectors" -> connectors(worker, exchange, path);
            default -> exchange.answer(Answer.NOT_FOUND);
        }
    }

    private Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", version.version());
        root.put("commit", "simulated");
        root.put("kafka_cluster_id", cluster.kafka().id());
        return root;
    }

    private Answer health() {
        return version.tellsHealth()
                ? Answer.ok(Map.of(
                        "status",
                        "healthy",
                        "message",
                        "Worker has completed startup and is ready to handle requests."))
                : Answer.NOT_FOUND;
    }

    private Answer plugins(Exchange exchange, String[] path) {
        if (path.length == 1) {
            return Answer.ok(CLASSES.stream()
                    .map(type ->
                            Map.of("class", type, "type", type.endsWith("Sink") ? "sink" : "source", "version", "1.0"))
                    .toList());
        }
        if (path.length != 4 || !exchange.method().equals("PUT")) {
            return Answer.NOT_FOUND;
        }
        Map<String, Object> validation = new LinkedHashMap<>();
        validation.put("name", path[1]);
        validation.put("error_count", 0);
        validation.put("groups", List.of());
        validation.put("configs", List.of());
        return Answer.ok(validation);
    }

    private void connectors(SimulatedWorker worker, Exchange exchange, String[] path) {
        if (path.length == 1) {
            if (exchange.method().equals("POST")) {
                onLeader(worker, exchange, () -> create(exchange));
            } else {
                onTick(worker, exchange, () -> list(worker, exchange.query()));
            }
        } else if (path.length == 2) {
            whole(worker, exchange, path[1]);
        } else {
            part(worker, exchange, path[1], path);
        }
    }

    /** The herder of a worker answers one request after the other. */
    private static void onTick(SimulatedWorker worker, Exchange exchange, Supplier<Answer> work) {
        worker.tick(() -> exchange.answer(work.get()));
    }

    /** Another worker hands the request over. */
    private void onLeader(SimulatedWorker worker, Exchange exchange, Supplier<Answer> work) {
        onLeader(worker, () -> exchange.answer(work.get()));
    }

    private void onLeader(SimulatedWorker worker, Runnable work) {
        SimulatedWorker leader = cluster.leader();
        if (worker == leader) {
            worker.tick(work);
        } else {
            cluster.time().after(cluster.time().between(200_000, 1_000_000), () -> leader.tick(work));
        }
    }

    private Answer list(SimulatedWorker worker, String query) {
        if (!query.contains("expand=")) {
            return Answer.ok(List.copyOf(worker.view().keySet()));
        }
        Map<String, Object> expanded = new LinkedHashMap<>();
        worker.view().forEach((name, registered) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (query.contains("expand=info")) {
                entry.put("info", info(name, registered));
            }
            Map<Integer, Status> statuses = worker.statuses().of(name);
            if (query.contains("expand=status") && statuses != null) {
                entry.put("status", status(name, registered, statuses));
            }
            if (!query.contains("expand=status") || statuses != null) {
                expanded.put(name, entry);
            }
        });
        return Answer.ok(expanded);
    }

    private Answer create(Exchange exchange) {
        Map<String, Object> body = exchange.object();
        Object wanted = body.get("initial_state");
        if (wanted != null && !version.takesInitialState()) {
            return Answer.error(500, UNKNOWN_FIELD);
        }
        TargetState target = wanted == null ? TargetState.STARTED : target(wanted.toString());
        if (target == null) {
            return Answer.error(500, INVALID_STATE + wanted);
        }
        Map<String, String> config = config(body.get("config"));
        String name = String.valueOf(body.get("name"));
        Answer refusal = refusal(name, config);
        if (refusal != null) {
            return refusal;
        }
        if (cluster.registry().containsKey(name)) {
            return Answer.error(409, "Connector " + name + " already exists");
        }
        cluster.create(exchange.author(), name, config, target);
        return Answer.of(201, info(name, registered(name)));
    }

    private static @Nullable TargetState target(String wanted) {
        return switch (wanted.toUpperCase(Locale.ROOT)) {
            case "RUNNING" -> TargetState.STARTED;
            case "PAUSED" -> TargetState.PAUSED;
            case "STOPPED" -> TargetState.STOPPED;
            default -> null;
        };
    }

    private @Nullable Answer refusal(String name, Map<String, String> config) {
        String type = config.get("connector.class");
        if (type == null) {
            return Answer.error(400, "Connector config " + config + " contains no connector type");
        }
        if (!config.getOrDefault("name", name).equals(name)) {
            return Answer.error(
                    400,
                    "Connector name configuration (" + config.get("name")
                            + ") doesn't match connector name in the URL (" + name + ")");
        }
        return CLASSES.contains(type)
                ? null
                : Answer.error(
                        version == ConnectVersion.V4_3 ? 400 : 500,
                        "Failed to find any class that implements Connector and which name matches " + type
                                + ", available connectors are: " + CLASSES);
    }

    private static Map<String, String> config(@Nullable Object json) {
        Map<String, String> config = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> config.put(String.valueOf(key), String.valueOf(value)));
        }
        return config;
    }

    private void whole(SimulatedWorker worker, Exchange exchange, String name) {
        switch (exchange.method()) {
            case "GET" ->
                onTick(worker, exchange, () -> {
                    Registered found = worker.view().get(name);
                    return found == null ? notFound(name) : Answer.ok(info(name, found));
                });
            case "DELETE" ->
                onLeader(worker, exchange, () -> {
                    if (!cluster.registry().containsKey(name)) {
                        return notFound(name);
                    }
                    cluster.delete(exchange.author(), name);
                    return Answer.empty(204);
                });
            default -> exchange.answer(Answer.NOT_ALLOWED);
        }
    }

    private void part(SimulatedWorker worker, Exchange exchange, String name, String[] path) {
        switch (path[2]) {
            case "status" -> exchange.answer(status(worker, name));
            case "config" -> config(worker, exchange, name);
            case "tasks" -> tasks(worker, exchange, name, path);
            case "topics" -> exchange.answer(Answer.ok(Map.of(name, Map.of("topics", List.of()))));
            case "pause" -> target(worker, exchange, name, TargetState.PAUSED);
            case "resume" -> target(worker, exchange, name, TargetState.STARTED);
            case "stop" -> stop(worker, exchange, name);
            case "restart" -> restart(worker, exchange, name);
            case "offsets" -> offsets(worker, exchange, name);
            default -> exchange.answer(Answer.NOT_FOUND);
        }
    }

    private Answer status(SimulatedWorker worker, String name) {
        Map<Integer, Status> found = worker.statuses().of(name);
        Registered registered = worker.view().get(name);
        return found == null
                ? Answer.error(404, "No status found for connector " + name)
                : Answer.ok(status(name, registered, found));
    }

    private Map<String, Object> status(String name, @Nullable Registered registered, Map<Integer, Status> statuses) {
        List<Object> tasks = new ArrayList<>();
        statuses.forEach((number, status) -> {
            if (number != Statuses.CONNECTOR) {
                Map<String, Object> task = new LinkedHashMap<>();
                task.put("id", number);
                task.putAll(state(status));
                tasks.add(task);
            }
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("connector", state(Objects.requireNonNull(statuses.get(Statuses.CONNECTOR))));
        json.put("tasks", tasks);
        json.put("type", registered != null && registered.isSink() ? "sink" : "source");
        return json;
    }

    private Map<String, Object> state(Status status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", status.state());
        json.put("worker_id", status.worker());
        if (status.trace() != null) {
            json.put("trace", status.trace());
        }
        if (version.tellsPluginVersions()) {
            json.put("version", "1.0");
        }
        return json;
    }

    private static Map<String, Object> info(String name, Registered registered) {
        List<Object> tasks = new ArrayList<>();
        for (int number = 0; number < registered.tasks(); number++) {
            tasks.add(Map.of("connector", name, "task", number));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("config", registered.config());
        json.put("tasks", tasks);
        json.put("type", registered.isSink() ? "sink" : "source");
        return json;
    }

    private Registered registered(String name) {
        return Objects.requireNonNull(cluster.registry().get(name), name);
    }

    private static Answer notFound(String name) {
        return Answer.error(404, "Connector " + name + " not found");
    }

    private static Answer unknown(String name) {
        return Answer.error(404, "Unknown connector " + name);
    }

    private void config(SimulatedWorker worker, Exchange exchange, String name) {
        switch (exchange.method()) {
            case "GET" ->
                onTick(worker, exchange, () -> {
                    Registered found = worker.view().get(name);
                    return found == null ? notFound(name) : Answer.ok(found.config());
                });
            case "PUT" -> onLeader(worker, exchange, () -> put(exchange, name, config(exchange.object())));
            case "PATCH" -> {
                if (version.patchesConfig()) {
                    onLeader(worker, exchange, () -> patch(exchange, name));
                } else {
                    exchange.answer(Answer.NOT_ALLOWED);
                }
            }
            default -> exchange.answer(Answer.NOT_ALLOWED);
        }
    }

    private Answer put(Exchange exchange, String name, Map<String, String> config) {
        Answer refusal = refusal(name, config);
        if (refusal != null) {
            return refusal;
        }
        boolean isNew = !cluster.registry().containsKey(name);
        if (isNew) {
            cluster.create(exchange.author(), name, config, TargetState.STARTED);
        } else {
            cluster.reconfigure(exchange.author(), name, config);
        }
        return Answer.of(isNew ? 201 : 200, info(name, registered(name)));
    }

    private Answer patch(Exchange exchange, String name) {
        Registered found = cluster.registry().get(name);
        if (found == null) {
            return notFound(name);
        }
        Map<String, String> config = new LinkedHashMap<>(found.config());
        exchange.object().forEach((key, value) -> {
            if (value == null) {
                config.remove(key);
            } else {
                config.put(key, value.toString());
            }
        });
        return put(exchange, name, config);
    }

    private void tasks(SimulatedWorker worker, Exchange exchange, String name, String[] path) {
        if (path.length == 3) {
            onTick(worker, exchange, () -> {
                Registered found = worker.view().get(name);
                return found == null ? notFound(name) : Answer.ok(taskInfos(name, found));
            });
        } else if (path.length == 5
                && path[4].equals("restart")
                && exchange.method().equals("POST")) {
            int task = Integer.parseInt(path[3]);
            onLeader(worker, () -> restartTask(exchange, name, task));
        } else {
            exchange.answer(Answer.NOT_FOUND);
        }
    }

    private static List<Object> taskInfos(String name, Registered registered) {
        List<Object> tasks = new ArrayList<>();
        for (int number = 0; number < registered.tasks(); number++) {
            tasks.add(Map.of("id", Map.of("connector", name, "task", number), "config", registered.config()));
        }
        return tasks;
    }

    private void restartTask(Exchange exchange, String name, int task) {
        SimulatedConnector connector = cluster.connector(name);
        Registered found = cluster.registry().get(name);
        if (connector == null || found == null) {
            exchange.answer(Answer.error(404, "Unknown connector: " + name));
        } else if (task >= found.tasks()) {
            exchange.answer(Answer.error(
                    409,
                    "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was"
                            + " underway."));
        } else {
            cluster.audit().add(exchange.author(), cluster.name(), name, AuditLog.Kind.RESTARTED, null, "task " + task);
            connector.restartTask(task, () -> exchange.answer(Answer.empty(204)));
        }
    }

    private void target(SimulatedWorker worker, Exchange exchange, String name, TargetState target) {
        if (!worker.view().containsKey(name) || !cluster.registry().containsKey(name)) {
            exchange.answer(unknown(name));
        } else {
            cluster.target(exchange.author(), name, target);
            exchange.answer(Answer.empty(202));
        }
    }

    private void stop(SimulatedWorker worker, Exchange exchange, String name) {
        if (!version.stops()) {
            exchange.answer(Answer.NOT_FOUND);
            return;
        }
        onLeader(worker, exchange, () -> {
            if (!cluster.registry().containsKey(name)) {
                return unknown(name);
            }
            cluster.target(exchange.author(), name, TargetState.STOPPED);
            return Answer.empty(204);
        });
    }

    private void restart(SimulatedWorker worker, Exchange exchange, String name) {
        onLeader(worker, exchange, () -> {
            SimulatedConnector connector = cluster.connector(name);
            if (connector == null || !cluster.registry().containsKey(name)) {
                return Answer.error(404, "Unknown connector: " + name);
            }
            cluster.audit().add(exchange.author(), cluster.name(), name, AuditLog.Kind.RESTARTED, null, "connector");
            connector.restart();
            if (exchange.query().contains("includeTasks=true")) {
                List.copyOf(connector.tasks().keySet()).forEach(task -> connector.restartTask(task, () -> {}));
            }
            return exchange.query().isEmpty()
                    ? Answer.empty(204)
                    : Answer.of(202, status(name, registered(name), Map.of(Statuses.CONNECTOR, RESTARTING)));
        });
    }

    private static final Status RESTARTING = new Status("RESTARTING", "", null);

    private void offsets(SimulatedWorker worker, Exchange exchange, String name) {
        switch (exchange.method()) {
            case "GET" -> {
                if (version.stops()) {
                    onTick(worker, exchange, () -> offsets.list(worker, name));
                } else {
                    exchange.answer(Answer.NOT_FOUND);
                }
            }
            case "PATCH", "DELETE" -> {
                if (version.altersOffsets()) {
                    onLeader(worker, () -> offsets.modify(exchange, name));
                } else {
                    exchange.answer(version.stops() ? Answer.NOT_ALLOWED : Answer.NOT_FOUND);
                }
            }
            default -> exchange.answer(Answer.NOT_ALLOWED);
        }
    }
}
