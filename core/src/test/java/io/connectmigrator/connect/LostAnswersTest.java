package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.connectmigrator.internal.SteppingTime;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The answer of a write is lost: the client finds out by reading whether it was done. */
final class LostAnswersTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final String INFO =
            "{\"name\":\"a\",\"config\":{\"connector.class\":\"C\",\"x\":\"%s\",\"name\":\"a\"},"
                    + "\"tasks\":[],\"type\":\"source\"}";
    private static final String STATUS =
            "{\"name\":\"a\",\"connector\":{\"state\":\"%s\",\"worker_id\":\"w\"},\"tasks\":[],\"type\":\"source\"}";
    private static final String OFFSETS = "{\"offsets\":[{\"partition\":{\"id\":\"id0\"},\"offset\":{\"seq\":%s}}]}";
    private static final ResponseDefinitionBuilder NOT_FOUND = StubWorker.error(404, "Connector a not found");
    private static final ConnectorConfig CONFIG =
            ConnectorConfig.empty().with("connector.class", "C").with("x", "new");
    private static final OffsetSnapshot SNAPSHOT =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "id0"), Map.of("seq", 5))));

    private final SteppingTime time = new SteppingTime();
    private final ConnectClient client = ConnectClient.builder(worker.url())
            .retryTimeout(Duration.ofSeconds(60))
            .time(time.waiting(), Clock.systemUTC())
            .build();

    static Stream<Arguments> writes() {
        return Stream.of(
                write(
                        "POST /connectors",
                        c -> c.createConnector("a", CONFIG),
                        "GET /connectors/a",
                        info("new"),
                        NOT_FOUND),
                write(
                        "PUT /connectors/a/config",
                        c -> c.putConfig("a", CONFIG),
                        "GET /connectors/a",
                        info("new"),
                        info("old")),
                write(
                        "PATCH /connectors/a/config",
                        c -> c.patchConfig("a", Map.of("x", "new")),
                        "GET /connectors/a",
                        info("new"),
                        info("old")),
                write(
                        "PATCH /connectors/a/config",
                        c -> c.patchConfig("a", Collections.singletonMap("y", null)),
                        "GET /connectors/a",
                        info("new"),
                        info("1\",\"y\":\"2")),
                write(
                        "PUT /connectors/a/stop",
                        c -> c.stop("a"),
                        "GET /connectors/a/status",
                        status("STOPPED"),
                        status("RUNNING")),
                write(
                        "PUT /connectors/a/pause",
                        c -> c.pause("a"),
                        "GET /connectors/a/status",
                        status("PAUSED"),
                        status("RUNNING")),
                write(
                        "PUT /connectors/a/resume",
                        c -> c.resume("a"),
                        "GET /connectors/a/status",
                        status("RUNNING"),
                        status("PAUSED")),
                write("DELETE /connectors/a", c -> c.deleteConnector("a"), "GET /connectors/a", NOT_FOUND, info("new")),
                write(
                        "PUT /connectors/a/topics/reset",
                        c -> c.resetTopics("a"),
                        "GET /connectors/a/topics",
                        topics(""),
                        topics("\"t\"")),
                write(
                        "PATCH /connectors/a/offsets",
                        c -> c.alterOffsets("a", SNAPSHOT),
                        "GET /connectors/a/offsets",
                        offsets("5"),
                        offsets("4")),
                write(
                        "DELETE /connectors/a/offsets",
                        c -> c.resetOffsets("a"),
                        "GET /connectors/a/offsets",
                        StubWorker.json(200, "{\"offsets\":[]}"),
                        StubWorker.json(200, "{\"offsets\":[{\"partition\":{\"id\":\"id0\"},\"offset\":null}]}")));
    }

    /** A deletion that is sent again might delete a connector that was created in the meantime. */
    static Stream<Arguments> repeatable() {
        return writes().filter(write -> !write.get()[0].equals("DELETE /connectors/a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void a_write_that_was_done_is_not_sent_again(
            String request, Consumer<ConnectClient> call, String reading, ResponseDefinitionBuilder done) {
        worker.answersOnce(method(request), path(request), StubWorker.dropped());
        worker.afterwards(method(reading), path(reading), done);

        call.accept(client);

        assertThat(worker.count(method(request), path(request))).isEqualTo(1);
        assertThat(worker.count(method(reading), path(reading))).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeatable")
    void a_write_that_was_not_done_is_sent_again(
            String request,
            Consumer<ConnectClient> call,
            String reading,
            ResponseDefinitionBuilder done,
            ResponseDefinitionBuilder notDone) {
        worker.answersOnce(method(request), path(request), StubWorker.dropped());
        worker.afterwards(method(request), path(request), info("new"));
        worker.answers(method(reading), path(reading), notDone);

        call.accept(client);

        assertThat(worker.count(method(request), path(request))).isEqualTo(2);
        assertThat(time.slept()).isGreaterThanOrEqualTo(ErrorAnswers.BROKEN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeatable")
    void a_write_that_is_never_done_is_given_up_with_what_was_seen(
            String request,
            Consumer<ConnectClient> call,
            String reading,
            ResponseDefinitionBuilder done,
            ResponseDefinitionBuilder notDone) {
        worker.answers(method(request), path(request), StubWorker.dropped());
        worker.answers(method(reading), path(reading), notDone);

        UnknownOutcomeException thrown = catchThrowableOfType(UnknownOutcomeException.class, () -> call.accept(client));

        assertThat(thrown)
                .hasMessageStartingWith(method(request) + " " + worker.url() + path(request) + " got no answer: ")
                .hasMessageContaining("It was sent 3 times, and reading each time showed: ");
        assertThat(thrown.status()).isEmpty();
        assertThat(worker.count(method(request), path(request))).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void a_write_that_cannot_be_looked_for_is_not_sent_again(
            String request, Consumer<ConnectClient> call, String reading) {
        worker.answers(method(request), path(request), StubWorker.dropped());
        worker.answers(method(reading), path(reading), StubWorker.error(500, "out of memory"));
        worker.answers("GET", "/connectors/a/config", 200, "{}");

        UnknownOutcomeException thrown = catchThrowableOfType(UnknownOutcomeException.class, () -> call.accept(client));

        assertThat(thrown)
                .hasMessageContaining("reading failed as well: " + method(reading) + " " + worker.url() + path(reading)
                        + " answered 500: out of memory");
        assertThat(worker.count(method(request), path(request))).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeatable")
    void a_worker_that_ran_out_of_time_may_still_be_at_work(
            String request,
            Consumer<ConnectClient> call,
            String reading,
            ResponseDefinitionBuilder done,
            ResponseDefinitionBuilder notDone) {
        worker.answersOnce(method(request), path(request), StubWorker.error(500, "Request timed out"));
        worker.afterwards(method(request), path(request), info("new"));
        worker.answers(method(reading), path(reading), notDone);

        call.accept(client);

        assertThat(worker.count(method(request), path(request))).isEqualTo(2);
        assertThat(time.slept()).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_gateway_that_gave_up_leaves_the_outcome_open_too(
            String request, Consumer<ConnectClient> call, String reading, ResponseDefinitionBuilder done) {
        worker.answersOnce(method(request), path(request), StubWorker.html(504));
        worker.afterwards(method(reading), path(reading), done);

        call.accept(client);

        assertThat(worker.count(method(request), path(request))).isEqualTo(1);
    }

    @Test
    void a_connector_that_turns_out_to_exist_when_it_is_created_again_was_created_the_first_time() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.afterwards("GET", "/connectors/a", NOT_FOUND);
        worker.step("later", "last", "POST", "/connectors", StubWorker.error(409, "Connector a already exists"));
        worker.step("last", "last", "GET", "/connectors/a", info("new"));

        ConnectorInfo created = client.createConnector("a", CONFIG);

        assertThat(created.config().get("x")).isEqualTo("new");
        assertThat(worker.count("POST", "/connectors")).isEqualTo(2);
    }

    @Test
    void a_write_that_meets_a_rebalance_when_it_is_sent_again_may_still_have_been_done() {
        worker.answersOnce("PUT", "/connectors/a/stop", StubWorker.dropped());
        worker.afterwards("PUT", "/connectors/a/stop", StubWorker.error(409, "Cannot complete request momentarily"));
        worker.answers("GET", "/connectors/a/status", status("RUNNING"));

        assertThatThrownBy(() -> client.stop("a"))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasCauseInstanceOf(RebalanceException.class);
    }

    @Test
    void an_error_that_the_first_attempt_does_not_explain_is_thrown() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.afterwards(
                "POST", "/connectors", StubWorker.error(400, "Connector config {} contains no connector type"));
        worker.answers("GET", "/connectors/a", NOT_FOUND);

        assertThatThrownBy(() -> client.createConnector("a", CONFIG)).isInstanceOf(InvalidConfigException.class);
    }

    @Test
    void a_connector_with_another_config_is_not_the_one_that_was_to_be_created() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.afterwards("GET", "/connectors/a", info("old"));

        assertThatThrownBy(() -> client.createConnector("a", CONFIG))
                .isInstanceOf(ConnectorExistsException.class)
                .hasMessageContaining("another config");
        assertThat(worker.count("POST", "/connectors")).isEqualTo(1);
    }

    @Test
    void an_answer_that_cannot_be_read_is_a_lost_one() {
        worker.answersOnce("POST", "/connectors", StubWorker.json(201, "{\"name\":\"a\",\"con"));
        worker.afterwards("GET", "/connectors/a", info("new"));

        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");
        assertThat(worker.count("POST", "/connectors")).isEqualTo(1);
    }

    @Test
    void a_connector_is_looked_for_until_the_worker_knows_of_it() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.step("later", "last", "GET", "/connectors/a", NOT_FOUND);
        worker.step("last", "last", "GET", "/connectors/a", info("new"));

        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");
        assertThat(worker.count("POST", "/connectors")).isEqualTo(1);
        assertThat(worker.count("GET", "/connectors/a")).isEqualTo(2);
    }

    @Test
    void a_connector_that_was_created_the_first_time_is_looked_for_until_the_worker_knows_of_it() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.afterwards("GET", "/connectors/a", NOT_FOUND);
        worker.step("later", "lagging", "POST", "/connectors", StubWorker.error(409, "Connector a already exists"));
        worker.step("lagging", "last", "GET", "/connectors/a", NOT_FOUND);
        worker.step("last", "last", "GET", "/connectors/a", info("new"));

        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");
        assertThat(worker.count("POST", "/connectors")).isEqualTo(2);
    }

    @Test
    void a_worker_that_does_not_know_the_connector_yet_does_not_show_that_it_was_deleted() {
        worker.answersOnce("DELETE", "/connectors/a", StubWorker.dropped());
        worker.step("later", "known", "GET", "/connectors/a", NOT_FOUND);
        worker.step("known", "known", "GET", "/connectors/a", info("new"));

        assertThatThrownBy(() -> client.deleteConnector("a")).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void a_deletion_that_was_not_done_is_not_sent_again() {
        worker.answersOnce("DELETE", "/connectors/a", StubWorker.dropped());
        worker.afterwards("GET", "/connectors/a", info("new"));

        assertThatThrownBy(() -> client.deleteConnector("a"))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("It was sent once, and reading showed: the connector is still there");
        assertThat(worker.count("DELETE", "/connectors/a")).isEqualTo(1);
    }

    @Test
    void another_config_that_a_worker_shows_for_a_moment_is_only_what_was_there_before() {
        worker.answersOnce("POST", "/connectors", StubWorker.dropped());
        worker.step("later", "last", "GET", "/connectors/a", info("old"));
        worker.step("last", "last", "GET", "/connectors/a", info("new"));

        assertThat(client.createConnector("a", CONFIG).config().get("x")).isEqualTo("new");
    }

    @Test
    void a_reading_that_fails_is_made_again() {
        worker.answersOnce("PUT", "/connectors/a/stop", StubWorker.dropped());
        worker.step("later", "last", "GET", "/connectors/a/status", StubWorker.error(500, "out of memory"));
        worker.step("last", "last", "GET", "/connectors/a/status", status("STOPPED"));

        client.stop("a");

        assertThat(worker.count("PUT", "/connectors/a/stop")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "resume,UNASSIGNED",
        "resume,RESTARTING",
        "resume,FAILED",
        "pause,UNASSIGNED",
        "pause,RESTARTING",
        "pause,FAILED",
        "stop,UNASSIGNED",
        "stop,RESTARTING",
        "stop,FAILED"
    })
    void a_state_that_passes_or_stays_whatever_is_asked_for_shows_nothing(String verb, String state) {
        worker.answersOnce("PUT", "/connectors/a/" + verb, StubWorker.dropped());
        worker.step("later", "again", "PUT", "/connectors/a/" + verb, StubWorker.json(202, ""));
        worker.answers("GET", "/connectors/a/status", status(state));

        switch (verb) {
            case "resume" -> client.resume("a");
            case "pause" -> client.pause("a");
            default -> client.stop("a");
        }

        assertThat(worker.count("PUT", "/connectors/a/" + verb)).isEqualTo(2);
    }

    @Test
    void a_connector_that_a_stop_has_not_reached_yet_is_not_taken_for_resumed() {
        worker.answersOnce("PUT", "/connectors/a/resume", StubWorker.dropped());
        worker.step("later", "stopped", "GET", "/connectors/a/status", status("RUNNING"));
        worker.step("stopped", "stopped", "GET", "/connectors/a/status", status("STOPPED"));
        worker.step("stopped", "again", "PUT", "/connectors/a/resume", StubWorker.json(202, ""));

        client.resume("a");

        assertThat(worker.count("PUT", "/connectors/a/resume")).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void a_write_that_is_never_done_takes_one_request_timeout_and_the_time_of_a_worker_at_most(
            String request,
            Consumer<ConnectClient> call,
            String reading,
            ResponseDefinitionBuilder done,
            ResponseDefinitionBuilder notDone) {
        worker.answers(method(request), path(request), StubWorker.error(500, "Request timed out"));
        worker.answers(method(reading), path(reading), notDone);

        assertThatThrownBy(() -> call.accept(client)).isInstanceOf(UnknownOutcomeException.class);

        assertThat(time.slept()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100 + 90));
    }

    @Test
    void a_restart_leaves_nothing_to_look_for_and_is_not_sent_again() {
        worker.answers("POST", "/connectors/a/restart", StubWorker.dropped());
        worker.answers("POST", "/connectors/a/tasks/0/restart", StubWorker.dropped());

        assertThatThrownBy(() -> client.restart("a")).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> client.restartTask("a", 0)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(worker.count()).isEqualTo(2);
    }

    private static Arguments write(
            String request,
            Consumer<ConnectClient> call,
            String reading,
            ResponseDefinitionBuilder done,
            ResponseDefinitionBuilder notDone) {
        return Arguments.of(request, call, reading, done, notDone);
    }

    private static ResponseDefinitionBuilder info(String x) {
        return StubWorker.json(200, INFO.replace("%s", x));
    }

    private static ResponseDefinitionBuilder status(String state) {
        return StubWorker.json(200, STATUS.replace("%s", state));
    }

    private static ResponseDefinitionBuilder topics(String topics) {
        return StubWorker.json(200, "{\"a\":{\"topics\":[" + topics + "]}}");
    }

    private static ResponseDefinitionBuilder offsets(String seq) {
        return StubWorker.json(200, OFFSETS.replace("%s", seq));
    }

    private static String method(String request) {
        return request.split(" ", 2)[0];
    }

    private static String path(String request) {
        return request.split(" ", 2)[1];
    }
}
