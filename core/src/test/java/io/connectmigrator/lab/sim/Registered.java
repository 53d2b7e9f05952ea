package io.connectmigrator.lab.sim;

import java.util.List;
import java.util.Map;

/**
 * The state of a connector in the config topic.
 *
 * @param config its config, with its name in it
 * @param target the state that it is to be in
 * @param tasks how many task configs there are
 * @param generation counts the configs of the connector
 * @param taskGeneration counts how often its task configs were written
 */
record Registered(Map<String, String> config, TargetState target, int tasks, long generation, long taskGeneration) {

    /** The state that a connector is to be in. */
    enum TargetState {
        STARTED,
        PAUSED,
        STOPPED
    }

    Registered with(TargetState other) {
        return new Registered(config, other, tasks, generation, taskGeneration);
    }

    Registered with(int otherTasks) {
        return new Registered(config, target, otherTasks, generation, taskGeneration + 1);
    }

    Registered with(Map<String, String> otherConfig) {
        return new Registered(otherConfig, target, tasks, generation + 1, taskGeneration);
    }

    String setting(String key) {
        return config.getOrDefault(key, "");
    }

    boolean isSink() {
        return isSink(setting("connector.class"));
    }

    static boolean isSink(String className) {
        return className.endsWith("Sink") || className.endsWith("SinkConnector");
    }

    /** {@return whether it is a plugin as real workers have it in tests, whose settings have other names} */
    boolean isSequence() {
        return setting("connector.class").startsWith("Sequence");
    }

    int wantedTasks() {
        int most = number("tasks.max", 1) + number("tasks.beyond.max", 0);
        return isSequence() ? most : Math.max(1, Math.min(most, partitions()));
    }

    int partitions() {
        int each = isSequence() ? number("tasks.max", 1) : number("partitions", 2);
        return isSink() || isSequence() ? each : each * data().size();
    }

    /** {@return what a source copies, each in partitions of its own} */
    List<String> data() {
        return List.of(config.getOrDefault("data", "data").split(",", -1));
    }

    long pollMillis() {
        return isSequence() ? number("interval.ms", 10) : number("poll.ms", 10);
    }

    long batch() {
        return isSequence() ? number("batch.size", 1) : number("batch", 1);
    }

    boolean failsAt(String moment) {
        return setting("fail").equals(moment);
    }

    int number(String key, int otherwise) {
        return Integer.parseInt(config.getOrDefault(key, String.valueOf(otherwise)));
    }
}
