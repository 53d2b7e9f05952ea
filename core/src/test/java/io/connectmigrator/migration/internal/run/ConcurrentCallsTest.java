package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call does while an earlier call for the same connector goes on. */
class ConcurrentCallsTest extends SimulatedClusters {

    private static final String STOPPING = "PUT /connectors/orders/stop on source";

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void calls_with_equal_plans_return_the_run_in_progress() {
        MigrationPlan plan = plan().build();
        List<MigrationRun> others = new ArrayList<>();
        MigrationRun run = migrator().start(plan);
        at(STOPPING, () -> {
            others.add(migrator().start(plan));
            others.add(
                    migrator().start(plan().onCutover((connector, copy) -> {}).build()));
            others.add(migrator()
                    .start(plan().attribute("team", connector -> "of " + connector.name())
                            .build()));
        });

        assertThat(report(run).succeeded()).isTrue();

        assertThat(others).extracting(MigrationRun::id).containsExactly(run.id(), run.id(), run.id());
        assertThat(changes()).containsOnlyOnce("target CREATED", "source STOPPED", "target STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_call_after_the_end_of_a_run_starts_another_run() {
        MigrationPlan plan = plan().build();
        MigrationRun first = migrator().start(plan);
        report(first);

        MigrationRun second = migrator().start(plan);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(report(second).succeeded()).isTrue();
    }

    @Test
    void a_call_with_another_plan_for_one_of_the_connectors_is_refused_and_changes_nothing() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        MigrationRun run = migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("orders", "payments")
                        .build());
        List<CompletableFuture<MigrationReport>> refused = new ArrayList<>();
        at(STOPPING, () -> refused.add(migrator().start(plan().build()).completion()));

        assertThat(report(run).succeeded()).isTrue();

        assertThat(refused)
                .singleElement()
                .satisfies(completion -> assertThat(completion)
                        .failsWithin(Duration.ZERO)
                        .withThrowableThat()
                        .withCauseInstanceOf(ClaimedException.class));
        assertThat(changes()).filteredOn("target CREATED"::equals).hasSize(2);
        assertRunsOnlyOn(target);
    }
}
