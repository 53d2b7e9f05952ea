package io.connectmigrator.examples.referential;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.examples.referential.Connector.Phase;
import io.connectmigrator.examples.referential.Migration.Call;
import io.connectmigrator.examples.referential.Migration.State;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.Problem;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves connectors. What is asked for is written to the store first; a loop in every replica then does what the store asks for
 * and no replica is doing yet, so it does not matter which replica was asked, or whether it still runs. Thread-safe.
 */
@Singleton
class Migrations {

    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);

    private final Connectors connectors;
    private final ConnectClusters clusters;
    private final Migrator migrator;
    private final Map<String, MigrationRun> runs = new ConcurrentHashMap<>();

    Migrations(Connectors connectors, ConnectClusters clusters, Migrator migrator) {
        this.connectors = connectors;
        this.clusters = clusters;
        this.migrator = migrator;
    }

    MigrationCheck check(Connector connector, String to) {
        return migrator.check(plan(connector, Migration.asked(connector.connectCluster(), to)));
    }

    /** Asks for a migration; to ask again for the same one changes nothing. */
    Connector migrate(String name, String to) {
        return begin(name, connector -> {
            Migration last = connector.migration();
            if (last != null
                    && last.call() == Call.MIGRATE
                    && last.state() != State.FAILED
                    && last.to().equals(to)) {
                return last;
            }
            require(!connector.isMoving() && !connector.awaitsVerdict(), "it is not done with " + last);
            require(connector.phase() == Phase.DEPLOYED, "it is " + connector.phase());
            require(!connector.connectCluster().equals(to), "it is there");
            return Migration.asked(connector.connectCluster(), to);
        });
    }

    /** Asks to confirm a migration or to roll it back; to ask again changes nothing. */
    Connector settle(String name, Call call) {
        return begin(name, connector -> {
            Migration last = connector.migration();
            if (last == null) {
                throw conflict("it was never moved");
            }
            if (last.call() == call && last.state() != State.FAILED) {
                return last;
            }
            require(connector.awaitsVerdict(), "there is nothing to settle after " + last);
            return last.asked(call);
        });
    }

    /** {@return what the journal knows of a connector's migration, whichever replica is at work on it} */
    Optional<OpenMigration> open(String name) {
        return migrator.unfinished().stream()
                .filter(migration -> migration.connector().equals(name))
                .findFirst();
    }

    /** {@return the last run of this replica that was at work on the connector} */
    Optional<MigrationRun> run(String name) {
        return Optional.ofNullable(runs.get(name));
    }

    /** Does what is asked for and not done, also what another replica has left. */
    @Scheduled(fixedDelay = "${referential.migrate-interval:1s}")
    void goOn() {
        connectors.all().stream()
                .filter(Connector::isMoving)
                // Another replica may be done with it since.
                .flatMap(connector -> connectors.find(connector.name()).stream())
                .filter(Connector::isMoving)
                .forEach(this::goOn);
    }

    private Connector begin(String name, Asking asking) {
        Connector asked = connectors
                .change(name, connector -> {
                    if (connector == null) {
                        throw conflict("it is not in the store");
                    }
                    return connector.migration(asking.next(connector));
                })
                .orElseThrow();
        if (asked.isMoving()) {
            goOn(asked);
        }
        return asked;
    }

    /** Returns at once; the same plan is the same run. */
    private void goOn(Connector connector) {
        Migration migration = requireNonNull(connector.migration());
        MigrationPlan plan = plan(connector, migration);
        MigrationRun run = switch (migration.call()) {
            case MIGRATE -> migrator.start(plan);
            case CONFIRM -> migrator.startConfirm(plan);
            case ROLLBACK -> migrator.startRollback(plan);
        };
        if (runs.put(connector.name(), run) != run) {
            CompletableFuture<MigrationReport> unused = run.completion()
                    .whenComplete((report, failure) -> ended(connector.name(), run, migration, report, failure));
        }
    }

    /** What is unfinished stays under way, so the loop goes on with it. */
    private void ended(
            String name,
            MigrationRun run,
            Migration migration,
            @Nullable MigrationReport report,
            @Nullable Throwable failure) {
        if (report == null) {
            runs.remove(name, run);
            logFailure(name, requireNonNull(failure));
            return;
        }
        String problems = report.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        State state = report.succeeded() ? State.DONE : isUnfinished(report) ? State.UNDER_WAY : State.FAILED;
        connectors.changeIfThere(
                name,
                now -> migration.sameAs(now.migration())
                        ? now.migration(migration.state(state, problems.isEmpty() ? null : problems))
                        : now);
    }

    private static boolean isUnfinished(MigrationReport report) {
        return report.connectors().stream().anyMatch(one -> one.outcome() instanceof MigrationOutcome.Unfinished);
    }

    private static void logFailure(String name, Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof ClaimedException) {
            LOGGER.debug("{}", cause.getMessage());
        } else {
            LOGGER.warn("{} is tried again", name, cause);
        }
    }

    private MigrationPlan plan(Connector connector, Migration migration) {
        return MigrationPlan.builder()
                .from(clusters.client(migration.from()))
                .to(clusters.client(migration.to()))
                .connectors(connector.name())
                .configFrom(name -> ConnectorConfig.of(connector.config()))
                .onCutover(new Repointing(connectors, migration))
                .attribute("namespace", connector.namespace())
                .build();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw conflict(otherwise);
        }
    }

    private static HttpStatusException conflict(String message) {
        return new HttpStatusException(HttpStatus.CONFLICT, message);
    }

    /** What is asked for next, seen from what was asked for last. */
    private interface Asking {
        Migration next(Connector connector);
    }
}
