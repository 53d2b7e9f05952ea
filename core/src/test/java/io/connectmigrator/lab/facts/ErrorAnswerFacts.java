package io.connectmigrator.lab.facts;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers that the client tells apart, by status and text, each provoked. */
final class ErrorAnswerFacts {

    private static final String NO_PATH = "HTTP 404 Not Found";
    private static final String NO_METHOD = "HTTP 405 Method Not Allowed";
    private static final String NOBODY = "/connectors/nobody";
    private static final String OPTIONS_PROBE =
            "probe: no such connector, text accepted; for JSON only the header `Allow` has them";
    private static final String ONE_OFFSET = entries("{\"partition\":{\"id\":\"0\"},\"offset\":{\"sequence\":1}}");
    private static final String MUST_BE_STOPPED =
            "Connectors must be in the STOPPED state before their offsets can be modified";
    private static final String UNKNOWN_CLASS = "Failed to find any class that implements Connector";

    private final List<ConnectFact> all = new ArrayList<>();

    private ErrorAnswerFacts() {}

    /** {@return all of them} */
    static List<ConnectFact> all() {
        ErrorAnswerFacts facts = new ErrorAnswerFacts();
        facts.ofUnknownConnectors();
        facts.ofProbes();
        facts.ofCreations();
        facts.ofStates();
        facts.ofAlterations();
        facts.ofSinks();
        facts.ofForwarding();
        facts.ofTime();
        facts.ofMethods();
        return facts.all;
    }

    private void ofUnknownConnectors() {
        String connectorNotFound = "Connector nobody not found";
        add(
                "GET /connectors/{c}",
                "no such connector",
                plain("GET", NOBODY, null),
                from("3.4", 404, connectorNotFound));
        add(
                "GET …/status",
                "no such connector, or none yet",
                plain("GET", NOBODY + "/status", null),
                from("3.4", 404, "No status found for connector nobody"));
        add(
                "PUT …/pause",
                "no such connector",
                plain("PUT", NOBODY + "/pause", null),
                from("3.4", 404, "Unknown connector nobody"));
        add(
                "POST …/restart",
                "no such connector",
                plain("POST", NOBODY + "/restart", null),
                from("3.4", 404, "Unknown connector: nobody"));
        add(
                "DELETE /connectors/{c}",
                "no such connector",
                plain("DELETE", NOBODY, null),
                from("3.4", 404, connectorNotFound));
        add(
                "PUT …/stop",
                "no such connector",
                plain("PUT", NOBODY + "/stop", null),
                from("3.4", 404, NO_PATH),
                from("3.5", 404, "Unknown connector nobody"));
    }

    private void ofProbes() {
        String connectorNotFound = "Connector nobody not found";
        add(
                "GET …/offsets",
                "probe: no such connector",
                plain("GET", NOBODY + "/offsets", null),
                from("3.4", 404, NO_PATH),
                from("3.5", 404, connectorNotFound));
        add(
                "DELETE …/offsets",
                "probe: no such connector",
                plain("DELETE", NOBODY + "/offsets", null),
                from("3.4", 404, NO_PATH),
                from("3.5", 405, NO_METHOD),
                from("3.6", 404, connectorNotFound));
        add(
                "PATCH …/offsets",
                "no such connector",
                plain("PATCH", NOBODY + "/offsets", ONE_OFFSET),
                from("3.4", 404, NO_PATH),
                from("3.5", 405, NO_METHOD),
                from("3.6", 404, connectorNotFound));
        add(
                "PATCH …/config",
                "probe: no such connector",
                plain("PATCH", NOBODY + "/config", "{}"),
                from("3.4", 405, NO_METHOD),
                from("3.8", 404, connectorNotFound));
        add(
                "GET /health",
                "probe: a worker that is well",
                plain("GET", "/health", null),
                from("3.4", 404, NO_PATH),
                from("3.9", 200, ""));
        add(
                "POST /connectors",
                "probe: `initial_state` PROBE",
                plain("POST", "/connectors", "{\"name\":\"nobody\",\"config\":{},\"initial_state\":\"PROBE\"}"),
                from("3.4", 500, "Unrecognized field \"initial_state\""),
                from("3.7", 500, "InitialState"));
    }

