package io.connectmigrator.kafka.crash;

import io.connectmigrator.report.MigrationReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process that migrates. It reads instructions from its standard input, carries them out, and answers on its standard output;
 * at each point it writes the name of the point and waits for the answer. It ends when its input does, so that it never
 * outlives its parent.
 */
public final class MigratingJvm {

    /** Begins the line that names a point; the answer is {@link #GO_ON} or anything else. */
    static final String POINT = "point ";

    /** Begins the line of a call that succeeded, before the report. */
    static final String SUCCEEDED = "succeeded ";

    /** Begins the line of a call that failed, before the report or the exception. */
    static final String FAILED = "failed ";

    /** Lets it pass a point. */
    static final String GO_ON = "go on";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream out;

    private MigratingJvm(PrintStream out) {
        this.out = out;
    }

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // log output must not be mixed with the answers
        MigratingJvm jvm = new MigratingJvm(answers);
        Thread worker = new Thread(jvm::serve, "migrating");
        worker.setDaemon(true);
        worker.start();
        jvm.listen();
        Runtime.getRuntime().halt(0);
    }

    private void listen() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
        }
    }

    private void serve() {
        while (true) {
            out.println(run(Instructions.parse(next())));
        }
    }

    private String run(Instructions instructions) {
        try (MigrationAction action = new MigrationAction(instructions, this::passes)) {
            MigrationReport report = action.run();
            return (report.succeeded() ? SUCCEEDED : FAILED) + report.toJson();
        } catch (RuntimeException e) {
            return FAILED + e.toString().replace('\n', ' ');
        }
    }

    private synchronized boolean passes(String point) {
        out.println(POINT + point);
        return next().equals(GO_ON);
    }

    private String next() {
        try {
            return lines.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a line", e);
        }
    }
}
