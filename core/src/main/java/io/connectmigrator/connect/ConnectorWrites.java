package io.connectmigrator.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes to connectors, and reads whether a write was done when its answer is lost. Thread-safe. */
final class ConnectorWrites {

    private final Requests requests;
    private final WriteResolver writes;
    private final ConnectorReads reads;

    /** Sends one write, through requests with a deadline. */
    ConnectorWrites(Requests requests) {
        this.requests = requests;
        this.writes = new WriteResolver(requests);
        this.reads = new ConnectorReads(requests);
    }

    ConnectorInfo create(String name, ConnectorConfig config, @Nullable InitialState state) {
        return new CreateRequest(requests, writes, reads::find, name, config, state).run();
    }

    ConnectorInfo putConfig(String name, ConnectorConfig config) {
        Request request = Request.write("PUT", Request.connector(name, "config"), config.toMap())
                .carrying(config);
        return configure(request, name, config::isShownAs);
    }

    ConnectorInfo patchConfig(String name, Map<String, @Nullable String> changes) {
        Request request = Request.write("PATCH", Request.connector(name, "config"), changes)
                .carrying(ConnectorConfig.of(changes));
        return configure(
                request,
                name,
                config -> changes.entrySet().stream()
                        .allMatch(change -> Objects.equals(config.get(change.getKey()), change.getValue())));
    }

    StateChange pause(String name) {
        return changeState(name, "pause", status -> seen(ConnectorState.PAUSED, status));
    }

    StateChange resume(String name) {
        // A connector is also shown as running until an earlier pause or stop has reached it.
        return changeState(
                name,
                "resume",
                status -> status.state() == ConnectorState.RUNNING
                        ? ReadBack.doneIfItLasts(StateChange.SEEN)
                        : ReadBack.notDone(status.toString()));
    }

    StateChange stop(String name) {
        return changeState(name, "stop", status -> seen(ConnectorState.STOPPED, status));
    }

    void restart(String name, RestartOption... options) {
        List<RestartOption> chosen = Arrays.asList(options);
        String query = chosen.isEmpty()
                ? ""
                : "?includeTasks=" + chosen.contains(RestartOption.INCLUDE_TASKS) + "&onlyFailed="
                        + chosen.contains(RestartOption.ONLY_FAILED);
        requests.send(Request.write("POST", Request.connector(name, "restart") + query));
    }

    void restartTask(String name, int task) {
        requests.send(Request.write("POST", Request.connector(name, "tasks", "" + task, "restart")));
    }

    void delete(String name) {
        Request request = Request.write("DELETE", Request.connector(name));
        // A worker that has not yet read of a new connector does not find it either.
        writes.writeOnce(
                () -> done(request),
                () -> reads.find(name).isEmpty()
                        ? ReadBack.doneIfItLasts(Boolean.TRUE)
                        : ReadBack.notDone("the connector is still there"));
    }

    void resetTopics(String name) {
        Request request = Request.write("PUT", Request.connector(name, "topics", "reset"));
        writes.write(
                () -> done(request), () -> ReadBack.of(reads.topics(name).isEmpty(), "the topics are still there"));
    }

    private ConnectorInfo configure(Request request, String connector, Predicate<ConnectorConfig> isDone) {
        return writes.write(
                () -> requests.object(request, ConnectorInfo::read),
                () -> reads.find(connector)
                        .filter(found -> isDone.test(found.config()))
                        .map(ReadBack::done)
                        .orElseGet(() -> ReadBack.notDone("the connector does not have the new config")));
    }

    /**
     * Only the wanted state shows that it was asked for: {@link ConnectorState#UNASSIGNED} and
     * {@link ConnectorState#RESTARTING} pass, and {@link ConnectorState#FAILED} stays whatever was asked for.
     */
    private StateChange changeState(
            String connector, String verb, Function<ConnectorStatus, ReadBack<StateChange>> isDone) {
        Request request = Request.write("PUT", Request.connector(connector, verb));
        return writes.write(
                () -> {
                    requests.send(request);
                    return StateChange.ANSWERED;
                },
                () -> reads.findStatus(connector)
                        .map(isDone)
                        .orElseGet(() -> ReadBack.notDone("the connector has no status")));
    }

    private static ReadBack<StateChange> seen(ConnectorState wanted, ConnectorStatus status) {
        return status.state() == wanted ? ReadBack.done(StateChange.SEEN) : ReadBack.notDone(status.toString());
    }

    private Boolean done(Request request) {
        requests.send(request);
        return Boolean.TRUE;
    }
}
