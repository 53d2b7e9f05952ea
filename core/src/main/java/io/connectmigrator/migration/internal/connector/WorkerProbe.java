package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConfigValidation;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.lint.WorkerSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds out how the workers of a cluster are configured: they are asked to validate the config of a connector with two settings more, and
 * their errors about these tell it. Nothing is created. One answer counts for all connectors of a type, since it is about the workers.
 * Thread-safe; a second caller waits for the first.
 */
final class WorkerProbe {

    private static final String EXACTLY_ONCE = "exactly.once.support";
    private static final String NOT_ENABLED = "This worker does not have exactly-once";

    /** A policy may allow some keys and no others, so the keys are those that remedies name. */
    private static final String OF_PRODUCER = "producer.override.enable.idempotence";

    private static final String OF_CONSUMER = "consumer.override.isolation.level";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConnectorType, WorkerSettings> known = new EnumMap<>(ConnectorType.class);

    /** {@return what the workers tell, unknown if they do not answer} If they refuse the config, another connector's is asked about. */
    WorkerSettings ask(ConnectClient cluster, ConnectorType type, ConnectorConfig config) {
        lock.lock();
        try {
            WorkerSettings before = known.get(type);
            if (before != null) {
                return before;
            }
            WorkerSettings told = type == ConnectorType.SINK ? ofSinks(cluster, config) : ofSources(cluster, config);
            known.put(type, told);
            return told;
        } catch (RequestFailedException e) {
            return WorkerSettings.UNKNOWN;
        } catch (ConnectClientException e) {
            known.put(type, WorkerSettings.UNKNOWN);
            return WorkerSettings.UNKNOWN;
        } finally {
            lock.unlock();
        }
    }

    private static WorkerSettings ofSources(ConnectClient cluster, ConnectorConfig config) {
        ConfigValidation answer =
                validate(cluster, config.with(EXACTLY_ONCE, "required").with(OF_PRODUCER, "true"));
        boolean enabled = answer.errors().stream()
                .filter(error -> error.field().equals(EXACTLY_ONCE))
                .flatMap(error -> error.messages().stream())
                .noneMatch(message -> message.startsWith(NOT_ENABLED));
        return new WorkerSettings(
                Optional.of(enabled).filter(known -> answer.knownKeys().contains(EXACTLY_ONCE)),
                allows(answer, OF_PRODUCER));
    }

    private static WorkerSettings ofSinks(ConnectClient cluster, ConnectorConfig config) {
        ConfigValidation answer = validate(cluster, config.with(OF_CONSUMER, "read_committed"));
        return new WorkerSettings(Optional.empty(), allows(answer, OF_CONSUMER));
    }

    private static ConfigValidation validate(ConnectClient cluster, ConnectorConfig config) {
        return cluster.plugins().validate(ConnectorPlugin.className(config), config);
    }

    private static Optional<Boolean> allows(ConfigValidation answer, String key) {
        return Optional.of(answer.errors().stream()
                        .noneMatch(error -> error.field().equals(key)))
                .filter(allowed -> answer.knownKeys().contains(key));
    }
}
