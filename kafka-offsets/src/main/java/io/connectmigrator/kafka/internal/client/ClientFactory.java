package io.connectmigrator.kafka.internal.client;

import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Creates Kafka's clients from the caller's properties: some get a default where they are not set, others are overruled. */
public final class ClientFactory {

    /** A read ends with the last record, so brokers are not to delay a response until there is more data. */
    private static final int FETCH_MAX_WAIT_MS = 20;

    /** A response is held in one array, which must fit into a small heap. */
    private static final int FETCH_MAX_BYTES = 8 * 1024 * 1024;

    /** More than one response has of a partition: nothing is done between polls that could not wait. */
    private static final int MAX_POLL_RECORDS = 10_000;

    private static final int LONGEST_REQUEST_MS = 30_000;

    private final ClientSettings settings;
    private final int timeoutMs;

    ClientFactory(ClientSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
    }

    Admin admin() {
        Map<String, Object> properties = common(settings.admin());
        properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        return create(() -> Admin.create(properties));
    }

    /** {@return a consumer with some properties that overrule those of the caller} */
    <T> KafkaConsumer<T, T> consumer(Map<String, ?> overruling, Supplier<Deserializer<T>> deserializer) {
        Map<String, Object> properties = common(ClientSettings.with(settings.consumer(), overruling));
        properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return create(() -> new KafkaConsumer<>(properties, deserializer.get(), deserializer.get()));
    }

    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> properties = forWriting();
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return producer(properties);
    }

    private Map<String, Object> forWriting() {
        Map<String, Object> properties = common(settings.producer());
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMs);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A new leader may refuse the first batch and accept the second; the first could then never be sent.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return properties;
    }

    /**
     * {@return a transactional producer}
     *
     * @param transactionTimeout how long a transaction may stay open after its producer has died
     * @param largestRecord the size of the largest record in bytes
     */
    public KafkaProducer<byte[], byte[]> producer(
            String transactionalId, Duration transactionTimeout, int largestRecord) {
        Map<String, Object> properties = forWriting();
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecord);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) largestRecord);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(transactionTimeout.toMillis()));
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return producer(properties);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> properties) {
        return create(() -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private Map<String, Object> common(Map<String, Object> set) {
        Map<String, Object> properties = new HashMap<>(set);
        properties.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeoutMs, LONGEST_REQUEST_MS));
        return properties;
    }

    private <C> C create(Supplier<C> constructor) {
        try {
            return constructor.get();
        } catch (KafkaException e) {
            throw creationFailure(e);
        }
    }

    private OffsetTransportException creationFailure(KafkaException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean quotesLogin = String.valueOf(root.getMessage()).contains("JAAS");
        return new OffsetTransportException(
                "creating a client for the brokers at " + settings + " failed: "
                        + (quotesLogin ? "the login in sasl.jaas.config cannot be read" : root.getMessage())
                        + "; nothing was read or written",
                "Correct the client properties",
                quotesLogin ? null : failure);
    }
}
