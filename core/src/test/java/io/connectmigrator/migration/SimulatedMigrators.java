package io.connectmigrator.migration;

import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.readiness.RehearsedShapes;
import io.connectmigrator.readiness.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Gives migrators a clock, pauses and threads other than those of the machine. */
public final class SimulatedMigrators {

    private SimulatedMigrators() {}

    public static MigratorBuilder time(
            MigratorBuilder builder, Waiting waiting, Clock clock, Scheduler scheduler, Executor threads) {
        return builder.time(waiting, clock, scheduler, threads);
    }

    public static Readiness readiness(
            Migrator migrator, MigrationPlan plan, Duration apart, RehearsedShapes rehearsed) {
        return migrator.readiness(plan, apart, rehearsed);
    }
}
