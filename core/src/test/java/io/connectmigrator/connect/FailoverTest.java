package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.SteppingTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailoverTest {

    @RegisterExtension
    static final StubWorker first = new StubWorker();

    @RegisterExtension
    static final StubWorker second = new StubWorker();

    private static final String NOT_READY = "Request cannot be completed because a rebalance is expected";
    private static final ConnectorConfig CONFIG = ConnectorConfig.empty().with("connector.class", "C");
    private static final String INFO =
            "{\"name\":\"a\",\"config\":{\"connector.class\":\"C\",\"name\":\"a\"},\"tasks\":[],\"type\":\"source\"}";

    private static final String WORKER = "{\"version\":\"4.1.0\",\"commit\":\"1\",\"kafka_cluster_id\":\"k\"}";

    private final SteppingTime time = new SteppingTime();

    @Test
    void a_url_that_takes_no_connection_is_passed_over() throws IOException {
        second.answers("GET", "/connectors", 200, "[\"a\"]");
        second.answers("POST", "/connectors", 201, INFO);
        ConnectClient client = client(unusedUrl(), second.url());

        assertThat(client.listConnectors()).containsExactly("a");
        assertThat(client.createConnector("a", CONFIG).name()).isEqualTo("a");
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void the_url_that_worked_last_comes_first() {
        first.alwaysAnswers(StubWorker.html(404));
        second.answers("GET", "/connectors", 200, "[]");
        ConnectClient client = client(first.url(), second.url());

        client.listConnectors();
        client.listConnectors();

        assertThat(first.count()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(2);
    }

    @Test
    void a_starting_worker_does_not_say_that_there_is_no_connector() {
        first.alwaysAnswers(StubWorker.html(404));
        second.answers("GET", "/connectors/a", 200, INFO);
        second.answers("POST", "/connectors", 201, INFO);

        assertThat(client(first.url(), second.url()).findConnector("a")).isPresent();
        assertThat(client(first.url(), second.url())
                        .createConnector("a", CONFIG)
                        .name())
                .isEqualTo("a");
        assertThat(second.count("POST", "/connectors")).isEqualTo(1);
    }

    @Test
    void a_starting_worker_that_answers_in_json_is_known_by_the_missing_error_code() {
        first.alwaysAnswers(StubWorker.json(404, "{\"url\":\"/\",\"status\":\"404\",\"message\":\"Not Found\"}"));
        second.answers("GET", "/connectors/a", 200, INFO);

        assertThat(client(first.url(), second.url()).findConnector("a")).isPresent();
    }

    @Test
    void a_worker_that_starts_is_waited_for() {
        first.answersOnce("GET", "/connectors", StubWorker.html(404));
        first.afterwards("GET", "/connectors", StubWorker.json(200, "[]"));

        assertThat(client(first.url()).listConnectors()).isEmpty();
        assertThat(time.pauses()).hasSize(1);
    }

    @Test
    void a_worker_that_never_starts_is_given_up_after_the_retry_timeout() {
        first.alwaysAnswers(StubWorker.html(404));

        UnreachableException thrown = catchThrowableOfType(
                UnreachableException.class, () -> client(first.url()).connector("a"));

        assertThat(thrown)
                .hasMessageContaining(first.url() + ": answered 404 text/html")
                .hasMessageContaining("starting")
                .hasMessageContaining("check the URL");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    }

    @Test
    void a_wrong_path_is_not_waited_for() {
        first.alwaysAnswers(StubWorker.html(404));
        first.answers("GET", "/", 200, WORKER);

        assertThatThrownBy(() -> client(first.url() + "/api").listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("got no usable answer from any URL (" + first.url() + "/api: answered 404")
                .hasMessageContaining("A worker answers at " + first.url() + "/ and does not know this path");
        assertThat(time.slept()).isZero();
    }

    @Test
    void a_server_that_is_no_worker_is_not_waited_for_unless_the_cluster_has_answered_before() {
        first.alwaysAnswers(StubWorker.html(404));
        first.answers("GET", "/", 200, "{\"status\":\"UP\"}");
        ConnectClient client = client(first.url());

        assertThatThrownBy(client::listConnectors)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("The server at " + first.url() + "/ is no Connect worker");
        assertThat(time.slept()).isZero();

        first.answers("GET", "/connectors", 200, "[]");
        client.listConnectors();
        first.answers("GET", "/connectors", StubWorker.html(404));
        assertThatThrownBy(client::listConnectors).isInstanceOf(UnreachableException.class);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    }

    @Test
    void a_worker_that_has_started_by_the_time_its_root_answers_is_asked_once_more() {
        first.answersOnce("GET", "/connectors", StubWorker.html(404));
        first.afterwards("GET", "/connectors", StubWorker.json(200, "[]"));
        first.answers("GET", "/", 200, WORKER);

        assertThat(client(first.url()).listConnectors()).isEmpty();
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void a_wrong_path_beside_a_worker_that_starts_is_waited_for() {
        first.alwaysAnswers(StubWorker.html(404));
        first.answers("GET", "/", 200, WORKER);
        second.alwaysAnswers(StubWorker.html(404));

        assertThatThrownBy(() -> client(first.url() + "/api", second.url()).listConnectors())
                .isInstanceOf(UnreachableException.class);
        assertThat(time.slept()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_cluster_that_cannot_be_reached_is_called_by_its_name() throws IOException {
        ConnectClient client = ConnectClient.builder(unusedUrl())
                .name("legacy")
                .time(time.waiting(), Clock.systemUTC())
                .build();

        assertThatThrownBy(client::listConnectors)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("got no answer from any URL of cluster legacy (http://localhost:");
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 500})
    void a_rebalance_is_worth_a_retry(int status) {
        first.answersOnce("GET", "/connectors/a", StubWorker.error(status, NOT_READY));
        first.afterwards("GET", "/connectors/a", StubWorker.json(200, INFO));

        assertThat(client(first.url()).connector("a").name()).isEqualTo("a");
        assertThat(time.pauses()).hasSize(1);
    }

    @Test
    void a_write_is_retried_after_a_rebalance_too() {
        first.answersOnce("DELETE", "/connectors/a", StubWorker.error(409, "Cannot complete request momentarily"));
        first.afterwards("DELETE", "/connectors/a", StubWorker.json(204, ""));

        client(first.url()).deleteConnector("a");

        assertThat(first.count("DELETE", "/connectors/a")).isEqualTo(2);
    }

    @Test
    void a_rebalance_that_never_ends_is_given_up_after_the_retry_timeout() {
        first.alwaysAnswers(StubWorker.error(500, NOT_READY));

        assertThatThrownBy(() -> client(first.url()).connector("a"))
                .isInstanceOf(RebalanceException.class)
                .hasMessageContaining(NOT_READY);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
        assertThat(time.pauses()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(2)) <= 0);
    }

    @Test
    void a_cluster_that_takes_no_connection_is_tried_three_times_and_named_url_by_url() throws IOException {
        String one = unusedUrl();
        String other = "http://connect.invalid:8083";

        UnreachableException thrown = catchThrowableOfType(
                UnreachableException.class, () -> client(one, other).worker());

        assertThat(thrown)
                .hasMessageContaining(one + ": ")
                .hasMessageContaining(other + ": the host name is not known")
                .hasMessageContaining("Check that the workers run");
        assertThat(thrown.status()).isEmpty();
        assertThat(time.pauses()).hasSize(2);
    }

    @Test
    void a_port_without_tls_has_done_nothing() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInPlainText(plain));
            server.setDaemon(true);
            server.start();
            String https = "https://localhost:" + plain.getLocalPort();

            // By chance the JDK's client sees the end of the connection before the failure of TLS; then nothing is
            // known.
            assertThatThrownBy(() -> client(https).stop("a"))
                    .isInstanceOfAny(UnreachableException.class, UnknownOutcomeException.class)
                    .hasMessageMatching("(?s).*(TLS failed|header parser received no bytes).*");
        }
    }

    /** Leaves each connection open: one that is closed may be so for the client before it has read the answer. */
    private static void answerInPlainText(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                if (socket.getInputStream().read() >= 0) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // The test has closed the server.
        }
    }

    @Test
    void a_read_whose_connection_breaks_goes_to_the_next_url() {
        first.alwaysAnswers(StubWorker.dropped());
        second.answers("GET", "/connectors", 200, "[]");
        second.answers("PUT", "/connector-plugins/C/config/validate", 200, "{\"error_count\":0,\"configs\":[]}");

        assertThat(client(first.url(), second.url()).listConnectors()).isEmpty();
        assertThat(client(first.url(), second.url())
                        .plugins()
                        .validate("C", CONFIG)
                        .isValid())
                .isTrue();
    }

    @Test
    void a_read_whose_connection_always_breaks_is_tried_three_times() {
        first.alwaysAnswers(StubWorker.dropped());

        assertThatThrownBy(() -> client(first.url()).listConnectors()).isInstanceOf(UnreachableException.class);
        // Each may be several: the HTTP client itself reads again when a connection ends before the answer begins.
        assertThat(first.count("GET", "/connectors")).isGreaterThanOrEqualTo(3);
        assertThat(time.pauses()).hasSize(2);
    }

    @Test
    void a_write_whose_connection_breaks_is_not_sent_to_the_next_url() {
        first.answers("POST", "/connectors/a/restart", StubWorker.dropped());

        assertThatThrownBy(() -> client(first.url(), second.url()).restart("a"))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(second.count()).isZero();
    }

    @Test
    void an_interrupted_wait_throws_and_leaves_the_thread_interrupted() {
        first.alwaysAnswers(StubWorker.json(200, "[]").withFixedDelay(2_000));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client(first.url()).listConnectors()).isInstanceOf(InterruptedWaitException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ConnectClient client(String url, String... more) {
        ConnectClientBuilder builder = ConnectClient.builder(url).time(time.waiting(), Clock.systemUTC());
        for (String another : more) {
            builder.url(another);
        }
        return builder.build();
    }

    private static String unusedUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "http://localhost:" + socket.getLocalPort();
        }
    }
}
