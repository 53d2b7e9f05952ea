package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.requestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectmigrator.internal.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A worker behind a real socket that gives configured answers. */
final class StubWorker implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    static final String HTML_OF_A_STARTING_WORKER =
            "<html><body><h2>HTTP ERROR 404 Not Found</h2><hr/>Powered by Jetty</body></html>";

    private final WireMockServer server = new WireMockServer(options()
            // A connection that Jetty closes after an answer may cut the end of a chunked one.
            .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
            .dynamicPort()
            .jettyAcceptors(1));

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.resetAll();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop();
    }

    WireMockServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    void answers(String method, String path, int status, String json) {
        answers(method, path, json(status, json));
    }

    void answers(String method, String path, ResponseDefinitionBuilder response) {
        server.stubFor(request(method, urlEqualTo(path)).willReturn(response));
    }

    void alwaysAnswers(ResponseDefinitionBuilder response) {
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(response));
    }

    /** From the first of these requests on, the answers configured in {@link #afterwards} are given. */
    void answersOnce(String method, String path, ResponseDefinitionBuilder response) {
        step(Scenario.STARTED, "later", method, path, response);
    }

    void afterwards(String method, String path, ResponseDefinitionBuilder response) {
        step("later", "later", method, path, response);
    }

    /** Gives this answer in one state of the scenario, which then enters another state. */
    void step(String from, String to, String method, String path, ResponseDefinitionBuilder response) {
        server.stubFor(request(method, urlEqualTo(path))
                .atPriority(1)
                .inScenario("story")
                .whenScenarioStateIs(from)
                .willReturn(response)
                .willSetStateTo(to));
    }

    List<LoggedRequest> received(String method, String path) {
        return server.findAll(requestedFor(method, urlEqualTo(path)));
    }

    int count(String method, String path) {
        return received(method, path).size();
    }

    int count() {
        return server.getAllServeEvents().size();
    }

    static ResponseDefinitionBuilder json(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(json);
    }

    static ResponseDefinitionBuilder error(int status, String message) {
        return json(status, Json.write(Map.of("error_code", (long) status, "message", message)));
    }

    static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html;charset=iso-8859-1")
                .withBody(HTML_OF_A_STARTING_WORKER);
    }

    static ResponseDefinitionBuilder dropped() {
        return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
    }
}
