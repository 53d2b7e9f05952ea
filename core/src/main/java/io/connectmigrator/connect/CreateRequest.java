package io.connectmigrator.connect;

import io.connectmigrator.internal.PathSegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates one connector. */
final class CreateRequest {

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final Requests requests;
    private final WriteResolver writes;
    private final Function<String, Optional<ConnectorInfo>> find;
    private final String name;
    private final ConnectorConfig config;
    private final Request request;

    CreateRequest(
            Requests requests,
            WriteResolver writes,
            Function<String, Optional<ConnectorInfo>> find,
            String name,
            ConnectorConfig config,
            @Nullable InitialState state) {
        this.requests = requests;
        this.writes = writes;
        this.find = find;
        this.name = name;
        this.config = config;
        this.request =
                Request.write("POST", "/connectors", body(name, config, state)).carrying(config);
    }

    private static Map<String, Object> body(String name, ConnectorConfig config, @Nullable InitialState state) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("config", config.toMap());
        if (state != null) {
            body.put("initial_state", state.name());
        }
        return body;
    }

    ConnectorInfo run() {
        requireAddressable();
        return writes.write(this::post, this::look);
    }

    /** Connect 4 accepts some names in a body, and then refuses every URL that has them. */
    private void requireAddressable() {
        String status = Request.connector(name, "status");
        if (PathSegment.isPlain(name)) {
            return;
        }
        try {
            requests.send(Request.get(status));
        } catch (ConnectorNotFoundException e) {
            // The name can be asked for.
        } catch (RequestFailedException e) {
            if (e.status().orElse(0) == BAD_REQUEST) {
                throw new IllegalArgumentException(
                        "the connector '" + name + "' could be created but never reached again: workers of this"
                                + " cluster refuse every URL with that name. Nothing was created; choose a name"
                                + " without / and %",
                        e);
            }
            throw e;
        }
    }

    private ConnectorInfo post() {
        Retries.Sequence sequence = requests.retries();
        while (true) {
            try {
                return requests.object(request, ConnectorInfo::read);
            } catch (RequestFailedException e) {
                if (e.status().orElse(0) != CONFLICT) {
                    throw e;
                }
                conflict(e, sequence);
            }
        }
    }

    /** The text does not tell which conflict it is: an existing connector can be found, a rebalance leaves none. */
    private void conflict(RequestFailedException e, Retries.Sequence sequence) {
        Failure failure = new Failure(e.request(), CONFLICT, "answered 409", e);
        if (find.apply(name).isPresent()) {
            throw new ConnectorExistsException(failure);
        }
        if (!sequence.awaitRetry(Retries.Reason.REBALANCE)) {
            throw new RebalanceException(failure);
        }
    }

    private ReadBack<ConnectorInfo> look() {
        Optional<ConnectorInfo> found = find.apply(name);
        if (found.isEmpty()) {
            return ReadBack.notDone("there is no connector '" + name + "'");
        }
        if (!config.isShownAs(found.get().config())) {
            String happened = "got no answer, and there is a connector '" + name + "' with another config";
            return ReadBack.refusedIfItLasts(
                    new ConnectorExistsException(Failure.unanswered(requests.describe(request), happened, null)));
        }
        return ReadBack.done(found.get());
    }
}
