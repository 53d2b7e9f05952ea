package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        probe("GET", NOBODY + "/offsets", list ? 404 : -404);
        probe("DELETE", NOBODY + "/offsets", alter ? 404 : list ? 405 : -404);
        probe("PATCH", NOBODY + "/config", patch ? 404 : 405);
        worker.answers("POST", "/connectors", StubWorker.error(500, initial ? NO_ENUM : NO_FIELD));
        worker.answers(
                "GET",
                "/health",
                health
                        ? StubWorker.json(200, "{\"status\":\"healthy\",\"message\":\"ready\"}")
                        : StubWorker.error(404, "HTTP 404 Not Found"));

        ConnectCapabilities capabilities = client.capabilities();

        assertThat(capabilities).isEqualTo(new ConnectCapabilities(list, alter, initial, patch, health));
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
