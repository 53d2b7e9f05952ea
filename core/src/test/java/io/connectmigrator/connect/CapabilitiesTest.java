package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
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

    private static final String PROBED = "/connectors/connect-migrator-probe-[0-9a-f-]+";
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
        "3.4.0, false, false, false, false",
        "3.5.1, true,  false, false, false",
        "3.6.2, true,  true,  false, false",
        "3.7.2, true,  true,  true,  false",
        "3.9.1, true,  true,  true,  true",
        "4.3.1, true,  true,  true,  true"
    })
    void each_version_is_known_by_what_it_answers(
            String version, boolean list, boolean alter, boolean initial, boolean patch) {
        String offsets = "HEAD, GET, OPTIONS" + (alter ? ", DELETE, PATCH" : "");
        options("offsets", list ? methods(offsets) : StubWorker.error(404, "HTTP 404 Not Found"));
        options("config", methods("HEAD, GET, OPTIONS, PUT" + (patch ? ", PATCH" : "")));
        String modified = initial ? ",\"last_modified\":null" : "";
        worker.answers(
                "GET", "/admin/loggers", StubWorker.json(200, "{\"root\":{\"level\":\"INFO\"" + modified + "}}"));

        assertThat(client.capabilities()).isEqualTo(new ConnectCapabilities(list, alter, initial));
        // What a worker does not know leaves an ERROR with a stack trace in its log.
        assertThat(worker.server().findAll(anyRequestedFor(anyUrl())))
                .hasSize(patch ? 2 : 3)
                .extracting(request -> request.getMethod().getName())
                .isSubsetOf("OPTIONS", "GET");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "3.4.0, false, false, false",
        "3.5.1, true,  false, false",
        "3.6.2, true,  true,  false",
        "3.7.2, true,  true,  true",
        "4.3.1, true,  true,  true"
    })
    void behind_a_gateway_that_lets_no_such_question_through_the_requests_themselves_tell(
            String version, boolean list, boolean alter, boolean initial) {
        options("[a-z]+", StubWorker.error(405, "HTTP 405 Method Not Allowed"));
        worker.answers("GET", "/admin/loggers", StubWorker.error(403, "forbidden"));
        probe("GET", PROBED + "/offsets", list ? 404 : -404);
        probe("DELETE", PROBED + "/offsets", alter ? 404 : list ? 405 : -404);
        worker.answers("POST", "/connectors", StubWorker.error(500, initial ? NO_ENUM : NO_FIELD));

        assertThat(client.capabilities()).isEqualTo(new ConnectCapabilities(list, alter, initial));
    }

    @Test
    void loggers_that_say_when_they_changed_tell_enough_where_no_question_for_methods_is_let_through() {
        options("[a-z]+", StubWorker.error(403, "forbidden"));
        worker.answers("GET", "/admin/loggers", 200, "{\"root\":{\"level\":\"INFO\",\"last_modified\":null}}");
        probe("GET", PROBED + "/offsets", 404);

        assertThat(client.capabilities()).isEqualTo(new ConnectCapabilities(true, true, true));
        assertThat(worker.server().findAll(anyRequestedFor(anyUrl())))
                .extracting(request -> request.getMethod().getName())
                .isSubsetOf("OPTIONS", "GET");
    }

    private static void options(String below, ResponseDefinitionBuilder answer) {
        worker.server()
                .stubFor(request("OPTIONS", urlPathMatching(PROBED + "/" + below))
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
                .stubFor(any(urlPathMatching(PROBED + "/.*"))
                        .willReturn(StubWorker.error(404, "Connector x not found")));
        worker.answers("GET", "/admin/loggers", StubWorker.error(403, "forbidden"));
        worker.answers("POST", "/connectors", StubWorker.error(500, "out of memory"));

        assertThatThrownBy(client::capabilities).isInstanceOf(RequestFailedException.class);
    }

    @Test
    void nothing_is_remembered_since_workers_get_upgraded() {
        each_version_is_known_by_what_it_answers("3.4.0", false, false, false, false);
        worker.server().resetAll();
        each_version_is_known_by_what_it_answers("4.3.1", true, true, true, true);

        assertThat(worker.server().findAll(requestedFor("OPTIONS", urlPathMatching(PROBED + "/offsets"))))
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
