package io.connectmigrator.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.io.IOError;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    @Test
    void what_other_code_throws_is_named_without_its_secrets() {
        Problem problem = Failures.problem(
                new IllegalStateException("no connection to jdbc:postgresql://db/orders?user=u&password=hunter2"));

        assertThat(problem.code()).isEqualTo(ProblemCode.UNEXPECTED);
        assertThat(problem.toString())
                .contains("java.lang.IllegalStateException: no connection to jdbc:postgresql://db/orders?<hidden>")
                .doesNotContain("hunter2");
    }

    @Test
    void an_error_is_a_problem_as_well() {
        assertThat(Failures.problem(new NoSuchMethodError("io.example.Foo.bar()"))
                        .toString())
                .contains("java.lang.NoSuchMethodError: io.example.Foo.bar()");
        assertThat(Failures.problem(new IOError(new IOException("token=hunter2")))
                        .toString())
                .doesNotContain("hunter2");
        assertThat(Failures.problem(new StackOverflowError()).toString()).contains("java.lang.StackOverflowError");
    }

    @Test
    void journals_and_transports_of_others_are_repeated_without_their_secrets() {
        Throwable journal = new JournalException(
                "cannot write to https://u:hunter2@journal.example/x", "Look at the log", new IOException("hunter2"));
        Throwable transport = new OffsetTransportException("refused: password=hunter2", "Look at the log", null);

        assertThat(Failures.problem(journal).toString())
                .contains("https://<hidden>@journal.example/x")
                .doesNotContain("hunter2");
        assertThat(Failures.problem(transport).toString())
                .contains("refused: password=<hidden>")
                .doesNotContain("hunter2");
    }
}
