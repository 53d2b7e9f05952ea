package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.StepReport.Direction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoveTraceTest {

    private static final Instant PAUSE = Instant.parse("2026-11-30T10:15:30Z");
    private static final Map<String, String> CLUSTERS = Map.of("one:8083", "legacy", "two:8083", "europe");
    private static final List<StepReport> STEPS = List.of(
            step(MigrationStep.QUIESCE, 0, 60), step(MigrationStep.RESUME, 60, 40), step(MigrationStep.PROVE, 100, 50));
    private static final List<SentRequest> REQUESTS = List.of(
            get("one:8083", "/connectors/orders", -20, 5),
            write("PUT", "one:8083", "/connectors/orders/pause", 0, 10),
            get("one:8083", "/connectors/orders/status", 10, 5),
            get("one:8083", "/connectors/orders/status", 30, 5),
            get("one:8083", "/connectors/orders/offsets", 40, 20),
            get("two:8083", "/connectors/orders/offsets", 40, 10),
            write("PUT", "two:8083", "/connectors/orders/resume", 60, 10),
            get("two:8083", "/connectors/orders/status", 90, 10),
            get("two:8083", "/connectors/orders/offsets", 120, 10));

    private static final MoveTrace TRACE = new MoveTrace("orders", REQUESTS, STEPS, CLUSTERS, Duration.ofMillis(90));

    @Test
    void each_request_and_each_wait_is_a_line_with_its_step() {
        assertThat(TRACE.text(List.of()))
                .contains("     0.0    10.0  quiesce   legacy PUT …/pause 200\n")
                .contains("    15.0    15.0  quiesce   … pause before the next look\n")
                .contains("    35.0     5.0  quiesce   … no request\n")
                .contains("    40.0    10.0  quiesce   europe GET …/offsets 200\n")
                .doesNotContain("  prove  ");
    }

    @Test
    void the_sum_tells_what_the_workers_took_from_what_is_our_own() {
        assertThat(TRACE.text(List.of()))
                .contains("9 requests, 7 of them while the connector was down; of 100.0 ms 55.0 waiting for workers"
                        + " and 45.0 our own (writes 20.0, looks at states 20.0, other reads 20.0,"
                        + " pauses before the next look 15.0, such pauses after the state was there 0.0,"
                        + " between requests 25.0)");
    }

    @Test
    void the_requests_of_each_step_are_counted() {
        assertThat(TRACE.text(List.of())).endsWith("\nrequests of each step: none 1, quiesce 5, resume 2, prove 1");
    }

    @Test
    void what_workers_did_stands_between_the_requests() {
        assertThat(TRACE.text(List.of(event(22, true), event(200, true))))
                .containsOnlyOnce("legacy worker: task 0 is PAUSED")
                .contains("\n    22.0                    legacy worker: task 0 is PAUSED\n");
    }

    @Test
    void a_pause_is_our_own_as_far_as_the_state_was_there() {
        assertThat(TRACE.text(List.of(event(22, true)))).contains("such pauses after the state was there 8.0");
    }

    @Test
    void a_pause_is_our_own_if_the_state_came_during_the_look_before_it() {
        assertThat(TRACE.text(List.of(event(12, true)))).contains("such pauses after the state was there 15.0");
    }

    @Test
    void lines_of_a_log_tell_no_state() {
        assertThat(TRACE.text(List.of(event(22, false)))).contains("such pauses after the state was there 0.0");
    }

    private static WorkerEvent event(int at, boolean isState) {
        return new WorkerEvent(PAUSE.plusMillis(at), "legacy", "task 0 is PAUSED", isState);
    }

    private static StepReport step(MigrationStep step, int at, int took) {
        return new StepReport(step, Direction.FORWARD, true, PAUSE.plusMillis(at), Duration.ofMillis(took));
    }

    private static SentRequest get(String worker, String path, int at, int took) {
        return write("GET", worker, path, at, took);
    }

    private static SentRequest write(String method, String worker, String path, int at, int took) {
        return new SentRequest(
                method, URI.create("http://" + worker + path), 200, PAUSE.plusMillis(at), Duration.ofMillis(took));
    }
}
