package io.connectmigrator.kafka.internal.topic;

import static io.connectmigrator.kafka.OffsetTopicLab.defaultPartition;
import static io.connectmigrator.kafka.OffsetTopicLab.otherPartition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.kafka.OffsetTopicLab;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written to an offset topic of a real broker, as plain clients see it. */
@ExtendWith(SharedLaboratory.class)
class WriteOffsetTopicIT {

    /** Keys and values as connectors have really written them. */
    private static final List<String> REAL_OFFSETS = List.of(
            "{\"filename\":\"/opt/kafka/LICENSE\"}", "{\"position\":15295}",
            "{\"protocol\":\"1\",\"table\":\"sample.movies\"}", "{\"incrementing\":18343}",
            "{\"query\":\"query\"}", "{\"timestamp_nanos\":817000000,\"timestamp\":1669701595817}",
            "{\"protocol\":\"1\",\"table\":\"example_db_001.sample_table\"}", "{\"incrementing\":5496789430263982079}",
            "{\"server\":\"dbserver1\"}",
                    "{\"ts_sec\":1530168941,\"file\":\"mysql-bin.000003\",\"pos\":3261,\"gtids\":\"50303655-f22a-11e8-92a5"
                            + "-0242ac1d0003:1-1\",\"row\":1,\"server_id\":223344,\"event\":2}",
            "{\"server\":\"debezium-cdc-events2\"}",
                    "{\"transaction_id\":null,\"ts_sec\":1698175034,\"file\":\"mysql_bin_log.008984\",\"pos\":219}",
            "{\"server\":\"embeddedconnector\"}",
                    "{\"transaction_id\":null,\"lsn_proc\":27485360,\"messageType\":\"UPDATE\",\"lsn\":27485360}",
            "{\"server\":\"AIS20201114225525\",\"database\":\"db\"}",
                    "{\"event_serial_no\":2,\"commit_lsn\":\"000F9F22:00001660:0003\",\"snapshot\":true}",
            "{\"server\":\"rediscdc\"}", "{\"commit_scn\":\"2985554:1:07000d0003030000\",\"scn\":\"2985553\"}",
            "{\"cluster\":\"source\",\"partition\":1,\"topic\":\"london\"}", "{\"offset\":89}",
            "{\"topic\":\"london\",\"partition\":0}", "{\"offset\":125}",
            "{\"bucket\":\"b\",\"objectKey\":\"k\"}", "{\"recordCount\":7}",
            "{\"objectKey\":\"k2\",\"bucket\":\"b\"}", "{\"recordCount\":8}",
            "{\"ns\":\"mongodb+srv://host/db.coll\"}",
                    "{\"_id\":\"{\\\"_id\\\": {\\\"$oid\\\": \\\"670ee1ef\\\"}, \\\"copyingData\\\": true}\",\"copy\":\"true\"}",
            "{\"name\":\"apache/kafka_commits\"}", "{\"since\":\"2020-01-01T00:00:00Z\"}",
            "{\"increment\":1}", "{\"position\":3471}",
            "{\"server\":\"bahmni-t\"}",
                    "{\"incremental_snapshot_collections\":\"[{\\\"incremental_snapshot_collections_id\\\":\\\"openmrs.obs\\\"}]\"}",
            "{}", "{\"timestamp\":1.5E10,\"rate\":1.0,\"emoji\":\"\\uD83D\\uDE00 ş\"}");

    private final OffsetTopicLab topic;
    private final OffsetTopicLab target;

    WriteOffsetTopicIT(Laboratory lab) {
        topic = OffsetTopicLab.on(lab.kafka());
        target = OffsetTopicLab.on(lab.kafka());
    }

    @AfterEach
    void close() {
        topic.close();
        target.close();
    }

    @Test
    void real_offsets_are_written_byte_for_byte_under_another_name() {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < REAL_OFFSETS.size(); i += 2) {
            topic.put("[\"orders\"," + REAL_OFFSETS.get(i) + "]", REAL_OFFSETS.get(i + 1));
            expected.put("[\"sipariş \\\"eu\\\"\"," + REAL_OFFSETS.get(i) + "]", REAL_OFFSETS.get(i + 1));
        }

        AlterResult alterResult =
                target.offsets().alterOffsets("sipariş \"eu\"", topic.offsets().listOffsets("orders"));

