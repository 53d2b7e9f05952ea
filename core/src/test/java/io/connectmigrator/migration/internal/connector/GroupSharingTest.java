package io.connectmigrator.migration.internal.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.plan.EmptyOffsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that change the offsets of a sink over REST if other sinks share its consumer group. */
class GroupSharingTest {

    private static final Map<String, String> IN_ONE_GROUP = Map.of("consumer.override.group.id", "all-sinks");
    private static final String OF_BOTH = """
            {"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":7}},\
            {"partition":{"kafka_topic":"stock","kafka_partition":0},"offset":{"kafka_offset":8}}]}""";
    private static final String OF_ORDERS = """
            {"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":{"kafka_offset":7}}]}""";
    private static final String OF_TWO_PARTITIONS =
            OF_BOTH.replace("\"stock\",\"kafka_partition\":0", "\"orders\",\"kafka_partition\":1");
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
        worker.stubFor(patch(urlMatching("/connectors/.*/offsets")).willReturn(okJson("""
                {"message":"The offsets for this connector have been altered successfully"}""")));
        worker.stubFor(delete(urlMatching("/connectors/.*/offsets")).willReturn(okJson("""
                {"message":"The offsets for this connector have been reset successfully"}""")));
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void of_a_sink_only_the_partitions_of_its_own_topics_are_deleted() {
        CopyOffsets orders = sink("orders", IN_ONE_GROUP, OF_BOTH).offsets();

        assertThat(orders.list().toJson()).isEqualTo(OF_ORDERS);
        orders.reset();

        worker.verify(
                1, patchRequestedFor(urlEqualTo("/connectors/orders/offsets")).withRequestBody(equalToJson("""
                                        {"offsets":[{"partition":{"kafka_topic":"orders","kafka_partition":0},"offset":null}]}""")));
        assertThat(resets()).isZero();
    }

    @Test
    void what_was_noted_with_the_offsets_of_other_sinks_is_not_written_to_them() {
        sink("orders", IN_ONE_GROUP, NONE)
                .offsets()
                .restore(sink("stock", IN_ONE_GROUP, OF_BOTH, null, Map.of())
                        .offsets()
                        .list());

        worker.verify(
                1, patchRequestedFor(urlEqualTo("/connectors/orders/offsets")).withRequestBody(equalToJson(OF_ORDERS)));
    }

    @Test
    void offsets_are_altered_before_any_is_deleted_since_brokers_may_refuse_the_one_and_not_the_other() {
        worker.stubFor(patch(urlEqualTo("/connectors/orders/offsets")).willReturn(jsonResponse("""
                {"error_code":500,"message":"Failed to alter consumer group offsets for connector orders either because its \
                tasks haven't stopped completely yet. Get rid of the zombie sink tasks."}""", 500)));
        CopyOffsets orders = sink("orders", Map.of(), OF_TWO_PARTITIONS).offsets();

        assertThatThrownBy(() -> orders.restore(OffsetSnapshot.parseJson(OF_ORDERS)))
                .isInstanceOf(ZombieTasksException.class)
                .hasMessageContaining("other sinks are in its consumer group");

        worker.verify(1, patchRequestedFor(urlEqualTo("/connectors/orders/offsets")));
        worker.verify(
                1, patchRequestedFor(urlEqualTo("/connectors/orders/offsets")).withRequestBody(equalToJson(OF_ORDERS)));
    }

    @Test
    void two_readings_of_one_group_are_told_from_those_of_two() {
        OffsetSnapshot seven = OffsetSnapshot.parseJson(OF_ORDERS);
        OffsetSnapshot eight = OffsetSnapshot.parseJson(OF_ORDERS.replace("7", "8"));

        assertThat(GroupSharing.isBetween(seven, seven, seven)).isTrue();
        assertThat(GroupSharing.isBetween(seven, eight, eight)).isTrue();
        assertThat(GroupSharing.isBetween(OffsetSnapshot.empty(), seven, eight)).isTrue();
        assertThat(GroupSharing.isBetween(eight, seven, eight)).isFalse();
        assertThat(GroupSharing.isBetween(seven, eight, seven)).isFalse();
        assertThat(GroupSharing.isBetween(seven, OffsetSnapshot.parseJson(OF_BOTH), eight))
                .isFalse();
        assertThat(GroupSharing.isBetween(OffsetSnapshot.empty(), OffsetSnapshot.empty(), seven))
                .isFalse();
    }

    @Test
    void a_sink_of_which_only_its_own_offsets_were_deleted_is_not_asked_over_rest() {
        sink("stock", Map.of(), OF_BOTH);
        CopyOffsets orders =
                sink("orders", Map.of(), OF_BOTH, new EmptyOffsets()).offsets();

        assertThat(orders.takesPartInChangesTo(OffsetSnapshot.parseJson(OF_ORDERS)))
                .isFalse();

        assertThat(resets()).isZero();
    }

    private int resets() {
        return worker.findAll(deleteRequestedFor(urlMatching("/connectors/.*/offsets")))
                .size();
    }

    private ConnectorCopy sink(String name, Map<String, String> config, String offsets) {
        return sink(name, config, offsets, null);
    }

    /** {@return a stopped sink that reads the topic of its name, and of which REST lists these offsets} */
    private ConnectorCopy sink(
            String name, Map<String, String> config, String offsets, @Nullable OffsetTransport transport) {
        return sink(name, config, offsets, transport, Map.of("topics", name));
    }

    private ConnectorCopy sink(
            String name,
            Map<String, String> config,
            String offsets,
            @Nullable OffsetTransport transport,
            Map<String, String> topics) {
        Map<String, String> complete = new LinkedHashMap<>(config);
        complete.put("name", name);
        complete.putAll(topics);
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
        return new ConnectorCopy(
                client.build(),
                name,
                () -> new ConnectCapabilities(true, true, true),
                () -> OffsetOwner.sink(name, complete),
                new StepBounds(),
                new PendingWrites(Waiting.real(), Duration.ofSeconds(90)));
    }

    /** The offsets of a sink alone in a group of several, which are none. */
    private static final class EmptyOffsets implements OffsetTransport {

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            return Optional.empty();
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            return OffsetSnapshot.empty();
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            return AlterResult.FRAMEWORK_ONLY;
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            return AlterResult.FRAMEWORK_ONLY;
        }
    }
}
