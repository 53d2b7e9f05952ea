package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests of a check, so that a credential that may only read is enough. */
class CheckRequestsTest extends SimulatedClusters {

    private static final String READS = "(GET|OPTIONS) .*";
    private static final String VALIDATION = "PUT /connector-plugins/[^/]+/config/validate on (source|target)";

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void a_request_that_is_refused_is_found_and_not_thrown() {
        at("PUT /connector-plugins/SimulatedSource/config/validate on target", Fault.SERVER_ERROR);

        MigrationCheck check = check(plan().build());

        assertThat(check.passed()).isFalse();
        assertThat(check.problems()).extracting(Problem::code).contains(ProblemCode.REQUEST_FAILED);
    }

    @Test
    void a_check_sends_reads_and_a_validation_that_changes_nothing() {
        assertThat(check(plan().build()).passed()).isTrue();

        assertThat(simulation.points().passed().stream()
                        .filter(Point::isRequest)
                        .map(Point::kind))
                .anyMatch(request -> request.matches(VALIDATION))
                .anyMatch(request -> request.startsWith("OPTIONS "))
                .allMatch(request -> request.matches(READS + "|" + VALIDATION));
    }
}
