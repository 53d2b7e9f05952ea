package io.connectmigrator.lab.facts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a stop proves, and when the last offsets are in. */
final class StopFacts {

    private static final long ALTERED = 7777;

    private StopFacts() {}

    @Fact(
            id = "F1",
            title = "STOPPED without tasks does not mean that the tasks have ended, or have begun to",
            since = "3.5",
            text = "`PUT …/stop` returns before any task is stopped. The leader deletes the statuses of the tasks"
                    + " while another worker still waits for them, so the status is `STOPPED` with `tasks: []` while a"
                    + " task runs. What the task commits at its end overwrites whatever was altered meanwhile, though"
                    + " the alteration was answered with 200. It shows at once when the connector itself runs on"
                    + " another worker than the task, since each worker reports nothing as long as it waits for its"
                    + " own tasks; and the leader answers GET and PATCH at once only when it has no task of the"
                    + " connector to stop, since otherwise its next rebalance waits for the other worker.",
            tried = "Two workers, the connector on the leader and its task on the other, its poll blocked. After the"
                    + " stop: status, GET and (from 3.6) PATCH; then the poll returns, while the worker still waits"
                    + " for it.")
    static String stopped_without_tasks_proves_nothing(FactsConnect connect) {
        try (Fillers fillers = new Fillers();
                TriedConnector connector = TriedConnector.taskElsewhere(connect, "f1", fillers.all)) {
            connector.awaitWritten(1, 20);
            connect.hold(connector.name(), 0);
            Duration begin = connect.now();
            connector.stopped();
            Duration stopped = connect.now().minus(begin);
            Seen.that(!connector.sequences().containsKey("0"), "the task has committed " + connector.sequences());
            if (Release.of(connect.version()).atLeast("3.6")) {
                Seen.answer(connector.alterSequence(ALTERED), 200, "altered successfully");
                Seen.equal(ALTERED, connector.sequences().get("0"), "offset after PATCH");
            }
            Duration released = connect.now().minus(begin);
            connect.release(connector.name());
            Seen.that(
                    released.compareTo(Duration.ofMillis(9_800)) < 0,
                    "took too long: " + released + ", STOPPED without tasks after " + stopped);
            connector.await(
                    "the final commit of " + connector.name(),
                    () -> connector.sequences().equals(connector.last()));
            return "`STOPPED`, `[]` after " + stopped.toMillis() + " ms, the task's commit after " + released.toMillis()
                    + " ms";
        }
    }

    @Fact(
            id = "F1b",
            title = "A task that has ended reports UNASSIGNED to the status topic, after its final commit",
            text = "The last thing that a task does, after its final commit, is to write the state `UNASSIGNED` to"
                    + " the status topic. A task that its worker has given up waiting for writes nothing. Following"
                    + " the topic is the positive proof that the thread has ended; REST shows the state too briefly to"
                    + " rely on.",
            tried = "The same, with the connector deleted instead of stopped where workers cannot stop: no"
                    + " `UNASSIGNED` while the poll is blocked, one after it returned, and the final commit is then in"
                    + " the offset topic.")
    static void a_task_that_has_ended_reports_it(FactsConnect connect) {
        try (Fillers fillers = new Fillers();
                TriedConnector connector = TriedConnector.onLeader(connect, "f1b", fillers.all)) {
            connector.awaitWritten(2, 20);
            int task = connector.farTask();
            connect.hold(connector.name(), task);
            end(connect, connector);
            Seen.that(!connector.reported(task).contains("UNASSIGNED"), "UNASSIGNED while its poll is blocked");
            connect.release(connector.name());
            connector.await("UNASSIGNED", () -> connector.reported(task).contains("UNASSIGNED"));
            Seen.equal(connector.last(), connector.committedSequences(), "committed when UNASSIGNED is there");
        }
    }

    @Fact(
            id = "F2",
            title = "A task that outlasts the graceful stop commits later, however much later",
            since = "3.5",
            cost = Fact.Cost.RESTART,
            text = "A worker waits `task.shutdown.graceful.timeout.ms` (5 s by default) for a task, then cancels it"
                    + " and goes on. If the poll of the cancelled task returns nothing, the task still makes its final"
                    + " commit, through the worker's own producer, which is open. It overwrites an alteration that was"
                    + " answered with 200.",
            tried = "Two workers, the task on the one that does not lead has written all it has and its poll is"
                    + " blocked. Stop; GET …/tasks from the task's worker, which answers only after it has given up;"
                    + " PATCH; then the poll returns null.")
    static String a_cancelled_task_commits_late(FactsConnect connect) {
        try (Fillers fillers = new Fillers();
                TriedConnector connector =
                        TriedConnector.onLeader(connect, "f2", fillers.all, "limit", "30", "batch.size", "30")) {
            connector.awaitWritten(2, 30);
            int task = connector.farTask();
            String id = Integer.toString(task);
            int worker = connector.workerOfTask(task);
            connect.hold(connector.name(), task);
            Duration begin = connect.now();
            connector.stopped();
            Seen.equal("[]", connector.ask(worker, "GET", "/tasks", null).body(), "tasks");
            Duration given = connect.now().minus(begin);
            Seen.that(given.compareTo(Duration.ofMillis(9_500)) > 0, "the task's worker answered after " + given);
            Seen.that(!connector.sequences().containsKey(id), "the task has committed " + connector.sequences());
            if (Release.of(connect.version()).atLeast("3.6")) {
                Seen.answer(connector.alterSequence(id, ALTERED), 200, "altered successfully");
            }
            connect.release(connector.name());
            connector.await(
                    "the late commit",
                    () -> Objects.equals(connector.sequences().get(id), 29L));
            return "given up after " + given.toMillis() + " ms";
        }
    }

