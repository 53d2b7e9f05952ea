package io.connectmigrator.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A worker that keeps the offsets of stopped connectors as KIP-875 says: PATCH merges, null deletes, DELETE clears. */
final class OffsetStore implements AutoCloseable {

    private final Map<String, Map<Map<String, @Nullable Object>, ConnectorOffset>> offsets = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final HttpServer server;

    OffsetStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/connectors/", this::handle);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void put(String connector, OffsetSnapshot snapshot) {
        offsets.put(connector, new LinkedHashMap<>());
        merge(connector, snapshot);
    }

    OffsetSnapshot get(String connector) {
        return OffsetSnapshot.of(List.copyOf(of(connector).values()));
    }

    /** {@return the bodies of all PATCH requests} */
    List<String> patches() {
        return List.copyOf(requests);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String connector = exchange.getRequestURI().getPath().split("/", -1)[2];
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod()) {
            case "GET" -> answer(exchange, get(connector).toJson());
            case "PATCH" -> {
                requests.add(body);
                merge(connector, OffsetSnapshot.parseJson(body));
                answer(exchange, "{\"message\":\"The offsets for this connector have been altered successfully\"}");
            }
            case "DELETE" -> {
                of(connector).clear();
                answer(exchange, "{\"message\":\"The offsets for this connector have been reset successfully\"}");
            }
            default -> throw new IllegalStateException(exchange.getRequestMethod());
        }
    }

    private void merge(String connector, OffsetSnapshot snapshot) {
        snapshot.offsets().forEach(offset -> {
            if (offset.isNull()) {
                of(connector).remove(offset.partition());
            } else {
                of(connector).put(offset.partition(), offset);
            }
        });
    }

    private Map<Map<String, @Nullable Object>, ConnectorOffset> of(String connector) {
        Map<Map<String, @Nullable Object>, ConnectorOffset> found = offsets.get(connector);
        if (found == null) {
            throw new IllegalStateException("no connector " + connector);
        }
        return found;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
