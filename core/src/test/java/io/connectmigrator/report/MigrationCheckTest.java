package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationCheckTest {

    private static final Problem PROBLEM =
            Problem.error(ProblemCode.NOTHING_MATCHES, "no target has capacity", "Give the plan a target");

    @Test
    void without_a_target_the_verdict_names_the_source_alone() {
        assertThat(new MigrationCheck("alpha", List.of(), List.of(), List.of(PROBLEM))
                        .toString()
                        .lines()
                        .findFirst())
                .contains("NOT PASSED: 0 to move from alpha, 1 error, 0 warnings");
    }

    @Test
    void the_verdict_names_all_targets() {
        assertThat(new MigrationCheck("alpha", List.of("beta", "gamma"), List.of(), List.of())
                        .toString()
                        .lines()
                        .findFirst())
                .contains("PASSED: 0 to move from alpha to beta, gamma, 0 errors, 0 warnings");
    }
}
