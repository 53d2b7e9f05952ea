package io.connectmigrator.lab.facts;

import io.connectmigrator.internal.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What workers answer while they start, rebalance, or cannot reach each other. */
final class WorkerFacts {

    private WorkerFacts() {}

    @Fact(
            id = "F9",
            title = "A worker that expects a rebalance answers GET of a connector with 500, and 409 before 3.5",
            text = "`GET /connectors/…`, `…/config` and `…/tasks` are answered by the worker's main thread. When it"
                    + " knows that a rebalance must come, it answers 500 «Request cannot be completed because a"
                    + " rebalance is expected»; up to 3.4 the request is a 409. It passes within a moment.",
            tried = "A worker waits in a rebalance for a task whose poll is blocked; meanwhile it is written to the"
                    + " config topic that another connector has no tasks any more, and GET is queued; the poll"
                    + " returns.")
    static String a_rebalance_is_answered_with_an_error(FactsConnect connect) {
        Set<String> seen = new TreeSet<>();
        for (int attempt = 0; attempt < 5 && seen.isEmpty(); attempt++) {
            tryRebalance(connect, seen);
        }
        boolean old = !Release.of(connect.version()).atLeast("3.5");
        Seen.that(!seen.isEmpty(), "not seen in 5 attempts with 30 requests each");
        Seen.that(seen.stream().allMatch(answer -> answer.startsWith(old ? "409" : "500")), "answered " + seen);
        return String.join("; ", seen);
    }

    private static void tryRebalance(FactsConnect connect, Set<String> seen) {
        List<TriedConnector> fillers = new ArrayList<>();
        try (TriedConnector blocked = TriedConnector.onLeader(connect, "f9", fillers);
                TriedConnector other = new TriedConnector(connect, ClusterKind.PAIR, "f9-other")) {
            other.running(1, other.source());
            int follower = blocked.workerOfTask(blocked.farTask());
            connect.hold(blocked.name(), blocked.farTask());
            Seen.answer(blocked.ask("DELETE", "", null), 204, "");
            FactsCluster cluster = other.cluster();
            List<FactsCall> calls = new ArrayList<>();
            other.awaitBusy(follower);
            cluster.writeConfig("commit-" + other.name(), "{\"tasks\":0}");
            for (int i = 0; i < 10; i++) {
                calls.add(cluster.begin(follower, "GET", other.path(""), null));
                calls.add(cluster.begin(follower, "GET", other.path("/config"), null));
                calls.add(cluster.begin(follower, "GET", other.path("/tasks"), null));
            }
            other.await(
                    "the record in the config topic",
                    () -> cluster.configTopic().stream()
                            .anyMatch(record -> record.key().equals("commit-" + other.name())
                                    && "{\"tasks\":0}".equals(record.value())));
            connect.release(blocked.name());
            calls.stream()
                    .map(FactsCall::answer)
                    .filter(answer -> !answer.ok())
                    .forEach(answer -> seen.add(answer.toString()));
        } finally {
            fillers.forEach(TriedConnector::close);
        }
    }

