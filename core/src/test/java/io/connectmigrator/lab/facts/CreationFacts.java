package io.connectmigrator.lab.facts;

import io.connectmigrator.internal.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What creating a connector does. */
final class CreationFacts {

    private static final String UNKNOWN = "${vault:x:y}";
    private static final String KNOWN = "${file:" + System.getProperty("java.home") + "/release:JAVA_VERSION}";

    private CreationFacts() {}

    @Fact(
            id = "F6",
            title = "Workers before 3.7 refuse to create a connector in an initial state; later ones create it"
                    + " without tasks",
            text = "`initial_state` is an unknown field up to 3.6: 500, and nothing is created, so that nothing"
                    + " starts by accident. From 3.7 on the connector is created STOPPED, its offsets can be altered"
                    + " at once, and its tasks begin there.",
            tried = "POST with `\"initial_state\": \"STOPPED\"`; where it is taken: PATCH to 300, resume, and the"
                    + " first number written.")
    static void an_initial_state_is_taken_or_refused(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f6")) {
            FactsAnswer answer = connector.post(connector.source(), "STOPPED");
            if (!Release.of(connect.version()).atLeast("3.7")) {
                Seen.answer(answer, 500, "Unrecognized field \"initial_state\"");
                Seen.answer(connector.get(""), 404, "not found");
                return;
            }
            Seen.answer(answer, 201, "");
            connector.await("an alteration", () -> connector.alterSequence(300).ok());
            connector.await("STOPPED", connector::isStopped);
            connector.resumed(1);
            connector.awaitWritten(1, 5);
            Seen.equal(301L, connector.written("0").get(0), "the first number");
        }
    }

    @Fact(
            id = "F22",
            title = "An initial state that does not exist is refused, and the worker logs an ERROR",
            since = "3.7",
            text = "A probe for `initial_state` by a word that no version has is refused with 500 and creates"
                    + " nothing, but leaves an ERROR with a stack trace in the worker's log.",
            tried = "POST with `\"initial_state\": \"PROBE\"`; the worker's log.")
    static void a_wrong_initial_state_is_logged(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f22")) {
            Seen.answer(connector.post(connector.source(), "PROBE"), 500, "InitialState");
            Seen.answer(connector.get(""), 404, "not found");
            connector.await("an ERROR", () -> connector.cluster().logged(0, "InitialState.PROBE"));
        }
    }

    @Fact(
            id = "F11",
            title = "From 4.0 on a connector with a slash or a percent sign in its name can be created and never be"
                    + " addressed again",
            text = "Jetty 12 refuses `%2F` and `%25` in a path: a connector with such a name is created with 201,"
                    + " runs, and every request for it is answered 400. Up to 3.9 it can be addressed.",
            tried = "POST of a connector that fails at its start, with `/` and with `%` in its name; GET.")
    static String names_that_cannot_be_addressed(FactsConnect connect) {
        FactsCluster cluster = connect.cluster(ClusterKind.SINGLE);
        boolean jetty12 = Release.of(connect.version()).atLeast("4.0");
        StringBuilder seen = new StringBuilder();
        for (Map.Entry<String, String> sign : Map.of("/", "%2F", "%", "%25").entrySet()) {
            String name = "f11" + sign.getKey() + connect.version();
            Map<String, String> config = new HashMap<>(cluster.source(name, "f11"));
            config.put("fail", "connector-start");
            Map<String, Object> body = Map.of("name", name, "config", config);
            FactsAnswer created = cluster.send(0, "POST", "/connectors", Json.write(body));
            Seen.answer(created, 201, "");
            String path = "/connectors/f11" + sign.getValue() + connect.version();
            FactsAnswer found = cluster.send(0, "GET", path, null);
            Seen.equal(jetty12 ? 400 : 200, found.status(), "GET " + path);
            seen.append(sign.getKey()).append(" ").append(found.status()).append(' ');
            cluster.send(0, "DELETE", path, null);
        }
        return seen.toString().trim();
    }

    @Fact(
            id = "F12",
            title = "A placeholder of a config provider that the worker does not have is no error",
            text = "`${vault:x:y}` on a worker without a provider «vault» is left as it is: the connector is created"
                    + " and gets the text itself. A provider that the worker has, and that finds nothing, is an error:"
                    + " 500. GET …/config always shows the placeholder, never what it stands for.",
            tried = "POST with `${vault:x:y}` as a secret that the failing task repeats in its error; POST with"
                    + " `${file:/no/such/file:x}`.")
    static void unknown_providers_are_no_error(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f12")) {
            String placeholder = "${vault:x:y}";
            Seen.answer(
                    connector.post(connector.source("password.secret", placeholder, "fail", "task-start")), 201, "");
            connector.await("a failed task", () -> connector.tasks("FAILED") == 1);
            Seen.that(connector.trace().contains(placeholder), "the task failed with " + connector.trace());
            Seen.that(
                    connector.get("/config").body().contains(placeholder),
                    connector.get("/config").body());
        }
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f12")) {
            FactsAnswer answer = connector.post(connector.source("password.secret", "${file:/no/such/file:x}"));
            Seen.equal(500, answer.status(), "POST with a file that is not there");
        }
    }

    @Fact(
            id = "F17",
            title = "config/validate answers entries without a value",
            text = "A setting that the connector defines and its own validation leaves out is in the answer of `PUT"
                    + " …/config/validate` with `\"value\": null`.",
            tried = "validate, and then POST, with a source whose validation leaves out `interval.ms`.")
    static String validation_answers_entries_without_a_value(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f17")) {
            Map<String, String> config = connector.source("validate.omits", "interval.ms");
            FactsAnswer answer = validate(connector, config);
            Seen.equal(200, answer.status(), "validate");
            Map<?, ?> entry = entry(answer, "interval.ms");
            Seen.that(entry.isEmpty(), "the entry is " + entry);
            FactsAnswer created = connector.post(config);
            return "POST of it: " + created.status();
        }
    }

    @Fact(
            id = "F18",
            title = "Validation shows placeholders as they are when the worker cannot resolve them, and from 4.4 on"
                    + " always",
            text = "`PUT …/config/validate` creates nothing and repeats the values of the settings that the connector"
                    + " knows. Up to 4.3 a placeholder that the worker can resolve is shown resolved, and one of a"
                    + " provider that it does not have as it is, so the answer tells the one from the other. From 4.4"
                    + " on both are shown as they are, and a placeholder in the answer says nothing.",
            tried = "validate with `${vault:x:y}` and with `${file:…:JAVA_VERSION}` of the JDK's file `release` as"
                    + " topic.")
    static void validation_shows_unresolved_placeholders(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f18")) {
            Seen.equal(UNKNOWN, validatedTopic(connector, UNKNOWN), "a placeholder of an unknown provider");
            boolean hidden = Release.of(connect.version()).atLeast("4.4");
            String shown = String.valueOf(validatedTopic(connector, KNOWN));
            Seen.that(shown.equals(KNOWN) == hidden, "a placeholder of a known provider: " + shown);
        }
    }

    @Fact(
            id = "F18d",
            title = "A task gets what a placeholder stands for, and validation fails when it stands for nothing",
            text = "A placeholder of a provider that the worker has is resolved for the connector and its tasks on"
                    + " every version. Validation of a config whose placeholder names a file that is not there is"
                    + " answered with 500.",
            tried = "A task that fails and repeats the secret `${file:…:JAVA_VERSION}`; validate with"
                    + " `${file:/no/such/file:x}`.")
    static void a_task_gets_what_a_placeholder_stands_for(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f18d")) {
            Seen.answer(connector.post(connector.source("password.secret", KNOWN, "fail", "task-start")), 201, "");
            connector.await("a failed task", () -> connector.tasks("FAILED") == 1);
            Seen.that(!connector.trace().contains("${file"), "the task failed with " + connector.trace());
            FactsAnswer answer = validate(connector, connector.source("topic", "${file:/no/such/file:x}"));
            Seen.equal(500, answer.status(), "validation of a placeholder that stands for nothing");
        }
    }

    private static @Nullable Object validatedTopic(TriedConnector connector, String topic) {
        return entry(validate(connector, connector.source("topic", topic)), "topic")
                .get("value");
    }

    @Fact(
            id = "F18b",
            title = "Validation tells whether a worker has exactly-once support for sources",
            text = "With `exactly.once.support=required` validation has an error on a worker that has it disabled,"
                    + " and none on one that has it enabled.",
            tried = "validate on a worker of each kind.")
    static void validation_tells_about_exactly_once(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f18b")) {
            String key = "exactly.once.support";
            Map<String, String> config = connector.source(key, "required");
            Seen.that(hasErrors(validate(connector, config), key), "no error where it is disabled");
            Seen.that(
                    !hasErrors(validate(connector.on(ClusterKind.EXACTLY_ONCE), config), key),
                    "an error where it is enabled");
        }
    }

    @Fact(
            id = "F18c",
            title = "Validation tells which client settings a connector may override",
            text = "With `producer.override.client.id` validation has an error on a worker whose policy is None, and"
                    + " none where the policy is All.",
            tried = "validate on a worker of each kind.")
    static void validation_tells_about_the_override_policy(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.SINGLE, "f18c")) {
            String key = "producer.override.client.id";
            Map<String, String> config = connector.source(key, "x");
            Seen.that(!hasErrors(validate(connector, config), key), "an error where all is allowed");
            Seen.that(
                    hasErrors(validate(connector.on(ClusterKind.EXACTLY_ONCE), config), key),
                    "no error where nothing is allowed");
        }
    }

    @Fact(
            id = "G6",
            title = "Right after its creation a connector has no status",
            text = "`POST /connectors` answers 201 before the connector has been started. Until its first status is"
                    + " written, `GET …/status` answers 404 as for a connector that does not exist.",
            tried = "POST, and GET …/status at once; only 200 and 404 are expected, and 200 in the end.")
    static String a_new_connector_may_have_no_status(FactsConnect connect) {
        try (TriedConnector connector = new TriedConnector(connect, ClusterKind.PAIR, "g6")) {
            Seen.answer(connector.post(connector.source()), 201, "");
            FactsAnswer first = connector.get("/status");
            Seen.that(
                    first.status() == 200
                            || first.message().equals("No status found for connector " + connector.name()),
                    "answered " + first);
            connector.await("RUNNING", () -> connector.tasks("RUNNING") == 1);
            return "first answer: " + first.status();
        }
    }

    private static FactsAnswer validate(TriedConnector connector, Map<String, String> config) {
        Map<String, String> named = new HashMap<>(config);
        named.put("name", connector.name());
        String type = config.get("connector.class");
        return connector.cluster().send(0, "PUT", "/connector-plugins/" + type + "/config/validate", Json.write(named));
    }

    private static boolean hasErrors(FactsAnswer answer, String key) {
        return entry(answer, key).get("errors") instanceof List<?> errors && !errors.isEmpty();
    }

    /** {@return the value of a setting in the answer of a validation, empty when the answer has the setting without a value} */
    private static Map<?, ?> entry(FactsAnswer answer, String key) {
        if (answer.json() instanceof Map<?, ?> body && body.get("configs") instanceof List<?> configs) {
            for (Object config : configs) {
                if (config instanceof Map<?, ?> entry
                        && entry.get("definition") instanceof Map<?, ?> definition
                        && key.equals(definition.get("name"))) {
                    return entry.get("value") instanceof Map<?, ?> value ? value : Map.of();
                }
                if (config instanceof Map<?, ?> entry
                        && entry.get("value") instanceof Map<?, ?> value
                        && key.equals(value.get("name"))) {
                    return value;
                }
            }
        }
        throw new AssertionError("no entry " + key + " in " + answer);
    }
}
