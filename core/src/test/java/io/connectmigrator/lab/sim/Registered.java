package io.connectmigrator.lab.sim;

import java.util.Map;

/**
 * What the config topic says of a connector.
 *
 * @param config its config, with its name in it
 * @param target the state that it is to be in
 * @param tasks how many task configs there are
 * @param generation counts the configs of the connector
 */
record Registered(Map<String, String> config, TargetState target, int tasks, long generation) {

    /** The state that a connector is to be in. */
    enum TargetState {
        STARTED,
        PAUSED,
        STOPPED
    }

    Registered with(TargetState other) {
        return new Registered(config, other, tasks, generation);
    }

    Registered with(int otherTasks) {
        return new Registered(config, target, otherTasks, generation);
    }

    Registered with(Map<String, String> otherConfig) {
        return new Registered(otherConfig, target, tasks, generation + 1);
    }

    boolean isSink() {
        return config.getOrDefault("connector.class", "").contains("Sink");
    }

    int wantedTasks() {
        return Math.max(1, Math.min(Integer.parseInt(config.getOrDefault("tasks.max", "1")), partitions()));
    }

    int partitions() {
        return number("partitions", 2);
    }

    int number(String key, int otherwise) {
        return Integer.parseInt(config.getOrDefault(key, String.valueOf(otherwise)));
    }
}
