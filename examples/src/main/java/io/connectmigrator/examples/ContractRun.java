package io.connectmigrator.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The contract in a JVM of its own, which has the library, the jars of a row and nothing else. */
final class ContractRun {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    // The same as the tests run with.
    private static final List<String> HOSTILE = List.of(
            "-Duser.language=tr", "-Duser.country=TR", "-Duser.extensions=u-nu-arab", "-Duser.timezone=Asia/Colombo");

    private final Jdk jdk;
    private final List<Path> path;
    private final boolean modules;
    private final Path log;

    /** Takes where Java is, what is on the class path or module path, which of the two, and where the output goes. */
    ContractRun(Jdk jdk, List<Path> path, boolean modules, Path log) {
        this.jdk = jdk;
        this.path = path;
        this.modules = modules;
        this.log = log;
    }

    /** Runs it, and fails with what it printed if it does. */
    void run(List<String> arguments) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("no end after " + LONGEST.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure("ended with " + process.exitValue());
        }
        String said = Files.readString(log);
        if (said.contains("SLF4J:") || said.contains("SLF4J(") || !said.contains("INFO io.connectmigrator.")) {
            throw failure("what it logs is not received");
        }
    }

    private List<String> command(List<String> arguments) {
        String main = CompatibilityContract.class.getName();
        List<String> command = new ArrayList<>(List.of(
                jdk.launcher().toString(),
                "-Xmx256m",
                // Kafka prints all its settings.
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=warn"));
        command.addAll(HOSTILE);
        command.add(modules ? "--module-path" : "-classpath");
        command.add(ContractClasses.joined(path));
        command.addAll(modules ? List.of("-m", ContractClasses.MODULE + "/" + main) : List.of(main));
        command.addAll(arguments);
        return command;
    }

    private IllegalStateException failure(String what) throws IOException {
        return new IllegalStateException(what + "; it says:\n" + Files.readString(log));
    }
}
