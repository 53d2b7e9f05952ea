package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All records of the config topic and the status topic of a cluster. */
public final class InternalTopics {

    private final SimulatedConnect cluster;
    private final List<Entry> config = new ArrayList<>();
    private final List<Entry> status = new ArrayList<>();

    InternalTopics(SimulatedConnect cluster) {
        this.cluster = cluster;
    }

    /** A record; without a value it is a tombstone. */
    public record Entry(String key, @Nullable String value) {}

    /** {@return the records of the config topic} */
    public List<Entry> config() {
        return Collections.unmodifiableList(config);
    }

    /** {@return the records of the status topic} */
    public List<Entry> status() {
        return Collections.unmodifiableList(status);
    }

    void config(String connector, @Nullable Registered before, @Nullable Registered after) {
        if (after == null) {
            config.add(new Entry("connector-" + connector, null));
            config.add(new Entry("target-state-" + connector, null));
            return;
        }
        if (before == null || before.generation() != after.generation()) {
            config.add(new Entry("connector-" + connector, Json.write(Map.of("properties", after.config()))));
        }
        if (before == null ? after.tasks() > 0 : before.tasks() != after.tasks() || after.tasks() == 0) {
            for (int task = 0; task < after.tasks(); task++) {
                config.add(
                        new Entry("task-" + connector + "-" + task, Json.write(Map.of("properties", after.config()))));
            }
            config.add(new Entry("commit-" + connector, "{\"tasks\":" + after.tasks() + "}"));
        }
        if (before != null && before.target() != after.target()) {
            config.add(new Entry("target-state-" + connector, target(after.target())));
        }
    }

    private String target(Registered.TargetState target) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("state", target == Registered.TargetState.STOPPED ? "PAUSED" : target.name());
        if (cluster.version().stops()) {
            value.put("state.v2", target.name());
        }
        return Json.write(value);
    }

    void status(String connector, int task, Statuses.@Nullable Status written) {
        String key =
                task == Statuses.CONNECTOR ? "status-connector-" + connector : "status-task-" + connector + "-" + task;
        status.add(new Entry(
                key,
                written == null ? null : Json.write(Map.of("state", written.state(), "worker_id", written.worker()))));
    }

    /** Takes a record that was written to the config topic by another client than Connect. */
    public void write(String key, String value) {
        config.add(new Entry(key, value));
        if (key.startsWith("target-state-")) {
            String state = cluster.version().stops() && value.contains("\"state.v2\":\"STOPPED\"")
                    ? "STOPPED"
                    : value.contains("\"state\":\"PAUSED\"") ? "PAUSED" : "STARTED";
            cluster.presetTarget(key.substring("target-state-".length()), Registered.TargetState.valueOf(state));
        } else if (key.startsWith("commit-") && value.equals("{\"tasks\":0}")) {
            String connector = key.substring("commit-".length());
            Registered found = cluster.registry().get(connector);
            if (found != null) {
                cluster.register(connector, found.with(0));
            }
        }
    }
}
