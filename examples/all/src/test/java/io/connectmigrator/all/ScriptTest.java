package io.connectmigrator.all;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(complaints, true, UTF_8);
    private final Script script = new Script(System.out, err);

    @AfterEach
    void close() {
        script.close();
    }

    @Test
    void a_script_without_exit_ends_with_0() {
        assertThat(script.run("a.jsh", "int a = 1\nint b = a + 1")).isZero();
        assertThat(complaints.toString(UTF_8)).isEmpty();
    }

    @Test
    void exit_has_the_status_that_its_expression_has() {
        String text = """
                int half(int number) {
                    return number / 2;
                }
                // the status
                var status = half(14); status++
                /exit status > 0 ? status : 0
                int never = 1 / 0
                """;

        assertThat(script.run("a.jsh", text)).as(complaints::toString).isEqualTo(8);
        assertThat(script.run("a.jsh", "/exit")).isZero();
    }

    @Test
    void what_one_text_declares_the_next_one_sees() {
        assertThat(script.run("a.jsh", "int a = 5")).isZero();
        assertThat(script.run("b.jsh", "/exit a")).isEqualTo(5);
    }

    @Test
    void nothing_is_executed_after_an_exception() {
        assertThat(script.run("a.jsh", "int a = 1\nint b = 1 / (a - 1)\nint c = 3\n/exit 0"))
                .isEqualTo(1);
        assertThat(complaints.toString(UTF_8)).contains("a.jsh:2", "ArithmeticException", "by zero");
        assertThat(script.run("a.jsh", "/exit c")).isEqualTo(1);
    }

    @Test
    void nothing_is_executed_after_a_statement_that_does_not_compile() {
        assertThat(script.run("a.jsh", "int a = \"text\"\n/exit 0")).isEqualTo(1);
        assertThat(complaints.toString(UTF_8)).contains("a.jsh:1", "incompatible types");
    }

    @Test
    void a_statement_that_does_not_end_fails() {
        assertThat(script.run("a.jsh", "int a = Math.max(1,")).isEqualTo(1);
        assertThat(complaints.toString(UTF_8)).contains("a.jsh:1");
    }

    @Test
    void other_commands_of_the_prompt_are_refused() {
        assertThat(script.run("a.jsh", "/vars\n/exit 0")).isEqualTo(1);
        assertThat(complaints.toString(UTF_8)).contains("a.jsh:1", "/vars", "/exit");
    }

    @Test
    void a_status_that_is_no_number_fails() {
        assertThat(script.run("a.jsh", "/exit \"good\"")).isEqualTo(1);
        assertThat(complaints.toString(UTF_8)).contains("must be an int");
    }
}
