package io.connectmigrator.examples;

import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.report.MigrationReport;
import java.time.Duration;

/**
 * Moves a running connector from one real Connect cluster to another and counts the records afterwards. Starts what it
 * needs, a Kafka broker and two Connect workers, and leaves nothing behind.
 *
 * <p>The connector numbers the records of each of its tasks, so that the topic alone tells whether one was lost or copied
 * twice. Offsets are committed once a minute, as Connect does by default: offsets that are read from a running
 * connector are old ones.
 */
public final class QuickStart {

    private static final String CONNECTOR = "orders";

    private QuickStart() {}

    /**
     * Runs the quick start. Ends with 0 if every record is there exactly once, else with 1.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        boolean exactlyOnce;
        try (Playground playground = Playground.start()) {
            exactlyOnce = moveAndCount(playground);
        }
        System.exit(exactlyOnce ? 0 : 1);
    }

    private static boolean moveAndCount(Playground playground) {
        playground.runOnLegacy(CONNECTOR);
        playground.restartOnLegacy(CONNECTOR);
        System.out.println("Connector orders runs on legacy: two tasks that write 400 records a second.");
        System.out.println("Its committed offsets are some seconds old; to copy them would be to copy records twice.");
        System.out.println("Moving it to europe while it runs …");
        System.out.println();

        MigrationReport report = SixLines.move(playground.legacyUrl(), playground.europeUrl());

        System.out.println();
        if (!report.succeeded()) {
            return false;
        }
        System.out.println("It runs on europe now. In three seconds it is stopped and its records are counted …");
        Patience.sleep(Duration.ofSeconds(3));
        return verdict(playground.stopAndCount(CONNECTOR));
    }

    private static boolean verdict(SequenceTally tally) {
        boolean exactlyOnce = tally.exactlyOnce();
        System.out.println(
                exactlyOnce ? tally.records() + " records, each exactly once" : "NOT each exactly once: " + tally);
        return exactlyOnce;
    }
}
