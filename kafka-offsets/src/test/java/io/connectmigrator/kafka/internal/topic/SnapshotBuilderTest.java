package io.connectmigrator.kafka.internal.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {

    private static final int PARTITIONS = 5;

    /** In a hash map {@code zone} comes first. */
    private static final String REST_KEY = "[\"orders\",{\"zone\":\"eu\",\"id\":\"0\"}]";

    private static final String TASK_KEY = "[\"orders\",{\"id\":\"0\",\"zone\":\"eu\"}]";
    private static final String SPACED_KEY = "[\"orders\", {\"zone\":\"eu\",\"id\":\"0\"}]";

    private final List<LiveRecord> records = new ArrayList<>();
    private final Set<KeyPosition> deletedInDefaultPartition = new HashSet<>();

    @Test
    void an_offset_keeps_the_bytes_of_its_record() {
        add("[\"orders\",{\"b\":1,\"a\":1.50}]", "{\"z\":9007199254740993, \"a\":1E3}", 7);

        StoredRecord stored = stored(snapshot());

        assertThat(text(stored.key())).isEqualTo("[\"orders\",{\"b\":1,\"a\":1.50}]");
        assertThat(text(stored.value())).isEqualTo("{\"z\":9007199254740993, \"a\":1E3}");
        assertThat(stored.timestamp()).isEqualTo(7);
        assertThat(snapshot().findings()).isEmpty();
    }

    @Test
    void a_record_without_a_partition_goes_beside() {
        add("[\"orders\",null]", "{\"seq\":1}", 1);

        assertThat(snapshot().offsets()).isEmpty();
        assertThat(snapshot().unlisted()).extracting(StoredRecord::toString).containsExactly("[\"orders\",null]");
    }

    @Test
    void the_empty_partition_is_a_partition() {
        add("[\"orders\",{}]", "{\"seq\":1}", 1);

        assertThat(snapshot()).isEqualTo(OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of(), Map.of("seq", 1)))));
    }

    @Test
    void of_two_keys_the_one_counts_that_a_task_can_have_written() {
        add(SPACED_KEY, "{\"seq\":2}", 2);
        add(TASK_KEY, "{\"seq\":1}", 1);

        assertThat(stored(snapshot())).hasToString(TASK_KEY);
    }

    @Test
    void of_two_keys_of_a_task_the_newest_counts() {
        add(TASK_KEY, "{\"seq\":1}", 1);
        add(REST_KEY, "{\"seq\":2}", 2);

        assertThat(stored(snapshot())).hasToString(REST_KEY);
    }

    @Test
    void of_two_keys_of_the_same_moment_the_one_counts_that_does_not_come_over_rest() {
        add(TASK_KEY, "{\"seq\":1}", 1);
        add(REST_KEY, "{\"seq\":2}", 1);

        assertThat(stored(snapshot())).hasToString(TASK_KEY);
    }

    @Test
    void the_key_that_does_not_count_goes_beside_and_is_named_with_both_offsets() {
        add(REST_KEY, "{\"seq\":5555}", 1);
        add(TASK_KEY, "{\"seq\":104}", 2);

        OffsetSnapshot snapshot = snapshot();

        assertThat(snapshot.unlisted()).extracting(StoredRecord::toString).containsExactly(REST_KEY);
        assertThat(finding(snapshot, Kind.SHADOW_KEY).message())
                .contains(TASK_KEY + " with {\"seq\":104} counts", REST_KEY + " with {\"seq\":5555} does not");
    }

    @Test
    void an_old_key_is_read_as_if_it_were_plain() {
        add(envelope(TASK_KEY), envelope("{\"seq\":1.0}"), 1);

        OffsetSnapshot snapshot = snapshot();

        assertThat(stored(snapshot)).hasToString(TASK_KEY);
        assertThat(text(stored(snapshot).value())).isEqualTo("{\"seq\":1.0}");
        assertThat(finding(snapshot, Kind.OLD_KEY).message()).contains(envelope(TASK_KEY));
    }

    @Test
    void an_old_key_may_have_a_plain_value() {
        add(envelope(TASK_KEY), "{\"seq\":1}", 1);

        assertThat(text(stored(snapshot()).value())).isEqualTo("{\"seq\":1}");
    }

    @Test
    void a_plain_key_wins_over_an_old_one_however_new_that_is() {
        add(envelope(TASK_KEY), envelope("{\"seq\":2}"), 2);
        add(SPACED_KEY, "{\"seq\":1}", 1);

        OffsetSnapshot snapshot = snapshot();

        assertThat(stored(snapshot)).hasToString(SPACED_KEY);
        assertThat(snapshot.unlisted()).isEmpty();
        assertThat(snapshot.findings()).extracting(OffsetFinding::kind).containsExactly(Kind.OLD_KEY);
    }

    @Test
    void a_value_of_null_is_no_offset() {
        add("[\"orders\",{\"id\":\"0\"}]", "null", 1);
        add(envelope("[\"orders\",{\"id\":\"1\"}]"), envelope("null"), 1);

        assertThat(snapshot().isEmpty()).isTrue();
    }

    @Test
    void a_key_that_only_begins_like_one_is_named_and_left_out() {
        add("[\"orders\",{\"id\":\"0\"},1]", "{\"seq\":1}", 1);
        add("[\"orders\",{\"id\":", "{\"seq\":1}", 1);
        add("[\"orders\",\"id\"]", "{\"seq\":1}", 1);
        add("[\"orders\",{\"id\":{}}]", "{\"seq\":1}", 1);

        OffsetSnapshot snapshot = snapshot();

        assertThat(snapshot.isEmpty()).isTrue();
        assertThat(finding(snapshot, Kind.FOREIGN_KEY).message())
                .startsWith("4 record(s) in topic connect-offsets")
                .contains("[\"orders\",{\"id\":\"0\"},1]")
                .endsWith("; and 1 more");
    }

    @Test
    void a_malformed_value_is_an_error_that_names_the_key() {
        add(TASK_KEY, "{\"seq\":", 1);

        assertThatThrownBy(this::snapshot)
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("connector orders")
                .hasMessageContaining("topic connect-offsets")
                .hasMessageContaining(TASK_KEY)
                .hasMessageNotContaining("seq");
    }

    @Test
    void a_key_in_two_partitions_counts_where_a_worker_would_write_it() {
        int defaultPartition = defaultPartition(TASK_KEY);
        addAt((defaultPartition + 1) % PARTITIONS, TASK_KEY, "{\"seq\":2}", 2);
        addAt(defaultPartition, TASK_KEY, "{\"seq\":1}", 1);

        OffsetSnapshot snapshot = snapshot();

        assertThat(text(stored(snapshot).value())).isEqualTo("{\"seq\":1}");
        assertThat(finding(snapshot, Kind.KEY_IN_TWO_PARTITIONS).message())
                .contains(TASK_KEY, "default partition " + defaultPartition);
    }

    @Test
    void a_key_that_is_nowhere_else_counts_wherever_it_is() {
        addAt((defaultPartition(TASK_KEY) + 1) % PARTITIONS, TASK_KEY, "{\"seq\":1}", 1);

        OffsetSnapshot snapshot = snapshot();

        assertThat(stored(snapshot)).hasToString(TASK_KEY);
        assertThat(finding(snapshot, Kind.KEY_IN_OTHER_PARTITION).message()).contains(TASK_KEY);
    }

    @Test
    void a_key_that_was_deleted_in_its_default_partition_is_deleted_and_named() {
        int defaultPartition = defaultPartition(TASK_KEY);
        addAt((defaultPartition + 1) % PARTITIONS, TASK_KEY, "{\"seq\":1}", 1);
        deletedInDefaultPartition.add(position(defaultPartition, TASK_KEY));

        OffsetSnapshot snapshot = snapshot();

        assertThat(snapshot.isEmpty()).isTrue();
        assertThat(finding(snapshot, Kind.KEY_IN_OTHER_PARTITION).message())
                .contains("were deleted")
                .contains(TASK_KEY);
    }

    private void add(String key, String value, long timestamp) {
        addAt(defaultPartition(key), key, value, timestamp);
    }

    private void addAt(int partition, String key, String value, long timestamp) {
        records.add(new LiveRecord(
                position(partition, key), defaultPartition(key), value.getBytes(StandardCharsets.UTF_8), timestamp));
    }

    private OffsetSnapshot snapshot() {
        return SnapshotBuilder.of(
                new TopicContents(records, PARTITIONS, deletedInDefaultPartition, List.of()), "connect-offsets");
    }

    private static KeyPosition position(int partition, String key) {
        return new KeyPosition(partition, new KeyBytes(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static int defaultPartition(String key) {
        return new KeyBytes(key.getBytes(StandardCharsets.UTF_8)).defaultPartition(PARTITIONS);
    }

    private static String envelope(String json) {
        return "{\"schema\":null,\"payload\":" + json + "}";
    }

    private static StoredRecord stored(OffsetSnapshot snapshot) {
        assertThat(snapshot.offsets()).hasSize(1);
        return (StoredRecord) requireNonNull(snapshot.offsets().get(0).stored());
    }

    private static OffsetFinding finding(OffsetSnapshot snapshot, Kind kind) {
        return snapshot.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
