package io.connectmigrator.examples.referential;

import io.connectmigrator.examples.referential.Connector.Phase;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What teams do with their connectors. */
@Controller("/api/namespaces/{namespace}/connectors")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectorController {

    private final Connectors connectors;
    private final Namespaces namespaces;
    private final ConnectClusters clusters;

    ConnectorController(Connectors connectors, Namespaces namespaces, ConnectClusters clusters) {
        this.connectors = connectors;
        this.namespaces = namespaces;
        this.clusters = clusters;
    }

    @Get
    List<Connector> list(String namespace) {
        return connectors.all().stream()
                .filter(connector -> connector.namespace().equals(namespace))
                .toList();
    }

    @Get("/{name}")
    Connector get(String namespace, String name) {
        namespaces.owning(namespace, name);
        return connectors.find(name).orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no " + name));
    }

    /** Creates the connector or changes its config. To move it is another call: its offsets have to come along. */
    @Put("/{name}")
    Connector apply(String namespace, String name, @Body Wanted wanted) {
        namespaces.requireCluster(namespaces.owning(namespace, name), wanted.connectCluster());
        return connectors
                .change(name, now -> {
                    if (now == null) {
                        return Connector.pending(namespace, name, wanted.connectCluster(), wanted.config());
                    }
                    refuseWhileMoving(now);
                    if (!now.connectCluster().equals(wanted.connectCluster())) {
                        throw conflict(name + " is on " + now.connectCluster() + ", not on " + wanted.connectCluster()
                                + (now.migration() == null ? "" : ": it was migrated")
                                + ". To move it, call migrate; to change it, say connectCluster: "
                                + now.connectCluster());
                    }
                    if (now.config().equals(wanted.config())) {
                        return now;
                    }
                    refuseUnsettled(now);
                    return now.config(wanted.config());
                })
                .orElseThrow();
    }

    @Delete("/{name}")
    HttpResponse<?> delete(String namespace, String name) {
        namespaces.owning(namespace, name);
        connectors.changeIfThere(name, now -> {
            refuseWhileMoving(now);
            refuseUnsettled(now);
            return now.phase(Phase.DELETING, null);
        });
        return HttpResponse.accepted();
    }

    @Post("/{name}/change-state")
    void changeState(String namespace, String name, @QueryValue String action) {
        Connector connector = get(namespace, name);
        refuseWhileMoving(connector);
        var cluster = clusters.client(connector.connectCluster());
        switch (action.toUpperCase(Locale.ROOT)) {
            case "PAUSE" -> cluster.pause(name);
            case "RESUME" -> cluster.resume(name);
            case "STOP" -> cluster.stop(name);
            default -> throw new HttpStatusException(HttpStatus.UNPROCESSABLE_ENTITY, "no action " + action);
        }
    }

    private static void refuseWhileMoving(Connector connector) {
        if (connector.isMoving()) {
            throw conflict(connector.name() + " is moving: " + connector.migration());
        }
    }

    private static void refuseUnsettled(Connector connector) {
        if (connector.awaitsVerdict()) {
            throw conflict(connector.name() + " has moved: call migrate-confirm or migrate-rollback first");
        }
    }

    private static HttpStatusException conflict(String message) {
        return new HttpStatusException(HttpStatus.CONFLICT, message);
    }

    /**
     * What a team wants.
     *
     * @param connectCluster the Connect cluster
     * @param config the config
     */
    @Serdeable
    record Wanted(String connectCluster, Map<String, @Nullable String> config) {}
}
