package io.connectmigrator.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens a {@code jshell} with the library on its class path, beside a Kafka broker, the Connect clusters legacy and europe and a
 * connector that runs on legacy. When the shell ends, so do they.
 */
public final class Prompt {

    private static final String CONNECTOR = "orders";

    private Prompt() {}

    /**
     * Runs until the user leaves the shell.
     *
     * @param arguments none
     * @throws IOException if the shell cannot be started
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Playground playground = Playground.start()) {
            playground.runOnLegacy(CONNECTOR);
            Path startup = Files.createTempFile("connect-migrator", ".jsh");
            try {
                Files.writeString(startup, startup(playground));
                shell(startup).waitFor();
            } finally {
                Files.delete(startup);
            }
        }
        System.exit(0);
    }

    private static String startup(Playground playground) {
        return """
                import io.connectmigrator.connect.*;
                import io.connectmigrator.kafka.*;
                import io.connectmigrator.event.*;
                import io.connectmigrator.journal.*;
                import io.connectmigrator.migration.*;
                import io.connectmigrator.plan.*;
                import io.connectmigrator.offset.*;
                import io.connectmigrator.registry.*;
                import io.connectmigrator.report.*;
                import java.nio.file.Path;
                import java.time.Duration;
                void print(Object value) { System.out.println(value); }
                var legacy = ConnectClient.builder("%s").name("legacy").build();
                var europe = ConnectClient.builder("%s").name("europe").build();
                var migrator = Migrator.create();
                var plan = MigrationPlan.builder().from(legacy).to(europe).connectors("orders").build();
                print("There are legacy, europe, migrator, and a plan that moves orders from the one to the other. Try:");
                print("  print(legacy.listOffsets(\\"orders\\"))");
                print("  print(migrator.check(plan))");
                print("  print(migrator.migrate(plan))");
                print("  print(migrator.rollback(plan))");
                print("  /exit");
                """.formatted(playground.legacyUrl(), playground.europeUrl());
    }

    /** It gets the terminal, so that lines can be edited. */
    private static Process shell(Path startup) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                "DEFAULT",
                "--startup",
                startup.toString());
        return new ProcessBuilder(command).inheritIO().start();
    }
}
