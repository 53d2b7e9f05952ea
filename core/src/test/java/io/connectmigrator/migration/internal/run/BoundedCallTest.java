package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationRun;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BoundedCallTest extends SimulatedClusters {

    @Test
    void a_write_that_is_under_way_when_the_run_is_cancelled_is_answered() {
        simulation.run(source, "orders", SOURCE);
        AtomicReference<MigrationRun> run = new AtomicReference<>();
        at(
                "PUT /connectors/orders/stop on source",
                () -> requireNonNull(run.get(), "run").cancel());

        run.set(migrator().start(plan().build()));
        assertThat(report(run.get()).succeeded()).isFalse();

        assertThat(simulation.points().passed())
                .extracting(Point::kind)
                .contains("PUT /connectors/orders/stop on source answered");
        assertRunsOnlyOn(source);
    }
}