    private void ofMethods() {
        add(
                "OPTIONS …/offsets",
                OPTIONS_PROBE,
                plain("OPTIONS", NOBODY + "/offsets", null),
                from("3.4", 404, NO_PATH),
                from("3.5", 200, "HEAD, GET, OPTIONS"),
                from("3.6", 200, "HEAD, DELETE, GET, OPTIONS, PATCH"));
        add(
                "OPTIONS …/config",
                OPTIONS_PROBE,
                plain("OPTIONS", NOBODY + "/config", null),
                from("3.4", 200, "HEAD, GET, OPTIONS, PUT"),
                from("3.8", 200, "HEAD, GET, OPTIONS, PUT, PATCH"));
        add(
                "GET /admin/loggers",
                "probe: whether they say when they were changed",
                plain("GET", "/admin/loggers", null),
                from("3.4", 200, "\"level\""),
                from("3.7", 200, "\"last_modified\""));
    }

    private void ofCreations() {
        add(
                "POST /connectors",
                "there is one of that name",
                connect -> onSource(connect, Map.of("limit", "0"), c -> c.post(c.source())),
                from("3.4", 409, "already exists"));
        add(
                "POST /connectors",
                "no such class",
                plain(
                        "POST",
                        "/connectors",
                        "{\"name\":\"nobody\",\"config\":{\"connector.class\":\"no.such.Clazz\"}}"),
                from("3.4", 500, UNKNOWN_CLASS),
                from("4.1", 400, UNKNOWN_CLASS));
        add(
                "POST /connectors",
                "a value that is not allowed",
                connect -> onNew(connect, c -> c.post(c.source("required.port", "0"))),
                from("3.4", 400, "Connector configuration is invalid and contains the following 1 error(s)"));
        add(
                "POST /connectors",
                "another name in the config",
                plain(
                        "POST",
                        "/connectors",
                        "{\"name\":\"nobody\",\"config\":{\"name\":\"other\",\"connector.class\":\"SequenceSource\"}}"),
                from("3.4", 400, "doesn't match connector name in the URL"));
        add(
                "POST /connectors",
                "no `connector.class`",
                plain("POST", "/connectors", "{\"name\":\"nobody\",\"config\":{\"tasks.max\":\"1\"}}"),
                from("3.4", 400, "contains no connector type"));
        add(
                "POST /connectors",
                "broken JSON",
                plain("POST", "/connectors", "{bad"),
                from("3.4", 500, "Unexpected character"));
    }

    private void ofStates() {
        Map<String, String> idle = Map.of("limit", "0");
        add(
                "PATCH …/offsets",
                "RUNNING",
                connect -> onSource(connect, idle, c -> c.alterSequence(1)),
                from("3.6", 400, MUST_BE_STOPPED));
        add(
                "PATCH …/offsets",
                "PAUSED",
                connect -> onSource(connect, idle, c -> {
                    c.paused(1);
                    return c.alterSequence(1);
                }),
                from("3.6", 400, MUST_BE_STOPPED));
        add(
                "DELETE …/offsets",
                "RUNNING",
                connect -> onSource(connect, idle, TriedConnector::reset),
                from("3.6", 400, MUST_BE_STOPPED));
        add(
                "POST …/tasks/0/restart",
                "STOPPED",
                connect -> onSource(connect, idle, c -> {
                    c.stopped();
                    return c.cluster().send(0, "POST", c.path("/tasks/0/restart"), null);
                }),
                from(
                        "3.5",
                        409,
                        "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway."));
        add(
                "GET …/topics",
                "`topic.tracking.enable=false`",
                connect -> connect.cluster(ClusterKind.EXACTLY_ONCE).send(0, "GET", NOBODY + "/topics", null),
                from("3.4", 403, "Topic tracking is disabled."));
    }

