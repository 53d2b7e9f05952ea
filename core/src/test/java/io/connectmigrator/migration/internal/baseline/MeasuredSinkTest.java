package io.connectmigrator.migration.internal.baseline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.BaselineSample;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.Measured;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink is measured by the topics that its workers read and write. */
class MeasuredSinkTest extends SimulatedClusters {

    private static final Map<String, String> CONFIG = Map.of(
            "connector.class",
            "SimulatedSink",
            "topics",
            "orders",
            "errors.tolerance",
            "all",
            "errors.deadletterqueue.topic.name",
            "dead");

    private final AtomicLong dead = new AtomicLong(100);

    /** Records come a little faster than the sink reads them, and each look finds three dead letters more. */
    private final RangedTopics topics = new RangedTopics()
            .with(
                    "orders",
                    () -> kafka.group("connect-orders").commits().getOrDefault("orders", Map.of()).values().stream()
                            .map(next -> next * 2)
                            .toList())
            .with("dead", () -> List.of(dead.addAndGet(3)));

    @BeforeEach
    void runSink() {
        simulation.run(source, "orders", CONFIG);
        simulation.sleep(Duration.ofSeconds(5));
    }

    private MigrationPlan plan(ClusterTopics ofSource) {
        return allowing(MigrationPlan.builder()
                        .from(process.client(source).topics(ofSource).build())
                        .to(client(target))
                        .connectors("orders")
                        .baseline(Duration.ofMinutes(1)))
                .build();
    }

    private static Baseline baseline(ConnectorReport report) {
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        return requireNonNull(report.baseline(), "baseline");
    }

    @Test
    void lag_and_dead_letters_are_those_under_the_workers_of_either_side() {
        Baseline baseline = baseline(migrate(plan(topics)));

        for (Measured side : List.of(baseline.before(), baseline.after())) {
            assertThat(side.samples()).hasSize(2).allSatisfy(sample -> {
                assertThat(sample.unread()).isEmpty();
                assertThat(sample.lag()).isPositive();
            });
            assertThat(side.deadLetters()).hasValue(3);
            assertThat(side.lagPerSecond().orElse(0)).isPositive();
            assertThat(side.partitions())
                    .isNotEmpty()
                    .allSatisfy(partition -> assertThat(partition.lag()).isPositive());
        }
        assertThat(baseline.before().samples().get(0).deadLetters()).isEqualTo(103);
        assertThat(topics.requests()).isEqualTo(8);
    }

    @Test
    void topics_that_cannot_be_read_leave_the_rest_of_a_sample() {
        Baseline baseline = baseline(migrate(plan(new RangedTopics() {
            @Override
            public Map<String, List<OffsetRange>> ranges(Set<String> names) {
                throw new NoSuchMethodError("of another client");
            }
        })));

        assertThat(baseline.before().samples()).allSatisfy(MeasuredSinkTest::assertWithoutTopics);
        assertThat(baseline.after().samples()).allSatisfy(MeasuredSinkTest::assertWithoutTopics);
        assertThat(baseline.before().perSecond().orElse(0)).isPositive();
    }

    private static void assertWithoutTopics(BaselineSample sample) {
        assertThat(sample.state()).isEqualTo("RUNNING");
        assertThat(sample.partitions()).isPositive();
        assertThat(sample.lag()).isNull();
        assertThat(sample.deadLetters()).isNull();
        assertThat(sample.unread())
                .hasSize(2)
                .anySatisfy(unread -> assertThat(unread).startsWith("how far it is behind: "))
                .anySatisfy(unread -> assertThat(unread).startsWith("its dead letters: "));
    }

    @Test
    void without_a_client_of_the_topics_neither_is_asked_for() {
        Baseline baseline = baseline(migrate(allowing(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("orders")
                        .baseline(Duration.ofMinutes(1)))
                .build()));

        assertThat(baseline.before().samples()).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.lag()).isNull();
            assertThat(sample.deadLetters()).isNull();
            assertThat(sample.unread()).isEmpty();
        });
        assertThat(baseline.before().perSecond().orElse(0)).isPositive();
    }
}
