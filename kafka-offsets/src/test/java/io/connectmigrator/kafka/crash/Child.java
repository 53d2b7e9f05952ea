package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.JvmOptions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link MigratingJvm} of this one. It carries out one instruction at a time; any thread may kill it. */
final class Child {

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    private Child(Process process) {
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one and does not wait until it is up. What it logs is appended to the file. */
    static Child launch(Path log) {
        return launch(log, List.of());
    }

    /** Starts one that can write no file longer than this, as if the disk were full. */
    static Child launchWithLittleSpace(Path log, int kilobytes) {
        return launch(log, List.of("bash", "-c", "ulimit -f " + kilobytes + " && exec \"$@\"", "bash"));
    }

    private static Child launch(Path log, List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m"));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(JvmOptions.UNVERIFIED);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-Duser.") || argument.startsWith("-Dfile.encoding="))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MigratingJvm.class.getName()));
        try {
            return new Child(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("a JVM could not be started", e);
        }
    }

    /**
     * Lets it carry out instructions.
     *
     * @return its last line, which begins with {@link MigratingJvm#SUCCEEDED} or {@link MigratingJvm#FAILED}; empty
     *     if it was killed before
     */
    Optional<String> run(Instructions instructions, Gate gate) {
        if (!send(instructions.line())) {
            return Optional.empty();
        }
        for (Optional<String> output = readLine(); output.isPresent(); output = readLine()) {
            String line = output.get();
            if (!line.startsWith(MigratingJvm.POINT)) {
                return output;
            }
            boolean passes = gate.passes(line.substring(MigratingJvm.POINT.length()));
            send(passes ? MigratingJvm.GO_ON : "lost");
        }
        return Optional.empty();
    }

    private boolean send(String line) {
        try {
            to.write(line);
            to.newLine();
            to.flush();
            return true;
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private Optional<String> readLine() {
        try {
            return Optional.ofNullable(from.readLine());
        } catch (IOException e) {
            return Optional.empty(); // killed while it was writing
        }
    }

    /** {@return its process id} */
    long pid() {
        return process.pid();
    }

    /** Suspends it, as a sleeping machine does. */
    void suspend() {
        signal("STOP");
    }

    /** Resumes it. */
    void wake() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + name, e);
        }
    }

    /** Kills it with SIGKILL and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a child ended", e);
        }
    }
}
