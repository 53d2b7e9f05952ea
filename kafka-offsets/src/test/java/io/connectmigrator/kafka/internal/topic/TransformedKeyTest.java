package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransforms;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** An offset that was changed is written under the key of its new partition, to the partition of the topic that this key has. */
class TransformedKeyTest {

    private static final int PARTITIONS = 25;
    private static final int OFFSETS = 100;

    @Test
    void name_and_value_are_replaced_and_the_partition_of_the_topic_follows_from_the_new_key() {
        OffsetSnapshot before = OffsetSnapshot.of(IntStream.range(0, OFFSETS)
                .mapToObj(i -> record(key("legacy", "dbserver1", i), "{ \"lsn\" : " + i + ".50 }")
                        .toOffset())
                .toList());

        List<ProducerRecord<byte[], byte[]>> written = new RecordsToWrite(
                        OffsetEncoder.of(
                                "cdc",
                                before.map(OffsetTransforms.debeziumServer("dbserver1", "inventory")),
                                OffsetSnapshot.empty(),
                                7),
                        PARTITIONS)
                .toProduce("offsets");

        assertThat(written).hasSize(OFFSETS);
        for (int i = 0; i < OFFSETS; i++) {
            byte[] key = key("cdc", "inventory", i).getBytes(StandardCharsets.UTF_8);
            assertThat(written.get(i).key()).isEqualTo(key);
            assertThat(written.get(i).value())
                    .isEqualTo(("{ \"lsn\" : " + i + ".50 }").getBytes(StandardCharsets.UTF_8));
            assertThat(written.get(i).partition()).isEqualTo(new KeyBytes(key).defaultPartition(PARTITIONS));
        }
    }

    private static String key(String connector, String server, int database) {
        return "[\"" + connector + "\",{\"server\":\"" + server + "\", \"database\":\"db" + database + "\"}]";
    }

    private static StoredRecord record(String key, String value) {
        return StoredRecord.of(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 1);
    }
}
