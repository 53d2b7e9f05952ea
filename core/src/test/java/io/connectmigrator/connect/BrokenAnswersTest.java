package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.connectmigrator.internal.SteppingTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BrokenAnswersTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private final SteppingTime time = new SteppingTime();

    @Test
    void an_answer_that_does_not_come_is_not_waited_for_beyond_the_request_timeout() {
        worker.alwaysAnswers(StubWorker.json(200, "[]").withFixedDelay(20_000));
        long start = System.nanoTime();

        assertThatThrownBy(() -> impatient().listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no complete answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(worker.count()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_gateway_that_drops_the_query_string_is_named() {
        worker.answers("GET", "/connectors", 200, "[\"a\"]");
        worker.answers("GET", "/connectors?expand=info", 200, "[\"a\"]");
        worker.answers("GET", "/connectors?expand=info&expand=status", 200, "[\"a\"]");

        assertThatThrownBy(() -> client().connectors())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageStartingWith("GET " + worker.url() + "/connectors?expand=info answered 200: ")
                .hasMessageContaining("a gateway before the workers drops what follows the question mark of the URL");
        assertThatThrownBy(() -> client().describeConnectors())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageStartingWith("GET " + worker.url() + "/connectors?expand=info&expand=status answered 200: ")
                .hasMessageContaining("a gateway before the workers drops what follows the question mark of the URL");
    }

    @Test
    void a_body_that_trickles_in_counts_too() {
        worker.alwaysAnswers(StubWorker.json(200, "[\"a\",\"b\",\"c\"]").withChunkedDribbleDelay(10, 20_000));
        long start = System.nanoTime();

        assertThatThrownBy(() -> impatient().listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no complete answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_read_that_is_cut_off_is_an_error_and_never_an_empty_answer(Fault fault) {
        worker.alwaysAnswers(aResponse().withFault(fault));

        assertThatThrownBy(() -> client().listOffsets("a")).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> client().findConnector("a")).isInstanceOf(UnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"offsets\":null}",
                "{\"offsets\":[{\"partition\":{}}]}",
                "{\"hunter2\":1}"
            })
    void offsets_that_cannot_be_read_are_an_error_and_never_none(String body) {
        worker.alwaysAnswers(StubWorker.json(200, body));

        assertThatThrownBy(() -> client().restOffsets().listOffsets("a"))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageStartingWith("GET " + worker.url() + "/connectors/a/offsets answered 200: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[{}", "{\"name\":1,\"config\":[]}", "{\"name\":\"a\",\"name\":\"b\"}", "hunter2"})
    void a_connector_that_cannot_be_read_is_an_error_that_does_not_repeat_it(String body) {
        worker.alwaysAnswers(StubWorker.json(200, body));

        assertThatThrownBy(() -> client().connector("a"))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining(" answered 200: ")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> client().status("a")).isInstanceOf(RequestFailedException.class);
    }

    @Test
    void a_page_in_html_is_no_answer_not_even_to_a_request_without_one() {
        worker.alwaysAnswers(StubWorker.html(200));

        assertThatThrownBy(() -> client().listConnectors())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("HTML");
        assertThatThrownBy(() -> client().stop("a")).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void an_answer_larger_than_allowed_is_not_read_to_its_end() {
        worker.alwaysAnswers(StubWorker.json(200, "[\"" + "a".repeat(100_000) + "\"]"));
        ConnectClient client = builder().maxResponseSize(10_000).build();

        assertThatThrownBy(client::listConnectors)
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("the answer is larger than 10000 bytes");
    }

    @Test
    void an_answer_as_large_as_allowed_is_read() {
        String body = "[\"" + "a".repeat(9_996) + "\"]";
        worker.alwaysAnswers(StubWorker.json(200, body));

        assertThat(builder().maxResponseSize(body.length()).build().listConnectors())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed(int status) {
        worker.alwaysAnswers(aResponse()
                .withStatus(status)
                .withHeader("Location", "http://user:hunter2@elsewhere.example:8083/?token=hunter2"));

        assertThatThrownBy(() -> client().listConnectors())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining(" answered " + status + " without a worker's error message. It points to ")
                .hasMessageContaining("redirects are not followed")
                .hasMessageContaining("http://elsewhere.example")
                .hasMessageNotContaining("hunter2");
        assertThat(worker.count()).isEqualTo(1);
    }

    @Test
    void text_is_read_as_utf_8_whatever_the_machine_prefers() {
        worker.alwaysAnswers(StubWorker.json(200, "[\"İzmir €\"]"));

        assertThat(client().listConnectors()).containsExactly("İzmir €");
    }

    private ConnectClient impatient() {
        return builder().requestTimeout(Duration.ofMillis(300)).build();
    }

    private ConnectClient client() {
        return builder().build();
    }

    private ConnectClientBuilder builder() {
        return ConnectClient.builder(worker.url()).time(time.waiting(), Clock.systemUTC());
    }
}
