package io.connectmigrator.lab.facts;

import java.util.Map;

/** What can be read from, and written to, the config topic. */
final class ConfigTopicFacts {

    private ConfigTopicFacts() {}

    @Fact(
            id = "F7",
            title = "A target state that is in the config topic before the creation is the state that the connector"
                    + " is created in",
            text = "A plain producer that writes `target-state-…` with"
                    + " `{\"state\":\"PAUSED\",\"state.v2\":\"STOPPED\"}` before `POST /connectors` makes the"
                    + " connector be created STOPPED, and PAUSED without tasks before 3.5, which knows no STOPPED. No"
                    + " worker documents it.",
            tried = "The record is written, the connector created; its status, and that nothing was written; then"
                    + " resume.")
    static String a_target_state_before_the_creation(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f7")) {
            connector
                    .cluster()
                    .writeConfig("target-state-" + connector.name(), "{\"state\":\"PAUSED\",\"state.v2\":\"STOPPED\"}");
            Seen.answer(connector.post(connector.source()), 201, "");
            String state = Release.of(connect.version()).atLeast("3.5") ? "STOPPED" : "PAUSED";
            connector.await(state, () -> connector.isState(state));
            Seen.equal(0, connector.tasks().size(), "tasks");
            Seen.equal(Map.of(), connect.written(connector.name()), "written");
            connector.resumed(1);
            connector.awaitWritten(1, 5);
            return state;
        }
    }

    @Fact(
            id = "F8",
            title = "On 3.4, no tasks written into the config topic after a pause stops the tasks with a final commit",
            until = "3.4",
            text = "A plain producer that writes `commit-…` with `{\"tasks\":0}` for a paused connector makes the"
                    + " workers stop its tasks, which make their final commit; the connector stays, and a resume makes"
                    + " the tasks anew. It is what `PUT …/stop` of 3.5 does, and no documented interface.",
            tried = "Two workers that flush once in ten minutes; pause; the record; the last offsets are committed;"
                    + " resume goes on after them.")
    static void no_tasks_in_the_config_topic_stops_them(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "f8")) {
            connector.running(1, connector.source()).awaitWritten(1, 20);
            connector.paused(1);
            Map<String, Long> last = connector.last();
            Seen.equal(Map.of(), connector.committedSequences(), "committed while it is paused");
            long before = connector.last("0");
            connector.cluster().writeConfig("commit-" + connector.name(), "{\"tasks\":0}");
            connector.await(
                    "the final commit", () -> connector.committedSequences().equals(last));
            connector.await("no tasks", () -> connector.get("/tasks").body().equals("[]"));
            Seen.equal(200, connector.get("").status(), "GET of the connector");
            Seen.equal(last, connector.last(), "the last record");
            connector.resumed(1);
            connector.await("the next record", () -> connector.last("0") > before);
            Seen.equal(0L, connector.repeated("0"), "numbers written twice");
        }
    }

    @Fact(
            id = "G7",
            title = "The config topic shows the config, the target state and how many tasks there are",
            since = "3.5",
            text = "`connector-…` holds the config with its placeholders, `target-state-…` the state that was asked"
                    + " for (`state` for workers before 3.5, `state.v2` for later ones), `commit-…` the number of"
                    + " tasks. A stop writes 0 tasks first and then the state.",
            tried = "A stop, and the records that it wrote.")
    static void the_config_topic_shows_what_was_asked_for(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g7")) {
            connector.running(1, connector.source());
            connector.stopped();
            Seen.that(last(connector, "connector-").contains("\"topic\":\"" + connector.name() + "\""), "no config");
            Seen.equal("{\"tasks\":0}", last(connector, "commit-"), "commit");
            String state = last(connector, "target-state-");
            Seen.that(
                    state.contains("\"state\":\"PAUSED\"") && state.contains("\"state.v2\":\"STOPPED\""),
                    "target state " + state);
        }
    }

    private static String last(TriedConnector connector, String prefix) {
        String found = "";
        for (FactsRecord record : connector.cluster().configTopic()) {
            if (record.key().equals(prefix + connector.name())) {
                found = String.valueOf(record.value());
            }
        }
        return found;
    }
}
