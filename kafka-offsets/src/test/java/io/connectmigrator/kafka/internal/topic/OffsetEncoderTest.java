package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetEncoderTest {

    private static final long NOW = 1_000;

    @Test
    void an_offset_of_a_topic_is_written_in_its_own_bytes_under_the_other_name() {
        StoredRecord record = record("[ \"orders\",{\"z\":\"1\", \"a\":1.0}]", "{\"seq\":1.50}", 5);

        Collection<StoredRecord> wanted = OffsetEncoder.of(
                "mfg\"orders", OffsetSnapshot.of(List.of(record.toOffset())), OffsetSnapshot.empty(), NOW);

        assertThat(wanted).singleElement().satisfies(written -> {
            assertThat(written).hasToString("[ \"mfg\\\"orders\",{\"z\":\"1\", \"a\":1.0}]");
            assertThat(text(written.value())).isEqualTo("{\"seq\":1.50}");
            assertThat(written.timestamp()).isEqualTo(NOW);
        });
    }

    @Test
    void an_offset_read_over_rest_is_written_under_the_key_that_is_in_use() {
        StoredRecord inUse = record("[\"orders\",{\"z\":\"1\",\"a\":\"2\"}]", "{\"seq\":1}", 5);
        ConnectorOffset offset = new ConnectorOffset(Map.of("a", "2", "z", "1"), Map.of("seq", 2));

        Collection<StoredRecord> wanted = OffsetEncoder.of(
                "orders", OffsetSnapshot.of(List.of(offset)), OffsetSnapshot.of(List.of(inUse.toOffset())), NOW);

        assertThat(wanted).containsExactly(record(inUse.toString(), "{\"seq\":2}", NOW));
    }

    @Test
    void an_offset_of_a_partition_that_is_not_there_yet_is_written_as_a_worker_would() {
        ConnectorOffset offset =
                new ConnectorOffset(Map.of("zone", "eu", "id", "0"), Map.of("seq", 2), new StoredCommit(1, ""));

        Collection<StoredRecord> wanted =
                OffsetEncoder.of("orders", OffsetSnapshot.of(List.of(offset)), OffsetSnapshot.empty(), NOW);

        assertThat(wanted).containsExactly(StoredRecord.asOverRest("orders", offset, NOW));
    }

    @Test
    void records_beside_come_first_and_stay_older_than_the_offsets() {
        StoredRecord beside = record("[\"orders\",null]", "{\"seq\":1}", NOW + 5);
        StoredRecord offset = record("[\"orders\",{\"id\":\"0\"}]", "{\"seq\":1}", 1);
        OffsetSnapshot snapshot = OffsetSnapshot.of(List.of(offset.toOffset())).withUnlisted(List.of(beside));

        Collection<StoredRecord> wanted = OffsetEncoder.of("other", snapshot, OffsetSnapshot.empty(), NOW);

        assertThat(wanted)
                .containsExactly(beside.named("other"), offset.named("other"))
                .extracting(StoredRecord::timestamp)
                .containsExactly(NOW + 5, NOW + 6);
    }

    private static StoredRecord record(String key, String value, long timestamp) {
        return StoredRecord.of(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), timestamp);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
