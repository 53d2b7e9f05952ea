package io.connectmigrator.connect;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out what workers can do by asking them for it: vendors' versions say little. What is asked is of a connector
 * that does not exist, so nothing can change.
 */
final class Capabilities {

    private static final int NOT_FOUND = 404;
    private static final Pattern METHOD = Pattern.compile("\\b(GET|PUT|PATCH|DELETE)\\b");

    private final Requests requests;
    private final String probed = "connect-migrator-probe-" + UUID.randomUUID();

    Capabilities(Requests requests) {
        this.requests = requests;
    }

    ConnectCapabilities probe() {
        return new Capabilities(requests.begin()).probeAll();
    }

    private ConnectCapabilities probeAll() {
        String offsets = Request.connector(probed, "offsets");
        Optional<Set<String>> methods = methods(offsets);
        boolean patchConfig = patchesConfig();
        return new ConnectCapabilities(
                takes(methods, Request.get(offsets)),
                takes(methods, Request.write("DELETE", offsets)),
                initialState(patchConfig),
                patchConfig,
                supports(Request.get("/health").answeredBy(500, 503)));
    }

    /** {@return whether connectors can be stopped, which came together with the listing of offsets} */
    boolean canStop() {
        return supports(Request.get(Request.connector(probed, "offsets")));
    }

    private boolean patchesConfig() {
        String config = Request.connector(probed, "config");
        return takes(methods(config), Request.write("PATCH", config, Map.of()));
    }

    /** A request that a worker does not know leaves an ERROR with a stack trace in its log; the question for its methods does not. */
    private boolean takes(Optional<Set<String>> methods, Request call) {
        return methods.map(known -> known.contains(call.method())).orElseGet(() -> supports(call));
    }

    /** {@return the methods that a path takes; empty if what stands before the worker does not let the question through} */
    private Optional<Set<String>> methods(String path) {
        try {
            return Optional.of(requests.text(Request.options(path), Capabilities::methodsIn))
                    .filter(methods -> !methods.isEmpty());
        } catch (NotSupportedException e) {
            return e.status().orElse(0) == NOT_FOUND ? Optional.of(Set.of()) : Optional.empty();
        } catch (ConnectorNotFoundException | RequestFailedException e) {
            return Optional.empty();
        }
    }

    private static Set<String> methodsIn(String body) {
        return METHOD.matcher(body).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private boolean supports(Request call) {
        try {
            requests.send(call.changingNothing());
            return true;
        } catch (ConnectorNotFoundException e) {
            return true;
        } catch (NotSupportedException e) {
            return false;
        }
    }

    /** Single values of a config can be changed since 3.8, and loggers say when they were changed since 3.7, as the initial state. */
    private boolean initialState(boolean patchConfig) {
        return patchConfig || loggersSayWhenTheyChanged().orElseGet(this::takesInitialState);
    }

    /** {@return whether they do; empty if they cannot be asked} */
    private Optional<Boolean> loggersSayWhenTheyChanged() {
        try {
            return requests.object(
                    Request.get("/admin/loggers"),
                    json -> json.fields().keySet().stream()
                            .map(json::optionalObject)
                            .flatMap(Optional::stream)
                            .map(level -> level.has("last_modified"))
                            .reduce(Boolean::logicalOr));
        } catch (NotSupportedException | RequestFailedException e) {
            return Optional.empty();
        }
    }

    /** No version has such a state: an older one does not know the field, a newer one not the value. */
    private boolean takesInitialState() {
        Map<String, Object> body = Map.of("name", probed, "config", Map.of(), "initial_state", "PROBE");
        try {
            requests.send(Request.write("POST", "/connectors", body).changingNothing());
            return false;
        } catch (NotSupportedException e) {
            return false;
        } catch (RequestFailedException e) {
            if (String.valueOf(e.getMessage()).contains("InitialState")) {
                return true;
            }
            throw e;
        }
    }
}
