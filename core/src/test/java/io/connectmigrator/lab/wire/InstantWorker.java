package io.connectmigrator.lab.wire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A worker with connectors of one task that does at once what it is asked for, and answers each request after the same time,
 * however many there are. Its connectors copy nothing, so their offsets change only when they are altered. It is for
 * measurements with real threads and real time, which a simulation in one thread cannot give: how many threads wait, and what
 * concurrency gains.
 */
public final class InstantWorker implements AutoCloseable {

    private static final int MOST_REQUESTS = 256;

    private final InstantConnectors connectors = new InstantConnectors();
    private final WireMockServer server;

    /** Starts a worker that takes this long for each answer. */
    public InstantWorker(Duration latency) {
        server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(MOST_REQUESTS)
                .jettyAcceptors(1)
                .disableRequestJournal()
                .extensions(new Answers()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(Math.toIntExact(latency.toMillis()))));
    }

    /** {@return its URL} */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Lets it have a connector that runs and has committed an offset. */
    public void run(String connector, Map<String, String> config) {
        run(connector, config, List.of(connector));
    }

    /** Lets it have a connector that runs and has committed an offset of each of some partitions. */
    public void run(String connector, Map<String, String> config, List<String> partitions) {
        connectors.run(connector, config, partitions);
    }

    /** {@return for how many partitions a connector has an offset; none if there is no such connector} */
    public int partitions(String connector) {
        return connectors.partitions(connector);
    }

    /** {@return how many of its connectors run} */
    public long running() {
        return connectors.running();
    }

    /** From now on connectors do not pause, as if their polls blocked. */
    public void holdPauses() {
        connectors.holdPauses();
    }

    /** {@return how many connectors were asked to pause and have not} */
    public long pausing() {
        return connectors.pausing();
    }

    /** Lets the connectors that were asked to pause do so. */
    public void letPause() {
        connectors.letPause();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Answers implements ResponseTransformerV2 {

        @Override
        public Response transform(Response response, ServeEvent event) {
            Request request = event.getRequest();
            InstantConnectors.Answer answer =
                    connectors.answer(request.getMethod().getName(), request.getUrl(), request.getBodyAsString());
            return Response.Builder.like(response)
                    .but()
                    .status(answer.status())
                    .headers(new HttpHeaders(HttpHeader.httpHeader("Content-Type", "application/json")))
                    .body(answer.json())
                    .build();
        }

        @Override
        public String getName() {
            return "answers";
        }
    }
}
