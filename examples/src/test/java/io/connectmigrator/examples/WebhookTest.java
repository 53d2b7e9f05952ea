package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.report.MigrationTotals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final MigrationEvent ENDED = new MigrationEvent.RunEnded(
            Instant.EPOCH,
            "7",
            Duration.ofSeconds(41),
            false,
            new MigrationTotals(245, Map.of("MOVED", 244, "NOT_STARTED", 1), 245, 1, 0, null),
            List.of());

    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private HttpServer server;
    private int status = 200;

    WebhookTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/hook", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_end_of_a_run_is_posted_and_nothing_else() {
        Webhook webhook = webhook();

        webhook.on(new MigrationEvent.WaveStarted(Instant.EPOCH, "7", 1, List.of("orders")));
        webhook.on(ENDED);

        assertThat(posted)
                .containsExactly(
                        "{\"text\":\"Not all moved: 245 connectors in 41 s\",\"run\":\"7\",\"succeeded\":false,"
                                + "\"connectors\":245,\"outcomes\":{\"MOVED\":244,\"NOT_STARTED\":1},\"errors\":1}");
    }

    @Test
    void one_that_does_not_like_it_is_told_of() {
        status = 500;

        assertThatThrownBy(() -> webhook().on(ENDED)).hasMessage("the webhook answered 500");
    }

    private Webhook webhook() {
        return new Webhook(URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"));
    }
}
