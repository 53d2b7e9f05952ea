package io.connectmigrator.lab.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the offsets of a sink are. */
final class SinkFacts {

    private SinkFacts() {}

    @Fact(
            id = "F13",
            title = "A sink takes an offset beyond the end of the topic, and then reads the topic from its beginning",
            since = "3.6",
            text = "PATCH does not compare with the end of the log. At the resume the consumer's position is out of"
                    + " range, and Connect's consumers then begin at the earliest record.",
            tried = "A sink that has read 20 records is stopped, its offset altered to 999999, and resumed.")
    static void an_offset_beyond_the_end_reads_all_again(FactsConnect connect) {
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "f13-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "f13-sink")) {
            source.running(1, source.source("limit", "20")).awaitWritten(1, 20);
            sink.running(1, sink.sink(source.name()));
            awaitDelivered(connect, sink, 20);
            sink.stopped();
            sink.await(
                    "the alteration", () -> alter(sink, source.name(), 999_999).ok());
            sink.resumed(1);
            awaitDelivered(connect, sink, 40);
            Seen.equal(source.name() + "-0@0", connect.delivered(sink.name()).get(20), "the 21st record");
        }
    }

    @Fact(
            id = "F14",
            title = "The group of a sink is named after the connector alone, so two Connect clusters share it",
            text = "The group is `connect-<connector>` whatever the `group.id` of the workers. On one Kafka cluster,"
                    + " a sink of the same name on two Connect clusters shares partitions and offsets: nothing need be"
                    + " copied, both must never run at once, and a reset on the one deletes the offsets of the other.",
            tried = "A sink reads 20 records on one Connect cluster and is deleted; created on another by the same"
                    + " name, it is given only what comes after. From 3.6 on both are then stopped and one is reset:"
                    + " the other has no offsets.")
    static void two_clusters_share_the_group_of_a_sink(FactsConnect connect) {
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "f14-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "f14-sink");
                TriedConnector other = sink.on(ClusterKind.EXACTLY_ONCE)) {
            source.running(1, source.source("limit", "20")).awaitWritten(1, 20);
            sink.running(1, sink.sink(source.name()));
            awaitDelivered(connect, sink, 20);
            Seen.answer(sink.ask("DELETE", "", null), 204, "");
            sink.await("its end", () -> sink.reported(0).contains("UNASSIGNED"));
            other.running(1, other.sink(source.name()));
            Seen.answer(source.ask("PUT", "/config", source.source("limit", "25")), 200, "");
            awaitDelivered(connect, sink, 25);
            Seen.equal(
                    25L,
                    connect.delivered(sink.name()).stream().distinct().count(),
                    "different records of " + connect.delivered(sink.name()).size());
            if (Release.of(connect.version()).atLeast("3.6")) {
                other.stopped();
                other.await("offsets of the other", () -> other.offsets().size() == 1);
                sink.running(1, sink.sink(source.name()));
                sink.stopped();
                sink.await("the reset", () -> sink.reset().ok());
                Seen.equal(List.of(), other.offsets(), "offsets of the other after the reset");
            }
        }
    }

    @Fact(
            id = "F21",
            title = "Offsets of a sink over REST go through the admin client, its records through the consumer",
            since = "3.5",
            cost = Fact.Cost.RESTART,
            text = "A sink that reads another Kafka cluster by `consumer.override.bootstrap.servers` alone has its"
                    + " offsets there, while GET …/offsets looks at the group of that name in the workers' own Kafka"
                    + " cluster. With `admin.override.bootstrap.servers` as well they agree.",
            tried = "A second Kafka cluster; a sink with the one override, and with both.")
    static void offsets_of_a_sink_are_looked_up_elsewhere(FactsConnect connect) {
        String elsewhere = connect.otherKafka();
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "f21-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "f21-sink")) {
            source.running(
                    1,
                    source.source(
                            "limit",
                            "20",
                            "producer.override.bootstrap.servers",
                            elsewhere,
                            "admin.override.bootstrap.servers",
                            elsewhere));
            sink.running(1, sink.sink(source.name(), "consumer.override.bootstrap.servers", elsewhere));
            awaitDelivered(connect, sink, 20);
            sink.stopped();
            Seen.equal(List.of(), sink.offsets(), "offsets with consumer.override alone");
            Map<String, String> both = sink.sink(
                    source.name(),
                    "consumer.override.bootstrap.servers",
                    elsewhere,
                    "admin.override.bootstrap.servers",
                    elsewhere);
            Seen.answer(sink.ask("PUT", "/config", both), 200, "");
            sink.await("offsets with both", () -> sink.offsets().size() == 1);
            Seen.equal(Map.of("kafka_offset", 20L), sink.offsets().get(0).get("offset"), "offset");
        }
    }

    @Fact(
            id = "G11",
            title = "Offsets of a sink: what is committed, with the words kafka_topic, kafka_partition, kafka_offset",
            since = "3.6",
            text = "GET lists what the group has committed. PATCH takes numbers and texts, null deletes a partition's"
                    + " offset, and the sink goes on there. A reset deletes the group, and can be repeated. The"
                    + " deletion of the connector keeps the group.",
            tried = "A sink that has read 20 records: stop, GET, PATCH to 15, resume, stop, reset twice, GET; PATCH,"
                    + " delete, create it again stopped where that can be.")
    static void the_offsets_of_a_sink(FactsConnect connect) {
        try (TriedConnector source = new TriedConnector(connect, ClusterKind.SINGLE, "g11-source");
                TriedConnector sink = new TriedConnector(connect, ClusterKind.SINGLE, "g11-sink")) {
            source.running(1, source.source("limit", "20")).awaitWritten(1, 20);
            sink.running(1, sink.sink(source.name()));
            awaitDelivered(connect, sink, 20);
            sink.stopped();
            sink.await("offset 20", () -> offset(sink).equals(List.of("20")));
            sink.await("the alteration", () -> alter(sink, source.name(), 15).ok());
            Seen.equal(List.of("15"), offset(sink), "offset after PATCH");
            sink.resumed(1);
            awaitDelivered(connect, sink, 25);
            Seen.equal(source.name() + "-0@15", connect.delivered(sink.name()).get(20), "the 21st record");
            sink.stopped();
            sink.await("the reset", () -> sink.reset().ok());
            Seen.answer(sink.reset(), 200, "reset successfully");
            Seen.equal(List.of(), sink.offsets(), "offsets after a reset");
            Seen.answer(alter(sink, source.name(), 7), 200, "altered successfully");
            Seen.answer(sink.ask("DELETE", "", null), 204, "");
            if (Release.of(connect.version()).atLeast("3.7")) {
                sink.await(
                        "its re-creation",
                        () -> sink.post(sink.sink(source.name()), "STOPPED").ok());
                Seen.equal(List.of("7"), offset(sink), "offset after the deletion");
            }
        }
    }

    private static List<String> offset(TriedConnector sink) {
        List<String> offsets = new ArrayList<>();
        for (Map<?, ?> entry : sink.offsets()) {
            if (entry.get("offset") instanceof Map<?, ?> offset) {
                offsets.add(String.valueOf(offset.get("kafka_offset")));
            }
        }
        return offsets;
    }

    static FactsAnswer alter(TriedConnector sink, String topic, long offset) {
        return sink.alter(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", offset));
    }

    static void awaitDelivered(FactsConnect connect, TriedConnector sink, int records) {
        sink.await(
                records + " records for " + sink.name(),
                () -> connect.delivered(sink.name()).size() >= records);
    }
}
