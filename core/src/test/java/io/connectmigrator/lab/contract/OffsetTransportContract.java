package io.connectmigrator.lab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every way to list, alter and reset offsets must do. A subclass says which way, and gives it connectors of a
 * cluster: sources that take any offset, so that what is checked here is the transport and not the connector.
 */
public abstract class OffsetTransportContract {

    /** {@return the transport to check, always of the same cluster} */
    protected abstract OffsetTransport transport();

    /** {@return the name of a new source connector that is stopped, has no tasks left, and has just these offsets} */
    protected abstract String stoppedConnector(OffsetSnapshot offsets);

    /** {@return the offsets that the cluster has, found out without the transport} */
    protected abstract OffsetSnapshot offsetsOnCluster(String connector);

    @Test
    void lists_what_the_cluster_has() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 2)));
        String connector = stoppedConnector(offsets);

        assertThat(transport().listOffsets(connector)).isEqualTo(offsets);
    }

    @Test
    void lists_nothing_of_a_connector_that_has_committed_nothing() {
        String connector = stoppedConnector(OffsetSnapshot.empty());

        assertThat(transport().listOffsets(connector).isEmpty()).isTrue();
    }

    @Test
    void what_is_written_is_there() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 2)));
        String connector = stoppedConnector(OffsetSnapshot.empty());

        transport().alterOffsets(connector, offsets);

        assertThat(offsetsOnCluster(connector)).isEqualTo(offsets);
        assertThat(transport().listOffsets(connector)).isEqualTo(offsets);
    }

    @Test
    void writing_the_same_again_changes_nothing() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(offset("one", 1)));
        String connector = stoppedConnector(offsets);

        transport().alterOffsets(connector, offsets);
        transport().alterOffsets(connector, offsets);

        assertThat(offsetsOnCluster(connector)).isEqualTo(offsets);
    }

    @Test
    void partitions_that_are_not_written_stay_as_they_are() {
        String connector = stoppedConnector(OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 2))));

        transport().alterOffsets(connector, OffsetSnapshot.of(List.of(offset("two", 22), offset("three", 3))));

        assertThat(offsetsOnCluster(connector))
                .isEqualTo(OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 22), offset("three", 3))));
    }

    @Test
    void values_arrive_as_they_were_sent() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("beyond a double", 9007199254740993L);
        values.put("decimal", 1.5);
        values.put("whole decimal", 1.0);
        values.put("text", "İ ğ € \"\\ 😀");
        values.put("boolean", true);
        values.put("null", null);
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "ğ €"), values)));
        String connector = stoppedConnector(OffsetSnapshot.empty());

        transport().alterOffsets(connector, offsets);

        assertThat(offsetsOnCluster(connector)).isEqualTo(offsets);
        assertThat(transport().listOffsets(connector)).isEqualTo(offsets);
    }

    @Test
    void more_partitions_than_fit_into_one_request_all_arrive() {
        OffsetSnapshot offsets = OffsetSnapshot.of(
                IntStream.range(0, 2_500).mapToObj(i -> offset("id" + i, i)).toList());
        String connector = stoppedConnector(OffsetSnapshot.empty());

        transport().alterOffsets(connector, offsets);

        assertThat(offsetsOnCluster(connector)).isEqualTo(offsets);
    }

    @Test
    void a_null_offset_is_refused_and_nothing_is_written() {
        OffsetSnapshot before = OffsetSnapshot.of(List.of(offset("one", 1)));
        String connector = stoppedConnector(before);
        OffsetSnapshot withNull =
                OffsetSnapshot.of(List.of(offset("two", 2), new ConnectorOffset(Map.of("id", "one"), null)));

        assertThatThrownBy(() -> transport().alterOffsets(connector, withNull))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(offsetsOnCluster(connector)).isEqualTo(before);
    }

    @Test
    void writing_no_offsets_changes_nothing() {
        OffsetSnapshot before = OffsetSnapshot.of(List.of(offset("one", 1)));
        String connector = stoppedConnector(before);

        transport().alterOffsets(connector, OffsetSnapshot.empty());

        assertThat(offsetsOnCluster(connector)).isEqualTo(before);
    }

    @Test
    void a_reset_deletes_all_offsets_and_can_be_done_again() {
        String connector = stoppedConnector(OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 2))));

        transport().resetOffsets(connector);
        transport().resetOffsets(connector);

        assertThat(offsetsOnCluster(connector).isEmpty()).isTrue();
        assertThat(transport().listOffsets(connector).isEmpty()).isTrue();
    }

    @Test
    void what_is_written_after_a_reset_is_all_there_is() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(offset("two", 22)));
        String connector = stoppedConnector(OffsetSnapshot.of(List.of(offset("one", 1), offset("two", 2))));

        transport().resetOffsets(connector);
        transport().alterOffsets(connector, offsets);

        assertThat(offsetsOnCluster(connector)).isEqualTo(offsets);
    }

    @Test
    void another_connector_keeps_its_offsets() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(offset("one", 1)));
        String other = stoppedConnector(offsets);
        String connector = stoppedConnector(offsets);

        transport().alterOffsets(connector, OffsetSnapshot.of(List.of(offset("one", 11))));
        transport().resetOffsets(connector);

        assertThat(offsetsOnCluster(other)).isEqualTo(offsets);
    }

    private static ConnectorOffset offset(String id, long seq) {
        return new ConnectorOffset(Map.of("id", id), Map.of("seq", seq));
    }
}
