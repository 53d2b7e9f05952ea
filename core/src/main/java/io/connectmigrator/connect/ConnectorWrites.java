package io.connectmigrator.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What can be done to connectors, each with how to see that it has been done when the answer is lost. Thread-safe. */
final class ConnectorWrites {

    private final Requests requests;
    private final WriteResolver writes;
    private final ConnectorReads reads;

    /** Sends one write, through requests that were begun for it. */
    ConnectorWrites(Requests requests) {
        this.requests = requests;
        this.writes = new WriteResolver(requests);
        this.reads = new ConnectorReads(requests);
    }

    ConnectorInfo create(String name, ConnectorConfig config, @Nullable InitialState state) {
        return new CreateRequest(requests, writes, reads::find, name, config, state).run();
    }

    ConnectorInfo putConfig(String name, ConnectorConfig config) {
        Request call = Request.write("PUT", Request.connector(name, "config"), config.toMap())
                .carrying(config);
        return configure(call, name, config::isShownAs);
    }

    ConnectorInfo patchConfig(String name, Map<String, @Nullable String> changes) {
        Request call = Request.write("PATCH", Request.connector(name, "config"), changes)
                .carrying(ConnectorConfig.of(changes));
        return configure(
                call,
                name,
                config -> changes.entrySet().stream()
                        .allMatch(change -> Objects.equals(config.get(change.getKey()), change.getValue())));
    }

    StateChange pause(String name) {
        return changeState(name, "pause", status -> seen(ConnectorState.PAUSED, status));
    }

    StateChange resume(String name) {
        // A connector that a pause or a stop has not reached yet is shown as running too.
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
        Request call = Request.write("DELETE", Request.connector(name));
        // A worker that has not yet heard of a connector does not know it either.
        writes.writeOnce(
                () -> done(call),
                () -> reads.find(name).isEmpty()
                        ? ReadBack.doneIfItLasts(Boolean.TRUE)
                        : ReadBack.notDone("the connector is still there"));
    }

    void resetTopics(String name) {
        Request call = Request.write("PUT", Request.connector(name, "topics", "reset"));
        writes.write(() -> done(call), () -> ReadBack.of(reads.topics(name).isEmpty(), "the topics are still there"));
    }

    private ConnectorInfo configure(Request call, String connector, Predicate<ConnectorConfig> isDone) {
        return writes.write(
                () -> requests.object(call, ConnectorInfo::read),
                () -> reads.find(connector)
                        .filter(found -> isDone.test(found.config()))
                        .map(ReadBack::done)
                        .orElseGet(() -> ReadBack.notDone("the connector does not have the new config")));
    }

    /**
     * A state that comes and goes shows nothing of what was asked for: {@link ConnectorState#UNASSIGNED} and
     * {@link ConnectorState#RESTARTING} pass, and {@link ConnectorState#FAILED} stays whatever a connector is told.
     */
    private StateChange changeState(
            String connector, String verb, Function<ConnectorStatus, ReadBack<StateChange>> isDone) {
        Request call = Request.write("PUT", Request.connector(connector, verb));
        return writes.write(
                () -> {
                    requests.send(call);
                    return StateChange.ANSWERED;
                },
                () -> reads.findStatus(connector)
                        .map(isDone)
                        .orElseGet(() -> ReadBack.notDone("the connector has no status")));
    }

    private static ReadBack<StateChange> seen(ConnectorState wanted, ConnectorStatus status) {
        return status.state() == wanted ? ReadBack.done(StateChange.SEEN) : ReadBack.notDone(status.toString());
    }

    private Boolean done(Request call) {
        requests.send(call);
        return Boolean.TRUE;
    }
}
