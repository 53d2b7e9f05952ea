package io.connectmigrator.lab.sim;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the workers of a cluster are configured.
 *
 * @param flushInterval how often a task commits while it runs
 * @param gracefulTimeout how long a worker waits for a task that it stops
 * @param sessionTimeout after how long a leader that is gone is replaced
 * @param heartbeat after how long a worker notices at the latest that its group wants it to join again
 * @param exactlyOnce whether sources commit in the transactions of their records
 * @param allowsOverrides whether connectors may override settings of clients
 * @param tracksTopics whether the topics of connectors are known
 * @param consumerGroupId the consumer group of all sinks, {@code consumer.group.id}; null if each has one of its own
 */
public record ClusterSettings(
        Duration flushInterval,
        Duration gracefulTimeout,
        Duration sessionTimeout,
        Duration heartbeat,
        boolean exactlyOnce,
        boolean allowsOverrides,
        boolean tracksTopics,
        @Nullable String consumerGroupId) {

    /** What workers do by default, but that they flush five times a second. */
    public static final ClusterSettings DEFAULT = new ClusterSettings(
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            false,
            true,
            true,
            null);

    /** {@return the same with another interval between flushes} */
    public ClusterSettings flushInterval(Duration interval) {
        return new ClusterSettings(
                interval,
                gracefulTimeout,
                sessionTimeout,
                heartbeat,
                exactlyOnce,
                allowsOverrides,
                tracksTopics,
                consumerGroupId);
    }

    /** {@return the same with one consumer group for all sinks} */
    public ClusterSettings consumerGroupId(String group) {
        return new ClusterSettings(
                flushInterval,
                gracefulTimeout,
                sessionTimeout,
                heartbeat,
                exactlyOnce,
                allowsOverrides,
                tracksTopics,
                group);
    }
}
