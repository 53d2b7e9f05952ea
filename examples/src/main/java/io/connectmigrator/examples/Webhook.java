package io.connectmigrator.examples;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationListener;
import io.connectmigrator.report.MigrationTotals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Posts a summary of each run to a webhook, as JSON that chats such as Slack and Mattermost show. Use it with
 * {@code Migrator.builder().listener(new Webhook(url))}. A webhook that does not answer changes nothing about a migration.
 */
public final class Webhook implements MigrationListener {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI url;

    /**
     * Makes a listener.
     *
     * @param url where to post to
     */
    public Webhook(URI url) {
        this.url = requireNonNull(url, "url");
    }

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.RunEnded ended) {
            post(summary(ended));
        }
    }

    private static String summary(MigrationEvent.RunEnded run) {
        MigrationTotals totals = run.totals();
        return "{\"text\":\"" + (run.succeeded() ? "Moved" : "Not all moved") + ": " + totals.connectors()
                + " connectors in " + run.duration().toSeconds() + " s\",\"run\":\"" + run.run() + "\",\"succeeded\":"
                + run.succeeded() + ",\"connectors\":" + totals.connectors() + ",\"outcomes\":"
                + outcomes(totals.outcomes()) + ",\"errors\":" + totals.errors() + "}";
    }

    /** The names of outcomes need no escaping. */
    private static String outcomes(Map<String, Integer> outcomes) {
        return outcomes.entrySet().stream()
                .map(outcome -> "\"" + outcome.getKey() + "\":" + outcome.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void post(String json) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        try {
            HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("the webhook answered " + response.statusCode());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the webhook did not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
