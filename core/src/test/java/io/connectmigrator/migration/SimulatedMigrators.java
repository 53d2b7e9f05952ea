package io.connectmigrator.migration;

import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Gives migrators another time than that of the machine, and with it other threads. */
public final class SimulatedMigrators {

    private SimulatedMigrators() {}

    public static MigratorBuilder time(
            MigratorBuilder builder, Waiting waiting, Clock clock, Scheduler scheduler, Executor threads) {
        return builder.time(waiting, clock, scheduler, threads);
    }
}
