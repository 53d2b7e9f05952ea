package io.connectmigrator.kafka.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** A proxy of a real worker that drops requests and answers that do not pass the gate, with their connection. */
final class GatedWorker implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int CONFLICT = 409;

    private static final byte[] REBALANCING =
            "{\"error_code\":409,\"message\":\"Cannot complete request momentarily due to stale configuration\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private final LongAdder conflicts = new LongAdder();
    private final String role;
    private final String worker;
    private final Gate gate;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Takes the name of the worker in the names of points, such as {@code source}, and its URL. */
    GatedWorker(String role, String worker, Gate gate) {
        this.role = role;
        this.worker = worker;
        this.gate = gate;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a proxy of the " + role, e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** {@return where it listens} */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@return how many answers were a 409 so far} */
    long conflicts() {
        return conflicts.sum();
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Closed without an answer, an exchange takes its connection with it.
        try (exchange) {
            if (gate.refuses()) {
                conflicts.increment();
                handBack(exchange, CONFLICT, REBALANCING);
                return;
            }
            String what = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " (" + role + ")";
            HttpRequest request = request(exchange);
            if (gate.passes("before " + what)) {
                HttpResponse<byte[]> answer = CLIENT.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() == CONFLICT) {
                    conflicts.increment();
                }
                if (gate.passes("after " + what)) {
                    answer.headers()
                            .firstValue("Content-Type")
                            .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
                    handBack(exchange, answer.statusCode(), answer.body());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(worker + exchange.getRequestURI()))
                .header("Accept", "application/json")
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
        return contentType == null
                ? request.build()
                : request.header("Content-Type", contentType).build();
    }

    private static void handBack(HttpExchange exchange, int status, byte[] body) throws IOException {
        // A client that finds a kept connection closed repeats a GET by itself, and the loss is not seen.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
