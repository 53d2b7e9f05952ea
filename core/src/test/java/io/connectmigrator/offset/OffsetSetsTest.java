package io.connectmigrator.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.connectmigrator.offset.OffsetFinding.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Union, filter and map of snapshots. */
final class OffsetSetsTest {

    private static final long MOST_FOR_EACH = 2_000;

    private static final OffsetOrder BY_POSITION = OffsetOrder.byNumber("position");

    private final OffsetSnapshot first = OffsetSnapshot.of(List.of(offset("a", 1), offset("b", 5)));
    private final OffsetSnapshot second = OffsetSnapshot.of(List.of(offset("c", 2), offset("b", 9)));

    @Test
    void a_union_has_every_partition_once() {
        OffsetSnapshot third = OffsetSnapshot.of(List.of(offset("d", 3), offset("a", 1)));

        assertThat(OffsetSnapshot.union(first, third).offsets())
                .containsExactly(offset("a", 1), offset("b", 5), offset("d", 3));
        assertThat(OffsetSnapshot.union()).isEqualTo(OffsetSnapshot.empty());
    }

    @Test
    void different_offsets_of_a_partition_are_refused_with_both() {
        assertThatThrownBy(() -> OffsetSnapshot.union(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{\"filename\":\"b\"}")
                .hasMessageContaining("{\"position\":5}")
                .hasMessageContaining("{\"position\":9}");
    }

    @Test
    void the_earliest_or_the_latest_offset_is_taken_on_demand() {
        for (List<OffsetSnapshot> members : List.of(List.of(first, second), List.of(second, first))) {
            assertThat(OffsetSnapshot.union(members, OnConflict.EARLIEST, BY_POSITION)
                            .offsets())
                    .contains(offset("b", 5))
                    .doesNotContain(offset("b", 9));
            assertThat(OffsetSnapshot.union(members, OnConflict.LATEST, BY_POSITION)
                            .offsets())
                    .contains(offset("b", 9))
                    .doesNotContain(offset("b", 5));
        }
    }

    @Test
    void an_order_that_is_not_known_is_refused() {
        List<OffsetSnapshot> members = List.of(first, second);

        assertThatThrownBy(() -> OffsetSnapshot.union(members, OnConflict.EARLIEST, OffsetOrder.unknown()))
                .hasMessageContaining("order is not known");
        assertThatThrownBy(() -> OffsetSnapshot.union(members, OnConflict.LATEST, OffsetOrder.byNumber("line")))
                .hasMessageContaining("order is not known");
    }

    @Test
    void numbers_are_an_order_only_where_nothing_else_differs() {
        ConnectorOffset offset = new ConnectorOffset(Map.of(), Map.of("pos", 7, "file", "log.1"));

        assertThat(OffsetOrder.byNumber("pos").compare(offset, offset.withOffset(Map.of("pos", 8, "file", "log.1"))))
                .hasValue(-1);
        assertThat(OffsetOrder.byNumber("pos").compare(offset, offset.withOffset(Map.of("pos", 8, "file", "log.2"))))
                .isEmpty();
        assertThat(OffsetOrder.byNumber("pos").compare(offset, new ConnectorOffset(Map.of(), null)))
                .isEmpty();
    }

    @Test
    void a_union_of_ten_thousand_partitions_has_them_all_and_takes_little_memory_of_its_own() {
        List<OffsetSnapshot> members = IntStream.range(0, 100)
                .mapToObj(member -> OffsetSnapshot.of(IntStream.range(0, 100)
                        .mapToObj(i -> offset(member + "/" + i, i))
                        .toList()))
                .toList();

        long before = allocatedBytes();
        OffsetSnapshot union = OffsetSnapshot.union(members, OnConflict.REFUSE, OffsetOrder.unknown());
        long each = (allocatedBytes() - before) / 10_000;

        assertThat(union.size()).isEqualTo(10_000);
        // No copies: each offset is the one that its member has.
        assertThat(union.offsets())
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactlyElementsOf(members.stream()
                        .flatMap(member -> member.offsets().stream())
                        .toList());
        System.out.println("a union allocates " + each + " bytes for each partition, garbage included");
        assertThat(each).isLessThan(MOST_FOR_EACH);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void an_equal_offset_under_another_key_stays_beside_the_listed_one() {
        StoredRecord listed = record("[\"one\",{\"a\":1,\"b\":2}]", "{\"position\":5}");
        StoredRecord other = record("[\"two\",{\"b\":2,\"a\":1}]", "{\"position\":5}");

        OffsetSnapshot union = OffsetSnapshot.union(of(listed), of(other));

        assertThat(union.offsets()).containsExactly(listed.toOffset());
        assertThat(union.offsets().get(0).stored()).isSameAs(listed);
        assertThat(union.unlisted()).containsExactly(other);
    }

    @Test
    void different_offsets_under_two_keys_are_refused_whatever_their_order() {
        OffsetSnapshot one = of(record("[\"one\",{\"a\":1,\"b\":2}]", "{\"position\":5}"));
        OffsetSnapshot two = of(record("[\"two\",{\"b\":2,\"a\":1}]", "{\"position\":6}"));

        assertThatThrownBy(() -> OffsetSnapshot.union(List.of(one, two), OnConflict.EARLIEST, BY_POSITION))
                .hasMessageContaining("under two keys");
    }

    @Test
    void unlisted_records_are_united_and_differing_ones_refused() {
        StoredRecord state = record("[\"one\",null]", "{\"epoch\":1}");
        StoredRecord same = record("[\"two\",null]", "{\"epoch\":1}");
        StoredRecord other = record("[\"two\",null]", "{\"epoch\":2}");
        OffsetFinding finding = new OffsetFinding(Kind.NOT_COMPACTED, "the topic is not compacted", "compact it");
        OffsetSnapshot member = first.withUnlisted(List.of(state)).withFindings(List.of(finding));

        OffsetSnapshot union =
                OffsetSnapshot.union(member, OffsetSnapshot.empty().withUnlisted(List.of(same)));

        assertThat(union.unlisted()).containsExactly(state);
        assertThat(union.findings()).containsExactly(finding);
        assertThatThrownBy(() ->
                        OffsetSnapshot.union(member, OffsetSnapshot.empty().withUnlisted(List.of(other))))
                .hasMessageContaining("different values");
    }

    @Test
    void unlisted_records_go_with_the_offset_of_their_partition() {
        StoredRecord kept = record("[\"o\",{\"a\":1,\"b\":1}]", "{\"position\":5}");
        StoredRecord besideKept = record("[\"o\",{\"b\":1,\"a\":1}]", "{\"position\":3}");
        StoredRecord left = record("[\"o\",{\"a\":2,\"b\":1}]", "{\"position\":5}");
        StoredRecord besideLeft = record("[\"o\",{\"b\":1,\"a\":2}]", "{\"position\":3}");
        StoredRecord ofAll = record("[\"o\",null]", "{}");
        OffsetSnapshot all = OffsetSnapshot.of(List.of(kept.toOffset(), left.toOffset()))
                .withUnlisted(List.of(besideKept, besideLeft, ofAll));

        OffsetSnapshot filtered =
                all.filter(offset -> Long.valueOf(1).equals(offset.partition().get("a")));

        assertThat(filtered.offsets()).containsExactly(kept.toOffset());
        assertThat(filtered.unlisted()).containsExactly(besideKept, ofAll);
    }

    @Test
    void a_map_changes_unlisted_records_too_and_lets_the_listed_one_count() {
        StoredRecord listed = record("[\"o\",{\"topic\":\"t\",\"partition\":0}]", "{\"offset\":5}");
        StoredRecord shadow = record("[\"o\",{\"partition\":0,\"topic\":\"t\"}]", "{\"offset\":3}");
        StoredRecord ofAll = record("[\"o\",null]", "{}");
        OffsetSnapshot all = of(listed).withUnlisted(List.of(shadow, ofAll));

        OffsetSnapshot renamed = all.map(OffsetTransforms.field("topic", topic -> "u"));
        OffsetSnapshot mirrored = all.map(OffsetTransforms.replicatorToMirror("source"));

        assertThat(renamed.unlisted())
                .containsExactly(record("[\"o\",{\"partition\":0,\"topic\":\"u\"}]", "{\"offset\":3}"), ofAll);
        assertThat(mirrored.unlisted()).containsExactly(ofAll);
    }

    @Test
    void two_partitions_that_become_one_are_refused_with_both() {
        assertThatThrownBy(() -> first.map(OffsetTransforms.file("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{\"filename\":\"a\"} and {\"filename\":\"b\"} both become {\"filename\":\"b\"}");
    }

    @Test
    void a_record_of_its_own_that_a_transform_gives_counts_if_it_holds_the_offset() {
        StoredRecord before = record("[\"o\",{\"bucket\":\"a\",\"objectKey\":\"k\"}]", "{\"n\":1}");
        StoredRecord turned = record("[\"o\",{\"objectKey\":\"k\",\"bucket\":\"a\"}]", "{\"n\":1}");

        OffsetSnapshot mapped = of(before).map(offset -> turned.toOffset());
        OffsetSnapshot wrong = of(before)
                .map(offset -> new ConnectorOffset(Map.of("bucket", "b", "objectKey", "k"), offset.offset(), turned));

        assertThat(mapped.offsets().get(0).stored()).isSameAs(turned);
        assertThat(wrong.offsets().get(0).stored())
                .isEqualTo(record("[\"o\",{\"bucket\":\"b\",\"objectKey\":\"k\"}]", "{\"n\":1}"));
    }

    private static OffsetSnapshot of(StoredRecord record) {
        return OffsetSnapshot.of(List.of(record.toOffset()));
    }

    private static ConnectorOffset offset(String file, long position) {
        return new ConnectorOffset(Map.of("filename", file), Map.of("position", position));
    }

    private static StoredRecord record(String key, String value) {
        return StoredRecord.of(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 1_700_000_000_000L);
    }
}
