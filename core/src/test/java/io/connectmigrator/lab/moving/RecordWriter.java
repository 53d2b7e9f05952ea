package io.connectmigrator.lab.moving;

import io.connectmigrator.lab.Broker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records to a Kafka cluster in a thread of its own, some at a time, until it is closed. */
final class RecordWriter implements AutoCloseable {

    private final CountDownLatch enough = new CountDownLatch(1);
    private final Broker kafka;
    private final Duration pause;
    private final Consumer<Producer<String, String>> some;
    private final Thread thread;

    /**
     * Takes what to write.
     *
     * @param name what is written to, for the name of the thread
     * @param pause how long to wait before each time
     * @param some sends the next records, which are flushed after each time
     */
    RecordWriter(Broker kafka, String name, Duration pause, Consumer<Producer<String, String>> some) {
        this.kafka = kafka;
        this.pause = pause;
        this.some = some;
        this.thread = new Thread(this::write, "writer of " + name);
    }

    /** Begins to write. */
    void start() {
        thread.start();
    }

    private void write() {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer())) {
            while (!enough.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                some.accept(producer);
                producer.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last record is written; a second call does nothing. */
    @Override
    public void close() {
        enough.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
