package io.connectmigrator.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OffsetSnapshotTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1",
                "1.10",
                "-0.0",
                "-0",
                "1E5",
                "9007199254740993",
                "123456789012345678901234567890",
                "0.30000000000000004",
                "null",
                "true",
                "\"ğ\\\"\\n\""
            })
    void a_value_keeps_its_literal_form(String literal) {
        String json = "{\"offsets\":[{\"partition\":{\"p\":" + literal + "},\"offset\":{\"o\":" + literal + "}}]}";

        assertThat(OffsetSnapshot.parseJson(json).toJson()).isEqualTo(json);
    }

    @Test
    void fields_and_partitions_keep_their_order() {
        String json = "{\"offsets\":[{\"partition\":{\"z\":1,\"a\":2},\"offset\":{\"y\":1,\"b\":2}},"
                + "{\"partition\":{\"a\":1},\"offset\":null}]}";

        assertThat(OffsetSnapshot.parseJson(json).toJson()).isEqualTo(json);
    }

    @Test
    void a_file_written_from_a_file_is_the_same_byte_for_byte() throws IOException {
        Path read = directory.resolve("read.json");
        Path written = directory.resolve("written.json");
        Files.writeString(
                read,
                "{\"offsets\":[{\"partition\":{\"server\":\"İzmir €\",\"n\":1.10},\"offset\":{\"lsn\":9007199254740993,"
                        + "\"ts\":1E5,\"snapshot\":false}}]}");

        OffsetSnapshot.readJson(read).writeJson(written);

        assertThat(written).hasSameBinaryContentAs(read);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"p\":1} | {\"p\":1}",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "{\"p\":1.10} | {\"p\":1.1}",
                "{\"p\":1E5} | {\"p\":100000.0}",
                "{\"p\":-0} | {\"p\":0}"
            })
    void offsets_are_equal_when_connect_would_read_the_same(String one, String other) {
        ConnectorOffset first = offset("{\"x\":1}", one);
        ConnectorOffset second = offset("{\"x\":1}", other);

        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
        assertThat(offset(one, "{}")).isEqualTo(offset(other, "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"p\":1} | {\"p\":1.0}",
                "{\"p\":1} | {\"p\":\"1\"}",
                "{\"p\":1} | {\"p\":2}",
                "{\"p\":9007199254740993} | {\"p\":9007199254740992}",
                "{\"p\":-0.0} | {\"p\":0.0}",
                "{\"p\":null} | {}",
                "{\"p\":1} | null"
            })
    void offsets_differ_when_connect_would_read_something_else(String one, String other) {
        assertThat(offset("{\"x\":1}", one)).isNotEqualTo(offset("{\"x\":1}", other));
    }

    @Test
    void snapshots_are_equal_in_any_order_and_wherever_they_come_from() {
        ConnectorOffset one = offset("{\"p\":1}", "{\"o\":1}");
        ConnectorOffset two = offset("{\"p\":2}", "{\"o\":1}");
        SnapshotOrigin origin = new SnapshotOrigin("c", "here", null, null, null, null, Instant.EPOCH);

        OffsetSnapshot snapshot = OffsetSnapshot.of(List.of(one, two));

        assertThat(snapshot)
                .isEqualTo(OffsetSnapshot.of(List.of(two, one)).withOrigin(origin))
                .isNotEqualTo(OffsetSnapshot.of(List.of(one)))
                .isNotEqualTo(OffsetSnapshot.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"offsets\":[{\"partition\":{\"p\":1},\"offset\":{}},{\"partition\":{\"p\":1},\"offset\":{\"o\":2}}]}",
                "{\"offsets\":[{\"partition\":{\"a\":1,\"b\":1},\"offset\":{}},{\"partition\":{\"b\":1,\"a\":1},"
                        + "\"offset\":{}}]}"
            })
    void a_partition_that_is_there_twice_is_refused(String json) {
        assertThatThrownBy(() -> OffsetSnapshot.parseJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than once");
    }

    @Test
    void a_missing_offset_is_not_taken_for_null_which_would_delete() {
        assertThatThrownBy(() -> OffsetSnapshot.parseJson("{\"offsets\":[{\"partition\":{\"p\":1}}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{\"p\":1}")
                .hasMessageContaining("no field 'offset'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"offsets\":null}",
                "{\"offsets\":{}}",
                "[]",
                "{\"offset\":[]}",
                "{\"offsets\":[],\"more\":1}",
                "{\"offsets\":[null]}",
                "{\"offsets\":[{\"partition\":null,\"offset\":{}}]}",
                "{\"offsets\":[{\"offset\":{}}]}",
                "{\"offsets\":[{\"partition\":{},\"offset\":1}]}",
                "{\"offsets\":[{\"partition\":{},\"offset\":{},\"extra\":1}]}",
                "{\"offsets\":[{\"partition\":{\"a\":[1]},\"offset\":{}}]}",
                "{\"offsets\":[{\"partition\":{},\"offset\":{\"a\":{}}}]}"
            })
    void anything_but_offsets_is_refused_and_never_taken_for_none(String json) {
        assertThatThrownBy(() -> OffsetSnapshot.parseJson(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        Path missing = directory.resolve("missing.json");

        assertThatThrownBy(() -> OffsetSnapshot.readJson(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the offsets could not be read from " + missing + ": there is no such file or directory");
    }

    @Test
    void a_diff_says_what_is_gone_what_came_and_what_changed() {
        OffsetSnapshot before = OffsetSnapshot.of(List.of(
                offset("{\"p\":1}", "{\"o\":1}"), offset("{\"p\":2}", "{\"o\":1}"), offset("{\"p\":3}", "{\"o\":1}")));
        OffsetSnapshot after = OffsetSnapshot.of(List.of(
                offset("{\"p\":4}", "{\"o\":1}"), offset("{\"p\":3}", "{\"o\":2}"), offset("{\"p\":1}", "{\"o\":1}")));

        SnapshotDiff diff = before.diff(after);

        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.removed()).containsExactly(offset("{\"p\":2}", "{\"o\":1}"));
        assertThat(diff.added()).containsExactly(offset("{\"p\":4}", "{\"o\":1}"));
        assertThat(diff.changed())
                .containsExactly(
                        new SnapshotDiff.Change(offset("{\"p\":3}", "{\"o\":1}"), offset("{\"p\":3}", "{\"o\":2}")));
        assertThat(diff)
                .hasToString("- " + before.offsets().get(1) + "; + "
                        + after.offsets().get(0) + "; ~ {\"p\":3}: {\"o\":1} -> {\"o\":2}");
    }

    @Test
    void a_null_offset_is_a_difference_from_any_other() {
        OffsetSnapshot before = OffsetSnapshot.of(List.of(offset("{\"p\":1}", "null")));

        assertThat(before.diff(OffsetSnapshot.of(List.of(offset("{\"p\":1}", "{\"o\":1}"))))
                        .isEmpty())
                .isFalse();
        assertThat(before.diff(before).isEmpty()).isTrue();
        assertThat(before.nullOffsets()).hasSize(1);
    }

    @Test
    void a_map_that_is_changed_afterwards_does_not_change_the_offset() {
        var partition = new LinkedHashMap<String, @Nullable Object>(Map.of("p", 1));
        ConnectorOffset offset = new ConnectorOffset(partition, null);

        partition.put("q", 2);

        assertThat(offset.partition()).containsExactly(Map.entry("p", 1L));
        assertThatThrownBy(() -> offset.partition().put("r", 3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void integers_are_kept_as_connect_reads_them_back() {
        ConnectorOffset offset = new ConnectorOffset(
                Map.of("p", 1), Map.of("int", 7, "short", (short) 7, "float", 0.1f, "big", BigInteger.TEN.pow(30)));

        assertThat(offset.offset())
                .containsEntry("int", 7L)
                .containsEntry("short", 7L)
                .containsEntry("float", 0.1)
                .containsEntry("big", BigInteger.TEN.pow(30));
    }

    @Test
    void a_value_that_connect_cannot_keep_is_refused_by_the_name_of_its_field() {
        assertThatThrownBy(() -> new ConnectorOffset(Map.of("when", Instant.EPOCH), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'when'");
        assertThatThrownBy(() -> new ConnectorOffset(Map.of("x", Double.NaN), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ConnectorOffset offset(String partition, String offset) {
        return OffsetSnapshot.parseJson("{\"offsets\":[{\"partition\":" + partition + ",\"offset\":" + offset + "}]}")
                .offsets()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"pos":5}            | {"pos":4}            | true
                {"pos":5}            | {"pos":5}            | false
                {"pos":5}            | {"pos":6}            | false
                {"a":5,"b":5}        | {"a":4,"b":6}        | false
                {"file":"1","pos":5} | {"file":"1","pos":4} | true
                {"file":"1","pos":5} | {"file":"2","pos":4} | false
                {"pos":5}            | {"other":4}          | false
                {"pos":5}            | null                 | true
                """)
    void an_offset_went_back_if_only_its_numbers_shrank(String before, String after, boolean backwards) {
        SnapshotDiff diff = OffsetSnapshot.of(List.of(offset("{\"p\":1}", before)))
                .diff(OffsetSnapshot.parseJson("{\"offsets\":[{\"partition\":{\"p\":1},\"offset\":" + after + "}]}"));

        assertThat(diff.changed().stream().anyMatch(SnapshotDiff.Change::isBackwards))
                .isEqualTo(backwards);
    }
}
