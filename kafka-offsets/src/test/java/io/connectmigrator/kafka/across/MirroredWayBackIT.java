package io.connectmigrator.kafka.across;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks that come back from behind a real MirrorMaker, and MirrorMakers that change the headers of records. */
@ExtendWith(SharedLaboratory.class)
class MirroredWayBackIT {

    private static final int EXPIRED = 200;
    private static final int RECORDS = 6_000;

    private final Laboratory lab;

    MirroredWayBackIT(Laboratory lab) {
        this.lab = lab;
    }

    private static NumberedTopic filled(MirroredClusters clusters) {
        NumberedTopic topic = clusters.topic("orders", 1).withHeaders();
        topic.write(EXPIRED);
        topic.write(EXPIRED);
        topic.deleteBefore(EXPIRED);
        return topic;
    }

    private static TranslatedOffset back(MirroredClusters clusters, NumberedCopy copy, long offset) {
        TranslatedOffset back = clusters.bridge()
                .reversed()
                .translate(OffsetOwner.named("back"), MirroredClusters.snapshot(copy.name(), Map.of(0, offset)))
                .offsets()
                .get(0);
        System.out.println("ACROSS back: " + back + ", " + back.evidence().compared() + " compared");
        return back;
    }

    private static long position(TranslatedOffset offset) {
        return requireNonNull(offset.to(), offset.toString()).offset();
    }

    @Test
    void the_way_back_is_the_way_there_reversed() {
        try (MirroredClusters clusters = MirroredClusters.start("back", lab, mirror -> mirror)) {
            NumberedTopic topic = filled(clusters);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();

            for (int number : new int[] {EXPIRED + 50, 3_000, EXPIRED + RECORDS, RECORDS + 2 * EXPIRED}) {
                Move there = clusters.move(topic, copy, number);
                TranslatedOffset back = back(
                        clusters, copy, position(there.translated().offsets().get(0)));

                assertThat(there).matches(Move::exactlyOnce);
                assertThat(back.verdict()).as("%s", back).isEqualTo(Verdict.EXACT);
                assertThat(position(back)).isEqualTo(topic.behind(0, number));
            }

            Move caughtUp = clusters.move(topic, copy, RECORDS + 2 * EXPIRED);
            writeToCopy(clusters, copy, 7);
            TranslatedOffset back = back(
                    clusters, copy, position(caughtUp.translated().offsets().get(0)) + 7);
            assertThat(back.verdict()).isEqualTo(Verdict.AT_LEAST_ONCE);
            assertThat(back.evidence().text()).contains("7 records");
            assertThat(position(back)).isEqualTo(topic.behind(0, RECORDS + 2 * EXPIRED));
        }
    }

    private static void writeToCopy(MirroredClusters clusters, NumberedCopy copy, int records) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", clusters.europe().bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>(copy.name(), 0, "own", "own " + i));
            }
        }
    }

    @Test
    void headers_that_a_converter_has_made_text_of_are_recognised() {
        try (MirroredClusters clusters = MirroredClusters.start(
                "text",
                lab,
                mirror -> mirror.with("header.converter", "org.apache.kafka.connect.storage.SimpleHeaderConverter"))) {
            NumberedTopic topic = filled(clusters);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();
            assertThat(traceOfLast(clusters.europe(), copy.name()))
                    .isEqualTo(Base64.getEncoder().encode(traceOfLast(clusters.legacy(), topic.name())));

            for (int number : new int[] {EXPIRED + 50, 3_000, RECORDS + 2 * EXPIRED}) {
                Move there = clusters.move(topic, copy, number);
                Figures.print("headers as text, next number " + number, there);
                TranslatedOffset back = back(
                        clusters, copy, position(there.translated().offsets().get(0)));

                assertThat(there).matches(Move::exactlyOnce);
                assertThat(there.translated().isExact()).as("%s", there).isTrue();
                assertThat(back.verdict()).as("%s", back).isEqualTo(Verdict.EXACT);
                assertThat(position(back)).isEqualTo(topic.behind(0, number));
            }
        }
    }

    /** {@return the value of the header that the last record of a topic has} */
    private static byte[] traceOfLast(Broker kafka, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(
                    partition,
                    requireNonNull(consumer.endOffsets(List.of(partition)).get(partition)) - 1);
            AtomicReference<byte[]> trace = new AtomicReference<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                trace.set(record.headers().lastHeader("trace").value()));
                return trace.get() != null;
            });
            return requireNonNull(trace.get());
        }
    }

    @Test
    void a_transform_of_the_mirror_is_noticed_without_waiting() {
        String flow = "changed-legacy->changed-europe.";
        try (MirroredClusters clusters = MirroredClusters.start(
                "changed",
                lab,
                mirror -> mirror.with(flow + "transforms", "untraced")
                        .with(flow + "transforms.untraced.type", "org.apache.kafka.connect.transforms.DropHeaders")
                        .with(flow + "transforms.untraced.headers", "trace"))) {
            NumberedTopic topic = filled(clusters);
            NumberedCopy copy = clusters.copyOf(topic);
            topic.write(RECORDS);
            copy.awaitComplete();

            for (int number : new int[] {3_000, RECORDS + 2 * EXPIRED}) {
                Move there = clusters.move(topic, copy, number);
                Figures.print("changed headers, next number " + number, there);

                assertThat(there.translated().with(Verdict.NOT_FOUND))
                        .singleElement()
                        .satisfies(lost -> assertThat(lost.evidence().text()).startsWith("the mirror changes records"));
            }
        }
    }
}
