package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.lab.sim.Registered.TargetState;
import io.connectmigrator.lab.sim.Statuses.Status;
import java.net.ConnectException;
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
    static final Answer STALE = Answer.error(
            409,
            "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config"
                    + " change)");
    static final String FORWARDING = "IO Error trying to forward REST request: ";
    static final String NO_CONNECTION =
            "java.util.concurrent.ExecutionException: java.net.ConnectException: Connection refused";
    static final String NO_ANSWER =
            "java.util.concurrent.ExecutionException: java.io.EOFException: HttpConnectionOverHTTP";
    private static final long IDLE_NANOS = 30_000_000_000L;
    private static final String IDLE = "Idle timeout expired: 30000/30000 ms";
    private static final String NO_JSON =
            "com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid"
                    + " value";

    private final SimulatedConnect cluster;
    private final ConnectVersion version;
    private final OffsetsResource offsets;
    private final PluginsResource plugins;

    RestResource(SimulatedConnect cluster) {
        this.cluster = cluster;
        this.version = cluster.version();
        this.offsets = new OffsetsResource(cluster);
        this.plugins = new PluginsResource(cluster);
    }

    PluginsResource plugins() {
        return plugins;
    }

    void handle(SimulatedWorker worker, Exchange exchange) {
        try {
            route(worker, exchange);
        } catch (MalformedJsonException e) {
            exchange.answer(malformed());
        }
    }

    private static Answer malformed() {
        return Answer.error(
                500, "Unexpected character ('b' (code 98)): was expecting double-quote to start field name");
    }

    private void route(SimulatedWorker worker, Exchange exchange) {
        if (version.refusesEncodedSigns() && exchange.hasEncodedSigns()) {
            exchange.answer(new Answer(400, "<h1>Bad Message 400</h1><pre>reason: Ambiguous URI path</pre>", true));
            return;
        }
        String[] path = exchange.path();
        Answer refusal = cluster.refusal(exchange);
        if (refusal != null) {
            exchange.answer(refusal);
            return;
        }
        if (path.length == 0) {
            exchange.answer(Answer.ok(root()));
            return;
        }
        if (exchange.method().equals("OPTIONS")) {
            exchange.answer(AllowedMethods.of(version, path));
            return;
        }
        switch (path[0]) {
            case "health" -> exchange.answer(health());
            case "admin" -> exchange.answer(loggers());
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
        return version.reportsHealth()
                ? Answer.ok(Map.of(
                        "status",
                        "healthy",
                        "message",
                        "Worker has completed startup and is ready to handle requests."))
                : Answer.NOT_FOUND;
    }

    private Answer loggers() {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("level", "INFO");
        if (version.takesInitialState()) {
            level.put("last_modified", null);
        }
        return Answer.ok(Map.of("root", level));
    }

    private Answer plugins(Exchange exchange, String[] path) {
        if (path.length == 1) {
            return plugins.list();
        }
        return path.length == 4 && exchange.method().equals("PUT")
                ? plugins.validate(path[1], config(exchange.object()))
                : Answer.NOT_FOUND;
    }

    private void connectors(SimulatedWorker worker, Exchange exchange, String[] path) {
        if (path.length == 1) {
            if (exchange.method().equals("POST")) {
                exchange.object();
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
    private void onTick(SimulatedWorker worker, Exchange exchange, Supplier<Answer> work) {
        worker.tick(() -> exchange.answer(
                worker.expectsRebalance() && exchange.path().length > 1 ? expectsRebalance() : work.get()));
    }

    private Answer expectsRebalance() {
        return version.stops()
                ? Answer.error(500, "Request cannot be completed because a rebalance is expected")
                : STALE;
    }

    /** Another worker hands the request over, and the answer back. */
    private void onLeader(SimulatedWorker worker, Exchange exchange, Supplier<Answer> work) {
        onLeader(worker, exchange, () -> exchange.answer(work.get()));
    }

    private void onLeader(SimulatedWorker worker, Exchange exchange, Runnable work) {
        SimulatedWorker leader = cluster.leader();
        if (worker == leader) {
            boolean isStop = exchange.path().length > 2 && exchange.path()[2].equals("stop");
            worker.tick(() -> {
                if (worker.expectsRebalance() && !isStop) {
                    exchange.answer(STALE);
                } else {
                    work.run();
                }
            });
        } else if (exchange.query().contains("forward=")) {
            exchange.answer(Answer.error(
                    409, "Cannot complete request because of a conflicting operation (e.g. worker rebalance)"));
        } else {
            forward(leader, exchange);
        }
    }

    private void forward(SimulatedWorker leader, Exchange exchange) {
        Exchange[] forwarded = new Exchange[1];
        Runnable onEnd = answeredInTime(exchange);
        Exchange copy = exchange.copy(() -> {
            onEnd.run();
            exchange.answer(forwardedAnswer(forwarded[0]));
        });
        forwarded[0] = copy;
        copy.back(arrival -> {
            leader.done(copy);
            cluster.time().after(cluster.time().between(100_000, 500_000), arrival);
        });
        cluster.time().after(cluster.time().between(100_000, 500_000), () -> leader.receive(copy));
    }

    /** {@return what to run when the leader has answered, before the connection to it has been idle for too long} */
    private Runnable answeredInTime(Exchange exchange) {
        return version.givesUpForwarding()
                ? cluster.time().after(IDLE_NANOS, () -> exchange.answer(Answer.error(500, FORWARDING + IDLE)))::cancel
                : () -> {};
    }

    private static Answer forwardedAnswer(Exchange forwarded) {
        Answer answer = forwarded.answer();
        if (answer != null) {
            return answer.html() ? Answer.error(500, FORWARDING + NO_JSON) : answer;
        }
        return Answer.error(
                500, FORWARDING + (forwarded.failure() instanceof ConnectException ? NO_CONNECTION : NO_ANSWER));
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
        Answer refusal = plugins.refusal(name, config);
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
            case "topics" ->
                exchange.answer(
                        cluster.settings().tracksTopics()
                                ? Answer.ok(Map.of(name, Map.of("topics", cluster.usedTopics(name))))
                                : Answer.error(403, "Topic tracking is disabled."));
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
        json.put("type", registered == null ? "source" : type(registered));
        return json;
    }

    /** {@return whether it is a source or a sink, which only its plugin tells} */
    private String type(Registered registered) {
        return cluster.lacksPluginOf(registered) ? "unknown" : registered.isSink() ? "sink" : "source";
    }

    private Map<String, Object> state(Status status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", status.state());
        json.put("worker_id", status.worker());
        if (status.trace() != null) {
            json.put("trace", status.trace());
        }
        if (version.tellsPluginVersions()) {
            json.put("version", cluster.pluginVersion());
        }
        return json;
    }

    private Map<String, Object> info(String name, Registered registered) {
        List<Object> tasks = new ArrayList<>();
        for (int number = 0; number < registered.tasks(); number++) {
            tasks.add(Map.of("connector", name, "task", number));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("config", registered.config());
        json.put("tasks", tasks);
        json.put("type", type(registered));
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
        Answer refusal = plugins.refusal(name, config);
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
            onLeader(worker, exchange, (Runnable) () -> restartTask(exchange, name, task));
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
                    worker.tick(() -> exchange.answer(offsets.list(worker, name)));
                } else {
                    exchange.answer(Answer.NOT_FOUND);
                }
            }
            case "PATCH", "DELETE" -> {
                if (version.altersOffsets()) {
                    onLeader(worker, exchange, (Runnable) () -> offsets.modify(exchange, name));
                } else {
                    exchange.answer(version.stops() ? Answer.NOT_ALLOWED : Answer.NOT_FOUND);
                }
            }
            default -> exchange.answer(Answer.NOT_ALLOWED);
        }
    }
}
