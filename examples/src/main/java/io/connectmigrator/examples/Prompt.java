package io.connectmigrator.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * Opens a JShell with the library on its class path, beside a Kafka broker, the Connect clusters legacy and europe and a connector
 * that runs on legacy. When the shell ends, so do they, and the journal is deleted.
 */
public final class Prompt {

    private static final String CONNECTOR = "orders";

    private Prompt() {}

    /**
     * Runs until the user leaves the shell.
     *
     * @param arguments none
     * @throws Exception if the shell cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        try (Playground playground = Playground.start()) {
            playground.runOnLegacy(CONNECTOR);
            Path directory = Files.createTempDirectory("connect-migrator");
            try {
                Path startup = directory.resolve("startup.jsh");
                Files.writeString(startup, imports() + variables(playground, directory.resolve("journal")));
                shell(startup);
            } finally {
                delete(directory);
            }
        }
        System.exit(0);
    }

    /** In this JVM: a console that can be drawn on is not to be had in the one that a {@code jshell} starts. */
    private static void shell(Path startup) throws Exception {
        JavaShellToolBuilder.builder()
                .start(
                        "--execution",
                        "local",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "--startup",
                        startup.toString());
    }

    private static String imports() throws IOException {
        try (InputStream in = requireNonNull(Prompt.class.getResourceAsStream("startup.jsh"), "startup.jsh")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String variables(Playground playground, Path journal) {
        return """
                var legacy = ConnectClient.builder("%s").name("legacy").build();
                var europe = ConnectClient.builder("%s").name("europe").build();
                var migrator = Migrator.builder().journal(Journal.directory(Path.of("%s"))).listener(ConsoleListener.create()).build();
                var plan = MigrationPlan.builder().from(legacy).to(europe).connectors("%s").build();
                print("There are legacy, europe, migrator, and a plan that moves orders from the one to the other. Try:");
                print("  print(legacy.listOffsets(\\"orders\\"))");
                print("  print(migrator.check(plan))");
                print("  print(migrator.migrate(plan))");
                print("  print(migrator.rollback(plan))");
                print("  /exit");
                """.formatted(
                        playground.legacyUrl(),
                        playground.europeUrl(),
                        journal.toString().replace("\\", "\\\\"),
                        CONNECTOR);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
