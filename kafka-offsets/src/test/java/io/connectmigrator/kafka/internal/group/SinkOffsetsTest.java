package io.connectmigrator.kafka.internal.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredCommit;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkOffsetsTest {

    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);
    private static final TopicPartition ELEVENTH = new TopicPartition("orders", 10);

    @Test
    void commits_become_what_a_worker_lists_by_topic_and_partition() {
        OffsetSnapshot offsets = SinkOffsets.fromCommits(Map.of(
                ELEVENTH, new OffsetAndMetadata(1), SECOND, new OffsetAndMetadata(2), FIRST, new OffsetAndMetadata(3)));

        assertThat(offsets.toJson()).isEqualTo("""
                {"offsets":[\
                {"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":3}},\
                {"partition":{"kafka_topic":"orders","kafka_partition":1},"offset":{"kafka_offset":2}},\
                {"partition":{"kafka_topic":"orders","kafka_partition":10},"offset":{"kafka_offset":1}}]}""");
    }

    @Test
    void nothing_of_a_commit_is_lost_in_both_directions() {
        Map<TopicPartition, OffsetAndMetadata> commits = Map.of(
                FIRST, new OffsetAndMetadata(Long.MAX_VALUE, Optional.of(5), "state"),
                SECOND, new OffsetAndMetadata(0, Optional.empty(), ""));

        OffsetSnapshot offsets = SinkOffsets.fromCommits(commits);

        assertThat(offsets.offsets().get(0).stored()).isEqualTo(new StoredCommit(5, "state"));
        assertThat(SinkOffsets.toCommits(offsets)).isEqualTo(commits);
    }

    @Test
    void what_was_read_over_rest_is_committed_without_metadata() {
        OffsetSnapshot offsets = OffsetSnapshot.parseJson("""
                {"offsets":[{"partition":{"kafka_partition":1,"kafka_topic":"orders"},"offset":{"kafka_offset":7}}]}""");

        assertThat(SinkOffsets.toCommits(offsets)).isEqualTo(Map.of(SECOND, new OffsetAndMetadata(7)));
    }

    @Test
    void a_null_offset_is_refused() {
        assertRefused("{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0},\"offset\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"partition\":{\"kafka_partition\":0},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"t\"},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"\",\"kafka_partition\":0},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":7,\"kafka_partition\":0},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":-1},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":2147483648},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0,\"x\":1},\"offset\":{\"kafka_offset\":1}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0},\"offset\":{\"kafka_offset\":-1}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0},\"offset\":{\"kafka_offset\":1.0}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0},\"offset\":{\"kafka_offset\":null}}",
                "{\"partition\":{\"kafka_topic\":\"t\",\"kafka_partition\":0},\"offset\":{}}",
                "{\"partition\":{\"filename\":\"f\"},\"offset\":{\"position\":1}}"
            })
    void what_is_no_offset_of_a_sink_is_refused(String offset) {
        assertRefused(offset);
    }

    private static void assertRefused(String offset) {
        OffsetSnapshot offsets = OffsetSnapshot.parseJson("{\"offsets\":[" + offset + "]}");

        assertThatThrownBy(() -> SinkOffsets.toCommits(offsets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(offset);
    }
}
