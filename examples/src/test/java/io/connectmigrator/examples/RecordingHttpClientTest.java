package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.connectmigrator.connect.ConnectClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingHttpClientTest {

    private final RecordingHttpClient client = new RecordingHttpClient();
    private final HttpServer server;

    RecordingHttpClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void requests_are_noted_with_what_came_of_them() throws Exception {
        client.record();

        client.send(request("/connectors"), BodyHandlers.discarding());
        client.sendAsync(request("/plugins"), BodyHandlers.discarding()).join();

        assertThat(client.recorded())
                .extracting(request -> request.method() + " " + request.uri().getPath() + " " + request.status())
                .containsExactly("GET /connectors 404", "GET /plugins 404");
        assertThat(client.recorded()).allMatch(request -> request.took().toNanos() > 0);
    }

    @Test
    void a_request_without_an_answer_is_noted_too() {
        server.stop(0);
        client.record();

        assertThatThrownBy(() -> client.send(request("/"), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);

        assertThat(client.recorded()).extracting(SentRequest::status).containsExactly(0);
    }

    @Test
    void nothing_is_kept_before_and_after_a_recording() throws Exception {
        client.send(request("/before"), BodyHandlers.discarding());
        client.record();
        client.recorded();
        client.send(request("/after"), BodyHandlers.discarding());

        assertThat(client.recorded()).isEmpty();
    }

    @Test
    void clients_of_clusters_take_it() {
        assertThat(ConnectClient.builder(url("")).httpClient(client).build()).isNotNull();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).build();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
