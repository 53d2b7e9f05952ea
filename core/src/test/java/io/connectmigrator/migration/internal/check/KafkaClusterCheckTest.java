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
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that compares the Kafka clusters of two workers, which need not report a cluster id, and their consumer groups. */
class KafkaClusterCheckTest {

    private static final String CONSUMER = "consumer.override.bootstrap.servers";
    private static final String ADMIN = "admin.override.bootstrap.servers";
    private static final String PRODUCER = "producer.override.bootstrap.servers";

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
        assertThat(found("sink", Map.of(key, "a:1,b:2"), config -> "a:1"))
                .contains(ProblemCode.OFFSETS_PLACE_UNKNOWN)
                .doesNotContain(ProblemCode.SINK_ON_OTHER_KAFKA);
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

    @Test
    void brokers_that_the_plan_adds_are_not_taken_for_others_while_nothing_says_which_they_are() {
        standOn("one", "two");

        MigrationCheck check = check("sink", Map.of(), builder -> keeping(builder, CONSUMER, ADMIN));

        assertThat(check.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_PLACE_UNKNOWN)
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.message()).contains("one:9092").contains("the brokers of its workers");
                    assertThat(problem.remedy()).contains("topics(KafkaTopics…)");
                });
        assertThat(check.problems()).extracting(Problem::code).doesNotContain(ProblemCode.SINK_ON_OTHER_KAFKA);
    }

    @ParameterizedTest
    @CsvSource({"one, true", "two, false"})
    void the_topics_of_a_client_say_which_brokers_the_plan_adds(String cluster, boolean stays) {
        standOn("one", "two");
        ConnectClient here = cluster.equals("one") ? withTopics(legacy) : client(legacy, "legacy");
        ConnectClient there = cluster.equals("two") ? withTopics(europe) : client(europe, "europe");

        List<ProblemCode> found = codes(
                check("sink", Map.of(), builder -> keeping(builder.from(here).to(there), CONSUMER, ADMIN)));

        assertThat(found)
                .doesNotContain(ProblemCode.OFFSETS_PLACE_UNKNOWN)
                .satisfies(codes -> assertThat(codes.contains(ProblemCode.SINK_ON_OTHER_KAFKA))
                        .isEqualTo(!stays));
    }

    @Test
    void a_bridge_that_does_not_know_the_brokers_translates_nothing_for_them() {
        standOn("one", "two");

        List<ProblemCode> found = codes(check(
                "sink", Map.of(), builder -> keeping(builder, CONSUMER, ADMIN).across(new KnowsNothing())));

        assertThat(found).contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
    }

    @Test
    void a_source_that_goes_on_writing_to_its_kafka_is_no_problem() {
        standOn("one", "two");
        ConnectClient here = withTopics(legacy);

        assertThat(codes(check("source", Map.of(PRODUCER, "one:9092"), builder -> builder)))
                .doesNotContain(ProblemCode.SOURCE_ON_OTHER_KAFKA);
        assertThat(codes(check("source", Map.of(), builder -> keeping(builder.from(here), PRODUCER))))
                .doesNotContain(ProblemCode.SOURCE_ON_OTHER_KAFKA);
    }

    @Test
    void a_source_whose_producer_gets_other_brokers_is_told_of_although_its_workers_share_theirs() {
        standOn("one", "one");

        assertThat(check("source", Map.of(), builder -> keeping(builder, PRODUCER))
                        .problems())
                .filteredOn(problem -> problem.code() == ProblemCode.SOURCE_ON_OTHER_KAFKA)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(PRODUCER));
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
        return codes(check(
                type,
                config,
                builder -> builder.config((name, found) -> {
                    for (String key : config.keySet()) {
                        found = found.with(key, change.apply(found.getOrDefault(key, "")));
                    }
                    return found;
                })));
    }

    /** {@return what is found about a connector that a plan moves} */
    private MigrationCheck check(String type, Map<String, String> config, UnaryOperator<MigrationPlanBuilder> plan) {
        Map<String, Object> complete = new LinkedHashMap<>(config);
        complete.put("name", "orders");
        legacy.stubFor(get(urlEqualTo("/connectors/orders"))
                .willReturn(okJson(
                        Json.write(Map.of("name", "orders", "config", complete, "tasks", List.of(), "type", type)))));
        MigrationPlanBuilder builder = MigrationPlan.builder()
                .from(client(legacy, "legacy"))
                .to(client(europe, "europe"))
                .connectors("orders");
        return Migrator.create().check(plan.apply(builder).build());
    }

    /** Gives the connector brokers of Kafka cluster one for these clients. */
    private static MigrationPlanBuilder keeping(MigrationPlanBuilder plan, String... keys) {
        for (String key : keys) {
            plan.config(key, "one:9092");
        }
        return plan;
    }

    private static ConnectClient withTopics(WireMockServer worker) {
        return ConnectClient.builder("http://127.0.0.1:" + worker.port())
                .topics(new KeptTopics().reachedBy("one:9092"))
                .build();
    }

    private static List<ProblemCode> codes(MigrationCheck check) {
        return check.problems().stream().map(Problem::code).toList();
    }

    /** A translation between two Kafka clusters of whose brokers it tells nothing. */
    private static final class KnowsNothing implements OffsetTranslation {

        @Override
        public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
            throw new AssertionError("translates " + offsets);
        }

        @Override
        public TranslatedSnapshot translateEnds(Set<String> topics) {
            throw new AssertionError("translates the ends of " + topics);
        }

        @Override
        public List<TranslationFinding> examine(OffsetOwner from, OffsetOwner to, OffsetSnapshot offsets) {
            return List.of();
        }

        @Override
        public OffsetTranslation reversed() {
            return this;
        }
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
