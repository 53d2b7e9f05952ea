package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sources that become one through the offset topics: of the records of their offsets nothing changes but the name of the connector and the
 * one value that is transformed.
 */
@ExtendWith(SharedLaboratory.class)
class MergedKeysIT {

    private static final int EACH = 3;

    private final Laboratory lab;
    private final OpenClients clients = new OpenClients();
    private final ConnectCluster from;
    private final ConnectCluster to;
    private final ConnectClient source;
    private final ConnectClient target;
    private final String topic = "merged-keys-" + Long.toString(System.nanoTime(), 36);
    private final List<String> members = List.of(topic + "-a", topic + "-b");

    MergedKeysIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.to = lab.cluster("target", KafkaVersion.V4_3);
        this.source = clients.of(from);
        this.target = clients.of(to);
    }

    @AfterEach
    void close() {
        for (ConnectClient cluster : List.of(source, target)) {
            Stream.concat(members.stream(), Stream.of(topic))
                    .filter(name -> cluster.findConnector(name).isPresent())
                    .forEach(cluster::deleteConnector);
        }
        clients.close();
    }

    private ConnectorConfig config(String map, String zone, int first, int partitions) {
        return ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("topic", topic)
                .with("tasks.max", "1")
                .with("interval.ms", "50")
                .with("batch.size", "8")
                .with("first.partition", Integer.toString(first))
                .with("partitions", Integer.toString(partitions))
                .with("partition.map", map)
                .with("partition.fields", "id,zone,kind")
                .with("partition.value.zone", zone)
                .with("partition.value.kind", "\"ğ€\" \\ /");
    }

    private void runMembers(String map) {
        lab.kafka().createTopic(topic, 1);
        for (int i = 0; i < members.size(); i++) {
            source.createConnector(members.get(i), config(map, "eu", i * EACH, EACH));
        }
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> members.stream()
                        .allMatch(member -> source.listOffsets(member).size() == EACH));
    }

    private MigrationPlan plan(String map, ConnectClient onTarget) {
        return MigrationPlan.builder()
                .from(source)
                .to(onTarget)
                .merge(topic, members.toArray(String[]::new))
                .mergedConfig((name, configs) -> config(map, "us", 0, members.size() * EACH))
                .transformOffsets((member, offset) -> offset.withField("zone", renamed(offset)))
                .build();
    }

    private static String renamed(ConnectorOffset offset) {
        return String.valueOf(offset.partition().get("zone")).replace("eu-", "us-");
    }

    @Test
    void the_fields_of_a_linked_map_keep_their_order_and_bytes_on_another_cluster() {
        runMembers("linked");

        merge(plan("linked", target), to);
    }

    /** Only within one worker does such a map have one order. */
    @Test
    void the_fields_of_an_immutable_map_keep_their_order_and_bytes_where_they_are() {
        runMembers("immutable");

        merge(plan("immutable", source), from);
    }

    private void merge(MigrationPlan plan, ConnectCluster cluster) {
        MigrationReport report = Migrator.create().migrate(plan);

        assertThat(report).matches(MigrationReport::succeeded);
        Map<String, ConsumerRecord<byte[], byte[]>> written = firstOfLiveKeys(records(cluster, topic));
        Map<String, ConsumerRecord<byte[], byte[]>> read = new LinkedHashMap<>();
        members.forEach(member -> records(from, member).forEach(record -> read.put(text(record.key()), record)));
        assertThat(written).hasSize(members.size() * EACH).hasSameSizeAs(read);
        read.forEach((key, record) -> {
            String changed = key.replaceFirst("^\\[\"" + topic + "-[ab]\"", "[\"" + topic + "\"")
                    .replace("\"zone\":\"eu-", "\"zone\":\"us-");
            assertThat(written).containsKey(changed);
            ConsumerRecord<byte[], byte[]> copy = requireNonNull(written.get(changed));
            assertThat(copy.key()).isEqualTo(changed.getBytes(StandardCharsets.UTF_8));
            assertThat(copy.value()).isEqualTo(record.value());
            assertThat(copy.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(copy.key())) % partitions(cluster));
        });
        assertExactlyOnce();
    }

    /** What was written for the new connector; the records that follow are of its tasks. Keys that REST has written are deleted. */
    private static Map<String, ConsumerRecord<byte[], byte[]>> firstOfLiveKeys(
            List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, ConsumerRecord<byte[], byte[]>> first = new LinkedHashMap<>();
        Map<String, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
        records.forEach(record -> {
            first.putIfAbsent(text(record.key()), record);
            last.put(text(record.key()), record);
        });
        first.keySet().removeIf(key -> requireNonNull(last.get(key)).value() == null);
        return first;
    }

    private void assertExactlyOnce() {
        long enough = tally().records() + 100;
        await().atMost(TestedConnector.DEADLINE).until(() -> tally().records() >= enough);
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
    }

    private SequenceTally tally() {
        return lab.reader().topic(topic);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(ConnectCluster cluster, String connector) {
        return IntStream.range(0, partitions(cluster))
                .boxed()
                .flatMap(
                        partition -> TopicMirror.records(cluster.kafka(), cluster.offsetTopic(), partition, 0).stream())
                .filter(record -> text(record.key()).startsWith("[\"" + connector + "\","))
                .toList();
    }

    private static int partitions(ConnectCluster cluster) {
        return Integer.parseInt(cluster.property("offset.storage.partitions"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void over_rest_alone_the_merge_is_refused_with_the_reason() {
        runMembers("linked");

        MigrationReport report = Migrator.create().migrate(plan("linked", TestedConnector.client(to)));

        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.OFFSETS_NEED_TRANSPORT));
        System.out.println(report.problems());
        assertThat(target.findConnector(topic)).isEmpty();
        assertExactlyOnce();
    }
}
