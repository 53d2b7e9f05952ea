package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.report.MigrationReport;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The number of requests of a fleet to workers without latency, so that no request is repeated. */
class RequestCountTest extends InstantClusters {

    private static final int CONNECTORS = 50;

    /**
     * Waiting for four states, which hold when they are first looked at; to see that all tasks run takes two requests, and so does it to
     * look what the target has committed.
     */
    private static final int LOOKS = 7;

    /** What a fleet is asked once, for all of its connectors, and what a slow machine reads again since it was read too long ago. */
    private static final int ONCE = 40;

    RequestCountTest() {
        super(CONNECTORS);
    }

    @Test
    void a_connector_of_a_fleet_takes_21_requests_and_the_looks_at_what_is_waited_for() {
        // The target of this test commits nothing, and how often it is looked at depends on the time only.
        MigrationReport report =
                Migrator.builder().settlingTime(Duration.ZERO).build().migrate(plan);

        assertThat(report).matches(MigrationReport::succeeded);
        assertThat(europe.running()).isEqualTo(CONNECTORS);
        assertThat(legacy.running()).isZero();
        assertThat(requests()).isLessThanOrEqualTo(CONNECTORS * (21 + LOOKS) + ONCE);
    }

    @Test
    void any_number_of_connectors_can_wait_on_a_few_threads() throws Exception {
        ExecutorService few = Executors.newFixedThreadPool(4);
        legacy.holdPauses();

        MigrationRun run =
                Migrator.builder().concurrency(CONNECTORS).executor(few).build().start(plan);
        await().atMost(Duration.ofMinutes(1)).until(() -> legacy.pausing() == CONNECTORS);
        legacy.letPause();

        assertThat(run.completion().get(1, TimeUnit.MINUTES)).matches(MigrationReport::succeeded);
        few.shutdown();
    }
}
