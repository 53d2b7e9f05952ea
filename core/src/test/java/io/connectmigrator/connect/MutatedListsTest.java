package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.connectmigrator.internal.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same mutations as in {@link MutatedAnswersTest}, of answers that are lists or maps of several things. What is unreadable about one
 * of them must not make the others unreadable, nor become a thing that is not there.
 */
class MutatedListsTest {

    /** With what is needed only; {@link MutatedAnswersTest} has the rest. */
    private static final String INFO = "{\"name\":\"a\",\"config\":{}}";

    private static final String OTHER = "{\"name\":\"b\",\"config\":{}}";
    private static final String NO_TOPICS = "{\"a\":{\"topics\":[]}}";
    private static final String STATUS = "{\"name\":\"a\",\"connector\":{}}";

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private final ConnectClient client =
            ConnectClient.builder(worker.url()).retryTimeout(Duration.ZERO).build();

    /** An answer of Connect 4.3.1, what is read of it, and the places that must be readable for that. */
    @SuppressWarnings("ImmutableEnumChecker") // A reader has no state, and the sets cannot be changed.
    enum Listed {
        CONNECTORS(
                "/connectors?expand=info",
                "{\"a\":{\"info\":" + INFO + "},\"b\":{\"info\":" + OTHER + "}}",
                Set.of("a", "b"),
                client -> client.connectors().stream().map(ConnectorInfo::name).toList()),
        DESCRIPTIONS(
                "/connectors?expand=info&expand=status",
                "{\"a\":{\"info\":" + INFO + ",\"status\":" + STATUS + "},\"b\":{\"info\":" + OTHER + "}}",
                Set.of("a", "b"),
                client -> client.describeConnectors().stream()
                        .map(ConnectorDescription::name)
                        .toList()),
        NAMES("/connectors", "[\"b\",\"a\"]", Set.of("a", "b"), ConnectClient::listConnectors),
        TOPICS(
                "/connectors/a/topics",
                "{\"a\":{\"topics\":[\"orders\",\"users\"]}}",
                Set.of("orders", "users"),
                client -> client.topics("a"),
                "a",
                "a.topics"),
        LOGGERS(
                "/admin/loggers",
                "{\"root\":{\"level\":\"INFO\",\"last_modified\":null},\"org.x\":{\"level\":\"DEBUG\",\"last_modified\":7}}",
                Set.of("root", "org.x"),
                client -> client.loggers().list().keySet()),
        PLUGINS(
                "/connector-plugins",
                "[{\"class\":\"lab.LabSource\",\"type\":\"source\",\"version\":\"1\"},{\"class\":\"lab.LabSink\"}]",
                Set.of("lab.LabSource", "lab.LabSink"),
                client ->
                        client.plugins().list().stream().map(Plugin::className).toList()),
        KEYS(
                "/connector-plugins/lab.LabSource/config",
                "[{\"name\":\"topic\",\"type\":\"STRING\",\"required\":true},{\"name\":\"batch\",\"type\":\"INT\"}]",
                Set.of("topic", "batch"),
                client -> client.plugins().config("lab.LabSource").stream()
                        .map(ConfigKey::name)
                        .toList());

        private final String path;
        private final String text;
        private final Set<String> all;
        private final Function<ConnectClient, Collection<String>> reader;
        private final Set<String> needed;

        Listed(
                String path,
                String text,
                Set<String> all,
                Function<ConnectClient, Collection<String>> reader,
                String... needed) {
            this.path = path;
            this.text = text;
            this.all = all;
            this.reader = reader;
            this.needed = Set.of(needed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_unreadable_about_one_leaves_the_others_as_they_are(Listed listed) {
        Set<String> unreadable = new TreeSet<>();
        List<MutatedJson> mutations = MutatedJson.of(listed.text);

        for (MutatedJson mutation : mutations) {
            answer(listed.path, Json.write(mutation.json()));
            try {
                assertIsRead(listed, mutation);
            } catch (RequestFailedException e) {
                unreadable.add(mutation.place());
            }
        }

        assertThat(mutations).hasSizeGreaterThan(10);
        assertThat(unreadable).isEqualTo(new TreeSet<>(listed.needed));
    }

    private static void answer(String path, String text) {
        worker.server().resetMappings();
        worker.alwaysAnswers(StubWorker.error(404, "Connector not found"));
        worker.answers("GET", "/connectors", 200, "[\"a\",\"b\"]");
        worker.answers("GET", "/connectors/a", 200, INFO);
        worker.answers("GET", "/connectors/b", 200, OTHER);
        worker.answers("GET", "/connectors/a/status", 200, STATUS);
        worker.answers("GET", path, 200, text);
    }

    /** Of all that is listed no more than one is missing, the one that was changed, and nothing is made of null. */
    private void assertIsRead(Listed listed, MutatedJson mutation) {
        Collection<String> read = listed.reader.apply(client);
        Set<String> missing = new TreeSet<>(listed.all);
        missing.removeAll(read);
        Set<String> more = new TreeSet<>(read);
        more.removeAll(listed.all);

        boolean isNone = Json.write(mutation.json()).equals(NO_TOPICS);
        assertThat(missing).as("missing from %s: %s", read, mutation).hasSizeLessThan(isNone ? 3 : 2);
        assertThat(more).as("read from %s", mutation).hasSizeLessThan(2).doesNotContain("null");
    }

    @Test
    void an_error_is_told_in_the_words_of_the_worker_wherever_it_can_be() {
        String text = "{\"error_code\":500,\"message\":\"the disk is full\"}";
        Set<String> untold = new TreeSet<>();

        for (MutatedJson mutation : MutatedJson.of(text)) {
            worker.answers("GET", "/connectors/a/config", StubWorker.json(500, Json.write(mutation.json())));
            Throwable thrown = catchThrowable(() -> client.config("a"));

            assertThat(thrown)
                    .as("thrown for %s", mutation)
                    .isInstanceOf(RequestFailedException.class)
                    .hasMessageStartingWith("GET " + worker.url() + "/connectors/a/config answered 500");
            if (!String.valueOf(thrown.getMessage()).contains("the disk is full")) {
                untold.add(mutation.place());
            }
        }

        // Without a code, it is not known to be an error of a worker, and may be anything that a gateway says.
        assertThat(untold).containsExactly("error_code", "message");
    }
}
