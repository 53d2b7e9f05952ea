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
import org.jspecify.annotations.Nullable;

/** Writes records to a Kafka cluster, some at a time: when it is told to, or in a thread of its own. For use by one thread. */
final class RecordWriter {

    private final Broker kafka;
    private final Duration pause;
    private final Consumer<Producer<String, String>> some;
    private CountDownLatch enough = new CountDownLatch(0);
    private @Nullable Thread thread;

    /**
     * Takes what to write.
     *
     * @param pause how long the thread waits before each time
     * @param some sends the next records, which are flushed after each time
     */
    RecordWriter(Broker kafka, Duration pause, Consumer<Producer<String, String>> some) {
        this.kafka = kafka;
        this.pause = pause;
        this.some = some;
    }

    /** Writes that many times; the thread does not write meanwhile. */
    void write(int times) {
        try (Producer<String, String> producer = producer()) {
            for (int i = 0; i < times; i++) {
                some.accept(producer);
            }
        }
    }

    /** Begins to write until {@link #stop}. */
    void start() {
        CountDownLatch end = new CountDownLatch(1);
        enough = end;
        Thread started = new Thread(() -> writeUntil(end), "writer to " + kafka.name());
        thread = started;
        started.start();
    }

    private void writeUntil(CountDownLatch end) {
        try (Producer<String, String> producer = producer()) {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                some.accept(producer);
                producer.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns when the last record is written; a second call does nothing. */
    void stop() {
        enough.countDown();
        Thread writing = thread;
        thread = null;
        if (writing != null) {
            try {
                writing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
