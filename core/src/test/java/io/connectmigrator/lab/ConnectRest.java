package io.connectmigrator.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain calls of a worker's REST API, for what a test sets up; JSON goes in and comes out as text. */
public final class ConnectRest {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String url;
    private final Duration timeout;

    ConnectRest(String url) {
        this(url, Duration.ofSeconds(100));
    }

    private ConnectRest(String url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /** {@return whether a worker is up and a member of its group: the last two questions wait for the herder} */
    static boolean isReady(String url) {
        ConnectRest impatient = new ConnectRest(url, Duration.ofSeconds(3));
        try {
            int root = impatient.get("/").status();
            // Workers that ask for credentials say no more to a request without.
            return root == 401
                    || (root == 200
                            && impatient.get("/connectors").status() == 200
                            && impatient.get("/connectors/no-such-connector").saysUnknown());
        } catch (LaboratoryException e) {
            return false;
        }
    }

    /** What a worker answered. */
    public record Answer(int status, String body) {

        /** {@return whether it is a 404 of Connect's own; while a worker starts, Jetty answers one in HTML} */
        boolean saysUnknown() {
            return status == 404 && body.contains("\"error_code\"");
        }
    }

    /** Sends GET. */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends PUT with a body, which may be empty. */
    public Answer put(String path, String json) {
        return send(request(path).PUT(BodyPublishers.ofString(json)).build());
    }

    /** Sends POST with a body, which may be empty. */
    public Answer post(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)).build());
    }

    /** Sends PATCH with a body. */
    public Answer patch(String path, String json) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(json)).build());
    }

    /** Sends DELETE. */
    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new LaboratoryException(request.method() + " " + request.uri() + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted during " + request.method() + " " + request.uri(), e);
        }
    }
}
