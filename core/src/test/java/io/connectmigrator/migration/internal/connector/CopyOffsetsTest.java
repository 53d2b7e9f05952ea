package io.connectmigrator.migration.internal.connector;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.StoredRecord;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.TransportChoice.Via;
import io.connectmigrator.report.internal.StepFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Offsets of a connector that are changed without its workers; a worker behind a real socket reports the state of the
 * connector.
 */
class CopyOffsetsTest {

    private static final OffsetSnapshot BEFORE = offsetsAt(1);
    private static final OffsetSnapshot OTHERS = offsetsAt(2);

    private final WireMockServer worker =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private final KeptOffsets kept = new KeptOffsets();

    @BeforeEach
    void start() {
        worker.start();
        worker.stubFor(any(anyUrl()).atPriority(9).willReturn(jsonResponse("""
                {"error_code":404,"message":"Connector orders not found"}""", 404)));
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    private enum Change {
        ALTER {
            @Override
            void in(CopyOffsets offsets) {
                offsets.alter(OTHERS, new TransportChoice(Via.CONFIGURED, "kept", "it is the only one"));
            }
        },
        RESET {
            @Override
            void in(CopyOffsets offsets) {
                offsets.reset();
            }
        },
        MAKE_WAY {
            @Override
            void in(CopyOffsets offsets) {
                offsets.makeWayFor(OTHERS);
            }
        },
        RESTORE {
            @Override
            void in(CopyOffsets offsets) {
                offsets.restore(OTHERS);
            }
        };

        abstract void in(CopyOffsets offsets);
    }

    @ParameterizedTest
    @EnumSource
    void the_offsets_of_a_connector_that_runs_are_not_changed(Change change) {
        connectorIs("RUNNING", "RUNNING");
        CopyOffsets offsets = side().offsets();

        assertThatThrownBy(() -> change.in(offsets))
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failure -> assertThat(failure.problem())
                                .extracting(Problem::code)
                                .isEqualTo(ProblemCode.CONNECTOR_NOT_STOPPED))
                .hasMessageContaining("connector 'orders' on here is not stopped: RUNNING, tasks RUNNING");

        assertThat(kept.offsets).isEqualTo(BEFORE);
        assertThat(kept.changes).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAUSED PAUSED", "STOPPED RUNNING", "UNASSIGNED UNASSIGNED"})
    void the_offsets_of_a_connector_that_is_not_at_rest_are_not_changed(String states) {
        connectorIs(states.split(" ", -1)[0], states.split(" ", -1)[1]);
        CopyOffsets offsets = side().offsets();

        assertThatThrownBy(() -> offsets.restore(OTHERS)).isInstanceOf(StepFailedException.class);

        assertThat(kept.changes).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void the_offsets_of_a_connector_that_is_stopped_are_changed(Change change) {
        connectorIs("STOPPED", "UNASSIGNED");

        change.in(side().offsets());

        assertThat(kept.offsets).isNotEqualTo(BEFORE);
    }

    @ParameterizedTest
    @EnumSource
    void the_offsets_of_a_connector_that_is_not_there_are_changed(Change change) {
        change.in(side().offsets());

        assertThat(kept.offsets).isNotEqualTo(BEFORE);
    }

    @Test
    void a_connector_between_two_states_is_waited_for_and_one_that_was_started_is_not() {
        Condition writable = side().offsets().writable();

        connectorIs("STOPPED", "UNASSIGNED");
        assertThat(writable.missing()).isEmpty();
        connectorIs("UNASSIGNED", "UNASSIGNED");
        assertThat(writable.missing())
                .hasValueSatisfying(missing -> assertThat(missing).contains("UNASSIGNED"));
        connectorIs("RUNNING", "RUNNING");
        assertThatThrownBy(writable::missing).isInstanceOf(StepFailedException.class);
    }

    @Test
    void over_rest_the_state_is_left_to_the_workers() {
        connectorIs("RUNNING", "RUNNING");
        ConnectorCopy overRest = side(ConnectClient.builder("http://127.0.0.1:" + worker.port())
                .name("here")
                .build());

        assertThatCode(() -> overRest.offsets().writable().missing()).doesNotThrowAnyException();
    }

    @Test
    void a_lost_record_that_rest_cannot_list_is_a_difference() {
        OffsetSnapshot written = OffsetSnapshot.of(
                        List.of(record("[\"orders\",{\"id\":\"0\"}]").toOffset()))
                .withUnlisted(List.of(record("[\"orders\",null]")));
        CopyOffsets offsets = side().offsets();

        kept.offsets = written;
        assertThat(offsets.differenceFrom(written).isEmpty()).isTrue();
        kept.offsets = written.withUnlisted(List.of());
        assertThat(offsets.differenceFrom(written)).hasToString("- record [\"orders\",null]: {\"position\":1}");
    }

    @Test
    void a_connector_is_asked_by_a_reset_of_what_its_workers_list_and_not_when_they_list_nothing() {
        connectorIs("STOPPED", "UNASSIGNED");
        workersList("[]");
        CopyOffsets offsets = side().offsets();

        offsets.makeWayFor(OTHERS);
        assertThat(offsets.takesPartInChangesTo(OTHERS)).isFalse();
        worker.verify(0, deleteRequestedFor(anyUrl()));

        workersList("""
                [{"partition":{"id":"0"},"offset":{"position":2}}]""");
        assertThat(offsets.takesPartInChangesTo(OTHERS)).isTrue();
        worker.verify(1, deleteRequestedFor(anyUrl()));
    }

    private void workersList(String offsets) {
        worker.stubFor(get(urlEqualTo("/connectors/orders/offsets")).willReturn(okJson("""
                {"offsets":%s}""".formatted(offsets))));
    }

    private static StoredRecord record(String key) {
        return StoredRecord.of(
                key.getBytes(StandardCharsets.UTF_8), "{\"position\":1}".getBytes(StandardCharsets.UTF_8), 0);
    }

    private void connectorIs(String state, String task) {
        worker.stubFor(delete(urlEqualTo("/connectors/orders/offsets")).willReturn(okJson("""
                {"message":"The offsets for this connector have been reset successfully"}""")));
        worker.stubFor(get(urlEqualTo("/connectors/orders")).willReturn(okJson("""
                {"name":"orders","config":{"name":"orders"},"tasks":[],"type":"source"}""")));
        worker.stubFor(get(urlEqualTo("/connectors/orders/status")).willReturn(okJson("""
                {"name":"orders","connector":{"state":"%s","worker_id":"w"},\
                "tasks":[{"id":0,"state":"%s","worker_id":"w"}],"type":"source"}""".formatted(state, task))));
    }

    private ConnectorCopy side() {
        return side(ConnectClient.builder("http://127.0.0.1:" + worker.port())
                .name("here")
                .offsetTransport(kept)
                .build());
    }

    private static ConnectorCopy side(ConnectClient client) {
        return new ConnectorCopy(
                client,
                "orders",
                CopyOffsetsTest::since37,
                () -> OffsetOwner.source("orders", Map.of()),
                new StepBounds(),
                new PendingWrites(Waiting.real(), Duration.ofSeconds(90)));
    }

    private static ConnectCapabilities since37() {
        return new ConnectCapabilities(true, true, true);
    }

    private static OffsetSnapshot offsetsAt(int position) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("position", position))));
    }

    /** Offsets of one connector in memory, for which it does not matter whether that runs. */
    private static final class KeptOffsets implements OffsetTransport {

        private OffsetSnapshot offsets = BEFORE;
        private int changes;

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            return Optional.empty();
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            return offsets;
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot altered) {
            changes++;
            offsets = altered;
            return AlterResult.FRAMEWORK_ONLY;
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            changes++;
            offsets = OffsetSnapshot.empty();
            return AlterResult.FRAMEWORK_ONLY;
        }
    }
}
