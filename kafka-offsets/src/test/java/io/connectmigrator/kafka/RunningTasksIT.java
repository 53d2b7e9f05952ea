package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tasks of a real worker make of what is written to its offset topic. */
@ExtendWith(SharedLaboratory.class)
class RunningTasksIT {

    private final Laboratory lab;
    private final ConnectCluster cluster;

    RunningTasksIT(Laboratory lab) {
        this.lab = lab;
        this.cluster = lab.cluster("source", KafkaVersion.V4_3);
    }

    @Test
    void tasks_find_offsets_whose_fields_are_in_an_order_that_rest_does_not_keep() {
        Map<String, String> linked = Map.of("partition.map", "linked", "partition.fields", "id,zone");
        try (RunningSource source = new RunningSource(cluster, offsets(), linked)) {
            source.run().stop();
            assertThat(source.overRest().nullOffsets()).hasSize(1);

            source.client().alterOffsets(source.name(), source.allAt(1_000_000));

            source.assertGoesOnFrom(1_000_000);
        }
    }

    @Test
    void tasks_begin_anew_after_a_reset() {
        Map<String, String> linked = Map.of("partition.map", "linked", "partition.fields", "id,zone");
        try (RunningSource source = new RunningSource(cluster, offsets(), linked)) {
            source.run().stop();
            source.client().alterOffsets(source.name(), source.allAt(1_000_000));

            source.client().resetOffsets(source.name());

            source.assertGoesOnFrom(0);
        }
    }

    /** Of a key with a tombstone in another partition, a worker that starts finds the offset only now and then. */
    @Test
    void a_worker_that_starts_finds_what_was_written_to_a_topic_that_had_grown() {
        String connector = "grown";
        List<ConnectorOffset> offsets = new ArrayList<>();
        try (OffsetTopicLab topic = OffsetTopicLab.on(lab.kafka())) {
            for (int i = 0; i < 20; i++) {
                String key = "[\"" + connector + "\",{\"id\":\"" + i + "\"}]";
                topic.putAt(
                        (OffsetTopicLab.defaultPartition(key) + 1 + i % 4) % OffsetTopicLab.PARTITIONS,
                        key,
                        "{\"sequence\":1}");
                offsets.add(new ConnectorOffset(Map.of("id", Integer.toString(i)), Map.of("sequence", 100L)));
            }
            topic.offsets().resetOffsets(connector);
            topic.offsets().alterOffsets(connector, OffsetSnapshot.of(offsets));

            ConnectCluster started = lab.connect("grown")
                    .with("offset.storage.topic", topic.name())
                    .start();
            started.createConnector(
                    connector,
                    Map.of("connector.class", "SequenceSource", "topic", connector, "name", connector, "limit", "0"));

            assertThat(ConnectClient.of(started.url()).restOffsets().listOffsets(connector))
                    .isEqualTo(OffsetSnapshot.of(offsets));
            started.kill();
        }
    }

    private KafkaOffsets offsets() {
        return KafkaOffsets.builder(cluster.kafka().bootstrapServers())
                .offsetTopic(cluster.offsetTopic())
                .build();
    }
}
