package io.connectmigrator.examples.referential;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.examples.referential.Migration.Call;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Moves connectors: each call is one segment below the connector, as role bindings know them. */
@Controller("/api/namespaces/{namespace}/connectors/{name}")
@ExecuteOn(TaskExecutors.BLOCKING)
class MigrationController {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final ConnectorController connectors;
    private final Namespaces namespaces;
    private final Migrations migrations;

    MigrationController(ConnectorController connectors, Namespaces namespaces, Migrations migrations) {
        this.connectors = connectors;
        this.namespaces = namespaces;
        this.migrations = migrations;
    }

    /** Answers at once; how it goes on is asked with GET. With {@code dryrun} nothing is written, and what is found is answered. */
    @Post("/migrate")
    HttpResponse<?> migrate(
            String namespace, String name, @QueryValue String to, @QueryValue(defaultValue = "false") boolean dryrun) {
        Connector connector = connectors.get(namespace, name);
        namespaces.requireCluster(namespaces.owning(namespace, name), to);
        if (dryrun) {
            MigrationCheck check = migrations.check(connector, to);
            return HttpResponse.ok(new DryRun(check.passed(), check.problems()));
        }
        return accepted(migrations.migrate(name, to));
    }

    @Get("/migrate")
    Progress progress(String namespace, String name) {
        return progress(connectors.get(namespace, name));
    }

    @Post("/migrate-confirm")
    HttpResponse<?> confirm(String namespace, String name) {
        namespaces.owning(namespace, name);
        return accepted(migrations.settle(name, Call.CONFIRM));
    }

    @Post("/migrate-rollback")
    HttpResponse<?> rollback(String namespace, String name) {
        namespaces.owning(namespace, name);
        return accepted(migrations.settle(name, Call.ROLLBACK));
    }

    /**
     * What has happened so far and what happens until the end, if this replica is at work on it; then, and from any other
     * replica, what the store says whenever that changes. A client that stops listening changes nothing.
     */
    @Get(value = "/migrate-events", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events(String namespace, String name) {
        namespaces.owning(namespace, name);
        return migrations
                .run(name)
                .map(run -> JdkFlowAdapter.flowPublisherToFlux(run.events()))
                .orElseGet(Flux::empty)
                .map(MigrationController::serverSent)
                .onErrorComplete()
                .concatWith(Flux.defer(() -> stored(namespace, name)));
    }

    private static Event<String> serverSent(MigrationEvent event) {
        return Event.of(event.toString()).name(event.getClass().getSimpleName());
    }

    private Flux<Event<String>> stored(String namespace, String name) {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(look -> progress(namespace, name))
                .distinctUntilChanged()
                .takeUntil(Progress::isAtItsEnd)
                .map(progress -> Event.of(progress.toString()).name("Progress"));
    }

    private HttpResponse<?> accepted(Connector connector) {
        URI location =
                URI.create("/api/namespaces/" + connector.namespace() + "/connectors/" + connector.name() + "/migrate");
        return HttpResponse.accepted(location).body(progress(connector));
    }

    private Progress progress(Connector connector) {
        var open = migrations.open(connector.name());
        return new Progress(
                connector.connectCluster(),
                connector.migration(),
                open.map(migration -> migration.phase().name()).orElse(null),
                open.map(migration -> String.valueOf(migration.completed())).orElse(null),
                open.map(migration -> migration.by().name()).orElse(null));
    }

    /**
     * What a migration would find.
     *
     * @param passed whether nothing stands in its way
     * @param problems what does, and what to do
     */
    @Serdeable
    record DryRun(boolean passed, List<Problem> problems) {}

    /**
     * How a migration stands.
     *
     * @param connectCluster where the connector is
     * @param migration what was asked for last, or null
     * @param phase how far that has come, or null if it is at its end
     * @param completed the last step, or null
     * @param replica which replica wrote that down, or null
     */
    @Serdeable
    record Progress(
            String connectCluster,
            @Nullable Migration migration,
            @Nullable String phase,
            @Nullable String completed,
            @Nullable String replica) {

        boolean isAtItsEnd() {
            return migration == null || !migration.isUnderWay();
        }
    }
}
