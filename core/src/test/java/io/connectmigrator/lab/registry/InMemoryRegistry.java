package io.connectmigrator.lab.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.registry.SchemaStore.Version;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A schema registry in memory behind HTTP. It records every request. Thread-safe. */
public final class InMemoryRegistry implements AutoCloseable {

    private static final int LARGEST_PAGE = 1_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final RegistryKind kind;
    private final String identity;
    private final SchemaStore store = new SchemaStore();
    private final Map<String, String> modes = new TreeMap<>();
    private final Map<String, String> exporters = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private @Nullable String authorization;
    private boolean incompatible;
    private int failing;

    private InMemoryRegistry(RegistryKind kind, String identity, int port) {
        this.kind = kind;
        this.identity = identity;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one. {@code identity} is that of its Kafka cluster. */
    public static InMemoryRegistry start(RegistryKind kind, String identity) {
        return new InMemoryRegistry(kind, identity, 0);
    }

    /** Starts one at a port. */
    public static InMemoryRegistry startAt(int port, RegistryKind kind, String identity) {
        return new InMemoryRegistry(kind, identity, port);
    }

    /** {@return its URL} */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** {@return its URL by another name of the same host} */
    public String otherUrl() {
        return "http://localhost:" + port();
    }

    /** {@return its port} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Registers the next version of a subject with an id. */
    public synchronized InMemoryRegistry register(String subject, long id, String text) {
        store.register(subject, id, text);
        return this;
    }

    /** Deletes a version softly. */
    public synchronized void delete(String subject, int version) {
        store.delete(subject, version);
    }

    /** Deletes a subject, whose ids stay. */
    public synchronized void forgetSubject(String subject) {
        store.forgetSubject(subject);
    }

    /** Sets the mode of all subjects. */
    public synchronized void mode(String mode) {
        modes.put("", mode);
    }

    /** Adds an exporter that runs. */
    public synchronized void exporter(String name, String contextType) {
        exporters.put(name, contextType);
    }

    /** Finds every schema incompatible from now on. */
    public synchronized void refuseNewVersions() {
        incompatible = true;
    }

    /** Answers 401 to requests without this header. */
    public synchronized void require(String header) {
        authorization = header;
    }

    /** Answers 503 to this many requests. */
    public synchronized void failNext(int requestsToFail) {
        failing = requestsToFail;
    }

    /** {@return method and path of every request, in order} */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** {@return how many requests had a path that begins so} */
    public long requests(String prefix) {
        return requests().stream().filter(request -> request.startsWith(prefix)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = reply(exchange, body);
        byte[] bytes = reply.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private record Reply(int status, String json) {

        static Reply of(Object value) {
            return new Reply(200, Json.write(value));
        }

        static Reply error(int status, int code, String message) {
            return new Reply(status, Json.write(Map.of("error_code", code, "message", message)));
        }

        static Reply noSuchPath() {
            return error(404, 404, "HTTP 404 Not Found");
        }
    }

    private synchronized Reply reply(HttpExchange exchange, String body) {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (failing > 0) {
            failing--;
            return Reply.error(503, 503, "not ready");
        }
        if (authorization != null
                && !authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Reply.error(
                    401, 401, "Unauthorized " + exchange.getRequestHeaders().getFirst("Authorization"));
        }
        String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/");
        for (int i = 0; i < path.length; i++) {
            path[i] = decoded(path[i]);
        }
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (path[0]) {
            case "v1" -> kind.hasMetadata() ? metadata() : Reply.noSuchPath();
            case "contexts" -> kind.hasMetadata() ? Reply.of(store.contexts()) : Reply.noSuchPath();
            case "exporters" -> kind.hasMetadata() ? exporters(path) : Reply.noSuchPath();
            case "mode" -> kind.hasModes() ? mode() : Reply.noSuchPath();
            case "config" -> Reply.of(Map.of("compatibilityLevel", "BACKWARD"));
            case "subjects" -> subject(exchange.getRequestMethod(), path, query, body);
            case "schemas" -> schemas(path, query);
            case "compatibility" ->
                store.versions(path[2], false).isEmpty()
                        ? Reply.error(404, 40401, "Subject '" + path[2] + "' not found.")
                        : Reply.of(Map.of("is_compatible", !incompatible));
            default -> Reply.noSuchPath();
        };
    }

    private Reply metadata() {
        return Reply.of(Map.of(
                "id",
                "",
                "scope",
                Map.of(
                        "path",
                        List.of(),
                        "clusters",
                        Map.of("kafka-cluster", identity, "schema-registry-cluster", "schema-registry"))));
    }

    private Reply exporters(String[] path) {
        if (path.length == 1) {
            return Reply.of(List.copyOf(exporters.keySet()));
        }
        return path.length == 3
                ? Reply.of(Map.of("name", path[1], "state", "RUNNING"))
                : Reply.of(Map.of("name", path[1], "contextType", Objects.requireNonNull(exporters.get(path[1]))));
    }

    private Reply mode() {
        return Reply.of(Map.of("mode", modes.getOrDefault("", "READWRITE")));
    }

    private Reply subject(String method, String[] path, Map<String, String> query, String body) {
        String subject = path[1];
        if (method.equals("POST")) {
            String text = Json.parseObject(body).string("schema");
            return store.versions(subject, false).stream()
                    .filter(version -> version.text().equals(text))
                    .findFirst()
                    .map(version -> Reply.of(version.json(false)))
                    .orElseGet(() -> Reply.error(404, 40403, "Schema not found"));
        }
        List<Version> versions = store.versions(subject, "true".equals(query.get("deleted")));
        if (versions.isEmpty()) {
            return Reply.error(404, 40401, "Subject '" + subject + "' not found.");
        }
        if (path.length == 3) {
            return Reply.of(versions.stream().map(Version::number).toList());
        }
        return path[3].equals("latest")
                ? version(versions.get(versions.size() - 1))
                : versions.stream()
                        .filter(version -> path[3].equals("" + version.number()))
                        .findFirst()
                        .map(this::version)
                        .orElseGet(() -> Reply.error(404, 40402, "Version not found."));
    }

    private Reply version(Version version) {
        return Reply.of(version.json(hasGuids()));
    }

    private boolean hasGuids() {
        return kind == RegistryKind.CONFLUENT_8;
    }

    private Reply schemas(String[] path, Map<String, String> query) {
        if (path.length == 1) {
            return kind.listsSchemas() ? Reply.of(page(query)) : Reply.noSuchPath();
        }
        if (path[1].equals("guids")) {
            return store.all().stream()
                    .filter(version ->
                            hasGuids() && SchemaStore.guid(version.text()).equals(path[2]))
                    .findFirst()
                    .map(this::version)
                    .orElseGet(() -> Reply.error(404, 40403, "Schema not found"));
        }
        long id = Long.parseLong(path[2]);
        if (path.length == 4) {
            return Reply.of(store.all().stream()
                    .filter(version -> version.id() == id)
                    .map(version -> Map.of("subject", version.subject(), "version", version.number()))
                    .toList());
        }
        return store.text(id, query.get("subject"))
                .map(text -> Reply.of(SchemaStore.schema(text, hasGuids())))
                .orElseGet(() -> Reply.error(404, 40403, "Schema " + id + " not found"));
    }

    private List<Object> page(Map<String, String> query) {
        boolean obeys = kind != RegistryKind.KARAPACE;
        String prefix = query.getOrDefault("subjectPrefix", "");
        long offset = Long.parseLong(query.getOrDefault("offset", "0"));
        long limit = Math.min(LARGEST_PAGE, Long.parseLong(query.getOrDefault("limit", "1000")));
        return store.all().stream()
                .filter(version -> "true".equals(query.get("deleted")) || !version.deleted())
                .filter(version -> !obeys || version.subject().startsWith(prefix))
                .skip(obeys ? offset : 0)
                .limit(obeys ? limit : Long.MAX_VALUE)
                .map(version -> (Object) version.json(hasGuids()))
                .toList();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            for (String part : raw.split("&", -1)) {
                String[] both = part.split("=", 2);
                query.put(both[0], both.length == 2 ? decoded(both[1]) : "");
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
