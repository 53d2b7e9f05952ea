package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.internal.Redaction;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Error answers as workers from 3.4.0 to 4.3.1 returned them. */
final class RecordedErrorsTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final String OFFSETS = "/connectors/a/offsets";
    private static final String NO_SUCH_ENDPOINT = "HTTP 404 Not Found";
    private static final String NO_SUCH_METHOD = "HTTP 405 Method Not Allowed";
    private static final String NOT_STOPPED = "Connectors must be in the STOPPED state before their offsets can be"
            + " modified. This can be done for the specified connector by issuing a 'PUT' request to the"
            + " '/connectors/a/stop' endpoint";
    private static final String ZOMBIES = "Failed to alter consumer group offsets for connector a either because its"
            + " tasks haven't stopped completely yet or the connector was resumed before the request to alter its"
            + " offsets could be successfully completed. If the connector is in a stopped state, this operation can"
            + " be safely retried. If it doesn't eventually succeed, the Connect cluster may need to be restarted to"
            + " get rid of the zombie sink tasks.";
    private static final String UNKNOWN_FIELD = "Unrecognized field \"initial_state\" (class"
            + " org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest), not marked as ignorable (2 known"
            + " properties: \"config\", \"name\"])";
    private static final String UNKNOWN_CLASS = "Failed to find any class that implements Connector and which name"
            + " matches no.such.Clazz, available connectors are: PluginDesc{klass=class lab.LabSource}";
    private static final String UNSUPPORTED =
            "Failed to modify offsets for connector a because it doesn't support" + " external modification of offsets";

    private static final ConnectorConfig CONFIG =
            ConnectorConfig.empty().with("connector.class", "lab.LabSource").with("password", "hunter2");
    private static final OffsetSnapshot SNAPSHOT =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "id0"), Map.of("seq", 1))));

    private final ConnectClient client =
            ConnectClient.builder(worker.url()).retryTimeout(Duration.ZERO).build();

    static Stream<Arguments> errors() {
        return Stream.of(
                // 3.4.0
                error("GET", OFFSETS, 404, NO_SUCH_ENDPOINT, c -> c.listOffsets("a"), NotSupportedException.class),
                error("PATCH", OFFSETS, 404, NO_SUCH_ENDPOINT, c -> alter(c), NotSupportedException.class),
                error(
                        "PUT",
                        "/connectors/a/stop",
                        404,
                        NO_SUCH_ENDPOINT,
                        c -> c.stop("a"),
                        NotSupportedException.class),
                error("GET", "/health", 404, NO_SUCH_ENDPOINT, ConnectClient::health, NotSupportedException.class),
                error("POST", "/connectors", 500, UNKNOWN_FIELD, c -> createStopped(c), NotSupportedException.class),
                error("POST", "/connectors", 500, UNKNOWN_CLASS, c -> create(c), InvalidConfigException.class),
                // 3.5.1
                error("PATCH", OFFSETS, 405, NO_SUCH_METHOD, c -> alter(c), NotSupportedException.class),
                error("DELETE", OFFSETS, 405, NO_SUCH_METHOD, c -> c.resetOffsets("a"), NotSupportedException.class),
                error(
                        "PATCH",
                        "/connectors/a/config",
                        405,
                        NO_SUCH_METHOD,
                        c -> c.patchConfig("a", Map.of("x", "1")),
                        NotSupportedException.class),
                // 3.6.2 and 3.7.2
                error("PATCH", OFFSETS, 400, NOT_STOPPED, c -> alter(c), ConnectorNotStoppedException.class),
                error(
                        "DELETE",
                        OFFSETS,
                        400,
                        NOT_STOPPED,
                        c -> c.resetOffsets("a"),
                        ConnectorNotStoppedException.class),
                error("PATCH", OFFSETS, 500, ZOMBIES, c -> alter(c), ZombieTasksException.class),
                error("PATCH", OFFSETS, 500, UNSUPPORTED, c -> alter(c), RequestFailedException.class),
                // 3.9.1
                error(
                        "GET",
                        "/connectors/a",
                        500,
                        "Request cannot be completed because a rebalance is expected",
                        c -> c.connector("a"),
                        RebalanceException.class),
                error(
                        "POST",
                        "/connectors/a/tasks/0/restart",
                        409,
                        "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was"
                                + " underway.",
                        c -> c.restartTask("a", 0),
                        RebalanceException.class),
                error(
                        "POST",
                        "/connectors",
                        409,
                        "Cannot complete request momentarily due to stale configuration (typically caused by a"
                                + " concurrent config change)",
                        c -> create(c),
                        RebalanceException.class),
                error(
                        "PATCH",
                        OFFSETS,
                        409,
                        "Cannot complete request because of a conflicting operation (e.g. worker" + " rebalance)",
                        c -> alter(c),
                        RebalanceException.class),
                // 4.3.1
                error("POST", "/connectors", 400, UNKNOWN_CLASS, c -> create(c), InvalidConfigException.class),
                error(
                        "POST",
                        "/connectors",
                        409,
                        "Connector a already exists",
                        c -> create(c),
                        ConnectorExistsException.class),
                error(
                        "POST",
                        "/connectors",
                        400,
                        "Connector name configuration (other) doesn't match connector name in the URL (a)",
                        c -> create(c),
                        InvalidConfigException.class),
                error(
                        "POST",
                        "/connectors",
                        400,
                        "Connector config {name=a, x=hunter2} contains no connector type",
                        c -> create(c),
                        InvalidConfigException.class),
                error(
                        "GET",
                        "/connectors/a",
                        404,
                        "Connector a not found",
                        c -> c.connector("a"),
                        ConnectorNotFoundException.class),
                error(
                        "GET",
                        "/connectors/a/status",
                        404,
                        "No status found for connector a",
                        c -> c.status("a"),
                        ConnectorNotFoundException.class),
                error(
                        "PUT",
                        "/connectors/a/pause",
                        404,
                        "Unknown connector a",
                        c -> c.pause("a"),
                        ConnectorNotFoundException.class),
                error(
                        "POST",
                        "/connectors/a/restart",
                        404,
                        "Unknown connector: a",
                        c -> c.restart("a"),
                        ConnectorNotFoundException.class),
                error(
                        "DELETE",
                        "/connectors/a",
                        404,
                        "Connector a not found",
                        c -> c.deleteConnector("a"),
                        ConnectorNotFoundException.class),
                error(
                        "GET",
                        "/connectors/a/topics",
                        403,
                        "Topic tracking is disabled.",
                        c -> c.topics("a"),
                        RequestFailedException.class),
                error(
                        "GET",
                        OFFSETS,
                        500,
                        "Failed to retrieve offsets for source connector a",
                        c -> c.restOffsets().listOffsets("a"),
                        RequestFailedException.class));
    }

    @ParameterizedTest(name = "{0} answered {1} {2}")
    @MethodSource("errors")
    void every_recorded_error_has_its_exception(
            String request,
            int status,
            String message,
            Consumer<ConnectClient> call,
            Class<? extends ConnectClientException> expected) {
        String[] parts = request.split(" ", 2);
        worker.alwaysAnswers(StubWorker.error(404, "Connector a not found"));
        worker.answers("GET", "/", 200, "{\"version\":\"1\",\"commit\":\"2\",\"kafka_cluster_id\":\"3\"}");
        worker.answers(parts[0], parts[1], StubWorker.error(status, message));

        ConnectClientException thrown = catchThrowableOfType(ConnectClientException.class, () -> call.accept(client));

        assertThat(thrown).isExactlyInstanceOf(expected);
        assertThat(thrown.request()).isEqualTo(parts[0] + " " + worker.url() + parts[1]);
        assertThat(thrown.status()).hasValue(status);
        assertThat(thrown.getMessage())
                .startsWith(thrown.request() + " answered " + status + ": ")
                .contains(shown(message))
                .doesNotContain("hunter2");
    }

    @Test
    void each_error_that_a_worker_finds_in_a_config_is_listed_without_its_values() {
        worker.answers(
                "POST",
                "/connectors",
                StubWorker.error(
                        400,
                        "Connector configuration is invalid and contains the following 2 error(s):\n"
                                + "Invalid value hunter2 for configuration password: must be longer\n"
                                + "Missing required configuration \"topic\" which has no default value.\n"
                                + "You can also find the above list of errors at the endpoint"
                                + " `/connector-plugins/{connectorType}/config/validate`"));

        InvalidConfigException thrown = catchThrowableOfType(InvalidConfigException.class, () -> create(client));

        assertThat(thrown.errors())
                .containsExactly(
                        "Invalid value " + Redaction.HIDDEN + " for configuration password: must be longer",
                        "Missing required configuration \"topic\" which has no default value.");
        assertThat(thrown).hasMessageNotContaining("hunter2");
    }

    @Test
    void an_unknown_class_does_not_bring_the_list_of_all_others() {
        worker.answers("POST", "/connectors", StubWorker.error(400, UNKNOWN_CLASS));

        InvalidConfigException thrown = catchThrowableOfType(InvalidConfigException.class, () -> create(client));

        assertThat(thrown.errors())
                .containsExactly(
                        "Failed to find any class that implements Connector and which name matches" + " no.such.Clazz");
    }

    @Test
    void a_conflict_of_unknown_text_is_told_apart_by_looking() {
        worker.answers("POST", "/connectors", StubWorker.error(409, "Konflikt"));
        worker.answers("GET", "/connectors/a", StubWorker.error(404, "Connector a not found"));

        assertThat(catchThrowableOfType(RebalanceException.class, () -> create(client)))
                .isNotNull();

        worker.answers("GET", "/connectors/a", 200, "{\"name\":\"a\",\"config\":{},\"tasks\":[],\"type\":\"source\"}");
        assertThat(catchThrowableOfType(ConnectorExistsException.class, () -> create(client)))
                .isNotNull();
    }

    @Test
    void a_message_has_the_request_the_answer_and_the_remedy() {
        worker.answers("PUT", "/connectors/a/stop", StubWorker.error(404, NO_SUCH_ENDPOINT));

        NotSupportedException thrown = catchThrowableOfType(NotSupportedException.class, () -> client.stop("a"));

        assertThat(thrown)
                .hasMessage("PUT " + worker.url() + "/connectors/a/stop answered 404: HTTP 404 Not Found."
                        + " Stopping a connector needs Connect 3.5 (KIP-875)");
    }

    private static Arguments error(
            String method,
            String path,
            int status,
            String message,
            Consumer<ConnectClient> call,
            Class<? extends ConnectClientException> expected) {
        return Arguments.of(method + " " + path, status, message, call, expected);
    }

    private static String shown(String message) {
        return message.replace("hunter2", Redaction.HIDDEN).split(", available", 2)[0];
    }

    private static void alter(ConnectClient client) {
        client.alterOffsets("a", SNAPSHOT);
    }

    private static void create(ConnectClient client) {
        client.createConnector("a", CONFIG);
    }

    private static void createStopped(ConnectClient client) {
        client.createConnector("a", CONFIG, InitialState.STOPPED);
    }
}
