package io.connectmigrator.migration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy before a real worker, which runs an action before it forwards a chosen request. Requests
 * are named by method and path, such as {@code PATCH /connectors/orders/offsets}.
 */
final class WorkerProxy implements AutoCloseable {

    private final Map<String, Runnable> beforehand = new ConcurrentHashMap<>();
    private final WireMockServer server;

    private WorkerProxy(String worker) {
        server = new WireMockServer(
                wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(new Beforehand()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(worker)));
    }

    static WorkerProxy before(ConnectCluster cluster) {
        return new WorkerProxy(cluster.url());
    }

    ConnectClient client(String name) {
        return ConnectClient.builder("http://127.0.0.1:" + server.port())
                .name(name)
                .build();
    }

    /** Runs an action once, before the next such request is forwarded. */
    void before(String request, Runnable action) {
        beforehand.put(request, action);
    }

    /** Answers such requests itself from now on, without forwarding them. */
    void answerInstead(String method, String path, String json) {
        server.stubFor(request(method, urlEqualTo(path)).willReturn(okJson(json)));
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String name(Request request) {
        return request.getMethod() + " " + request.getUrl();
    }

    private final class Beforehand implements StubRequestFilterV2 {

        @Override
        public RequestFilterAction filter(Request request, ServeEvent event) {
            Runnable action = beforehand.remove(name(request));
            if (action != null) {
                action.run();
            }
            return RequestFilterAction.continueWith(request);
        }

        @Override
        public String getName() {
            return "beforehand";
        }
    }
}
