package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners receive all events of a run. A listener that fails or blocks changes nothing about the migration. */
class ListenersTest extends SimulatedClusters {

    private final List<MigrationEvent> received = new ArrayList<>();

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private void assertAllReceived() {
        assertThat(received.get(0)).isInstanceOf(MigrationEvent.RunStarted.class);
        assertThat(received.get(received.size() - 1)).isInstanceOf(MigrationEvent.RunEnded.class);
    }

    @Test
    void a_listener_that_throws_receives_all_later_events_and_so_do_the_others() {
        List<MigrationEvent> beforeThrowing = new ArrayList<>();
        use(process.migrator(journal)
                .listener(event -> {
                    beforeThrowing.add(event);
                    throw new NoSuchMethodError("gone");
                })
                .listener(received::add));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertAllReceived();
        assertThat(beforeThrowing).isEqualTo(received);
        assertRunsOnlyOn(target);
    }

    @Test
    void of_a_plan_that_matches_nothing_the_events_say_where_and_why() {
        use(process.migrator(journal).listener(received::add));

        report(migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectorsMatching(connector -> connector.name().equals("gone"))
                        .build()));

        assertThat(received)
                .extracting(event -> event.toString().replaceFirst("^\\S+ ", "").replaceFirst("[0-9.]+ m?s", "a while"))
                .containsExactly(
                        "migrate of 0 connectors from source started",
                        "did not succeed after a while: no connectors: no connector of " + client(source)
                                + " matches the plan");
    }

    @Test
    void a_listener_that_blocks_delays_the_end_of_a_run_by_the_timeout_at_most_and_nothing_else() {
        use(process.migrator(journal)
                .listenerTimeout(Duration.ofSeconds(2))
                .listener(event -> {
                    if (event instanceof MigrationEvent.RunStarted) {
                        simulation.sleep(Duration.ofMinutes(10));
                    }
                })
                .listener(received::add));
        List<Long> ended = new ArrayList<>();
        long start = simulation.time().now();
        MigrationRun run = migrator().start(plan().build());
        var unused = run.completion().thenRun(() -> ended.add(simulation.time().now() - start));

        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.downtime()).isLessThan(Duration.ofSeconds(1));
        assertThat(ended)
                .singleElement()
                .satisfies(took ->
                        assertThat(Duration.ofNanos(took)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10)));
        assertAllReceived();
        assertRunsOnlyOn(target);
    }
}
