package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request, a write or the answer to it gets lost at a point; then the same call is made again. */
@ExtendWith(SharedLaboratory.class)
class LostAnswerMatrixIT {

    private final Laboratory lab;

    LostAnswerMatrixIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void whatever_gets_lost_the_call_ends_cleanly_and_the_next_one_reaches_its_goal() throws Exception {
        MatrixReport report = Matrix.run(Matrix.Kind.LOST, lab, LostAnswerMatrixIT::loseAndCallAgain);

        assertThat(report.failures()).isEmpty();
        assertThat(report.undisturbed()).isEmpty();
    }

    private static void loseAndCallAgain(Attempt attempt) throws IOException {
        try (MigrationAction action = new MigrationAction(attempt.instructions(), attempt::passes)) {
            MigrationReport disturbed = action.run();
            attempt.stopDisturbing();
            assertEndedCleanly(attempt, disturbed);
            assertThat(action.run()).as("the call made again").matches(MigrationReport::succeeded, "that succeeded");
        }
    }

    private static void assertEndedCleanly(Attempt attempt, MigrationReport report) throws IOException {
        MigrationOutcome outcome = report.connectors().get(0).outcome();
        if (outcome instanceof Unfinished unfinished) {
            assertThat(unfinished.stoppedAt())
                    .as("the step at which it stopped without undoing: %s", report)
                    .isGreaterThanOrEqualTo(MigrationStep.RESUME);
        } else if (!outcome.succeeded()) {
            attempt.assertUndone();
        }
    }
}
