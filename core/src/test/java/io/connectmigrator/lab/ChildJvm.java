package io.connectmigrator.lab;

import io.connectmigrator.lab.launch.ChildMain;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JVM that ends with this one, even if this one is killed. Its output is appended to its log. */
final class ChildJvm {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChildJvm.class);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private long logStart;

    /** Takes the jar of {@link ChildMain}, the rest of the class path, the JVM options, and the file for the output. */
    ChildJvm(Path launcher, List<Path> classPath, List<String> options, Path log) {
        List<Path> everything = new ArrayList<>(classPath);
        everything.add(launcher);
        this.command = new ArrayList<>(List.of(java(), "-cp", joined(everything)));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(JvmOptions.UNVERIFIED);
        command.addAll(List.of("-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8"));
        command.addAll(options);
        command.add(ChildMain.class.getName());
        this.log = log;
    }

    synchronized void launch(List<String> mainClassAndArguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(mainClassAndArguments);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        try {
            logStart = Files.exists(log) ? Files.size(log) : 0;
            process = builder.start();
        } catch (IOException e) {
            throw new LaboratoryException("starting " + mainClassAndArguments + " failed: " + e.getMessage(), e);
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Waits until it is ready; if it ended because its port is in use, runs the remedy, which launches it on another port. */
    void awaitReady(BooleanSupplier ready, Runnable remedy) {
        long begin = System.nanoTime();
        Deadline.in(START)
                .until(
                        () -> {
                            if (!isAlive()) {
                                remedyOrFail(remedy);
                            }
                            return ready.getAsBoolean();
                        },
                        () -> log.getFileName() + " ready; it says:\n" + said());
        LOGGER.debug("{} ready after {} ms", log.getFileName(), millisSince(begin));
    }

    private void remedyOrFail(Runnable remedy) {
        String said = said();
        if (!said.contains("Address already in use")) {
            throw new LaboratoryException("the process of " + log.getFileName() + " ended; it says:\n" + said);
        }
        remedy.run();
    }

    /** {@return what it has written since its last start} */
    synchronized String said() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logStart, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    synchronized void stop() {
        if (process == null) {
            return;
        }
        long begin = System.nanoTime();
        askToEnd(process);
        if (!ended(process, PATIENCE)) {
            LOGGER.warn("{} does not stop and is killed; it says:\n{}", log.getFileName(), said());
            kill();
        }
        LOGGER.debug("{} stopped after {} ms", log.getFileName(), millisSince(begin));
    }

    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended(process, PATIENCE);
        }
    }

    /** Sends a signal by its name, such as STOP. */
    synchronized void signal(String name) {
        if (process == null) {
            throw new LaboratoryException("there is no process of " + log.getFileName());
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!ended(kill, PATIENCE) || kill.exitValue() != 0) {
                throw new LaboratoryException("kill -" + name + " of " + log.getFileName() + " failed");
            }
        } catch (IOException e) {
            throw new LaboratoryException("kill -" + name + " failed: " + e.getMessage(), e);
        }
    }

    /** Kills it without waiting for its end. */
    synchronized void killWithoutWaiting() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static void askToEnd(Process process) {
        try {
            // Process.destroy would close the pipe, and that ends the child at once
            process.getOutputStream().write(1);
            process.getOutputStream().flush();
        } catch (IOException e) {
            // it has ended already
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static boolean ended(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while a process ended", e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