        assertThat(alterResult).isEqualTo(AlterResult.FRAMEWORK_ONLY);
        assertThat(new TreeMap<>(target.live())).isEqualTo(expected);
        assertThat(topic.offsets()
                        .listOffsets("orders")
                        .diff(target.offsets().listOffsets("sipariş \"eu\""))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void records_beside_the_offsets_are_written_too_and_do_not_count_there_either() {
        String hashed = "[\"orders\",{\"zone\":\"eu\",\"id\":\"0\"}]";
        String linked = "[\"orders\",{\"id\":\"0\",\"zone\":\"eu\"}]";
        topic.putAsOf(2_000, hashed, "{\"seq\":2}");
        topic.putAsOf(1_000, linked, "{\"seq\":1}");
        topic.put("[\"orders\",null]", "{\"seq\":3}");
        OffsetSnapshot before = topic.offsets().listOffsets("orders");

        target.offsets().alterOffsets("orders", before);

        assertThat(target.live())
                .containsOnly(
                        Map.entry(hashed, "{\"seq\":2}"),
                        Map.entry(linked, "{\"seq\":1}"),
                        Map.entry("[\"orders\",null]", "{\"seq\":3}"));
        OffsetSnapshot after = target.offsets().listOffsets("orders");
        assertThat(after.offsets().get(0).stored()).hasToString(hashed);
        assertThat(after.unlisted()).containsExactlyInAnyOrderElementsOf(before.unlisted());
    }

    @Test
    void an_offset_read_over_rest_is_written_under_the_key_that_is_in_use() {
        String linked = "[\"orders\",{\"id\":\"0\",\"zone\":\"eu\"}]";
        topic.put(linked, "{\"seq\":1}");

        topic.offsets()
                .alterOffsets(
                        "orders",
                        OffsetSnapshot.parseJson(
                                "{\"offsets\":[{\"partition\":{\"zone\":\"eu\",\"id\":\"0\"},\"offset\":{\"seq\":2}}]}"));

        assertThat(topic.live()).containsOnly(Map.entry(linked, "{\"seq\":2}"));
    }

    @Test
    void a_null_offset_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> topic.offsets()
                        .alterOffsets(
                                "orders",
                                OffsetSnapshot.of(
                                        List.of(offset("0", 1), new ConnectorOffset(Map.of("id", "1"), null)))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(topic.live()).isEmpty();
    }

    @Test
    void a_misplaced_key_gets_the_new_offset_too_so_that_no_start_of_a_worker_finds_the_old_one() {
        String key = "[\"orders\",{\"id\":\"0\"}]";
        topic.putAt(otherPartition(key), key, "{\"seq\":1}");
        topic.putAt(otherPartition("[\"orders\",{\"id\":\"1\"}]"), "[\"orders\",{\"id\":\"1\"}]", "{\"seq\":10}");

        topic.offsets().alterOffsets("orders", OffsetSnapshot.of(List.of(offset("0", 2))));

        assertThat(topic.read(defaultPartition(key))).containsEntry(key, Optional.of("{\"seq\":2}"));
        assertThat(topic.read(otherPartition(key))).containsEntry(key, Optional.of("{\"seq\":2}"));
        assertThat(topic.offsets().listOffsets("orders"))
                .isEqualTo(OffsetSnapshot.of(List.of(offset("0", 2), offset("1", 10))));
    }

    @Test
    void a_misplaced_tombstone_is_overwritten_so_that_it_hides_nothing_from_a_worker_that_starts() {
        String key = "[\"orders\",{\"id\":\"0\"}]";
        topic.putAt(otherPartition(key), key, "{\"seq\":1}");
        topic.offsets().resetOffsets("orders");
        assertThat(topic.read(otherPartition(key))).containsEntry(key, Optional.empty());

        topic.offsets().alterOffsets("orders", OffsetSnapshot.of(List.of(offset("0", 2))));

        assertThat(topic.read(defaultPartition(key))).containsEntry(key, Optional.of("{\"seq\":2}"));
        assertThat(topic.read(otherPartition(key))).containsEntry(key, Optional.of("{\"seq\":2}"));
    }

    @Test
    void a_reset_deletes_every_key_of_the_connector_and_no_other() {
        String key = "[\"orders\",{\"id\":\"0\",\"zone\":\"eu\"}]";
        topic.put(key, "{\"seq\":1}");
        topic.putAt(otherPartition(key), key, "{\"seq\":2}");
        topic.put("[\"orders\",{\"zone\":\"eu\",\"id\":\"0\"}]", "{\"seq\":3}");
        topic.put("[\"orders\", {}]", "{\"seq\":4}");
        topic.put("[\"orders\",null]", "{\"seq\":5}");
        topic.put("[\"orders\",\"malformed\"]", "{\"seq\":5}");
        topic.put("{\"schema\":null,\"payload\":" + key + "}", "{\"seq\":6}");
        topic.put("[\"orders2\",{}]", "{\"seq\":7}");

        topic.offsets().resetOffsets(OffsetOwner.source("orders", Map.of()));
        topic.offsets().resetOffsets(OffsetOwner.source("orders", Map.of()));

        assertThat(topic.live()).containsOnly(Map.entry("[\"orders2\",{}]", "{\"seq\":7}"));
        assertThat(topic.read(otherPartition(key))).containsEntry(key, Optional.empty());
    }

    @Test
    void a_record_that_is_too_large_is_an_error_that_says_how_far_it_came() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(
                offset("0", 1), new ConnectorOffset(Map.of("id", "1"), Map.of("text", "x".repeat(1_100_000)))));

        assertThatThrownBy(() -> topic.offsets().alterOffsets("orders", offsets))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining(topic.name())
                .hasMessageContaining("larger than the topic allows")
                .hasMessageContaining("1 of 2 records were acknowledged");

        topic.offsets().alterOffsets("orders", OffsetSnapshot.of(List.of(offset("0", 2))));
        assertThat(topic.offsets().listOffsets("orders")).isEqualTo(OffsetSnapshot.of(List.of(offset("0", 2))));
    }

    @Test
    void what_is_not_there_when_it_is_read_back_is_an_error_that_names_the_key() {
        StoredRecord wanted = StoredRecord.asOverRest("orders", offset("0", 1), 1);
        LiveRecord other = new LiveRecord(
                KeyPosition.inDefaultPartition(new KeyBytes(wanted.key()), 5),
                0,
                "{\"seq\":2}".getBytes(StandardCharsets.UTF_8),
                2);

        assertThatThrownBy(() -> new RecordsToWrite(List.of(wanted), 5).requireAmong(List.of(other), "writing"))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("1 of them")
                .hasMessageContaining(wanted.toString());
    }

    private static ConnectorOffset offset(String id, long seq) {
        return new ConnectorOffset(Map.of("id", id), Map.of("seq", seq));
    }
}
