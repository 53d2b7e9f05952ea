package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.connectmigrator.event.ConnectorProgress;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationProgress;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run tells of its connectors while it is under way, and how its events end. */
class RunProgressTest extends SimulatedClusters {

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
        simulation.run(source, "parts", Map.of("connector.class", "SimulatedSource", "data", "parts"));
    }

    private MigrationPlan two() {
        return MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("orders", "parts")
                .attribute("team", connector -> "team of " + connector.name())
                .waitsFor("parts", "orders")
                .build();
    }

    /** What a subscriber has received. */
    private static final class Received implements Flow.Subscriber<MigrationEvent> {

        private final List<MigrationEvent> events = new ArrayList<>();
        private @Nullable Throwable failure;
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MigrationEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    @Test
    void a_run_tells_what_each_connector_does_and_how_many_have_ended() {
        List<MigrationProgress> seen = new ArrayList<>();
        MigrationRun run = migrator().start(two());
        assertThat(run.progress().hasEnded()).isFalse();
        at("PUT /connectors/orders/stop on source", () -> seen.add(run.progress()));
        at("PUT /connectors/parts/stop on source", () -> seen.add(run.progress()));

        report(run);

        MigrationProgress early = seen.get(0);
        assertThat(early.total()).isEqualTo(2);
        assertThat(early.ended()).isZero();
        assertThat(early.atWork()).isOne();
        assertThat(early.connectors())
                .extracting(ConnectorProgress::connector, ConnectorProgress::step)
                .containsExactly(tuple("orders", Optional.of(MigrationStep.QUIESCE)), tuple("parts", Optional.empty()));
        assertThat(early.connectors().get(0).attributes()).containsExactly(Map.entry("team", "team of orders"));
        assertThat(seen.get(1)).hasToString("1 of 2 connectors ended, 1 of them well; 1 at work");
        assertThat(seen.get(1).connectors())
                .extracting(ConnectorProgress::toString)
                .contains("parts: quiesce");
        assertThat(run.connectors()).containsExactly("orders", "parts");
        assertThat(run.progress().hasEnded()).isTrue();
        assertThat(run.progress().succeeded()).isEqualTo(2);
        assertThat(run.progress().atWork()).isZero();
    }

    @Test
    void a_run_is_found_by_its_id_until_it_has_ended() {
        MigrationRun run = migrator().start(two());

        assertThat(migrator().run(run.id())).containsSame(run);
        assertThat(migrator().run("another")).isEmpty();
        report(run);

        assertThat(migrator().run(run.id())).isEmpty();
    }

    @Test
    void the_events_of_a_run_without_a_report_end_with_the_failure() {
        MigrationRun first = migrator().start(two());
        List<MigrationRun> others = new ArrayList<>();
        Received received = new Received();
        at("PUT /connectors/orders/stop on source", () -> {
            others.add(migrator().start(plan().build()));
            others.get(0).events().subscribe(received);
        });
        report(first);
        MigrationRun second = others.get(0);

        assertThat(simulation.runUntil(second.completion()::isDone, Duration.ofHours(1)))
                .isTrue();
        assertThat(received.failure).isInstanceOf(ClaimedException.class);
        assertThat(received.complete).isFalse();
        assertThat(received.events).hasOnlyElementsOfType(MigrationEvent.RunStarted.class);
        assertThat(second.progress().hasEnded()).isFalse();
        assertThat(migrator().run(second.id())).isEmpty();
    }

    @Test
    void a_journal_that_is_closed_ends_a_run_with_a_report_that_says_what_to_do() {
        for (int tries = 0; tries < 4; tries++) {
            at("journal claim", Fault.JOURNAL_THROWS);
        }
        MigrationRun run = migrator().start(plan().build());
        Received received = new Received();
        run.events().subscribe(received);

        MigrationReport report = report(run);

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.JOURNAL_FAILED);
            assertThat(problem.message()).contains("could not be claimed", "is closed");
            assertThat(problem.remedy()).contains("make a new one if it was closed");
        });
        assertThat(received.events)
                .extracting(MigrationEvent::getClass)
                .last()
                .isEqualTo(MigrationEvent.RunEnded.class);
        assertThat(received.complete).isTrue();
        assertThat(changes()).isEmpty();
    }
}
