package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.connectmigrator.internal.SteppingTime;
import io.connectmigrator.lab.ThreadPerTask;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker forwards a request to the leader, and that fails. */
final class ForwardedRequestsTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    @RegisterExtension
    static final StubWorker other = new StubWorker();

    private static final String FORWARDING = "IO Error trying to forward REST request: ";
    private static final String NOT_CONNECTED =
            FORWARDING + "java.util.concurrent.ExecutionException: java.net.ConnectException: Connection refused";
    private static final String MESSAGE =
            "{\"message\":\"The offsets for this connector have been altered successfully\"}";
    private static final String INFO = "{\"name\":\"a\",\"config\":{\"connector.class\":\"C\",\"name\":\"a\"},"
            + "\"tasks\":[],\"type\":\"source\"}";
    private static final ConnectorConfig CONFIG = ConnectorConfig.empty().with("connector.class", "C");
    private static final ResponseDefinitionBuilder NOT_FOUND = StubWorker.error(404, "Connector a not found");

    private final SteppingTime time = new SteppingTime();
    private final ConnectClient client = ConnectClient.builder(worker.url())
            .time(time.waiting(), Clock.systemUTC())
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORWARDING + "java.net.ConnectException: Connection refused",
                FORWARDING + "java.net.UnknownHostException: worker-1: Name or service not known",
                FORWARDING + "java.nio.channels.UnresolvedAddressException",
                FORWARDING + "java.net.NoRouteToHostException: No route to host",
                FORWARDING + "java.net.SocketTimeoutException: Connect Timeout",
                "Worker is shutting down"
            })
    void a_write_that_never_reached_the_leader_is_sent_again_without_looking(String text) {
        worker.answersOnce("POST", "/connectors", StubWorker.error(500, text));
        worker.afterwards("POST", "/connectors", StubWorker.json(201, INFO));

        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");

        assertThat(worker.count("POST", "/connectors")).isEqualTo(2);
        assertThat(worker.count("GET", "/connectors/a")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORWARDING + "java.util.concurrent.TimeoutException",
                FORWARDING
                        + "java.io.EOFException: HttpConnectionOverHTTP@1(l:/10.0.0.1:1 <-> r:/10.0.0.2:2,closed=false)",
                FORWARDING + "java.io.IOException: Connection reset by peer",
                FORWARDING + "java.nio.channels.ClosedChannelException",
                FORWARDING + "null",
                FORWARDING + "Unexpected character ('<' (code 60)): expected a valid value",
                "Error trying to forward REST request: null",
                "Unexpected status code when handling forwarded request: 302",
                "Request interrupted"
            })
    void a_write_whose_answer_the_leader_did_not_bring_back_may_have_been_done(String text) {
        worker.answersOnce("POST", "/connectors", StubWorker.error(500, text));
        worker.step("later", "last", "GET", "/connectors/a", NOT_FOUND);
        worker.step("last", "last", "GET", "/connectors/a", StubWorker.json(200, INFO));

        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");

        assertThat(worker.count("POST", "/connectors")).isEqualTo(1);
    }

    @Test
    void a_restart_whose_answer_the_leader_did_not_bring_back_has_an_unknown_outcome() {
        worker.answers("POST", "/connectors/a/restart", StubWorker.error(500, FORWARDING + "null"));

        assertThatThrownBy(() -> client.restart("a"))
                .isInstanceOfSatisfying(
                        UnknownOutcomeException.class,
                        e -> assertThat(e.mayBeDoneWithin()).isEqualTo(Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FORWARDING + "java.net.ConnectException: Connection refused",
                FORWARDING + "java.io.EOFException",
                "Worker is shutting down",
                "Request interrupted"
            })
    void a_read_that_the_leader_did_not_answer_is_sent_again(String text) {
        worker.answersOnce("GET", "/connectors/a", StubWorker.error(500, text));
        worker.afterwards("GET", "/connectors/a", StubWorker.json(200, INFO));

        assertThat(client.connector("a").name()).isEqualTo("a");
    }

    private ConnectClient clientOfBoth() {
        return ConnectClient.builder(worker.url())
                .url(other.url())
                .time(time.waiting(), Clock.systemUTC())
                .build();
    }

    private static Stream<Arguments> requests() {
        OffsetSnapshot offsets =
                OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("position", 1))));
        return Stream.of(
                request("POST", "/connectors", 201, INFO, client -> client.createConnector("a", CONFIG)),
                request("PUT", "/connectors/a/config", 200, INFO, client -> client.putConfig("a", CONFIG)),
                request("PUT", "/connectors/a/stop", 204, "", client -> client.stop("a")),
                request("PUT", "/connectors/a/pause", 202, "", client -> client.pause("a")),
                request("PUT", "/connectors/a/resume", 202, "", client -> client.resume("a")),
                request("POST", "/connectors/a/restart", 204, "", client -> client.restart("a")),
                request("POST", "/connectors/a/tasks/0/restart", 204, "", client -> client.restartTask("a", 0)),
                request("PATCH", "/connectors/a/offsets", 200, MESSAGE, client -> client.alterOffsets("a", offsets)),
                request("DELETE", "/connectors/a/offsets", 200, MESSAGE, client -> client.resetOffsets("a")),
                request("DELETE", "/connectors/a", 204, "", client -> client.deleteConnector("a")),
                request("GET", "/connectors", 200, "[]", ConnectClient::listConnectors),
                request("GET", "/connectors/a", 200, INFO, client -> client.connector("a")),
                request(
                        "GET",
                        "/connectors/a/offsets",
                        200,
                        "{\"offsets\":[]}",
                        client -> client.restOffsets().peekOffsets(OffsetOwner.named("a"))));
    }

    private static Arguments request(
            String method, String path, int status, String json, Consumer<ConnectClient> request) {
        return Arguments.of(method, path, status, json, request);
    }

    /** A wrong {@code rest.advertised.host.name} of the leader, under which no follower reaches it. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void a_worker_that_cannot_reach_the_leader_is_left_for_another_that_may_be_it(
            String method, String path, int status, String json, Consumer<ConnectClient> request) {
        worker.alwaysAnswers(StubWorker.error(500, NOT_CONNECTED));
        other.answers(method, path, status, json);

        request.accept(clientOfBoth());

        assertThat(worker.count()).isEqualTo(1);
        assertThat(other.count()).isEqualTo(1);
    }

    @Test
    void requests_that_are_sent_at_once_all_leave_a_worker_that_cannot_reach_the_leader() {
        int requests = 8;
        CyclicBarrier atOnce = new CyclicBarrier(requests);
        ConnectClient both = clientOfBoth();
        worker.alwaysAnswers(StubWorker.error(500, NOT_CONNECTED).withFixedDelay(300));
        other.alwaysAnswers(StubWorker.json(204, ""));

        List<CompletableFuture<Void>> stops = IntStream.range(0, requests)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            await(atOnce);
                            both.stop("a" + i);
                        },
                        new ThreadPerTask()))
                .toList();
        stops.forEach(CompletableFuture::join);

        assertThat(worker.count()).isEqualTo(requests);
        assertThat(other.count()).isEqualTo(requests);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_leader_that_is_never_reached_is_given_up_after_the_retry_timeout() {
        worker.alwaysAnswers(StubWorker.error(500, NOT_CONNECTED));

        assertThatThrownBy(() -> client.stop("a"))
                .isInstanceOf(RebalanceException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("rest.advertised.host.name");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(62));
    }

    @Test
    void a_worker_that_shuts_down_has_no_wrong_address() {
        worker.alwaysAnswers(StubWorker.error(500, "Worker is shutting down"));

        assertThatThrownBy(() -> client.stop("a"))
                .isInstanceOf(RebalanceException.class)
                .hasMessageNotContaining("rest.advertised");
    }

    @Test
    void a_read_that_a_worker_had_no_time_for_got_no_answer() {
        worker.alwaysAnswers(StubWorker.error(500, "Request timed out. The worker is currently polling the group."));

        assertThatThrownBy(() -> client.connector("a"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("answered 500: Request timed out");
        assertThat(worker.count()).isEqualTo(1);
    }
}
