package io.connectmigrator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The reader finds missing and duplicate records; every test of exactly-once delivery relies on it. */
@ExtendWith(SharedLaboratory.class)
class SequenceReaderIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Laboratory lab;

    SequenceReaderIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void the_reader_finds_gaps_and_doubles_that_were_planted() {
        lab.kafka().createTopic("planted", 3);
        write(lab.kafka(), "planted", "a 0", "b 0", "a 1", "a 4", "b 1", "b 1");

        SequenceTally tally = lab.reader().topic("planted");

        assertThat(tally).hasToString("""
                        6 records in 2 sequences, 2 missing, 1 doubled
                          a: 0-4, missing 2-3
                          b: 0-1, doubled 1 (1 too many)""");
    }

    @Test
    void the_reader_of_rows_finds_gaps_and_doubles_that_were_planted() {
        lab.kafka().createTopic("planted-rows", 1);
        write(lab.kafka(), "planted-rows", row("r", 0), row("r", 1), row("c", 1), "key {\"id\":12,\"text\":\"row\"}");

        SequenceTally tally = lab.rowReader().topic("planted-rows");

        assertThat(tally).hasToString("""
                        4 records in 1 sequences, 10 missing, 1 doubled
                          planted-rows: 0-12, missing 2-11, doubled 1 (1 too many)""");
    }

    private static String row(String operation, int id) {
        return "key {\"before\":null,\"after\":{\"id\":" + id + ",\"text\":\"row\"},\"op\":\"" + operation + "\"}";
    }

    static void write(Broker broker, String topic, String... records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String record : records) {
                int space = record.indexOf(' ');
                assertThat(producer.send(
                                new ProducerRecord<>(topic, record.substring(0, space), record.substring(space + 1))))
                        .succeedsWithin(DEADLINE);
            }
        }
    }
}
