package io.connectmigrator.lab.wire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientBuilder;
import io.connectmigrator.internal.Json;
import io.connectmigrator.offset.OffsetTransport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A worker behind a real socket that lists source connectors and reports its version, and answers all else with 404. */
public final class ListingWorker implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    private final Map<String, Object> connectors = new LinkedHashMap<>();

    public ListingWorker() {
        server.start();
        server.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"error_code\":404,\"message\":\"Connector not found\"}")));
        server.stubFor(get(urlEqualTo("/"))
                .willReturn(okJson("{\"version\":\"4.3.1\",\"commit\":\"0\",\"kafka_cluster_id\":\"kafka\"}")));
        list();
    }

    /** Adds a connector with one value in its config. */
    public ListingWorker with(String connector, String key, String value) {
        connectors.put(
                connector,
                Map.of(
                        "info",
                        Map.of(
                                "name",
                                connector,
                                "config",
                                Map.of("name", connector, key, value),
                                "tasks",
                                List.of(),
                                "type",
                                "source")));
        list();
        return this;
    }

    public void without(String connector) {
        connectors.remove(connector);
        list();
    }

    private void list() {
        server.stubFor(get(urlEqualTo("/connectors?expand=info")).willReturn(okJson(Json.write(connectors))));
    }

    /** Refuses to list anything from now on. */
    public void refuse() {
        server.stubFor(get(urlEqualTo("/connectors?expand=info"))
                .willReturn(aResponse().withStatus(403).withBody("{\"error_code\":403,\"message\":\"not you\"}")));
    }

    public int requests() {
        return server.getAllServeEvents().size();
    }

    public ConnectClient client(String name) {
        return building(name).build();
    }

    public ConnectClient client(String name, OffsetTransport offsets) {
        return building(name).offsetTransport(offsets).build();
    }

    private ConnectClientBuilder building(String name) {
        return ConnectClient.builder("http://127.0.0.1:" + server.port()).name(name);
    }

    @Override
    public void close() {
        server.stop();
    }
}
