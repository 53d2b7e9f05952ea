package io.connectmigrator.kafka.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OffsetSyncsTest {

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String key, @Nullable String value) {
        return new ConsumerRecord<>("syncs", 0, 0, bytes(key), bytes(value));
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    @Test
    void the_bytes_that_mirror_maker_writes() {
        assertThat(OffsetSyncs.parse(
                        record("0006" + "6f7264657273" + "00000003", "0000000000000064" + "0000000000000032")))
                .contains(new OffsetSyncs.OfPartition(new TopicPartition("orders", 3), new OffsetSync(100, 50)));
    }

    @Test
    void other_records_are_none() {
        assertThat(OffsetSyncs.parse(record(null, "00"))).isEmpty();
        assertThat(OffsetSyncs.parse(record("0006" + "6f7264657273" + "00000003", null)))
                .isEmpty();
        assertThat(OffsetSyncs.parse(record("00066f72", "0000000000000064"))).isEmpty();
        assertThat(OffsetSyncs.parse(record("ffff", "00"))).isEmpty();
    }
}
