package io.connectmigrator.all;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Executes scripts in this JVM, as JShell does, but for what follows a failure: JShell goes on with the next statement, this ends with 1.
 * Of JShell's commands it knows {@code /exit}, with the exit status as an expression or without.
 */
final class Script implements AutoCloseable {

    private static final int FAILED = 1;

    private final JShell shell;
    private final PrintStream err;

    Script(PrintStream out, PrintStream err) {
        this.err = err;
        this.shell = JShell.builder().executionEngine("local").out(out).err(err).build();
        Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .forEach(shell::addToClasspath);
    }

    /**
     * {@return the exit status: 0 at the end of the text, 1 after a statement that fails, else what {@code /exit} says}
     *
     * @param name what messages call the script
     * @param text its statements; what a later call executes sees what they declare
     */
    int run(String name, String text) {
        List<String> lines = text.lines().toList();
        StringBuilder pending = new StringBuilder();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            String place = name + ":" + number;
            if (pending.toString().isBlank() && isCommand(line)) {
                return exit(place, line.strip());
            }
            pending.append(line).append('\n');
            if (!executed(place, pending)) {
                return FAILED;
            }
        }
        if (!pending.toString().isBlank() && evaluated(name + ":" + lines.size(), pending.toString()) == null) {
            return FAILED;
        }
        return 0;
    }

    /** Executes what is complete, and leaves what is not. */
    private boolean executed(String place, StringBuilder pending) {
        CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(pending.toString());
        while (next.completeness().isComplete()) {
            if (evaluated(place, next.source()) == null) {
                return false;
            }
            pending.replace(0, pending.length(), next.remaining());
            next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
        }
        return true;
    }

    private int exit(String place, String command) {
        String[] words = command.split("\\s+", 2);
        if (!words[0].equals("/exit")) {
            err.println(place + ": " + words[0] + " is a command of JShell's prompt; a script knows /exit only");
            return FAILED;
        }
        String status = words.length == 1 ? "0" : evaluated(place, words[1]);
        try {
            return status == null ? FAILED : Integer.parseInt(status);
        } catch (NumberFormatException e) {
            err.println(place + ": the exit status must be an int and is " + status);
            return FAILED;
        }
    }

    /** {@return the value of the last of the statements, empty if it has none; null after a failure, which has been printed} */
    private @Nullable String evaluated(String place, String statements) {
        String value = "";
        for (SnippetEvent event : shell.eval(statements)) {
            JShellException thrown = event.exception();
            if (thrown != null) {
                err.println(place + ": " + described(thrown));
                return null;
            }
            if (event.status() == Snippet.Status.REJECTED) {
                shell.diagnostics(event.snippet())
                        .forEach(found -> err.println(place + ": " + found.getMessage(Locale.ROOT)));
                return null;
            }
            value = event.value() == null ? "" : event.value();
        }
        return value;
    }

    private static String described(Throwable thrown) {
        List<String> chain = new ArrayList<>();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String type = t instanceof EvalException in
                    ? in.getExceptionClassName()
                    : t.getClass().getName();
            chain.add(t.getMessage() == null ? type : type + ": " + t.getMessage());
        }
        return String.join("; caused by ", chain);
    }

    private static boolean isCommand(String line) {
        String stripped = line.strip();
        return stripped.startsWith("/") && !stripped.startsWith("//") && !stripped.startsWith("/*");
    }

    @Override
    public void close() {
        shell.close();
    }
}
