package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
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

/** A connector that repeats its config in an error, in answer to a request that does not carry that config. */
final class QuotedConfigTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final OffsetSnapshot SNAPSHOT =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "id0"), Map.of("seq", 5))));

    private final ConnectClient client =
            ConnectClient.builder(worker.url()).retryTimeout(Duration.ZERO).build();

    static Stream<Arguments> calls() {
        return Stream.of(
                call("GET /connectors/a%20b/offsets", c -> c.restOffsets().listOffsets(owner())),
                call("PATCH /connectors/a%20b/offsets", c -> c.alterOffsets("a b", SNAPSHOT)),
                call("DELETE /connectors/a%20b/offsets", c -> c.resetOffsets("a b")),
                call("PUT /connectors/a%20b/pause", c -> c.pause("a b")),
                call("PUT /connectors/a%20b/resume", c -> c.resume("a b")),
                call("PUT /connectors/a%20b/stop", c -> c.stop("a b")),
                call("POST /connectors/a%20b/restart", c -> c.restart("a b")),
                call(
                        "POST /connectors/a%20b/restart?includeTasks=true&onlyFailed=false",
                        c -> c.restart("a b", RestartOption.INCLUDE_TASKS)),
                call("POST /connectors/a%20b/tasks/0/restart", c -> c.restartTask("a b", 0)),
                call("PUT /connectors/a%20b/topics/reset", c -> c.resetTopics("a b")),
                call("DELETE /connectors/a%20b", c -> c.deleteConnector("a b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void its_values_are_hidden(String request, Consumer<ConnectClient> call) {
        fails(request, "cannot use the config {password=hunter2, topic=orders}: invalid offset");
        worker.answers("GET", "/connectors/a%20b/config", 200, "{\"x\":\"hunter2\",\"topic\":\"orders\"}");

        RequestFailedException thrown = catchThrowableOfType(RequestFailedException.class, () -> call.accept(client));

        assertThat(thrown)
                .hasMessageContaining("cannot use the config {password=<hidden>, topic=<hidden>}: invalid offset")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void nothing_is_repeated_when_the_config_cannot_be_read(String request, Consumer<ConnectClient> call) {
        fails(request, "hunter2 is too short");
        worker.answers("GET", "/connectors/a%20b/config", StubWorker.error(500, "out of memory"));

        RequestFailedException thrown = catchThrowableOfType(RequestFailedException.class, () -> call.accept(client));

        assertThat(thrown)
                .hasMessageContaining(" answered 500: an error that is not repeated")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void what_stands_for_a_placeholder_is_hidden_where_it_looks_like_a_secret() {
        fails("PATCH /connectors/a%20b/offsets", "cannot log in to jdbc:mysql://db/x?password=hunter2");
        worker.answers("GET", "/connectors/a%20b/config", 200, "{\"url\":\"${vault:db:url}\"}");

        assertThat(catchThrowableOfType(RequestFailedException.class, () -> client.alterOffsets("a b", SNAPSHOT)))
                .hasMessageContaining("cannot log in to jdbc:mysql://db/x?<hidden>");
    }

    @Test
    void an_error_of_connect_itself_costs_no_second_request() {
        String text =
                "Failed to modify offsets for connector a because it doesn't support external modification of offsets";
        worker.answers("PATCH", "/connectors/a/offsets", StubWorker.error(500, text));

        assertThat(catchThrowableOfType(RequestFailedException.class, () -> client.alterOffsets("a", SNAPSHOT)))
                .hasMessageContaining(text);
        assertThat(worker.count()).isEqualTo(1);
    }

    @Test
    void an_error_of_a_config_with_placeholders_repeats_no_value_that_was_put_in_their_place() {
        ConnectorConfig config = ConnectorConfig.empty().with("password", "${vault:db:password}");
        worker.answers(
                "PUT",
                "/connectors/a/config",
                StubWorker.error(400, "Invalid value hunter2 for configuration password: must be longer"));
        worker.answers(
                "PUT",
                "/connector-plugins/C/config/validate",
                200,
                "{\"error_count\":1,\"configs\":[{\"value\":{\"name\":\"password\",\"value\":\"hunter2\",\"errors\":"
                        + "[\"hunter2 is too short\"]}}]}");

        assertThat(catchThrowableOfType(InvalidConfigException.class, () -> client.putConfig("a", config)))
                .hasMessageContaining("Invalid value <hidden> for configuration password: must be longer");
        assertThat(client.plugins().validate("C", config).errors())
                .containsExactly(new FieldErrors("password", List.of("<hidden> is too short")));
    }

    private static void fails(String request, String text) {
        String[] parts = request.split(" ", 2);
        worker.alwaysAnswers(StubWorker.error(404, "Connector a b not found"));
        worker.answers(parts[0], parts[1], StubWorker.error(500, text));
    }

    private static OffsetOwner owner() {
        return OffsetOwner.named("a b");
    }

    private static Arguments call(String request, Consumer<ConnectClient> call) {
        return Arguments.of(request, call);
    }
}
