package io.connectmigrator.lab.facts;

import java.time.Duration;
import java.util.Map;

/** What a pause proves, and how it makes a stop clean. */
final class PauseFacts {

    private PauseFacts() {}

    @Fact(
            id = "F3",
            title = "Paused first, until every task itself says PAUSED, then stopped: the final commit is in at once",
            since = "3.5",
            text = "A task writes `PAUSED` itself, after its poll has returned. A connector whose tasks have all done"
                    + " so is outside of every poll, and a stop then takes milliseconds: when the status is STOPPED"
                    + " without tasks, the last offsets are there.",
            tried = "Two tasks on two workers that flush once in ten minutes; one poll is blocked while the pause is"
                    + " asked for. No task of the blocked poll says PAUSED before it returned. Then stop, and GET"
                    + " …/offsets as soon as the status is STOPPED without tasks.")
    static String paused_first_a_stop_is_clean(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f3")) {
            connector.running(2, connector.source("tasks.max", "2")).awaitWritten(2, 20);
            connect.hold(connector.name(), 0);
            connect.hold(connector.name(), 1);
            Seen.answer(connector.put("/pause"), 202, "");
            connector.await("PAUSED", () -> connector.isState("PAUSED"));
            Seen.equal(2, connector.tasks("RUNNING"), "tasks that are RUNNING while their polls are blocked");
            connect.release(connector.name());
            connector.await("two paused tasks", () -> connector.tasks("PAUSED") == 2);
            Seen.equal(Map.of(), connector.sequences(), "offsets while it is paused");
            Duration begin = connect.now();
            connector.stopped();
            Map<String, Long> first = connector.sequences();
            Duration read = connect.now().minus(begin);
            Seen.equal(connector.last(), first, "the first offsets seen after STOPPED without tasks");
            return "read " + read.toMillis() + " ms after the stop was asked for";
        }
    }

    @Fact(
            id = "F3b",
            title = "While a task is paused, its last records stay uncommitted",
            text = "The offsets of the records that a task sent just before it was paused are not committed while it"
                    + " is paused, however many flush intervals pass. A task notes what was acknowledged only when it"
                    + " starts the next turn of its loop, and a paused task does not.",
            tried = "A worker that flushes every 500 ms; a poll that was blocked returns a record and the task is"
                    + " paused. While another connector commits four times, the committed offset stays behind the"
                    + " record; stop (or, before 3.5, restart) commits it.")
    static void paused_alone_commits_not_all(FactsConnect connect) {
        try (TriedConnector clock = new TriedConnector(connect, ClusterKind.SINGLE, "f3b-clock");
                TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f3b")) {
            clock.running(1, clock.source()).awaitWritten(1, 1);
            connector.running(1, connector.source()).awaitWritten(1, 20);
            connect.hold(connector.name(), 0);
            Seen.answer(connector.put("/pause"), 202, "");
            connect.release(connector.name());
            connector.await("PAUSED", () -> connector.tasks("PAUSED") == 1);
            awaitCommits(clock, 4);
            long written = connector.last("0");
            Map<String, Long> committed = connector.committedSequences();
            Seen.that(
                    committed.getOrDefault("0", -1L) < written,
                    "all is committed while it is paused: " + committed + ", written " + written);
            if (Release.of(connect.version()).atLeast("3.5")) {
                connector.stopped();
            } else {
                Seen.that(
                        connector
                                .ask("POST", "/restart?includeTasks=true&onlyFailed=false", null)
                                .ok(),
                        "no restart");
            }
            connector.await(
                    "the last commit", () -> connector.committedSequences().equals(Map.of("0", written)));
        }
    }

    @Fact(
            id = "F15",
            title = "Paused, then restarted with its tasks: a final commit without a stop",
            text = "`POST …/restart?includeTasks=true&onlyFailed=false` on a connector whose tasks all say PAUSED"
                    + " stops the tasks, which make their final commit; the new ones start paused and poll nothing. It"
                    + " needs nothing but REST, works before 3.5, and leaves the connector in place.",
            tried = "Two tasks on two workers that flush once in ten minutes: nothing is committed while it is"
                    + " paused; after the restart the last record of each task is; then the tasks say PAUSED again and"
                    + " no record has been added.")
    static void paused_then_restarted_commits_all(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f15")) {
            connector.running(2, connector.source("tasks.max", "2")).awaitWritten(2, 20);
            connector.paused(2);
            Map<String, Long> last = connector.last();
            Seen.equal(Map.of(), connector.committedSequences(), "committed while it is paused");
            int reported = connector.reported(0).size() + connector.reported(1).size();
            FactsAnswer answer = connector.ask("POST", "/restart?includeTasks=true&onlyFailed=false", null);
            Seen.answer(answer, 202, "");
            connector.await(
                    "the final commits", () -> connector.committedSequences().equals(last));
            connector.await(
                    "two tasks that were restarted and are paused",
                    () -> connector.reported(0).size() + connector.reported(1).size() > reported
                            && connector.tasks("PAUSED") == 2);
            Seen.equal(last, connector.last(), "the last records");
            Seen.equal("PAUSED", connector.state(), "state");
        }
    }

    /** Waits until a connector has committed that many times more. */
    static void awaitCommits(TriedConnector clock, int times) {
        for (int i = 0; i < times; i++) {
            Map<String, Long> before = clock.committedSequences();
            clock.await(
                    "a commit of " + clock.name(),
                    () -> !clock.committedSequences().equals(before));
        }
    }
}
