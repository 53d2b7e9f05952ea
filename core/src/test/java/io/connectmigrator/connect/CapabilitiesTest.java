package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to the probes as the workers of six versions gave them. */
final class CapabilitiesTest {

    private static final String NOBODY = "/connectors/connect-migrator-probe-[0-9a-f-]+";
    private static final String NO_ENUM = "Cannot construct instance of `org.apache.kafka.connect.runtime.rest.entities"
            + ".CreateConnectorRequest$InitialState`, problem: No enum constant org.apache.kafka.connect.runtime.rest"
            + ".entities.CreateConnectorRequest.InitialState.PROBE";
    private static final String NO_FIELD = "Unrecognized field \"initial_state\" (class"
            + " org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest)";

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private final ConnectClient client =
            ConnectClient.builder(worker.url()).retryTimeout(Duration.ZERO).build();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3.4.0, false, false, false, false, false",
        "3.5.1, true,  false, false, false, false",
        "3.6.2, true,  true,  false, false, false",
        "3.7.2, true,  true,  true,  false, false",
        "3.9.1, true,  true,  true,  true,  true",
        "4.3.1, true,  true,  true,  true,  true"
    })
    void each_version_is_known_by_what_it_answers(
            String version, boolean list, boolean alter, boolean initial, boolean patch, boolean health) {
        String offsets = "HEAD, GET, OPTIONS" + (alter ? ", DELETE, PATCH" : "");
        options("offsets", list ? methods(offsets) : StubWorker.error(404, "HTTP 404 Not Found"));
        options("config", methods("HEAD, GET, OPTIONS, PUT" + (patch ? ", PATCH" : "")));
        String modified = initial ? ",\"last_modified\":null" : "";
        worker.answers(
                "GET", "/admin/loggers", StubWorker.json(200, "{\"root\":{\"level\":\"INFO\"" + modified + "}}"));
        answerHealth(health);

        assertThat(client.capabilities()).isEqualTo(new ConnectCapabilities(list, alter, initial, patch, health));
        // A request that a worker does not support leaves an ERROR with a stack trace in its log.
        assertThat(worker.server().findAll(anyRequestedFor(anyUrl())))
                .extracting(request -> request.getMethod().getName())
                .containsOnly("OPTIONS", "GET");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3.4.0, false, false, false, false, false",
        "3.5.1, true,  false, false, false, false",
        "3.6.2, true,  true,  false, false, false",
        "3.7.2, true,  true,  true,  false, false",
        "4.3.1, true,  true,  true,  true,  true"
    })
    void behind_a_gateway_that_lets_no_such_question_through_the_requests_themselves_tell(
            String version, boolean list, boolean alter, boolean initial, boolean patch, boolean health) {
        options("[a-z]+", StubWorker.error(405, "HTTP 405 Method Not Allowed"));
        worker.answers("GET", "/admin/loggers", StubWorker.error(403, "forbidden"));
        probe("GET", NOBODY + "/offsets", list ? 404 : -404);
        probe("DELETE", NOBODY + "/offsets", alter ? 404 : list ? 405 : -404);
        probe("PATCH", NOBODY + "/config", patch ? 404 : 405);
        worker.answers("POST", "/connectors", StubWorker.error(500, initial ? NO_ENUM : NO_FIELD));
        answerHealth(health);

        assertThat(client.capabilities()).isEqualTo(new ConnectCapabilities(list, alter, initial, patch, health));
    }

    private static void answerHealth(boolean health) {
        worker.answers(
                "GET",
                "/health",
                health
                        ? StubWorker.json(200, "{\"status\":\"healthy\",\"message\":\"ready\"}")
                        : StubWorker.error(404, "HTTP 404 Not Found"));
    }

    private static void options(String below, ResponseDefinitionBuilder answer) {
        worker.server()
                .stubFor(request("OPTIONS", urlPathMatching(NOBODY + "/" + below))
                        .willReturn(answer));
    }

    private static ResponseDefinitionBuilder methods(String names) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/plain")
                .withBody(names);
    }

    @Test
    void a_worker_that_answers_something_else_is_not_taken_for_an_old_one() {
        worker.server().stubFor(any(urlPathMatching("/.*")).willReturn(StubWorker.error(500, "out of memory")));

        assertThatThrownBy(client::capabilities).isInstanceOf(RequestFailedException.class);
    }

    @Test
    void an_unknown_error_of_the_creation_is_not_taken_for_support() {
        worker.server()
                .stubFor(any(urlPathMatching(NOBODY + "/.*"))
                        .willReturn(StubWorker.error(404, "Connector x not found")));
        probe("PATCH", NOBODY + "/config", 405);
        worker.answers("GET", "/admin/loggers", StubWorker.error(403, "forbidden"));
        worker.answers("POST", "/connectors", StubWorker.error(500, "out of memory"));

        assertThatThrownBy(client::capabilities).isInstanceOf(RequestFailedException.class);
    }

    @Test
    void nothing_is_remembered_since_workers_get_upgraded() {
        each_version_is_known_by_what_it_answers("3.4.0", false, false, false, false, false);
        worker.server().resetAll();
        each_version_is_known_by_what_it_answers("4.3.1", true, true, true, true, true);

        assertThat(worker.server().findAll(getRequestedFor(urlEqualTo("/health"))))
                .hasSize(1);
    }

    private static void probe(String method, String path, int status) {
        String message = switch (status) {
            case 404 -> "Connector x not found";
            case 405 -> "HTTP 405 Method Not Allowed";
            default -> "HTTP 404 Not Found";
        };
        worker.server()
                .stubFor(
                        request(method, urlPathMatching(path)).willReturn(StubWorker.error(Math.abs(status), message)));
    }
}
