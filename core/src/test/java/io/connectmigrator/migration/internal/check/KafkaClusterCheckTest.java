package io.connectmigrator.migration.internal.check;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.internal.Json;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that compares the Kafka clusters of two workers, which need not report a cluster id, and their consumer groups. */
class KafkaClusterCheckTest {

    private final WireMockServer legacy = worker();
    private final WireMockServer europe = worker();

    @AfterEach
    void stop() {
        legacy.stop();
        europe.stop();
    }

    @ParameterizedTest
    @CsvSource({"'',''", "one,''", "'',one"})
    void two_workers_that_do_not_say_so_are_not_taken_for_one_kafka_cluster(String from, String to) {
        standOn(from, to);

        assertThat(found("sink", Map.of())).contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
        assertThat(found("source", Map.of()))
                .contains(ProblemCode.SOURCE_ON_OTHER_KAFKA)
                .doesNotContain(ProblemCode.OFFSETS_PLACE_UNKNOWN);
        assertThat(found("source", Map.of("offsets.storage.topic", "own"))).contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
    }

    @Test
    void a_sink_does_not_move_to_another_kafka_cluster_and_a_source_may() {
        standOn("one", "two");

        assertThat(found("sink", Map.of())).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertThat(found("source", Map.of())).contains(ProblemCode.SOURCE_ON_OTHER_KAFKA);
    }

    @Test
    void one_kafka_cluster_is_no_problem() {
        standOn("one", "one");

        for (String type : List.of("sink", "source")) {
            assertThat(found(type, Map.of()))
                    .doesNotContain(
                            ProblemCode.SINK_ON_OTHER_KAFKA,
                            ProblemCode.SOURCE_ON_OTHER_KAFKA,
                            ProblemCode.OFFSETS_PLACE_UNKNOWN);
        }
    }

    @Test
    void neither_the_order_of_brokers_nor_white_space_makes_another_kafka_cluster() {
        standOn("one", "one");
        String key = "consumer.override.bootstrap.servers";

        assertThat(found("sink", Map.of(key, "a:1,b:2"), config -> " b:2 ,a:1"))
                .doesNotContain(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertThat(found("sink", Map.of(key, "a:1,b:2"), config -> "a:1")).contains(ProblemCode.SINK_ON_OTHER_KAFKA);
    }

    @Test
    void a_sink_that_goes_on_reading_the_same_brokers_does_not_cross() {
        standOn("one", "two");
        Map<String, String> both =
                Map.of("consumer.override.bootstrap.servers", "a:1", "admin.override.bootstrap.servers", "a:1");

        assertThat(found("sink", both))
                .doesNotContain(
                        ProblemCode.SINK_ON_OTHER_KAFKA,
                        ProblemCode.GROUP_OUT_OF_REACH,
                        ProblemCode.OFFSETS_PLACE_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"'',one", "b:1,one", "'',two"})
    void a_group_on_other_brokers_than_those_of_the_admin_client_is_out_of_reach(String admin, String to) {
        standOn("one", to);
        Map<String, String> config =
                Map.of("consumer.override.bootstrap.servers", "a:1", "admin.override.bootstrap.servers", admin);

        assertThat(found("sink", config))
                .contains(ProblemCode.GROUP_OUT_OF_REACH)
                .doesNotContain(ProblemCode.SINK_ON_OTHER_KAFKA);
    }

    @Test
    void a_placeholder_may_stand_for_the_group_of_the_other_side() {
        standOn("one", "one");
        String key = "consumer.override.group.id";

        assertThat(found("sink", Map.of(key, "${env:GROUP}"), config -> "orders"))
                .contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
        assertThat(found("sink", Map.of(key, "${env:GROUP}"), config -> config))
                .doesNotContain(ProblemCode.OFFSETS_PLACE_UNKNOWN);
    }

    @Test
    void a_sink_does_not_move_into_the_group_of_another_over_rest() {
        standOn("one", "one");
        String key = "consumer.override.group.id";
        hasSink(europe, "stock", Map.of(key, "taken"));
        hasSink(legacy, "orders", Map.of(key, "free"));

        assertThat(found("sink", Map.of(key, "free"), config -> "taken")).contains(ProblemCode.GROUP_SHARED);
        assertThat(found("sink", Map.of(key, "free"), config -> "other")).doesNotContain(ProblemCode.GROUP_SHARED);
    }

    private static void hasSink(WireMockServer worker, String name, Map<String, String> config) {
        Map<String, Object> info = Map.of("name", name, "config", config, "tasks", List.of(), "type", "sink");
        worker.stubFor(get(urlEqualTo("/connectors?expand=info"))
                .willReturn(okJson(Json.write(Map.of(name, Map.of("info", info))))));
    }

    private void standOn(String from, String to) {
        says(legacy, from);
        says(europe, to);
    }

    private static void says(WireMockServer worker, String kafkaClusterId) {
        String id = kafkaClusterId.isEmpty() ? "" : ",\"kafka_cluster_id\":\"" + kafkaClusterId + "\"";
        worker.stubFor(get(urlEqualTo("/")).willReturn(okJson("{\"version\":\"4.3.1\",\"commit\":\"0\"" + id + "}")));
    }

    private List<ProblemCode> found(String type, Map<String, String> config) {
        return found(type, config, UnaryOperator.identity());
    }

    /** {@return the problems of a connector of which the plan changes one value} */
    private List<ProblemCode> found(String type, Map<String, String> config, UnaryOperator<String> change) {
        Map<String, Object> complete = new LinkedHashMap<>(config);
        complete.put("name", "orders");
        legacy.stubFor(get(urlEqualTo("/connectors/orders"))
                .willReturn(okJson(
                        Json.write(Map.of("name", "orders", "config", complete, "tasks", List.of(), "type", type)))));
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(legacy, "legacy"))
                .to(client(europe, "europe"))
                .connectors("orders")
                .config((name, found) -> {
                    for (String key : config.keySet()) {
                        found = found.with(key, change.apply(found.getOrDefault(key, "")));
                    }
                    return found;
                })
                .build();
        return Migrator.create().check(plan).problems().stream()
                .map(Problem::code)
                .toList();
    }

    private static ConnectClient client(WireMockServer worker, String name) {
        return ConnectClient.builder("http://127.0.0.1:" + worker.port())
                .name(name)
                .build();
    }

    private static WireMockServer worker() {
        WireMockServer worker =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        worker.start();
        worker.stubFor(any(anyUrl()).atPriority(9).willReturn(jsonResponse("""
                {"error_code":404,"message":"Connector orders not found"}""", 404)));
        // The answer to an unknown initial state, which shows whether a worker supports initial states.
        worker.stubFor(post(urlEqualTo("/connectors")).willReturn(jsonResponse("""
                {"error_code":500,"message":"Cannot deserialize value of type CreateConnectorRequest$InitialState"}""", 500)));
        worker.stubFor(get(urlEqualTo("/health")).willReturn(okJson("""
                {"status":"healthy","message":"Worker has completed startup"}""")));
        worker.stubFor(get(urlEqualTo("/connectors/orders/offsets")).willReturn(okJson("""
                {"offsets":[]}""")));
        return worker;
    }
}