    private void ofAlterations() {
        add(
                "PATCH …/offsets",
                "no offsets",
                connect -> onStopped(connect, Map.of(), c -> patch(c, "")),
                from("3.6", 400, "Partitions / offsets need to be provided for an alter offsets request"));
        add(
                "PATCH …/offsets",
                "a map in an offset",
                connect -> onStopped(
                        connect,
                        Map.of(),
                        c -> patch(c, "{\"partition\":{\"id\":\"0\"},\"offset\":{\"sequence\":{\"x\":1}}}")),
                from("3.6", 500, "Offsets may only contain primitive types as values"));
        add(
                "PATCH …/offsets",
                "alterOffsets returns false",
                connect -> onStopped(connect, Map.of("alter.offsets", "decline"), c -> c.alterSequence(1)),
                from(
                        "3.6",
                        200,
                        "The Connect framework-managed offsets for this connector have been altered successfully."));
        add(
                "PATCH …/offsets",
                "alterOffsets: UnsupportedOperationException",
                connect -> onStopped(connect, Map.of("alter.offsets", "unsupported"), c -> c.alterSequence(1)),
                from("3.6", 500, "doesn't support external modification of offsets"));
        add(
                "PATCH …/offsets",
                "alterOffsets: ConnectException",
                connect -> onStopped(connect, Map.of("alter.offsets", "refuse"), c -> c.alterSequence(1)),
                from("3.6", 500, "refused by configuration"));
        add(
                "GET …/offsets",
                "the connector's own offset topic is out of reach",
                Fact.Cost.MINUTES,
                ErrorAnswerFacts::unreachableOffsetTopic,
                from("3.7", 500, "Failed to retrieve offsets for source connector"));
    }

    private void ofSinks() {
        add(
                "PATCH …/offsets",
                "sink: no `kafka_topic`",
                connect -> onStoppedSink(connect, (sink, topic) -> sink.alterSequence(1)),
                from("3.6", 400, "must contain the keys 'kafka_topic' and 'kafka_partition'"));
        add(
                "PATCH …/offsets",
                "sink: a negative offset",
                connect -> onStoppedSink(connect, (sink, topic) -> SinkFacts.alter(sink, topic, -1)),
                from("3.6", 500, "Failed to modify offsets for sink connector"));
        add(
                "PATCH …/offsets",
                "sink: no such topic",
                connect -> onStoppedSink(connect, (sink, topic) -> SinkFacts.alter(sink, "no-such-topic-at-all", 1)),
                from("3.6", 500, "Failed to alter consumer group offsets for connector"));
    }

    private void ofForwarding() {
        add(
                "PUT …/config?forward=false",
                "a follower gets what was forwarded to it, taken for the leader",
                connect -> {
                    FactsCluster pair = connect.cluster(ClusterKind.PAIR);
                    String config = Json.write(pair.source("nobody", "nobody"));
                    return pair.send(1 - pair.leader(), "PUT", NOBODY + "/config?forward=false", config);
                },
                from("3.4", 409, "Cannot complete request because of a conflicting operation (e.g. worker rebalance)"));
        add(
                "POST …/restart",
                "the leader expects a rebalance",
                ErrorAnswerFacts::leaderExpectsRebalance,
                from(
                        "3.4",
                        409,
                        "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)"));
    }

    private void ofTime() {
        add(
                "PATCH …/offsets",
                "alterOffsets takes 95 s; nothing is written",
                Fact.Cost.MINUTES,
                connect -> onStopped(connect, Map.of("alter.offsets.sleep.ms", "95000"), c -> {
                    FactsAnswer answer = c.cluster()
                            .begin(0, "PATCH", c.path("/offsets"), ONE_OFFSET)
                            .answer();
                    Seen.equal(List.of(), c.offsets(), "offsets");
                    return answer;
                }),
                from("3.6", 500, "Request timed out"));
    }

