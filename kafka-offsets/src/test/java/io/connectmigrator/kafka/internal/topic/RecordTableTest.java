package io.connectmigrator.kafka.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordTableTest {

    private static final int PARTITIONS = 5;

    private final RecordTable table = new RecordTable();

    @Test
    void a_record_keeps_its_bytes() {
        put(3, "[\"orders\",{\"b\":1.50}]", "{\"z\":9007199254740993, \"a\":1E3}", 7);

        LiveRecord record = table.records(PARTITIONS).get(0);

        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("[\"orders\",{\"b\":1.50}]");
        assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"z\":9007199254740993, \"a\":1E3}");
        assertThat(record.timestamp()).isEqualTo(7);
        assertThat(record.defaultPartition())
                .isEqualTo(key("[\"orders\",{\"b\":1.50}]").defaultPartition(PARTITIONS));
    }

    @Test
    void what_was_read_out_does_not_change_with_the_table() {
        put(0, "k", "1", 1);
        List<LiveRecord> before = table.records(PARTITIONS);

        put(0, "k", "2", 2);

        assertThat(before).extracting(record -> text(record.value())).containsExactly("1");
    }

    @Test
    void the_same_key_in_another_partition_is_another_record() {
        put(0, "k", "a", 1);
        put(1, "k", "b", 2);

        assertThat(contents()).isEqualTo(Map.of("0 k", "a at 1", "1 k", "b at 2"));
    }

    @Test
    void an_empty_value_is_a_value() {
        put(0, "k", "a", 1);
        put(0, "k", "", 2);

        assertThat(contents()).isEqualTo(Map.of("0 k", " at 2"));
    }

    @Test
    void a_key_that_is_written_and_deleted_again_and_again_needs_no_more_memory() {
        put(0, "stays", "1", 1);
        long first = table.bytes();
        for (int i = 0; i < 100_000; i++) {
            put(0, "k" + i, "1", 1);
            table.remove(0, key("k" + i));
        }

        assertThat(table.bytes()).isLessThan(first + 8_192);
        assertThat(contents()).isEqualTo(Map.of("0 stays", "1 at 1"));
    }

    @Test
    void a_value_that_grows_and_shrinks_again_and_again_needs_no_more_memory() {
        put(0, "stays", "1", 1);
        long first = table.bytes();
        for (int i = 0; i < 10_000; i++) {
            put(0, "k", "v".repeat(i % 200), i);
        }

        assertThat(table.bytes()).isLessThan(first + 8_192);
        assertThat(contents()).isEqualTo(Map.of("0 stays", "1 at 1", "0 k", "v".repeat(199) + " at 9999"));
    }

    @Test
    void any_order_of_writing_and_deleting_ends_as_in_a_map() {
        Random random = new Random(20);
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int partition = random.nextInt(3);
            String key = "key-" + random.nextInt(2_000);
            if (random.nextInt(4) == 0) {
                table.remove(partition, key(key));
                expected.remove(partition + " " + key);
            } else {
                String value = "v".repeat(lengthOf(random)) + i;
                put(partition, key, value, i);
                expected.put(partition + " " + key, value + " at " + i);
            }
        }

        assertThat(contents()).isEqualTo(expected);
        assertThat(table.contains(new KeyPosition(0, key("key-1")))).isEqualTo(expected.containsKey("0 key-1"));
    }

    /** Now and then longer than a chunk. */
    private static int lengthOf(Random random) {
        return random.nextInt(1_000) == 0 ? 100_000 : random.nextInt(60);
    }

    private Map<String, String> contents() {
        return table.records(PARTITIONS).stream()
                .collect(Collectors.toMap(
                        record -> record.partition() + " " + record,
                        record -> text(record.value()) + " at " + record.timestamp()));
    }

    /** As in a response of a broker, key and value are parts of a larger array. */
    private void put(int partition, String key, String value, long timestamp) {
        table.put(partition, key(key), part(value), timestamp);
    }

    private static KeyBytes key(String text) {
        return KeyBytes.in(part(text));
    }

    private static ByteBuffer part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 6)
                .position(3)
                .put(bytes)
                .flip()
                .position(3)
                .slice();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
