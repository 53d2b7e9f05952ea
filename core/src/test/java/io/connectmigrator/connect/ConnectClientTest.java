package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.SteppingTime;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.SnapshotOrigin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What workers answered, read into values; and what is sent to them. */
final class ConnectClientTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final String INFO = "{\"name\":\"a\",\"config\":{\"connector.class\":\"lab.LabSource\","
            + "\"interval.ms\":\"100\",\"name\":\"a\"},\"tasks\":[{\"connector\":\"a\",\"task\":0},{\"connector\":\"a\","
            + "\"task\":1}],\"type\":\"source\"}";
    private static final String STATUS = "{\"name\":\"a\",\"connector\":{\"state\":\"FAILED\",\"worker_id\":\"w:1\","
            + "\"trace\":\"hunter2\",\"version\":\"lab1\"},\"tasks\":[{\"id\":0,\"state\":\"PAUSED\",\"worker_id\":\"w:2\","
            + "\"version\":\"lab1\"},{\"id\":1,\"state\":\"DREAMING\",\"worker_id\":\"w:3\",\"trace\":\"hunter2\"}],"
            + "\"type\":\"source\"}";
    private static final ConnectorConfig CONFIG = ConnectorConfig.empty()
            .with("connector.class", "lab.LabSource")
            .with("interval.ms", "100")
            .with("name", "a");
    private static final ConnectorInfo CONNECTOR = new ConnectorInfo("a", CONFIG, List.of(0, 1), ConnectorType.SOURCE);

    private final ConnectClient client = ConnectClient.builder(worker.url())
            .time(Waiting.real(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .build();

    @Test
    void a_worker_reports_what_it_is() {
        worker.answers(
                "GET", "/", 200, "{\"version\":\"7.6.0-ccs\",\"commit\":\"26b2\",\"kafka_cluster_id\":\"MkU3\"}");

        assertThat(client.worker()).isEqualTo(new WorkerInfo("7.6.0-ccs", "26b2", "MkU3"));
    }

    @Test
    void a_partition_that_a_worker_leaves_out_of_its_first_answer_is_not_missed() {
        String one = "{\"offsets\":[{\"partition\":{\"id\":1},\"offset\":{\"n\":1}}]}";
        String two = "{\"offsets\":[{\"partition\":{\"id\":1},\"offset\":{\"n\":1}},"
                + "{\"partition\":{\"id\":2},\"offset\":{\"n\":1}}]}";
        worker.answersOnce("GET", "/connectors/a/offsets", StubWorker.json(200, one));
        worker.afterwards("GET", "/connectors/a/offsets", StubWorker.json(200, two));

        assertThat(client.restOffsets().listOffsets("a").size()).isEqualTo(2);
    }

    @Test
    void a_listing_that_fails_while_offsets_are_written_is_repeated() {
        String offsets = "{\"offsets\":[{\"partition\":{\"id\":1},\"offset\":{\"n\":1}}]}";
        worker.answersOnce(
                "GET",
                "/connectors/a/offsets",
                StubWorker.error(500, "Failed to retrieve offsets for source connector a"));
        worker.afterwards("GET", "/connectors/a/offsets", StubWorker.json(200, offsets));

        assertThat(client.restOffsets().listOffsets("a").size()).isEqualTo(1);
    }

    @Test
    void a_worker_that_can_never_list_offsets_is_not_asked_for_ever() {
        worker.answers(
                "GET",
                "/connectors/a/offsets",
                StubWorker.error(500, "Failed to retrieve offsets for source connector a"));
        ConnectClient patient = ConnectClient.builder(worker.url())
                .time(new SteppingTime().waiting(), Clock.systemUTC())
                .build();

        assertThatThrownBy(() -> patient.restOffsets().listOffsets("a"))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("Failed to retrieve offsets");
        assertThat(worker.count("GET", "/connectors/a/offsets")).isEqualTo(8);
    }

    @Test
    void an_unhealthy_worker_is_reported_without_an_error() {
        worker.answers("GET", "/health", 200, "{\"status\":\"healthy\",\"message\":\"ready\"}");
        assertThat(client.health()).isEqualTo(new WorkerHealth(WorkerHealth.Status.HEALTHY, "ready"));

        worker.answers("GET", "/health", 503, "{\"status\":\"starting\",\"message\":\"not yet\"}");
        assertThat(client.health()).isEqualTo(new WorkerHealth(WorkerHealth.Status.STARTING, "not yet"));

        worker.answers("GET", "/health", 500, "{\"status\":\"unhealthy\",\"message\":\"no\"}");
        assertThat(client.health()).isEqualTo(new WorkerHealth(WorkerHealth.Status.UNHEALTHY, "no"));
    }

    @Test
    void a_connector_has_config_tasks_and_type() {
        worker.answers("GET", "/connectors", 200, "[\"a\",\"b\"]");
        worker.answers("GET", "/connectors/a", 200, INFO);
        worker.answers("GET", "/connectors/a/config", 200, "{\"b\":\"1\",\"a\":null}");
        worker.answers("GET", "/connectors/b", StubWorker.error(404, "Connector b not found"));

        assertThat(client.listConnectors()).containsExactly("a", "b");
        assertThat(client.connector("a")).isEqualTo(CONNECTOR);
        assertThat(client.findConnector("a")).contains(CONNECTOR);
        assertThat(client.findConnector("b")).isEmpty();
        assertThat(client.config("a").keys()).containsExactly("b", "a");
        assertThat(client.config("a").nullKeys()).containsExactly("a");
    }

    @Test
    void a_status_has_states_and_shows_no_trace() {
        worker.answers("GET", "/connectors/a/status", 200, STATUS);
        worker.answers(
                "GET", "/connectors/a/tasks/1/status", 200, "{\"id\":1,\"state\":\"RUNNING\",\"worker_id\":\"w\"}");
        worker.answers("GET", "/connectors/b/status", StubWorker.error(404, "No status found for connector b"));

        ConnectorStatus status = client.status("a");

        assertThat(status.state()).isEqualTo(ConnectorState.FAILED);
        assertThat(status.trace()).isEqualTo("hunter2");
        assertThat(status.tasks())
                .extracting(TaskStatus::state)
                .containsExactly(ConnectorState.PAUSED, ConnectorState.UNKNOWN);
        assertThat(status).hasToString("a FAILED on w:1, tasks [task 0 PAUSED on w:2, task 1 UNKNOWN on w:3]");
        assertThat(client.taskStatus("a", 1)).isEqualTo(new TaskStatus(1, ConnectorState.RUNNING, "w", null));
        assertThat(client.findStatus("b")).isEmpty();
    }

    @Test
    void all_connectors_are_listed_with_their_configs_in_one_request() {
        worker.answers("GET", "/connectors?expand=info", 200, "{\"a\":{\"info\":" + INFO + "}}");

        assertThat(client.connectors()).containsExactly(CONNECTOR);
        assertThat(worker.count()).isEqualTo(1);
    }

    @Test
    void connectors_without_a_status_yet_are_described_too() {
        worker.answers(
                "GET",
                "/connectors?expand=info&expand=status",
                200,
                "{\"a\":{\"info\":" + INFO + ",\"status\":" + STATUS + "}}");
        worker.answers("GET", "/connectors", 200, "[\"new\",\"a\",\"gone\"]");
        worker.answers(
                "GET", "/connectors/new", 200, "{\"name\":\"new\",\"config\":{},\"tasks\":[],\"type\":\"sink\"}");
        worker.answers("GET", "/connectors/new/status", StubWorker.error(404, "No status found for connector new"));
        worker.answers("GET", "/connectors/gone", StubWorker.error(404, "Connector gone not found"));

        List<ConnectorDescription> described = client.describeConnectors();

        assertThat(described).extracting(ConnectorDescription::name).containsExactly("new", "a");
        assertThat(described.get(0).status().state()).isEqualTo(ConnectorState.UNKNOWN);
        assertThat(described.get(1).config()).isEqualTo(CONFIG);
        assertThat(described.get(1).status().state()).isEqualTo(ConnectorState.FAILED);
        assertThat(described.toString()).doesNotContain("hunter2", "lab.LabSource");
    }

    @Test
    void tasks_have_configs() {
        worker.answers(
                "GET",
                "/connectors/a/tasks",
                200,
                "[{\"id\":{\"connector\":\"a\",\"task\":0},\"config\":{\"task.class\":\"T\"}}]");

        assertThat(client.tasks("a"))
                .containsExactly(new TaskInfo(0, ConnectorConfig.empty().with("task.class", "T")));
    }

    @Test
    void a_connector_is_created_as_it_was_given() {
        worker.answers("POST", "/connectors", 201, INFO);

        client.createConnector("a", CONFIG.without("name"));
        client.createConnector("a", CONFIG.without("name"), InitialState.STOPPED);

        assertThat(worker.received("POST", "/connectors"))
                .extracting(request -> request.getBodyAsString())
                .containsExactlyInAnyOrder(
                        "{\"name\":\"a\",\"config\":{\"connector.class\":\"lab.LabSource\",\"interval.ms\":\"100\"}}",
                        "{\"name\":\"a\",\"config\":{\"connector.class\":\"lab.LabSource\",\"interval.ms\":\"100\"},"
                                + "\"initial_state\":\"STOPPED\"}");
        assertThat(worker.received("POST", "/connectors").get(0).getHeader("Content-Type"))
                .isEqualTo("application/json");
    }

    @Test
    void a_config_is_replaced_or_changed_in_parts() {
        worker.answers("PUT", "/connectors/a/config", 200, INFO);
        worker.answers("PATCH", "/connectors/a/config", 200, INFO);

        assertThat(client.putConfig("a", CONFIG)).isEqualTo(CONNECTOR);
        assertThat(client.patchConfig("a", Collections.singletonMap("x", null))).isEqualTo(CONNECTOR);

        assertThat(worker.received("PUT", "/connectors/a/config").get(0).getBodyAsString())
                .isEqualTo("{\"connector.class\":\"lab.LabSource\",\"interval.ms\":\"100\",\"name\":\"a\"}");
        assertThat(worker.received("PATCH", "/connectors/a/config").get(0).getBodyAsString())
                .isEqualTo("{\"x\":null}");
    }

    @Test
    void states_change_with_one_request_each() {
        worker.answers("PUT", "/connectors/a/pause", aResponse().withStatus(202));
        worker.answers("PUT", "/connectors/a/resume", aResponse().withStatus(202));
        worker.answers("PUT", "/connectors/a/stop", aResponse().withStatus(204));
        worker.answers("POST", "/connectors/a/restart", aResponse().withStatus(204));
        worker.answers("POST", "/connectors/a/restart?includeTasks=true&onlyFailed=false", 202, STATUS);
        worker.answers("POST", "/connectors/a/restart?includeTasks=true&onlyFailed=true", 202, STATUS);
        worker.answers("POST", "/connectors/a/tasks/3/restart", aResponse().withStatus(204));
        worker.answers("DELETE", "/connectors/a", aResponse().withStatus(204));

        client.pause("a");
        client.resume("a");
        client.stop("a");
        client.restart("a");
        client.restart("a", RestartOption.INCLUDE_TASKS);
        client.restart("a", RestartOption.ONLY_FAILED, RestartOption.INCLUDE_TASKS);
        client.restartTask("a", 3);
        client.deleteConnector("a");

        assertThat(worker.count()).isEqualTo(8);
    }

    @Test
    void topics_are_listed_and_forgotten() {
        worker.answers("GET", "/connectors/a/topics", 200, "{\"a\":{\"topics\":[\"t2\",\"t1\"]}}");
        worker.answers("PUT", "/connectors/a/topics/reset", aResponse().withStatus(202));

        assertThat(client.topics("a")).isEqualTo(Set.of("t1", "t2"));
        client.resetTopics("a");

        assertThat(worker.count("PUT", "/connectors/a/topics/reset")).isEqualTo(1);
    }

    @Test
    void listed_offsets_say_where_and_when_they_were_read() {
        worker.answers("GET", "/", 200, "{\"version\":\"4.3.1\",\"commit\":\"26b2\",\"kafka_cluster_id\":\"MkU3\"}");
        worker.answers("GET", "/connectors/a", 200, INFO);
        worker.answers("GET", "/connectors/a/status", 200, STATUS);
        worker.answers(
                "GET",
                "/connectors/a/offsets",
                200,
                "{\"offsets\":[{\"partition\":{\"id\":\"id0\"},\"offset\":{\"big\":9007199254740993,\"n\":null}},"
                        + "{\"partition\":{\"id\":\"id1\"},\"offset\":null}]}");

        OffsetSnapshot snapshot = client.listOffsets("a");

        assertThat(snapshot.origin())
                .contains(new SnapshotOrigin(
                        "a", worker.url(), "MkU3", "lab.LabSource", "source", "FAILED", Instant.EPOCH));
        assertThat(snapshot.toJson()).contains("\"big\":9007199254740993,\"n\":null");
        assertThat(snapshot.nullOffsets()).hasSize(1);
        assertThat(client.restOffsets().listOffsets("a").origin()).isEmpty();
    }

    @Test
    void another_transport_takes_the_place_of_rest() {
        OffsetSnapshot kept = OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", 1), Map.of("seq", 1))));
        OffsetTransport transport = new OffsetTransport() {
            @Override
            public Optional<String> fence(OffsetOwner connector) {
                return Optional.empty();
            }

            @Override
            public OffsetSnapshot listOffsets(OffsetOwner connector) {
                return kept;
            }

            @Override
            public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
                throw new IllegalStateException("altered");
            }

            @Override
            public AlterResult resetOffsets(OffsetOwner connector) {
                throw new IllegalStateException("reset");
            }
        };
        worker.answers("GET", "/", 200, "{\"version\":\"2.8.2\",\"commit\":\"1\",\"kafka_cluster_id\":null}");
        worker.alwaysAnswers(StubWorker.error(404, "Connector a not found"));
        ConnectClient old =
                ConnectClient.builder(worker.url()).offsetTransport(transport).build();

        assertThat(old.offsetTransport()).isSameAs(transport);
        assertThat(old.listOffsets("a")).isEqualTo(kept);
        assertThat(old.listOffsets("a").origin())
                .get()
                .extracting(SnapshotOrigin::kafkaClusterId)
                .isNull();
        assertThatThrownBy(() -> old.alterOffsets("a", kept)).hasMessage("altered");
        assertThatThrownBy(() -> old.resetOffsets("a")).hasMessage("reset");
    }

    @Test
    void plugins_are_listed_described_and_asked_what_is_wrong_with_a_config() {
        worker.answers(
                "GET",
                "/connector-plugins",
                200,
                "[{\"class\":\"lab.LabSource\",\"type\":\"source\",\"version\":\"lab1\"}]");
        worker.answers(
                "GET",
                "/connector-plugins?connectorsOnly=false",
                200,
                "[{\"class\":\"c.Converter\",\"type\":\"converter\"}]");
        worker.answers(
                "GET",
                "/connector-plugins/lab.LabSource/config",
                200,
                "[{\"name\":\"topic\",\"type\":\"STRING\",\"required\":true,\"default_value\":null,\"importance\":\"HIGH\","
                        + "\"documentation\":\"Where to.\",\"order\":1}]");
        worker.answers(
                "PUT",
                "/connector-plugins/lab.LabSource/config/validate",
                200,
                "{\"name\":\"lab.LabSource\",\"error_count\":1,\"groups\":[],\"configs\":["
                        + "{\"definition\":{},\"value\":{\"name\":\"password\",\"value\":\"hunter2\","
                        + "\"errors\":[\"Invalid value hunter2 for configuration password\"]}},"
                        + "{\"definition\":{},\"value\":{\"name\":\"topic\",\"value\":null,\"errors\":[]}}]}");

        ConnectorPlugins plugins = client.plugins();
        ConfigValidation validation = plugins.validate("lab.LabSource", CONFIG.with("password", "hunter2"));

        assertThat(plugins.list()).containsExactly(new Plugin("lab.LabSource", "source", "lab1"));
        assertThat(plugins.listAll()).containsExactly(new Plugin("c.Converter", "converter", null));
        assertThat(plugins.config("lab.LabSource"))
                .containsExactly(new ConfigKey("topic", "STRING", true, null, "HIGH", "Where to."));
        assertThat(validation.isValid()).isFalse();
        assertThat(validation.errors())
                .containsExactly(
                        new FieldErrors("password", List.of("Invalid value <hidden> for configuration password")));
        assertThat(validation.toString()).doesNotContain("hunter2");
    }

    @Test
    void levels_of_loggers_are_read_and_set() {
        worker.answers(
                "GET",
                "/admin/loggers",
                200,
                "{\"root\":{\"level\":\"DEBUG\"},\"org.x\":{\"level\":\"INFO\",\"last_modified\":1000}}");
        worker.answers("GET", "/admin/loggers/root", 200, "{\"level\":\"DEBUG\"}");
        worker.answers("PUT", "/admin/loggers/org.x", 200, "[\"org.x\"]");
        worker.answers("PUT", "/admin/loggers/org.x?scope=cluster", aResponse().withStatus(204));
        WorkerLoggers loggers = client.loggers();

        loggers.setLevel("org.x", "TRACE");
        loggers.setLevel("org.x", "TRACE", LoggerScope.CLUSTER);

        assertThat(loggers.get("root")).isEqualTo(new LoggerLevel("DEBUG", null));
        assertThat(loggers.list()).containsEntry("org.x", new LoggerLevel("INFO", Instant.ofEpochSecond(1)));
        assertThat(worker.received("PUT", "/admin/loggers/org.x").get(0).getBodyAsString())
                .isEqualTo("{\"level\":\"TRACE\"}");
    }

    @Test
    void a_worker_that_set_only_its_own_level_is_too_old_for_all() {
        worker.answers("PUT", "/admin/loggers/org.x?scope=cluster", 200, "[\"org.x\"]");

        assertThatThrownBy(() -> client.loggers().setLevel("org.x", "TRACE", LoggerScope.CLUSTER))
                .isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("KIP-976");
    }
}
