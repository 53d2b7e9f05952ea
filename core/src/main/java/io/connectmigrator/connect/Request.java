package io.connectmigrator.connect;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.PathSegment;
import io.connectmigrator.internal.Redaction;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request to a worker.
 *
 * @param path the path and query below the URL of the cluster, encoded
 * @param body the JSON to send, or null
 * @param repeatable whether it changes nothing, so that it may be sent again when the answer is lost
 * @param carriesConfig whether a config is in the body
 * @param secrets values that must not be shown with the answer
 * @param answers error statuses that are answers to this request
 */
record Request(
        String method,
        String path,
        @Nullable String body,
        boolean repeatable,
        boolean carriesConfig,
        Collection<String> secrets,
        Set<Integer> answers) {

    static Request get(String path) {
        return new Request("GET", path, null, true, false, List.of(), Set.of());
    }

    /** {@return a request for the methods that a path takes} */
    static Request options(String path) {
        return new Request("OPTIONS", path, null, true, false, List.of(), Set.of());
    }

    static Request write(String method, String path) {
        return new Request(method, path, null, false, false, List.of(), Set.of());
    }

    static Request write(String method, String path, Object body) {
        return new Request(method, path, Json.write(body), false, false, List.of(), Set.of());
    }

    /** {@return a write of offsets} */
    static Request patch(String path, String json) {
        return new Request("PATCH", path, json, false, false, List.of(), Set.of());
    }

    /** {@return the path of a connector, or of a resource below it} */
    static String connector(String name, String... below) {
        String path = "/connectors/" + PathSegment.encode(name);
        return below.length == 0 ? path : path + "/" + String.join("/", below);
    }

    Request carrying(ConnectorConfig config) {
        return new Request(method, path, body, repeatable, true, Redaction.secretsOf(config.toMap()), answers);
    }

    /** {@return the same request, marked as one that changes nothing, whatever its method is} */
    Request changingNothing() {
        return new Request(method, path, body, true, carriesConfig, secrets, answers);
    }

    Request answeredBy(Integer... statuses) {
        return new Request(method, path, body, repeatable, carriesConfig, secrets, Set.of(statuses));
    }

    boolean creates() {
        return method.equals("POST") && path.equals("/connectors") && !repeatable;
    }

    /** {@return whether the answer may hold text of the connector, whose config is not known here} */
    boolean mayQuoteConfig() {
        return isOfConnector() && !carriesConfig && (!method.equals("GET") || path.endsWith("/offsets"));
    }

    /** {@return the request for the config of the connector that this request is about} */
    Request forConfig() {
        String encodedName = path.split("[/?]", 4)[2];
        return get("/connectors/" + encodedName + "/config");
    }

    boolean isOfConnector() {
        return path.startsWith("/connectors/");
    }

    /** {@return the request as an exception names it: method and URL} */
    String at(URI url) {
        return method + " " + url + path;
    }

    /** {@return method and path; never the body} */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
