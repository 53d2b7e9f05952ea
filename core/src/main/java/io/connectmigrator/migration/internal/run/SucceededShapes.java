package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.Shapes;
import io.connectmigrator.migration.internal.state.RehearsalEntries;
import io.connectmigrator.readiness.Rehearsal;
import io.connectmigrator.readiness.Rehearsal.Kind;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes in the journal with which shapes of connectors a call has succeeded, which is evidence for the readiness of plans. */
final class SucceededShapes {

    private static final Logger log = LoggerFactory.getLogger(SucceededShapes.class);

    private final MigratorContext migratorContext;
    private final LockOwner owner;

    SucceededShapes(MigratorContext migratorContext, LockOwner owner) {
        this.migratorContext = migratorContext;
        this.owner = owner;
    }

    /** Notes one connector of each shape. That this fails changes nothing about the connectors. */
    void note(List<UnitContext> units, List<ConnectorReport> reports) {
        Map<Shape, Rehearsal> succeeded = new LinkedHashMap<>();
        try {
            for (ConnectorContext context :
                    units.stream().flatMap(unit -> unit.contexts().stream()).toList()) {
                reports.stream()
                        .filter(report ->
                                report.connector().equals(context.checkContext().connector()))
                        .findFirst()
                        .flatMap(report -> succeeded(context, report))
                        .ifPresent(rehearsal -> succeeded.merge(
                                rehearsal.shape(), rehearsal, (one, other) -> one.complete() ? one : other));
            }
            succeeded.values().forEach(this::add);
        } catch (Throwable e) {
            log.info("it is not noted for readiness what has succeeded", RedactedException.withoutMessages(e));
        }
    }

    private void add(Rehearsal rehearsal) {
        Journal.Claim claim = migratorContext.claim(Set.of(RehearsalEntries.id(rehearsal.shape())), owner);
        try {
            new RehearsalEntries(migratorContext.journal()).add(rehearsal);
        } finally {
            claim.close();
        }
    }

    private Optional<Rehearsal> succeeded(ConnectorContext context, ConnectorReport report) {
        return kind(report)
                .map(kind -> new Rehearsal(
                        kind,
                        Shapes.of(context.checkContext().rehearsedMove()),
                        report.connector(),
                        migratorContext.clock().instant(),
                        !(report.outcome() instanceof MigrationOutcome.Rehearsed rehearsed) || rehearsed.complete()));
    }

    /** What an earlier call has done counts once. */
    private static Optional<Kind> kind(ConnectorReport report) {
        if (report.outcome() instanceof MigrationOutcome.Rehearsed) {
            return Optional.of(Kind.REHEARSED);
        }
        if (report.outcome() instanceof MigrationOutcome.Moved && hasDone(report, MigrationStep.PROVE)) {
            return Optional.of(Kind.MOVED);
        }
        return report.outcome() instanceof MigrationOutcome.RolledBack && hasDone(report, MigrationStep.REMOVE)
                ? Optional.of(Kind.ROLLED_BACK)
                : Optional.empty();
    }

    private static boolean hasDone(ConnectorReport report, MigrationStep step) {
        return report.steps().stream().anyMatch(each -> each.step() == step && each.succeeded());
    }
}
