package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of workers end with a full stop or without one: Class a.B could not be found. */
class ProblemTest {

    private static final String NEXT = "could not be found. Install the plugin";

    @ParameterizedTest
    @ValueSource(strings = {"Class a.B could not be found", "Class a.B could not be found."})
    void between_what_was_found_and_what_to_do_is_one_full_stop(String message) {
        Problem problem = Problem.error(ProblemCode.CONFIG_INVALID, message, "Install the plugin");
        ConnectorReport connector =
                ReportedConnector.named("orders").problems(List.of(problem)).report();
        MigrationReport report = new MigrationReport(ExampleFleet.START, Duration.ofMillis(3), List.of(connector));
        Readiness readiness =
                new Readiness("legacy", List.of("europe"), Instant.EPOCH, List.of(), List.of(), List.of(problem));
        MigrationCheck check = new MigrationCheck("legacy", List.of("europe"), List.of(), List.of(problem));

        assertThat(List.of(
                        problem.toString(),
                        report.toString(),
                        report.toMarkdown(),
                        report.toHtml().replaceAll("<[^>]*>", ""),
                        readiness.toMarkdown(),
                        check.toString()))
                .allSatisfy(text -> assertThat(text).contains(NEXT).doesNotContain(".."));
    }
}
