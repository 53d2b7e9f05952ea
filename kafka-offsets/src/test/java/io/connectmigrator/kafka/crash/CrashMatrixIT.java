package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The process that migrates is killed at a point, and another one makes the same call. */
@Order(1)
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

            MatrixReport report = Matrix.run(Matrix.Kind.KILLED, lab, attempt -> killAndCallAgain(attempt, children));

            assertThat(report.failures()).isEmpty();
            assertThat(report.undisturbed()).isEmpty();
        }
    }

    private static void killAndCallAgain(Attempt attempt, Children children) {
        Child first = children.childToKill();
        attempt.points().onReached(first::kill);
        Optional<String> output = run(attempt, first, children);
        attempt.stopDisturbing();
        if (attempt.points().reached()) {
            assertThat(output).as("the answer of a killed process").isEmpty();
            output = run(attempt, children.successor(), children);
        }
        assertThat(output).hasValueSatisfying(answer -> assertThat(answer).startsWith(MigratingJvm.SUCCEEDED));
    }

    private static Optional<String> run(Attempt attempt, Child child, Children children) {
        Optional<String> output = child.run(attempt.instructions(), attempt::passes);
        output.ifPresent(answer -> children.takeBack(child));
        return output;
    }
}