    @Fact(
            id = "F2b",
            title = "A cancelled task whose poll returns records commits nothing",
            cost = Fact.Cost.RESTART,
            text = "When the poll of a cancelled task returns records, the task cannot write them, because its"
                    + " producer was closed, and fails; it then skips its final commit. So a late commit is never"
                    + " ahead of the records.",
            tried = "As F2 with a poll that returns a record, the connector deleted where workers cannot stop; its"
                    + " end is awaited in the worker's log.")
    static void a_cancelled_task_with_records_commits_nothing(FactsConnect connect) {
        try (Fillers fillers = new Fillers();
                TriedConnector connector = TriedConnector.onLeader(connect, "f2b", fillers.all)) {
            connector.awaitWritten(2, 20);
            int task = connector.farTask();
            String id = Integer.toString(task);
            int worker = connector.workerOfTask(task);
            connect.hold(connector.name(), task);
            end(connect, connector);
            connector.ask(worker, "GET", "/tasks", null);
            int written = connector.written(id).size();
            connect.release(connector.name());
            connector.await("the end of the task", () -> connector.cluster().hasEnded(worker, connector.name(), task));
            Seen.that(!connector.committedSequences().containsKey(id), "committed " + connector.committedSequences());
            Seen.equal(written, connector.written(id).size(), "records written");
            Seen.that(!connector.reported(task).contains("UNASSIGNED"), "a cancelled task reported UNASSIGNED");
        }
    }

