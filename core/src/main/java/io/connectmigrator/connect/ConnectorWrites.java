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
    private final Writes writes;
    private final ConnectorReads reads;

    /** Sends one write, through requests that were begun for it. */
    ConnectorWrites(Requests requests) {
        this.requests = requests;
        this.writes = new Writes(requests);
        this.reads = new ConnectorReads(requests);
    }

    ConnectorInfo create(String name, ConnectorConfig config, @Nullable InitialState state) {
        return new Creation(requests, writes, reads::find, name, config, state).run();
    }

    ConnectorInfo putConfig(String name, ConnectorConfig config) {
        Call call = Call.write("PUT", Call.connector(name, "config"), config.toMap())
                .carrying(config);
        return configure(call, name, config::isShownAs);
    }

    ConnectorInfo patchConfig(String name, Map<String, @Nullable String> changes) {
        Call call = Call.write("PATCH", Call.connector(name, "config"), changes).carrying(ConnectorConfig.of(changes));
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
                        ? Sighting.doneIfItLasts(StateChange.SEEN)
                        : Sighting.notDone(status.toString()));
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
        requests.send(Call.write("POST", Call.connector(name, "restart") + query));
    }

    void restartTask(String name, int task) {
        requests.send(Call.write("POST", Call.connector(name, "tasks", "" + task, "restart")));
    }

    void delete(String name) {
        Call call = Call.write("DELETE", Call.connector(name));
        // A worker that has not yet heard of a connector does not know it either.
        writes.writeOnce(
                () -> done(call),
                () -> reads.find(name).isEmpty()
                        ? Sighting.doneIfItLasts(Boolean.TRUE)
                        : Sighting.notDone("the connector is still there"));
    }

    void resetTopics(String name) {
        Call call = Call.write("PUT", Call.connector(name, "topics", "reset"));
        writes.write(() -> done(call), () -> Sighting.of(reads.topics(name).isEmpty(), "the topics are still there"));
    }

    private ConnectorInfo configure(Call call, String connector, Predicate<ConnectorConfig> isDone) {
        return writes.write(
                () -> requests.object(call, ConnectorInfo::read),
                () -> reads.find(connector)
                        .filter(found -> isDone.test(found.config()))
                        .map(Sighting::done)
                        .orElseGet(() -> Sighting.notDone("the connector does not have the new config")));
    }

    /**
     * A state that comes and goes shows nothing of what was asked for: {@link ConnectorState#UNASSIGNED} and
     * {@link ConnectorState#RESTARTING} pass, and {@link ConnectorState#FAILED} stays whatever a connector is told.
     */
    private StateChange changeState(
            String connector, String verb, Function<ConnectorStatus, Sighting<StateChange>> isDone) {
        Call call = Call.write("PUT", Call.connector(connector, verb));
        return writes.write(
                () -> {
                    requests.send(call);
                    return StateChange.ANSWERED;
                },
                () -> reads.findStatus(connector)
                        .map(isDone)
                        .orElseGet(() -> Sighting.notDone("the connector has no status")));
    }

    private static Sighting<StateChange> seen(ConnectorState wanted, ConnectorStatus status) {
        return status.state() == wanted ? Sighting.done(StateChange.SEEN) : Sighting.notDone(status.toString());
    }

    private Boolean done(Call call) {
        requests.send(call);
        return Boolean.TRUE;
    }
}
