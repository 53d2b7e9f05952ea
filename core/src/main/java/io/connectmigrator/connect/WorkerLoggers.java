package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.PathSegment;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The loggers of the worker that answers (Connect 2.4, KIP-495). A worker with {@code admin.listeners} serves them only there.
 * Thread-safe.
 */
public final class WorkerLoggers {

    private static final String PATH = "/admin/loggers";
    private static final int NO_CONTENT = 204;

    private final Requests requests;

    WorkerLoggers(Requests requests) {
        this.requests = requests;
    }

    /**
     * {@return the levels of the loggers whose level was set, by name}
     *
     * @throws ConnectClientException if the cluster did not answer
     */
    public Map<String, LoggerLevel> list() {
        return requests.object(Request.get(PATH), json -> {
            Map<String, LoggerLevel> levels = new LinkedHashMap<>();
            json.fields()
                    .keySet()
                    .forEach(name -> json.optionalObject(name)
                            .map(LoggerLevel::read)
                            .ifPresent(level -> levels.put(name, level)));
            return levels;
        });
    }

    /**
     * {@return the level of a logger}
     *
     * @param name the logger's name
     * @throws ConnectClientException if there is no such logger, or the cluster did not answer
     */
    public LoggerLevel get(String name) {
        return requests.object(Request.get(path(name)), LoggerLevel::read);
    }

    /**
     * Sets the level of a logger and of all below it, on the worker that answers. A second call changes nothing.
     *
     * @param name the logger's name
     * @param level the level, such as {@code DEBUG}
     * @throws ConnectClientException if the worker knows no such level, or did not answer
     */
    public void setLevel(String name, String level) {
        send(name, level, "");
    }

    /**
     * Sets the level of a logger and of all below it, on one worker or on all (Connect 3.7, KIP-976). The other workers
     * follow a moment later. A second call changes nothing.
     *
     * @param name the logger's name
     * @param level the level, such as {@code DEBUG}
     * @param scope which workers
     * @throws NotSupportedException if the scope is all workers and the worker is too old for that; its own level is then
     *     set
     * @throws ConnectClientException if the worker knows no such level, or did not answer
     */
    public void setLevel(String name, String level, LoggerScope scope) {
        String query = "?scope=" + requireNonNull(scope, "scope").name().toLowerCase(Locale.ROOT);
        HttpAnswer answer = send(name, level, query);
        if (scope == LoggerScope.CLUSTER && answer.status() != NO_CONTENT) {
            String described = requests.describe(request(name, level, query));
            Failure failure = Failure.answered(described, answer.status(), "only one worker was changed");
            throw new NotSupportedException(failure, "Setting the level on all workers needs Connect 3.7 (KIP-976)");
        }
    }

    private HttpAnswer send(String name, String level, String query) {
        return requests.send(request(name, level, query));
    }

    private static Request request(String name, String level, String query) {
        // To set the same level again changes nothing, so it may be sent again when the answer is lost.
        return Request.write("PUT", path(name) + query, Map.of("level", requireNonNull(level, "level")))
                .changingNothing();
    }

    private static String path(String name) {
        return PATH + "/" + PathSegment.encode(name);
    }
}
