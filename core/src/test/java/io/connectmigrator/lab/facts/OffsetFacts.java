package io.connectmigrator.lab.facts;

import java.util.List;
import java.util.Map;

/** How offsets are stored, listed, altered and reset. */
final class OffsetFacts {

    private static final Map<String, String> SORTED = Map.of("a", "a-0", "b", "0");

    private OffsetFacts() {}

    @Fact(
            id = "F4",
            title = "Offsets over REST are wrong when the fields of a source partition are in another order than a"
                    + " HashMap's",
            since = "3.5",
            text = "A task finds its offset by the bytes of the key, whose fields are in the order of the map that"
                    + " the connector made. REST reads them into a HashMap and writes them in its order. GET then"
                    + " shows `\"offset\": null`; PATCH and DELETE answer 200 and GET shows what they did, but the"
                    + " task goes on where it was.",
            tried = "A source whose partition is a LinkedHashMap of `b`, `a`. Stopped: raw key in the topic, GET;"
                    + " from 3.6 PATCH, GET, resume and the next number; DELETE, GET, resume and the next number.")
    static void keys_in_another_order_are_out_of_reach(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f4")) {
            connector.running(1, connector.source("partition.fields", "b,a", "partition.map", "linked"));
            connector.awaitWritten(1, 10);
            connector.stoppedCleanly(1);
            long last = connector.last("0");
            Seen.equal(
                    Map.of("[\"" + connector.name() + "\",{\"b\":\"0\",\"a\":\"a-0\"}]", "{\"sequence\":" + last + "}"),
                    connector.committed(),
                    "the offset topic");
            List<Map<?, ?>> listed = connector.offsets();
            Seen.that(
                    listed.size() == 1
                            && SORTED.equals(listed.get(0).get("partition"))
                            && listed.get(0).get("offset") == null,
                    "GET shows " + listed);
            if (!Release.of(connect.version()).atLeast("3.6")) {
                return;
            }
            Seen.answer(connector.alter(SORTED, Map.of("sequence", 5000)), 200, "altered successfully");
            Seen.equal(Map.of("sequence", 5000L), connector.offsets().get(0).get("offset"), "offset after PATCH");
            connector.resumed(1);
            connector.await("more records", () -> connector.last("0") > last);
            Seen.that(connector.written("0").contains(last + 1), "the task went on at " + connector.last());
            Seen.that(!connector.written("0").contains(5001L), "the task went on at the altered offset");
            connector.stoppedCleanly(1);
            long stopped = connector.last("0");
            Seen.answer(connector.reset(), 200, "reset successfully");
            Seen.equal(List.of(), connector.offsets(), "offsets after DELETE");
            connector.resumed(1);
            connector.await("more records", () -> connector.written("0").size() > stopped + 5);
            Seen.equal(
                    1L,
                    connector.written("0").stream()
                            .filter(number -> number == 0)
                            .count(),
                    "beginnings");
        }
    }

    @Fact(
            id = "F5",
            title = "A connector that is given an offset topic of its own starts from scratch",
            text = "With `offsets.storage.topic` in its config a connector reads that topic and the worker's, and"
                    + " what is not in its own topic hides what is in the worker's. So adding the setting to a"
                    + " connector makes its tasks start with no offset, though KIP-618 promises a fall-back.",
            tried = "A source that has committed offsets is given `offsets.storage.topic`; its next number is 0.")
    static void an_own_offset_topic_starts_from_scratch(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f5")) {
            connector.running(1, connector.source()).awaitWritten(1, 10);
            connector.await("a commit", () -> connector.committedSequences().containsKey("0"));
            Map<String, String> config = connector.source("offsets.storage.topic", connector.name() + "-offsets");
            Seen.answer(connector.ask("PUT", "/config", config), 200, "");
            connector.await("a second beginning", () -> connector.written("0").lastIndexOf(0L) > 0);
        }
    }

    @Fact(
            id = "G3",
            title = "The offset topic holds compact JSON, and what a plain producer writes there before the creation"
                    + " is used",
            text = "A key is `[\"connector\",{partition}]`, a value the offset, both without spaces. Workers read the"
                    + " topic to its end when a task starts, so an offset that another client has written before the"
                    + " connector was created, is where its task begins.",
            tried = "An offset 500 is written to the topic, the connector created: its first number is 501. The key"
                    + " of its commits is that of the record.")
    static void an_offset_written_before_the_creation_is_used(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g3")) {
            String key = "[\"" + connector.name() + "\",{\"id\":\"0\"}]";
            connector.cluster().writeOffset(key, "{\"sequence\":500}");
            connector.running(1, connector.source()).awaitWritten(1, 10);
            Seen.equal(501L, connector.written("0").get(0), "the first number");
            connector.await("a commit", () -> connector.committedSequences().getOrDefault("0", 0L) > 501);
            Seen.equal(List.of(key), List.copyOf(connector.committed().keySet()), "keys");
        }
    }

    @Fact(
            id = "G4",
            title = "PATCH adds to what is there; null and a missing offset delete; of two values for a partition the"
                    + " last counts",
            since = "3.6",
            text = "Partitions that a PATCH does not mention stay. `\"offset\": null` deletes, and so does an entry"
                    + " without `offset`. The first GET after that may still show the partition, with null. A reset"
                    + " deletes all, and can be repeated. Whole numbers of 64 bits come back exactly, decimals as"
                    + " doubles.",
            tried = "PATCH of several partitions on a stopped connector, GET after each; DELETE twice.")
    static void an_alteration_adds_to_what_is_there(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g4")) {
            connector.running(1, connector.source("limit", "0"));
            connector.stopped();
            String exact = "{\"big\":9007199254740993,\"half\":1.5,\"yes\":true,\"text\":\"x\",\"none\":null}";
            raw(connector, "{\"partition\":{\"id\":\"0\"},\"offset\":" + exact + "}");
            raw(
                    connector,
                    "{\"partition\":{\"id\":\"1\"},\"offset\":{\"sequence\":1}},"
                            + "{\"partition\":{\"id\":\"1\"},\"offset\":{\"sequence\":2}}");
            String listed = connector.get("/offsets").body();
            Seen.that(listed.contains("9007199254740993") && listed.contains("1.5"), "GET shows " + listed);
            Seen.equal(2, connector.offsets().size(), "partitions");
            Seen.equal(Map.of("1", 2L), connector.sequences(), "sequences");
            raw(connector, "{\"partition\":{\"id\":\"0\"},\"offset\":null}");
            raw(connector, "{\"partition\":{\"id\":\"1\"}}");
            Seen.equal(Map.of(), connector.sequences(), "sequences after null and a missing offset");
            Seen.equal(List.of(), connector.offsets(), "offsets at the second look");
            Seen.answer(connector.alterSequence(3), 200, "altered successfully");
            Seen.answer(connector.reset(), 200, "reset successfully");
            Seen.answer(connector.reset(), 200, "reset successfully");
            Seen.equal(List.of(), connector.offsets(), "offsets after a reset");
        }
    }

    @Fact(
            id = "G5",
            title = "What was altered is where the tasks go on, and what was reset begins again",
            since = "3.6",
            text = "The offsets that a PATCH was answered 200 for are those that the tasks start from at the resume;"
                    + " after a reset they start with none.",
            tried = "PATCH to 1000, resume: 1001 is written. Reset, resume: 0 is written again.")
    static void the_tasks_go_on_where_the_offsets_say(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g5")) {
            connector.running(1, connector.source()).awaitWritten(1, 10);
            connector.stoppedCleanly(1);
            Seen.answer(connector.alterSequence(1000), 200, "altered successfully");
            connector.resumed(1);
            connector.await("1001", () -> connector.written("0").contains(1001L));
            connector.stoppedCleanly(1);
            Seen.answer(connector.reset(), 200, "reset successfully");
            connector.resumed(1);
            connector.await("a second beginning", () -> connector.written("0").lastIndexOf(0L) > 0);
        }
    }

    private static void raw(TriedConnector connector, String entries) {
        FactsAnswer answer =
                connector.cluster().send(0, "PATCH", connector.path("/offsets"), "{\"offsets\":[" + entries + "]}");
        Seen.answer(answer, 200, "altered successfully");
    }
}
