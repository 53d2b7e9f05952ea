package io.connectmigrator.kafka.across;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.kafka.KafkaBridgeBuilder;
import io.connectmigrator.kafka.KafkaTopics;
import io.connectmigrator.kafka.MirrorTopics;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Two Kafka clusters, a MirrorMaker that copies from one to the other, and a bridge that follows it. For use by one thread. */
final class MirroredClusters implements AutoCloseable {

    private final String name;
    private final Broker legacy;
    private final Broker europe;
    private final MirrorMaker mirror;
    private final KafkaTopics source;
    private final KafkaTopics target;
    private final Map<String, String> sinkConfig = new HashMap<>();
    private KafkaBridge bridge;

    private MirroredClusters(String name, Laboratory lab, UnaryOperator<MirrorMaker.Builder> settings) {
        this.name = name;
        this.legacy = lab.kafka("legacy");
        this.europe = lab.kafka();
        this.mirror = settings.apply(lab.mirrorMaker(name, legacy, europe)).start();
        this.source = KafkaTopics.builder(legacy.bootstrapServers()).build();
        this.target = KafkaTopics.builder(europe.bootstrapServers()).build();
        this.bridge = bridge(builder -> builder);
    }

    /** Starts a MirrorMaker for the topics whose names begin with its own. */
    static MirroredClusters start(String name, Laboratory lab, UnaryOperator<MirrorMaker.Builder> settings) {
        return new MirroredClusters(name, lab, settings);
    }

    /** Builds the bridge again with other settings. */
    void useBridge(UnaryOperator<KafkaBridgeBuilder> settings) {
        bridge = bridge(settings);
    }

    private KafkaBridge bridge(UnaryOperator<KafkaBridgeBuilder> settings) {
        MirrorTopics names =
                mirror.prefix().isEmpty() ? MirrorTopics.sameNames() : MirrorTopics.prefixed(mirror.prefix());
        return settings.apply(KafkaBridge.mirrorMaker2(source, target)
                        .aliases(mirror.sourceAlias(), mirror.targetAlias())
                        .topics(names))
                .build();
    }

    /** Lets the sinks read only what transactions have committed. */
    void readCommitted() {
        sinkConfig.put("consumer.override.isolation.level", "read_committed");
    }

    MirrorMaker mirror() {
        return mirror;
    }

    Broker legacy() {
        return legacy;
    }

    Broker europe() {
        return europe;
    }

    KafkaBridge bridge() {
        return bridge;
    }

    MirrorCheckpoints checkpoints() {
        return new MirrorCheckpoints(europe, mirror.sourceAlias());
    }

    /** Creates a topic that the MirrorMaker copies. */
    NumberedTopic topic(String topic, int partitions) {
        return NumberedTopic.create(legacy, name + "-" + topic, partitions);
    }

    /** Creates a topic of one partition that the MirrorMaker copies, where each number has one of this many keys. */
    NumberedTopic topic(String topic, Map<String, String> settings, int keys) {
        return NumberedTopic.create(legacy, name + "-" + topic, settings, keys);
    }

    NumberedCopy copyOf(NumberedTopic topic) {
        return new NumberedCopy(topic, europe, mirror.copyOf(topic.name()));
    }

    /** Deletes the copy, and creates it again empty. */
    void createAgain(NumberedCopy copy, int partitions) throws Exception {
        try (Admin admin = europe.admin()) {
            admin.deleteTopics(List.of(copy.name())).all().get();
            await().atMost(Duration.ofSeconds(30)).until(() -> create(admin, copy.name(), partitions));
        }
    }

    private static boolean create(Admin admin, String topic, int partitions) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return false; // it still exists
        }
    }

    /** Moves a sink that has read the numbers before one, by the bridge. */
    Move move(NumberedTopic topic, NumberedCopy copy, int number) {
        String group = "connect-" + topic.name() + "-" + number;
        return move(topic, copy, group, topic.commit(group, number));
    }

    /** Moves a sink with these committed offsets, by the bridge. */
    Move move(NumberedTopic topic, NumberedCopy copy, String group, Map<Integer, Long> committed) {
        OffsetSnapshot offsets = snapshot(topic.name(), committed);
        OffsetOwner sink = OffsetOwner.sink(group, sinkConfig);
        long begin = System.nanoTime();
        TranslatedSnapshot translated = bridge.translate(sink, offsets);
        return Move.of(translated, topic, copy, committed, Duration.ofNanos(System.nanoTime() - begin));
    }

    static OffsetSnapshot snapshot(String topic, Map<Integer, Long> committed) {
        return OffsetSnapshot.of(committed.entrySet().stream()
                .map(each -> new ConnectorOffset(
                        Map.of("kafka_topic", topic, "kafka_partition", each.getKey()),
                        Map.of("kafka_offset", each.getValue())))
                .toList());
    }

    @Override
    public void close() {
        mirror.close();
        source.close();
        target.close();
    }
}
