package io.connectmigrator.lab.facts;

import java.util.Map;

/** The Connect clusters that facts are tried on. Each has groups and internal topics of its own. */
public enum ClusterKind {
    /**
     * Two workers that flush offsets once in ten minutes: what is committed earlier was committed by a stop. A task is given
     * 10 seconds to stop, twice the default, so that a slow machine has the time to look.
     */
    PAIR(2, Map.of("offset.flush.interval.ms", "600000", "task.shutdown.graceful.timeout.ms", "10000")),

    /** One worker that flushes offsets every 500 ms and gives a task 2 seconds to stop. */
    SINGLE(1, Map.of("offset.flush.interval.ms", "500", "task.shutdown.graceful.timeout.ms", "2000")),

    /**
     * One worker with exactly-once support for sources, which gives a task 2 seconds to stop, lets connectors override no client
     * setting and keeps no track of their topics.
     */
    EXACTLY_ONCE(
            1,
            Map.of(
                    "exactly.once.source.support", "enabled",
                    "task.shutdown.graceful.timeout.ms", "2000",
                    "connector.client.config.override.policy", "None",
                    "topic.tracking.enable", "false"));

    private final int workers;

    @SuppressWarnings("ImmutableEnumChecker") // it is: every map is one of Map.of
    private final Map<String, String> properties;

    ClusterKind(int workers, Map<String, String> properties) {
        this.workers = workers;
        this.properties = properties;
    }

    /** {@return how many workers it has} */
    public int workers() {
        return workers;
    }

    /**
     * {@return the properties of its workers that facts rely on, beside {@code heartbeat.interval.ms} 500,
     * {@code session.timeout.ms} 6000, {@code scheduled.rebalance.max.delay.ms} 0 and a config provider by the name «file»}
     */
    public Map<String, String> properties() {
        return properties;
    }
}
