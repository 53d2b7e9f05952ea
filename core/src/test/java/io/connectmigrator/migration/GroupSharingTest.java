package io.connectmigrator.migration;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.Participation;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reset of a sink over REST, which deletes its consumer group, at a worker that has other sinks. */
class GroupSharingTest {

    private static final Map<String, String> IN_ONE_GROUP = Map.of("consumer.override.group.id", "all-sinks");
    private static final String OF_BOTH = """
            {"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":7}},\
            {"partition":{"kafka_topic":"stock","kafka_partition":0},"offset":{"kafka_offset":8}}]}""";
    private static final String OF_ORDERS = """
            {"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":7}}]}""";
    private static final String NONE = """
            {"offsets":[]}""";

    private final WireMockServer worker =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private final Map<String, Object> sinks = new LinkedHashMap<>();

    @BeforeEach
    void start() {
        worker.start();
        worker.stubFor(any(anyUrl()).atPriority(9).willReturn(jsonResponse("""
                {"error_code":404,"message":"Connector not found"}""", 404)));
        worker.stubFor(delete(urlMatching("/connectors/.*/offsets")).willReturn(okJson("""
                {"message":"The offsets for this connector have been reset successfully"}""")));
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void a_sink_is_not_reset_that_is_in_a_group_with_another() {
        SideOffsets orders = sink("orders", IN_ONE_GROUP, OF_BOTH).offsets();
        sink("stock", IN_ONE_GROUP, OF_BOTH);

        assertThatThrownBy(orders::reset)
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failure -> assertThat(failure.problem())
                                .extracting(Problem::code)
                                .isEqualTo(ProblemCode.GROUP_SHARED))
                .hasMessageContaining("'stock'");
        assertThatThrownBy(() -> orders.restore(OffsetSnapshot.empty())).isInstanceOf(StepFailedException.class);

        assertThat(resets()).isZero();
    }

    @Test
    void nor_is_one_in_the_group_that_all_sinks_of_the_workers_have() {
        SideOffsets orders = sink("orders", Map.of(), OF_BOTH).offsets();
        sink("stock", Map.of(), OF_BOTH);

        assertThatThrownBy(() -> orders.restore(OffsetSnapshot.empty()))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("'stock'");

        assertThat(resets()).isZero();
    }

    @Test
    void a_sink_with_a_group_of_its_own_is_reset() {
        SideOffsets orders = sink("orders", Map.of(), OF_ORDERS).offsets();
        sink("stock", IN_ONE_GROUP, OF_BOTH);

        orders.reset();

        assertThat(resets()).isOne();
    }

    @Test
    void so_is_one_that_has_offsets_of_a_topic_which_it_no_longer_reads() {
        SideOffsets orders = sink("orders", Map.of(), OF_BOTH).offsets();
        sink("stock", Map.of(), NONE);

        orders.reset();

        assertThat(resets()).isOne();
    }

    @Test
    void a_sink_of_which_only_its_own_offsets_were_deleted_is_not_asked_over_rest() {
        sink("stock", Map.of(), OF_BOTH);
        SideOffsets orders =
                sink("orders", Map.of(), OF_BOTH, new EmptyOffsets()).offsets();

        assertThat(orders.reset()).isEqualTo(Participation.CONNECT_ONLY);

        assertThat(resets()).isZero();
    }

    private int resets() {
        return worker.findAll(deleteRequestedFor(urlMatching("/connectors/.*/offsets")))
                .size();
    }

    private Side sink(String name, Map<String, String> config, String offsets) {
        return sink(name, config, offsets, null);
    }

    /** {@return a stopped sink that reads the topic of its name, and of which REST lists these offsets} */
    private Side sink(String name, Map<String, String> config, String offsets, @Nullable OffsetTransport transport) {
        Map<String, String> complete = new LinkedHashMap<>(config);
        complete.put("name", name);
        complete.put("topics", name);
        Map<String, Object> info = Map.of("name", name, "config", complete, "tasks", List.of(), "type", "sink");
        Map<String, Object> status = Map.of(
                "name",
                name,
                "connector",
                Map.of("state", "STOPPED", "worker_id", "w"),
                "tasks",
                List.of(),
                "type",
                "sink");
        sinks.put(name, Map.of("info", info, "status", status));
        worker.stubFor(get(urlEqualTo("/connectors?expand=info")).willReturn(okJson(Json.write(sinks))));
        worker.stubFor(get(urlEqualTo("/connectors/" + name)).willReturn(okJson(Json.write(info))));
        worker.stubFor(get(urlEqualTo("/connectors/" + name + "/status")).willReturn(okJson(Json.write(status))));
        worker.stubFor(get(urlEqualTo("/connectors/" + name + "/offsets")).willReturn(okJson(offsets)));
        ConnectClientBuilder client =
                ConnectClient.builder("http://127.0.0.1:" + worker.port()).name("here");
        if (transport != null) {
            client.offsetTransport(transport);
        }
        return new Side(
                client.build(),
                name,
                () -> new ConnectCapabilities(true, true, true, true, true),
                () -> OffsetOwner.sink(name, complete),
                new StepBounds(),
                new PendingWrites(Waiting.real(), PendingWrites.LONGEST));
    }

    /** The offsets of a sink alone in a group of several, which are none. */
    private static final class EmptyOffsets implements OffsetTransport {

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            return OffsetSnapshot.empty();
        }

        @Override
        public Participation alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            return Participation.CONNECT_ONLY;
        }

        @Override
        public Participation resetOffsets(OffsetOwner connector) {
            return Participation.CONNECT_ONLY;
        }
    }
}
