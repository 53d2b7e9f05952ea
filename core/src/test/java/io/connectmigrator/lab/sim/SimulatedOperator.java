package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes connectors as an operator does, without the library. Each action is a request to the leader. */
public final class SimulatedOperator {

    /** The author of all that operators do. */
    public static final String NAME = "operator";

    private final SimulatedConnect cluster;
    private final String connector;

    SimulatedOperator(SimulatedConnect cluster, String connector) {
        this.cluster = cluster;
        this.connector = connector;
    }

    /** Resumes the connector. */
    public void resume() {
        request("PUT", "/resume", "");
    }

    /** Pauses the connector. */
    public void pause() {
        request("PUT", "/pause", "");
    }

    /** Stops the connector. */
    public void stop() {
        request("PUT", "/stop", "");
    }

    /** Deletes the connector. */
    public void delete() {
        request("DELETE", "", "");
    }

    /** Creates the connector, which starts at once. */
    public void create(Map<String, String> config) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", connector);
        body.put("config", config);
        send("POST", "/connectors", Json.write(body));
    }

    /** Gives the connector another setting. */
    public void reconfigure(String key, String value) {
        Map<String, String> found = cluster.config(connector);
        if (found != null) {
            Map<String, String> config = new HashMap<>(found);
            config.put(key, value);
            request("PUT", "/config", Json.write(config));
        }
    }

    /** Restarts the connector and its tasks. */
    public void restart() {
        request("POST", "/restart?includeTasks=true&onlyFailed=false", "");
    }

    /** Writes offsets as a worker lists them. */
    public void alterOffsets(String json) {
        request("PATCH", "/offsets", json);
    }

    /** Deletes the offsets. */
    public void resetOffsets() {
        request("DELETE", "/offsets", "");
    }

    private void request(String method, String below, String body) {
        send(method, "/connectors/" + connector + below, body);
    }

    private void send(String method, String url, String body) {
        cluster.leader().receive(new Exchange(method, url, body, NAME, () -> {}));
    }
}
