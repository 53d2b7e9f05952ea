package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedCallTest extends SimulatedClusters {

    @Test
    void a_write_that_is_under_way_when_the_run_is_cancelled_is_answered() {
        simulation.run(source, "orders", SOURCE);
        List<MigrationRun> runs = new ArrayList<>();
        at("PUT /connectors/orders/stop on source", () -> runs.get(0).cancel());

        runs.add(migrator().start(plan().build()));
        assertThat(report(runs.get(0)).succeeded()).isFalse();

        assertThat(simulation.points().passed())
                .extracting(Point::kind)
                .contains("PUT /connectors/orders/stop on source answered");
        assertRunsOnlyOn(source);
    }
}
