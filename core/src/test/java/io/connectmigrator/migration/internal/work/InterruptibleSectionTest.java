package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptibleSectionTest {

    private static final Problem WHY = Problem.error(ProblemCode.CANCELLED, "cancelled", "Call again");

    private final StepBounds bounds = new StepBounds();
    private final InterruptibleSection outer = new InterruptibleSection();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void what_is_broken_off_is_interrupted_and_fails_with_the_reason() {
        assertThatThrownBy(() -> bounds.in(outer, () -> {
                    outer.breakOff(WHY);
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    throw new IllegalStateException("interrupted");
                }))
                .isInstanceOfSatisfying(
                        StepFailedException.class, e -> assertThat(e.problem()).isEqualTo(WHY));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_write_is_interrupted_only_when_it_has_ended() {
        bounds.in(outer, () -> {
            bounds.uninterrupted(() -> {
                outer.breakOff(WHY);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return 0;
            });
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return 0;
        });
    }

    @Test
    void one_that_another_runs_inside_of_is_interrupted_when_that_has_ended() {
        bounds.in(outer, () -> {
            bounds.in(new InterruptibleSection(), () -> {
                outer.breakOff(WHY);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                return 0;
            });
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return 0;
        });
    }

    @Test
    void the_write_of_an_outer_one_is_not_interrupted_by_one_that_ran_inside_of_it() {
        bounds.in(
                outer,
                () -> bounds.uninterrupted(() -> {
                    InterruptibleSection inner = new InterruptibleSection();
                    bounds.in(inner, () -> {
                        inner.breakOff(WHY);
                        return 0;
                    });
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return 0;
                }));
    }
}
