package io.connectmigrator.all;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectmigrator.event.ConsoleListener;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.migration.Migrator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * The main class of the jar. Without an argument it opens a JShell whose imports are made and which has a {@link #migrator}; with the
 * file of a script it executes that and ends with the script's exit status.
 */
public final class Prompt {

    /** The environment variable with the directory of the journal. */
    public static final String JOURNAL = "CONNECT_MIGRATOR_JOURNAL";

    private static final int USAGE = 2;

    private Prompt() {}

    /**
     * Opens the prompt or executes a script. The JVM ends with the status that {@code /exit} was given, or 0; after a statement of a
     * script that fails, with 1; with 2 if the arguments are anything else than one file.
     *
     * @param arguments none, or the file of a script
     * @throws Exception if the prompt cannot be opened, or the script cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            return shell();
        }
        if (arguments.length > 1 || !Files.isReadable(Path.of(arguments[0]))) {
            System.err.println(
                    "Usage: java -jar connect-migrator-all.jar [script.jsh]. Expected nothing, or a file that"
                            + " can be read, and got: " + String.join(" ", arguments));
            return USAGE;
        }
        // It is not closed: the JVM ends after it.
        Script script = new Script(System.out, System.err);
        int ready = script.run("startup.jsh", startup());
        return ready == 0 ? script.run(arguments[0], Files.readString(Path.of(arguments[0]))) : ready;
    }

    /** In this JVM: a console that can be drawn on is not to be had in the one that a {@code jshell} starts. */
    private static int shell() throws Exception {
        System.out.print(text("welcome.txt").replace("JOURNAL", journal().toString()));
        Path startup = Files.createTempFile("connect-migrator", ".jsh");
        try {
            Files.writeString(startup, startup());
            return JavaShellToolBuilder.builder()
                    .start(
                            "--execution",
                            "local",
                            "--class-path",
                            System.getProperty("java.class.path"),
                            "--startup",
                            startup.toString());
        } finally {
            Files.delete(startup);
        }
    }

    /**
     * {@return a migrator whose journal is in {@link #journal} and which shows on the standard output what it does} What was moved can
     * be confirmed, rolled back or continued by a later prompt or script.
     */
    public static Migrator migrator() {
        return Migrator.builder()
                .journal(Journal.directory(journal()))
                .listener(ConsoleListener.create())
                .build();
    }

    /** {@return the directory that the environment variable {@value #JOURNAL} names, or {@code .connect-migrator} in the user's home} */
    public static Path journal() {
        String named = System.getenv(JOURNAL);
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".connect-migrator")
                : Path.of(named).toAbsolutePath();
    }

    private static String startup() throws IOException {
        return text("startup.jsh") + "Migrator migrator = " + Prompt.class.getName() + ".migrator();\n";
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Prompt.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
