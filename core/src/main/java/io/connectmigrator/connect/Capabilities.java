package io.connectmigrator.connect;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out what workers can do by asking for it, since versions of vendors do not tell. All requests are about a connector
 * that does not exist, so that nothing can change. Writes are sent only where no read can tell.
 */
final class Capabilities {

    private static final int NOT_FOUND = 404;
    private static final Pattern METHOD = Pattern.compile("\\b(GET|PUT|PATCH|DELETE)\\b");

    private final Requests requests;
    private final String connector = "connect-migrator-probe-" + UUID.randomUUID();
    private final String offsets = Request.connector(connector, "offsets");

    /** Asks through these requests, all of which end with their deadline. */
    Capabilities(Requests requests) {
        this.requests = requests.withDeadline();
    }

    ConnectCapabilities probe() {
        Optional<Set<String>> methods = methods(offsets);
        boolean listOffsets = methods.map(known -> known.contains("GET")).orElseGet(this::canStop);
        Optional<Boolean> initialState = initialState();
        boolean alterOffsets = methods.map(known -> known.contains("DELETE"))
                .or(() -> initialState.filter(later -> later))
                .orElseGet(() -> supports(Request.write("DELETE", offsets)));
        return new ConnectCapabilities(listOffsets, alterOffsets, initialState.orElseGet(this::takesInitialState));
    }

    /** {@return whether connectors can be stopped, which came in the same version as the listing of offsets} */
    boolean canStop() {
        return supports(Request.get(offsets));
    }

    /**
     * {@return the methods that a path takes; empty if a gateway does not pass OPTIONS on} Unlike a request that a worker
     * does not know, OPTIONS leaves no stack trace in its log.
     */
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

    private boolean supports(Request request) {
        try {
            requests.send(request.changingNothing());
            return true;
        } catch (ConnectorNotFoundException e) {
            return true;
        } catch (NotSupportedException e) {
            return false;
        }
    }

    /**
     * {@return whether connectors can be created in a state (3.7), as far as reads tell} The config of a connector takes PATCH
     * since 3.8, and loggers say when they were changed since 3.7.
     */
    private Optional<Boolean> initialState() {
        boolean patchesConfig = methods(Request.connector(connector, "config"))
                .filter(methods -> methods.contains("PATCH"))
                .isPresent();
        return patchesConfig ? Optional.of(true) : loggersSayWhenTheyChanged();
    }

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

    /** Sends a state that no version has: older workers do not know the field, newer ones not the value. */
    private boolean takesInitialState() {
        Map<String, Object> body = Map.of("name", connector, "config", Map.of(), "initial_state", "PROBE");
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
