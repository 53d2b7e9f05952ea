package io.connectmigrator.lab.wire;

import io.connectmigrator.internal.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connectors of a simulated worker, and the answers of the worker about them. */
final class InstantConnectors {

    private static final String CLASS = "Simulated";

    private final Map<String, Connector> connectors = new TreeMap<>();
    private boolean pausesHeld;

    /** An answer to a request. */
    record Answer(int status, String json) {

        static Answer of(@Nullable Object json) {
            return new Answer(200, Json.write(json));
        }

        static Answer done() {
            return new Answer(204, "");
        }

        static Answer error(int status, String message) {
            return new Answer(status, Json.write(Map.of("error_code", (long) status, "message", message)));
        }
    }

    private static final class Connector {

        private final Map<String, Object> config;
        private String state;
        private boolean pausing;
        private final Map<Object, Object> offsets = new LinkedHashMap<>();

        Connector(Map<String, Object> config, String state) {
            this.config = config;
            this.state = state;
        }

        void alter(List<Object> entries) {
            entries.forEach(entry -> offsets.put(((Map<?, ?>) entry).get("partition"), entry));
        }
    }

    synchronized void run(String name, Map<String, String> config, List<String> partitions) {
        Map<String, Object> complete = new LinkedHashMap<>(config);
        complete.put("name", name);
        complete.put("connector.class", CLASS);
        Connector connector = new Connector(complete, "RUNNING");
        connector.alter(partitions.stream()
                .<Object>map(id -> Map.of("partition", Map.of("id", id), "offset", Map.of("sequence", 42L)))
                .toList());
        connectors.put(name, connector);
    }

    synchronized int partitions(String name) {
        Connector connector = connectors.get(name);
        return connector == null ? 0 : connector.offsets.size();
    }

    synchronized long running() {
        return connectors.values().stream()
                .filter(connector -> connector.state.equals("RUNNING"))
                .count();
    }

    synchronized void holdPauses() {
        pausesHeld = true;
    }

    synchronized long pausing() {
        return connectors.values().stream()
                .filter(connector -> connector.pausing)
                .count();
    }

    synchronized void letPause() {
        pausesHeld = false;
        connectors.values().stream().filter(connector -> connector.pausing).forEach(InstantConnectors::pause);
    }

    private static void pause(Connector connector) {
        connector.pausing = false;
        connector.state = "PAUSED";
    }

    synchronized Answer answer(String method, String url, String body) {
        String[] path = url.split("\\?", 2)[0].split("/");
        if (path.length == 0) {
            return Answer.of(Map.of("version", "4.3.1", "commit", "0", "kafka_cluster_id", "simulated"));
        }
        if (method.equals("OPTIONS")) {
            return new Answer(200, "HEAD, DELETE, GET, OPTIONS, PUT, PATCH");
        }
        return switch (path[1]) {
            case "health" -> Answer.of(Map.of("status", "healthy", "message", "Worker has completed startup"));
            case "connector-plugins" -> plugins(path, body);
            case "connectors" -> path.length == 2 ? all(method, url, body) : one(method, path, body);
            default -> Answer.error(404, "HTTP 404 Not Found");
        };
    }

    private static Answer plugins(String[] path, String body) {
        return path.length == 2
                ? Answer.of(List.of(Map.of("class", CLASS, "type", "source", "version", "1")))
                : Answer.of(Map.of("name", CLASS, "error_count", 0L, "groups", List.of(), "configs", known(body)));
    }

    /** {@return that every key of a config is known, and nothing is wrong with its value} */
    private static List<?> known(String config) {
        return object(config).entrySet().stream()
                .map(entry -> Map.of(
                        "definition",
                        Map.of("name", entry.getKey()),
                        "value",
                        Map.of("name", entry.getKey(), "value", entry.getValue(), "errors", List.of())))
                .toList();
    }

    private Answer all(String method, String url, String body) {
        if (method.equals("POST")) {
            return create(object(body));
        }
        if (!url.contains("expand")) {
            return Answer.of(List.copyOf(connectors.keySet()));
        }
        Map<String, Object> expanded = new TreeMap<>();
        connectors.forEach((name, connector) ->
                expanded.put(name, Map.of("info", info(name, connector), "status", status(name, connector))));
        return Answer.of(expanded);
    }

    @SuppressWarnings("unchecked")
    private Answer create(Map<String, Object> wanted) {
        String name = String.valueOf(wanted.get("name"));
        Object state = wanted.get("initial_state");
        if (connectors.containsKey(name)) {
            return Answer.error(409, "Connector " + name + " already exists");
        }
        Map<String, Object> config = new LinkedHashMap<>((Map<String, Object>) wanted.getOrDefault("config", Map.of()));
        config.put("name", name);
        Connector created = new Connector(config, state == null ? "RUNNING" : state.toString());
        connectors.put(name, created);
        return new Answer(201, Json.write(info(name, created)));
    }

    private Answer one(String method, String[] path, String body) {
        String name = path[2];
        Connector connector = connectors.get(name);
        if (connector == null) {
            return Answer.error(404, "Connector " + name + " not found");
        }
        return path.length == 3 ? whole(method, name, connector) : part(method, path[3], name, connector, body);
    }

    private Answer whole(String method, String name, Connector connector) {
        if (method.equals("DELETE")) {
            connectors.remove(name);
            return Answer.done();
        }
        return Answer.of(info(name, connector));
    }

    private Answer part(String method, String part, String name, Connector connector, String body) {
        return switch (part) {
            case "status" -> Answer.of(status(name, connector));
            case "offsets" -> offsets(method, connector, body);
            case "pause" -> askToPause(connector);
            case "resume" -> bringTo("RUNNING", connector);
            case "stop" -> bringTo("STOPPED", connector);
            default -> Answer.error(404, "HTTP 404 Not Found");
        };
    }

    private Answer askToPause(Connector connector) {
        connector.pausing = true;
        if (!pausesHeld) {
            pause(connector);
        }
        return Answer.done();
    }

    private static Answer bringTo(String state, Connector connector) {
        connector.state = state;
        return Answer.done();
    }

    @SuppressWarnings("unchecked")
    private static Answer offsets(String method, Connector connector, String body) {
        if (method.equals("GET")) {
            return Answer.of(Map.of("offsets", connector.offsets.values()));
        }
        if (method.equals("PATCH")) {
            connector.alter((List<Object>) object(body).getOrDefault("offsets", List.of()));
        } else {
            connector.offsets.clear();
        }
        return Answer.of(Map.of("message", "The offsets for this connector have been altered successfully"));
    }

    private static Map<String, Object> info(String name, Connector connector) {
        List<Object> tasks =
                connector.state.equals("STOPPED") ? List.of() : List.of(Map.of("connector", name, "task", 0L));
        return Map.of("name", name, "config", connector.config, "tasks", tasks, "type", "source");
    }

    private static Map<String, Object> status(String name, Connector connector) {
        Map<String, Object> state = Map.of("state", connector.state, "worker_id", "simulated");
        List<Object> tasks = connector.state.equals("STOPPED")
                ? List.of()
                : List.of(Map.of("id", 0L, "state", connector.state, "worker_id", "simulated"));
        return Map.of("name", name, "connector", state, "tasks", tasks, "type", "source");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) Optional.ofNullable(Json.parse(json)).orElseGet(Map::of);
    }
}
