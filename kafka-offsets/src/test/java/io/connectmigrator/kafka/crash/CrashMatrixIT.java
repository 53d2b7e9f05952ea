package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process that migrates is killed at a point, and another one makes the same call. */
@ExtendWith(SharedLaboratory.class)
class CrashMatrixIT {

    private final Laboratory lab;

    CrashMatrixIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void wherever_the_process_is_killed_another_one_ends_in_the_same_place() throws Exception {
        try (Children children =
                new Children(lab.file("migrating-jvms.log"), Matrix.EVERY_POINT ? Matrix.PARALLEL : 1)) {

            MatrixReport report = Matrix.run("Killed", lab, trial -> killAndCallAgain(trial, children));

            assertThat(report.failures()).isEmpty();
            assertThat(report.undisturbed()).isEmpty();
        }
    }

    private static void killAndCallAgain(Trial trial, Children children) {
        Child first = children.victim();
        trial.points().onStrike(first::kill);
        Optional<String> said = carryOut(trial, first, children);
        trial.leaveInPeace();
        if (trial.points().struck()) {
            assertThat(said).as("what a killed process says").isEmpty();
            said = carryOut(trial, children.successor(), children);
        }
        assertThat(said).hasValueSatisfying(answer -> assertThat(answer).startsWith(MigratingJvm.SUCCEEDED));
    }

    private static Optional<String> carryOut(Trial trial, Child child, Children children) {
        Optional<String> said = child.carryOut(trial.orders(), trial::passes);
        said.ifPresent(answer -> children.giveBack(child));
        return said;
    }
}