    @Fact(
            id = "F2c",
            title = "With exactly-once support a cancelled task can commit nothing any more",
            since = "3.6",
            cost = Fact.Cost.RESTART,
            text = "With `exactly.once.source.support=enabled` offsets are committed only in the transactions of the"
                    + " task's own producer, which is closed when the task is cancelled, and PATCH and DELETE fence"
                    + " it. What was altered stays.",
            tried = "One worker with exactly-once support, the poll blocked for longer than the graceful stop; PATCH;"
                    + " the poll returns; then the end of the task is awaited in the worker's log, and the connector"
                    + " resumed, which goes on after the altered offset.")
    static void exactly_once_needs_no_waiting(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.EXACTLY_ONCE, "f2c")) {
            connector.running(1, connector.source()).awaitWritten(1, 20);
            connect.hold(connector.name(), 0);
            Seen.answer(connector.put("/stop"), 204, "");
            connector.await("STOPPED", connector::isStopped);
            Seen.equal("[]", connector.get("/tasks").body(), "tasks");
            Seen.answer(connector.alterSequence(ALTERED), 200, "altered successfully");
            connect.release(connector.name());
            connector.await("the end of the task", () -> connector.cluster().hasEnded(0, connector.name(), 0));
            Seen.equal(Map.of("0", ALTERED), connector.sequences(), "offsets");
            connector.resumed(1);
            connector.await(
                    "a record after the altered offset",
                    () -> connector.written("0").contains(ALTERED + 1));
        }
    }

    @Fact(
            id = "F20",
            title = "A worker shows a task as gone that it has given up waiting for, while the task still works",
            since = "3.5",
            cost = Fact.Cost.RESTART,
            text = "After `task.shutdown.graceful.timeout.ms` the status is `STOPPED` with `tasks: []` and every"
                    + " worker answers `GET …/tasks` with `[]`, but the thread of the task goes on until what it waits"
                    + " for returns. A sink may then still write to the external system. PATCH of its offsets answers"
                    + " 500 about «zombie sink tasks» as long as its consumer is a member of the group.",
            tried = "A sink whose put is blocked is stopped and given up after 2 s; PATCH (from 3.6); then the put"
                    + " returns and is seen to have written.")
    static String a_task_works_on_after_it_is_shown_as_gone(FactsConnect connect) {
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "f20-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "f20-sink")) {
            source.running(1, source.source()).awaitWritten(1, 1);
            sink.running(1, sink.sink(source.name()));
            connect.hold(sink.name(), 0);
            sink.stopped();
            Seen.equal("[]", sink.get("/tasks").body(), "tasks");
            int delivered = connect.delivered(sink.name()).size();
            String answer = "";
            if (Release.of(connect.version()).atLeast("3.6")) {
                FactsAnswer altered = sink.alter(
                        Map.of("kafka_topic", source.name(), "kafka_partition", 0), Map.of("kafka_offset", 1));
                Seen.answer(altered, 500, "zombie sink tasks");
                answer = "PATCH " + altered.status();
            }
            connect.release(sink.name());
            sink.await("a late write", () -> connect.delivered(sink.name()).size() > delivered);
            Seen.that(sink.isStopped(), "the status is " + sink.state());
            return answer;
        }
    }

    @Fact(
            id = "F16",
            title = "FAILED may stay after a stop, though the connector is stopped",
            since = "3.8",
            text = "A connector that asked for more tasks than `tasks.max` (enforced from 3.8 on) is FAILED, and its"
                    + " status stays FAILED after a stop: its tasks are gone, and its offsets can be altered, which"
                    + " workers allow only when it is stopped. A restart of the connector turns the status into"
                    + " STOPPED.",
            tried = "A source that asks for a task too many; stop; GET …/tasks; PATCH; status; restart; status.")
    static void failed_may_stay_after_a_stop(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f16")) {
            Seen.answer(connector.post(connector.source("tasks.beyond.max", "1")), 201, "");
            connector.await("FAILED", () -> connector.isState("FAILED"));
            Seen.answer(connector.put("/stop"), 204, "");
            connector.await(
                    "offsets that can be altered",
                    () -> connector.alterSequence(5).ok());
            Seen.equal("[]", connector.get("/tasks").body(), "tasks");
            Seen.equal("FAILED", connector.state(), "state after the stop");
            connector.ask("POST", "/restart", null);
            connector.await("STOPPED after a restart", () -> connector.isState("STOPPED"));
        }
    }

    @Fact(
            id = "F16b",
            title = "A connector that failed at its start, or a task that failed, is STOPPED after a stop",
            since = "3.5",
            text = "A stop is taken in every state. One that failed in its own `start` shows STOPPED afterwards, and"
                    + " so does one whose task has failed.",
            tried = "A source that fails in start, and one whose task fails in its poll, are stopped.")
    static void a_failed_connector_can_be_stopped(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f16b")) {
            Seen.answer(connector.post(connector.source("fail", "connector-start")), 201, "");
            connector.await("FAILED", () -> connector.isState("FAILED"));
            connector.stopped();
        }
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f16b")) {
            Seen.answer(connector.post(connector.source("fail", "poll")), 201, "");
            connector.await("a failed task", () -> connector.tasks("FAILED") == 1);
            connector.stopped();
        }
    }

    @Fact(
            id = "G1",
            title = "A stop can be repeated, and of a paused connector too; a resume brings the tasks back",
            since = "3.5",
            text = "`PUT …/stop` on a stopped connector answers 204 and changes nothing. `PUT …/resume` makes the"
                    + " tasks anew, which go on after their last commit. A new config leaves a stopped connector"
                    + " stopped.",
            tried = "Pause, stop, stop, PUT …/config, resume; the numbers written are counted.")
    static void a_stop_can_be_repeated(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g1")) {
            connector.running(1, connector.source()).awaitWritten(1, 10);
            connector.stoppedCleanly(1);
            connector.stopped();
            Seen.answer(connector.ask("PUT", "/config", connector.source("batch.size", "2")), 200, "");
            connector.await("STOPPED after a new config", connector::isStopped);
            long last = connector.last("0");
            connector.resumed(1);
            connector.await("more records", () -> connector.written("0").size() > last + 10);
            Seen.equal(0L, connector.repeated("0"), "numbers written twice");
        }
    }

    @Fact(
            id = "G2",
            title = "A deletion is answered before the tasks have ended, and keeps the offsets",
            text = "`DELETE /connectors/…` answers 204 while tasks still run; their final commits come later. The"
                    + " offsets outlive the connector: one that is created again by the same name goes on where the"
                    + " first has ended.",
            tried = "A source whose poll is blocked is deleted; the poll returns; when its task has reported its end,"
                    + " the connector is created again and the numbers written are counted.")
    static void a_deletion_keeps_the_offsets(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g2")) {
            connector.running(1, connector.source()).awaitWritten(1, 20);
            connect.hold(connector.name(), 0);
            Seen.answer(connector.ask("DELETE", "", null), 204, "");
            connect.release(connector.name());
            connector.await("UNASSIGNED", () -> connector.reported(0).contains("UNASSIGNED"));
            connector.await("no connector", () -> connector.get("").status() == 404);
            Seen.equal(connector.last(), connector.committedSequences(), "committed");
            long last = connector.last("0");
            connector.running(1, connector.source());
            connector.await("more records", () -> connector.written("0").size() > last + 10);
            Seen.equal(0L, connector.repeated("0"), "numbers written twice");
        }
    }

    /** Stops a connector, or deletes it where it cannot be stopped. */
    private static void end(FactsConnect connect, TriedConnector connector) {
        if (Release.of(connect.version()).atLeast("3.5")) {
            connector.stopped();
        } else {
            Seen.answer(connector.ask("DELETE", "", null), 204, "");
        }
    }

    /** Connectors that were only needed to make a worker busy. */
    private static final class Fillers implements AutoCloseable {

        private final List<TriedConnector> all = new ArrayList<>();

        @Override
        public void close() {
            all.forEach(TriedConnector::close);
        }
    }
}
