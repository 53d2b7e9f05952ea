package io.connectmigrator.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

final class PlanFunctionTest {

    @Test
    void what_a_function_throws_is_in_no_log_but_for_its_classes_and_stack_trace() {
        StepFailedException thrown = catchThrowableOfType(
                StepFailedException.class,
                () -> PlanFunction.ask("config", "orders", () -> {
                    throw new UncheckedIOException("value hunter2", new IOException("hunter2"));
                }));

        StringWriter log = new StringWriter();
        thrown.printStackTrace(new PrintWriter(log));
        assertThat(log.toString())
                .contains("java.io.UncheckedIOException", "java.io.IOException", "PlanFunctionTest")
                .doesNotContain("hunter2");
    }

    @Test
    void an_error_of_a_function_is_a_failure_of_the_plan() {
        StepFailedException thrown = catchThrowableOfType(
                StepFailedException.class,
                () -> PlanFunction.ask("rename", "orders", () -> {
                    throw new NoSuchMethodError("hunter2");
                }));

        assertThat(thrown.problem().code()).isEqualTo(ProblemCode.PLAN_FUNCTION_FAILED);
        assertThat(thrown)
                .hasMessageContaining("the plan's rename(…) threw java.lang.NoSuchMethodError for connector 'orders'");
    }

    @Test
    void an_interrupt_within_a_function_stays_an_interrupt() {
        assertThatThrownBy(() -> PlanFunction.ask("route", "orders", () -> {
                    throw new InterruptedWaitException("interrupted", new InterruptedException());
                }))
                .isInstanceOf(InterruptedWaitException.class);
    }
}
