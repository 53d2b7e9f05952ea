package io.connectmigrator.lab.facts;

import java.util.LinkedHashMap;
import java.util.Map;

/** What workers make of a config. */
final class ConfigFacts {

    private ConfigFacts() {}

    @Fact(
            id = "G8",
            title = "The config that GET shows can be given to another worker as it is",
            text = "The only setting that Connect adds to a config is `name`. A config that was read is taken by POST"
                    + " and PUT unchanged, and PUT of an existing connector keeps its state.",
            tried = "GET …/config of a paused connector, PUT of it, and GET again.")
    static void a_config_that_was_read_can_be_written(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "g8")) {
            Map<String, String> config = connector.source();
            connector.running(1, config).paused(1);
            Map<String, String> named = new LinkedHashMap<>(config);
            named.put("name", connector.name());
            Object read = connector.get("/config").json();
            Seen.equal(named, read, "config");
            Seen.answer(connector.ask("PUT", "/config", read), 200, "");
            Seen.equal(read, connector.get("/config").json(), "config after PUT");
            connector.await("PAUSED", () -> connector.tasks("PAUSED") == 1);
        }
    }
}