    private static FactsAnswer leaderExpectsRebalance(FactsConnect connect) {
        List<TriedConnector> fillers = new ArrayList<>();
        try (TriedConnector other = new TriedConnector(connect, ClusterKind.PAIR, "e-other")) {
            other.running(2, other.source("tasks.max", "2", "limit", "0"));
            TriedConnector blocked = TriedConnector.onLeader(connect, "e-leader", fillers);
            fillers.add(blocked);
            connect.hold(blocked.name(), blocked.nearTask());
            FactsCluster cluster = other.cluster();
            int leader = cluster.leader();
            Seen.answer(blocked.ask(leader, "DELETE", "", null), 204, "");
            other.awaitBusy(leader);
            cluster.writeConfig("commit-" + other.name(), "{\"tasks\":0}");
            FactsCall call = cluster.begin(leader, "POST", other.path("/restart"), null);
            other.await(
                    "the record in the config topic",
                    () -> cluster.configTopic().stream()
                            .anyMatch(record -> record.key().equals("commit-" + other.name())
                                    && "{\"tasks\":0}".equals(record.value())));
            connect.release(blocked.name());
            return call.answer();
        } finally {
            fillers.forEach(TriedConnector::close);
        }
    }

    private static FactsAnswer unreachableOffsetTopic(FactsConnect connect) {
        return onNew(connect, c -> {
            Map<String, String> config = c.source(
                    "offsets.storage.topic", c.name() + "-offsets",
                    "admin.override.bootstrap.servers", "127.0.0.1:1",
                    "consumer.override.bootstrap.servers", "127.0.0.1:1");
            Seen.answer(c.post(config, "STOPPED"), 201, "");
            return c.get("/offsets");
        });
    }

    private static FactsAnswer patch(TriedConnector connector, String entries) {
        return connector.cluster().send(0, "PATCH", connector.path("/offsets"), entries(entries));
    }

    private static String entries(String entries) {
        return "{\"offsets\":[" + entries + "]}";
    }

    private static Function<FactsConnect, FactsAnswer> plain(String method, String path, @Nullable String json) {
        return connect -> connect.cluster(ClusterKind.SINGLE).send(0, method, path, json);
    }

    private static FactsAnswer onNew(FactsConnect connect, Function<TriedConnector, FactsAnswer> act) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "e")) {
            return act.apply(connector);
        }
    }

    private static FactsAnswer onSource(
            FactsConnect connect, Map<String, String> more, Function<TriedConnector, FactsAnswer> act) {
        return onNew(connect, connector -> {
            String[] settings = more.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                    .toArray(String[]::new);
            return act.apply(connector.running(1, connector.source(settings)));
        });
    }

    private static FactsAnswer onStopped(
            FactsConnect connect, Map<String, String> more, Function<TriedConnector, FactsAnswer> act) {
        Map<String, String> idle = new HashMap<>(more);
        idle.put("limit", "0");
        return onSource(connect, idle, connector -> {
            connector.stopped();
            return act.apply(connector);
        });
    }

    private static FactsAnswer onStoppedSink(
            FactsConnect connect, BiFunction<TriedConnector, String, FactsAnswer> act) {
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "e-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "e-sink")) {
            source.running(1, source.source("limit", "5")).awaitWritten(1, 5);
            sink.running(1, sink.sink(source.name()));
            SinkFacts.awaitDelivered(connect, sink, 5);
            sink.stopped();
            sink.await(
                    "an alteration",
                    () -> SinkFacts.alter(sink, source.name(), 1).ok());
            return act.apply(sink, source.name());
        }
    }

    private record Expected(String since, int status, String text) {}

    private static Expected from(String since, int status, String text) {
        return new Expected(since, status, text);
    }

    private void add(String request, String situation, Function<FactsConnect, FactsAnswer> act, Expected... expected) {
        add(request, situation, Fact.Cost.SECONDS, act, expected);
    }

    private void add(
            String request,
            String situation,
            Fact.Cost cost,
            Function<FactsConnect, FactsAnswer> act,
            Expected... expected) {
        all.add(new ConnectFact(
                "E" + (all.size() + 1),
                request,
                situation,
                "",
                expected[0].since(),
                "99",
                cost,
                connect -> check(connect, act.apply(connect), expected)));
    }

    private static String check(FactsConnect connect, FactsAnswer answer, Expected... all) {
        Release release = Release.of(connect.version());
        Expected expected = all[0];
        for (Expected candidate : all) {
            expected = release.atLeast(candidate.since()) ? candidate : expected;
        }
        Seen.answer(answer, expected.status(), expected.text());
        return answer.toString();
    }
}
