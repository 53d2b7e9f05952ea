package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Moves connectors there and back with one migrator. Each second time the way back is a rollback, otherwise the move is confirmed
 * and a second one follows in the other direction. What does not succeed is called again, as its report asks for.
 */
final class SoakMoves {

    private static final int MOST_CALLS = 10;

    private final Migrator migrator;
    private final ConnectClient legacy;
    private final ConnectClient europe;
    private int calledAgain;

    SoakMoves(Migrator migrator, ConnectClient legacy, ConnectClient europe) {
        this.migrator = migrator;
        this.legacy = legacy;
        this.europe = europe;
    }

    void thereAndBack(String connector, boolean byRollback) {
        MigrationPlan there = plan(legacy, europe, connector);
        call(() -> migrator.migrate(there));
        if (byRollback) {
            call(() -> migrator.rollback(there));
        } else {
            call(() -> migrator.confirm(there));
            MigrationPlan back = plan(europe, legacy, connector);
            call(() -> migrator.migrate(back));
            call(() -> migrator.confirm(back));
        }
    }

    /** {@return how many calls did not succeed and were repeated} */
    int calledAgain() {
        return calledAgain;
    }

    private static MigrationPlan plan(ConnectClient from, ConnectClient to, String connector) {
        return MigrationPlan.builder()
                .from(from)
                .to(to)
                .connectors(connector)
                // Those of its last stay there, which outlive the connector.
                .existingOffsets(ExistingOffsets.REPLACE)
                .build();
    }

    private void call(Supplier<MigrationReport> call) {
        MigrationReport report = call.get();
        for (int calls = 1; !report.succeeded(); calls++) {
            System.out.println(report);
            if (calls == MOST_CALLS) {
                throw new IllegalStateException("still not done after " + calls + " calls");
            }
            calledAgain++;
            Patience.sleep(Duration.ofSeconds(1));
            report = call.get();
        }
    }
}
