package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.contract.OffsetTransportContract;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offsets over REST, held to the contract of every transport. */
final class RestOffsetsTest extends OffsetTransportContract {

    private final OffsetStore store = new OffsetStore();
    private final AtomicInteger connectors = new AtomicInteger();
    private final OffsetTransport transport = ConnectClient.of(store.url()).restOffsets();

    @AfterEach
    void stop() {
        store.close();
    }

    @Override
    protected OffsetTransport transport() {
        return transport;
    }

    @Override
    protected String stoppedConnector(OffsetSnapshot offsets) {
        String name = "connector-" + connectors.incrementAndGet();
        store.put(name, offsets);
        return name;
    }

    @Override
    protected OffsetSnapshot offsetsOnCluster(String connector) {
        return store.get(connector);
    }

    @Test
    void no_request_has_more_than_a_thousand_partitions() {
        String connector = stoppedConnector(OffsetSnapshot.empty());

        transport.alterOffsets(connector, offsets(2_001, "x"));

        assertThat(store.patches())
                .extracting(body -> OffsetSnapshot.parseJson(body).size())
                .containsExactly(1_000, 1_000, 1);
    }

    @Test
    void no_request_is_larger_than_a_megabyte() {
        String connector = stoppedConnector(OffsetSnapshot.empty());
        OffsetSnapshot large = offsets(300, "€".repeat(2_000));

        transport.alterOffsets(connector, large);

        assertThat(store.patches())
                .hasSize(2)
                .allSatisfy(body ->
                        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_000_100));
        assertThat(store.get(connector)).isEqualTo(large);
    }

    @Test
    void without_offsets_nothing_is_sent() {
        transport.alterOffsets(stoppedConnector(OffsetSnapshot.empty()), OffsetSnapshot.empty());

        assertThat(store.patches()).isEmpty();
    }

    @Test
    void a_null_offset_is_refused_by_its_partition_before_anything_is_sent() {
        OffsetSnapshot offsets = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "nowhere"), null)));

        assertThatThrownBy(() -> transport.alterOffsets("a", offsets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThat(store.patches()).isEmpty();
    }

    private static OffsetSnapshot offsets(int count, String text) {
        return OffsetSnapshot.of(IntStream.range(0, count)
                .mapToObj(i -> new ConnectorOffset(Map.of("id", i), Map.of("text", text)))
                .toList());
    }
}