    @Fact(
            id = "F10",
            title = "While a worker starts it answers 404 to everything, in the format of its HTTP server",
            cost = Fact.Cost.RESTART,
            text = "Until its REST API is up, a worker answers every path, `/` among them, with 404: a page in HTML,"
                    + " or JSON of the HTTP server where the client accepts only that. Connect's own 404 is JSON with"
                    + " an `error_code`; only that one says that a connector does not exist.",
            tried = "A worker is killed and started again; a connector that exists and `/` are asked for until it"
                    + " answers 200.")
    static String a_starting_worker_answers_404(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f10")) {
            connector.running(1, connector.source());
            FactsCluster cluster = connector.cluster();
            int follower = 1 - cluster.leader();
            Set<String> seen = new TreeSet<>();
            cluster.kill(follower);
            cluster.launch(follower);
            connector.await("the worker serves", () -> {
                FactsAnswer root = cluster.send(follower, "GET", "/", null);
                FactsAnswer known = cluster.send(follower, "GET", connector.path(""), null);
                for (FactsAnswer answer : List.of(root, known)) {
                    if (answer.status() == 404) {
                        Seen.that(!answer.isConnectError(), "answered " + answer);
                        seen.add("404 " + answer.contentType().split(";", 2)[0]);
                    }
                }
                return root.ok() && known.ok();
            });
            Seen.that(!seen.isEmpty(), "no 404 was seen");
            awaitWhole(connector);
            return String.join("; ", seen);
        }
    }

    @Fact(
            id = "F19",
            title = "A follower that cannot connect to the leader answers 500, and nothing is done",
            cost = Fact.Cost.RESTART,
            text = "A request that changes something is forwarded to the leader. When no process listens there, which"
                    + " lasts until the group has noticed that the leader is gone, the answer is 500 «IO Error trying"
                    + " to forward REST request» with «Connection refused», and nothing is done.",
            tried = "The leader is killed and the other worker asked for a new config; when it leads, the config is"
                    + " still the old one.")
    static String a_dead_leader_is_answered_with_500(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f19")) {
            connector.running(1, connector.source());
            FactsCluster cluster = connector.cluster();
            int leader = cluster.leader();
            int follower = 1 - leader;
            cluster.kill(leader);
            FactsAnswer answer = cluster.send(
                    follower, "PUT", connector.path("/config"), Json.write(connector.source("batch.size", "2")));
            connector.await(
                    "a new leader",
                    () -> cluster.send(follower, "PUT", connector.path("/config"), "{}")
                                    .status()
                            != 500);
            cluster.launch(leader);
            awaitWhole(connector);
            Seen.answer(answer, 500, "IO Error trying to forward REST request");
            Seen.that(!connector.get("/config").body().contains("batch.size"), "the config has changed");
            return answer.message();
        }
    }

    @Fact(
            id = "F19b",
            title = "A leader that goes on only later may still do what a follower has long forwarded to it",
            cost = Fact.Cost.RESTART,
            text = "A leader whose process hangs accepts the forwarded request and answers nothing. When it goes on"
                    + " within its session time-out, the request is done all the same: a client that has"
                    + " given up meanwhile sees the change later. Pause and resume need no leader, and work meanwhile.",
            tried = "The leader is suspended, the other worker asked for a new config: no answer comes while a pause"
                    + " is answered; the leader goes on, and the config is changed.")
    static String a_suspended_leader_does_it_later(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f19b")) {
            connector.running(1, connector.source());
            FactsCluster cluster = connector.cluster();
            int leader = cluster.leader();
            int follower = 1 - leader;
            cluster.suspend(leader);
            FactsCall call;
            FactsAnswer paused;
            try {
                call = cluster.begin(
                        follower, "PUT", connector.path("/config"), Json.write(connector.source("batch.size", "2")));
                paused = cluster.send(follower, "PUT", connector.path("/pause"), null);
                Seen.that(!call.isDone(), "the forwarded request was answered");
            } finally {
                cluster.wake(leader);
            }
            FactsAnswer answer = call.answer();
            awaitWhole(connector);
            Seen.answer(paused, 202, "");
            Seen.that(answer.ok(), "answered " + answer);
            Seen.that(connector.get("/config").body().contains("batch.size"), "the config has not changed");
            return "answered " + answer.status() + " after the leader went on";
        }
    }

    @Fact(
            id = "F19c",
            title =
                    "A leader that is killed while it processes a forwarded request: 500 too, and the outcome is unknown",
            since = "3.6",
            cost = Fact.Cost.RESTART,
            text = "When the connection breaks after the leader has taken the request, the answer is 500 «IO Error"
                    + " trying to forward REST request» as well, with another reason. The leader may have done it or"
                    + " not; only the reason tells this from a refused connection.",
            tried = "PATCH …/offsets, which the connector blocks, is sent to the worker that does not lead; when the"
                    + " leader has it, the leader is killed.")
    static String a_killed_leader_leaves_the_outcome_unknown(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f19c")) {
            connector.running(1, connector.source("limit", "0"));
            connector.stopped();
            FactsCluster cluster = connector.cluster();
            int leader = cluster.leader();
            int follower = 1 - leader;
            connect.holdAlterations(connector.name());
            FactsCall call = cluster.begin(
                    follower,
                    "PATCH",
                    connector.path("/offsets"),
                    "{\"offsets\":[{\"partition\":{\"id\":\"0\"},\"offset\":{\"sequence\":5}}]}");
            connector.await("the leader alters offsets", () -> connect.isAltering(connector.name()));
            cluster.kill(leader);
            FactsAnswer answer = call.answer();
            connector.await(
                    "a new leader",
                    () -> cluster.send(follower, "PUT", connector.path("/stop"), null)
                            .ok());
            cluster.launch(leader);
            awaitWhole(connector);
            Seen.answer(answer, 500, "IO Error trying to forward REST request");
            Seen.that(!answer.message().contains("Connection refused"), "answered " + answer);
            return answer.message();
        }
    }

    @Fact(
            id = "F19d",
            title = "A request that was forwarded to a leader that hangs may be done when the leader goes on",
            cost = Fact.Cost.MINUTES,
            text = "When the leader's process hangs, its group elects another after the session time-out, but a"
                    + " request that was forwarded to it before stays open. Up to 3.9 the follower waits for ever;"
                    + " from 4.0 on its HTTP client gives up after 30 s without a byte, and the answer is 500 «IO"
                    + " Error trying to forward REST request». The old leader finds the request when it goes on. If it"
                    + " takes it before it learns that it is no longer the leader, it does it, long after the client was"
                    + " answered or gave up; else it refuses. Both were seen.",
            tried = "The leader is suspended, the other worker asked for a new config; the answer is awaited for up"
                    + " to 100 s; then the leader goes on, and the config is read once all workers answer again.")
    static String a_hanging_leader_is_waited_for(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f19d")) {
            connector.running(1, connector.source());
            FactsCluster cluster = connector.cluster();
            int leader = cluster.leader();
            int follower = 1 - leader;
            cluster.suspend(leader);
            FactsAnswer answer;
            long seconds;
            try {
                Duration begin = connect.now();
                answer = cluster.begin(
                                follower,
                                "PUT",
                                connector.path("/config"),
                                Json.write(connector.source("batch.size", "2")))
                        .answer();
                seconds = connect.now().minus(begin).toSeconds();
            } finally {
                cluster.wake(leader);
            }
            awaitWhole(connector);
            boolean done = connector.get("/config").body().contains("batch.size");
            if (Release.of(connect.version()).atLeast("4.0")) {
                Seen.answer(answer, 500, "IO Error trying to forward REST request");
            } else {
                Seen.equal(0, answer.status(), "status of the answer");
            }
            return answer + " after " + seconds + " s, and then " + (done ? "done" : "not done");
        }
    }

    /** Waits until every worker is up, agrees on a leader, and runs what it should. */
    private static void awaitWhole(TriedConnector connector) {
        FactsCluster cluster = connector.cluster();
        connector.await("all workers serve and forward", () -> {
            for (int worker = 0; worker < cluster.workers(); worker++) {
                FactsAnswer forwarded = cluster.send(worker, "PUT", "/connectors/no-such-connector/config", "{}");
                FactsAnswer known = cluster.send(worker, "GET", connector.path(""), null);
                if (forwarded.status() != 400 || !known.ok()) {
                    return false;
                }
            }
            return true;
        });
    }

    @Fact(
            id = "G9",
            title = "GET …/tasks of the worker that runs a task is answered only when it has stopped it or given up",
            since = "3.5",
            text = "A worker's main thread stops its tasks and answers such requests in turn. So `[]` from every"
                    + " single worker says that each has stopped its tasks or given up after the graceful time-out;"
                    + " the leader alone says so at once.",
            tried = "A task on the worker that does not lead, its poll blocked, is stopped: the leader answers `[]`"
                    + " at once, the other worker only after the poll has returned.")
    static void each_worker_answers_when_its_tasks_have_ended(FactsConnect connect) {
        List<TriedConnector> fillers = new ArrayList<>();
        try (TriedConnector connector = TriedConnector.taskElsewhere(connect, "g9", fillers)) {
            connector.awaitWritten(1, 5);
            int follower = connector.workerOfTask(0);
            connect.hold(connector.name(), 0);
            connector.stopped();
            FactsCall call = begin(connector, follower);
            Seen.equal("[]", connector.get("/tasks").body(), "tasks by the leader");
            while (call.isDone() && TriedConnector.isRebalance(call.answer())) {
                call = begin(connector, follower);
                connector.get("/tasks");
            }
            Seen.that(!call.isDone(), "the task's worker answered while the poll was blocked");
            connect.release(connector.name());
            Seen.that(
                    call.answer().body().equals("[]") || TriedConnector.isRebalance(call.answer()),
                    "answered " + call.answer());
            connector.await("the final commit", () -> connector.sequences().equals(connector.last()));
        } finally {
            fillers.forEach(TriedConnector::close);
        }
    }

    private static FactsCall begin(TriedConnector connector, int worker) {
        return connector.cluster().begin(worker, "GET", connector.path("/tasks"), null);
    }

    @Fact(
            id = "G10",
            title = "Topics of an unknown connector are an empty list",
            text = "`GET …/topics` answers 200 with no topics for a connector that does not exist; it says nothing"
                    + " about existence.",
            tried = "GET of a connector that does not exist.")
    static void topics_of_nobody(FactsConnect connect) {
        FactsAnswer answer = connect.cluster(ClusterKind.SINGLE).send(0, "GET", "/connectors/nobody/topics", null);
        Seen.equal(Map.of("nobody", Map.of("topics", List.of())), answer.json(), "topics");
    }
}
