package io.connectmigrator.examples.referential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.JvmOptions;
import io.connectmigrator.lab.launch.ChildMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own, and what a client asks it. */
final class Replica implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("Server Running: (http://\\S+)");
    private static final Duration START = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;
    private final String url;

    private Replica(Path log, Process process) {
        this.log = log;
        this.process = process;
        this.url = await().atMost(START).until(this::announced, announced -> !announced.isEmpty());
    }

    static Replica start(Path log, Map<String, String> settings) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(List.of(
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                Application.class.getName()));
        settings.forEach((key, value) -> command.add("-" + key + "=" + value));
        try {
            return new Replica(
                    log,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String announced() {
        try {
            Matcher line = URL.matcher(Files.readString(log));
            if (!line.find() && !process.isAlive()) {
                throw new IllegalStateException("the service has ended:\n" + Files.readString(log));
            }
            return line.reset().find() ? line.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> apply(String connector, String json) {
        return send(request(connector, "").PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String connector) {
        return send(request(connector, "").DELETE());
    }

    HttpResponse<String> get(String connector, String call) {
        return send(request(connector, call).GET());
    }

    HttpResponse<String> post(String connector, String call) {
        return send(request(connector, call).POST(BodyPublishers.noBody()));
    }

    /** {@return the lines of the events, as they come; to close it is to disconnect} */
    Stream<String> events(String connector) {
        try {
            return http.send(request(connector, "/migrate-events").GET().build(), BodyHandlers.ofLines())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String connector, String call) {
        return HttpRequest.newBuilder(URI.create(url + "/api/namespaces/mfg/connectors/" + connector + call))
                .timeout(START)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        await().atMost(START).until(() -> !process.isAlive());
    }

    /** {@return what it has logged} */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        kill();
    }
}
