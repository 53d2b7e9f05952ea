package io.connectmigrator.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests as a parser of YAML 1.1 reads them, in which {@code on}, {@code 0012} and {@code 1e3} without quotes are no texts. */
class KubernetesManifestsTest {

    private static final OffsetSnapshot OFFSETS = OffsetSnapshot.parseJson(
            "{\"offsets\":[{\"partition\":{\"table\":\"shop.ord\\u0085ers\",\"n\":1.10},\"offset\":{\"id\":5496789430263982079}}]}");

    private final ConnectorConfig config = ConnectorConfig.of(Map.of(
            "connector.class", "io.confluent.connect.jdbc.JdbcSourceConnector",
            "tasks.max", "4",
            "name", "orders",
            "topic.prefix", "shop."));

    private static Stream<String> texts() {
        return Stream.of(
                "1.10",
                "0012",
                "on",
                "yes",
                "~",
                "null",
                "1e3",
                "0x10",
                "1_000",
                "12:30:45",
                "2026-01-02",
                "",
                " ",
                "a: b",
                "#",
                "# no comment",
                "trailing  ",
                " leading",
                "-",
                "- a",
                "?",
                "*a",
                "&a",
                "!tag",
                "%",
                "@",
                "`",
                "|",
                ">",
                "{\n  \"a\": [1, 2]\n}",
                "\"quoted\"",
                "it's",
                "back\\slash",
                "tab\there",
                "cr\rlf\n",
                "\u0085\u2028\u2029\uFEFF",
                "\u0001\u007F",
                "İıĞß€",
                "\uD83D\uDE00",
                "${file:/a:b}",
                "=",
                "<<",
                "[]",
                "{}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_parser_reads_the_very_texts_of_the_config(String text) {
        OperatedConnector connector = orders(config.with("text", text).with("key " + text, "value"));

        for (KubernetesManifests manifests : both(connector)) {
            Map<String, Object> spec = map(parsed(manifests.connector()), "spec");
            Map<String, Object> values = map(spec, spec.containsKey("config") ? "config" : "configs");

            assertThat(values).containsEntry("text", text).containsEntry("key " + text, "value");
            assertThat(values).containsEntry("topic.prefix", "shop.");
        }
    }

    @Test
    void strimzi_has_what_it_asks_for_and_leaves_the_connector_alone() {
        Map<String, Object> resource = parsed(strimzi(orders(config), "1.2.0").connector());

        assertThat(resource).containsEntry("apiVersion", "kafka.strimzi.io/v1").containsEntry("kind", "KafkaConnector");
        Map<String, Object> metadata = map(resource, "metadata");
        assertThat(metadata).containsEntry("name", "orders").containsEntry("namespace", "eu");
        assertThat(map(metadata, "labels")).containsEntry("strimzi.io/cluster", "connect-eu");
        assertThat(map(metadata, "annotations")).containsEntry("strimzi.io/pause-reconciliation", "true");
        assertThat(map(resource, "spec"))
                .containsEntry("class", "io.confluent.connect.jdbc.JdbcSourceConnector")
                .containsEntry("tasksMax", 4)
                .containsEntry("state", "running");
        assertThat(map(map(resource, "spec"), "config")).containsOnlyKeys("topic.prefix");
        assertThat(parsed(strimzi(orders(config), "0.45.1").connector()))
                .containsEntry("apiVersion", "kafka.strimzi.io/v1beta2");
    }

    @Test
    void confluent_keeps_a_name_that_kubernetes_cannot_have() {
        OperatedConnector connector = OperatedConnector.of("Orders_1", config).to("connect", "eu");

        Map<String, Object> resource =
                parsed(KubernetesManifests.confluent(connector).connector());

        assertThat(map(resource, "metadata")).containsEntry("name", "orders-1");
        assertThat(map(resource, "spec")).containsEntry("name", "Orders_1").containsEntry("taskMax", 4);
        assertThat(map(map(resource, "spec"), "connectClusterRef")).containsEntry("name", "connect");
    }

    @Test
    void strimzi_refuses_such_a_name_and_proposes_another() {
        OperatedConnector connector = OperatedConnector.of("Orders_1", config).to("connect-eu", "eu");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(connector, "1.2.0"))
                .withMessageContaining("'Orders_1' cannot be the name of a resource")
                .withMessageContaining("rename(name -> \"orders-1\")");
    }

    @Test
    void the_offsets_are_those_of_the_snapshot_with_every_digit() {
        List<String> maps =
                strimzi(orders(config).withOffsets(OFFSETS), "1.2.0").offsets();

        assertThat(maps).hasSize(1);
        Map<String, Object> map = parsed(maps.get(0));
        assertThat(map(map, "metadata")).containsEntry("name", "orders-offsets").containsEntry("namespace", "eu");
        String json = text(map(map, "data"), "offsets.json");
        assertThat(OffsetSnapshot.parseJson(json)).isEqualTo(OFFSETS);
        assertThat(json).contains("5496789430263982079").contains("1.10");
    }

    @Test
    void offsets_that_are_too_large_for_one_config_map_are_in_several() {
        List<ConnectorOffset> many = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            many.add(new ConnectorOffset(
                    Map.of("table", "schema.table-" + i + "x".repeat(300)), Map.of("id", (long) i)));
        }
        OffsetSnapshot offsets = OffsetSnapshot.of(many);

        KubernetesManifests manifests = strimzi(orders(config).withOffsets(offsets), "1.2.0");

        List<ConnectorOffset> read = new ArrayList<>();
        for (String map : manifests.offsets()) {
            assertThat(map.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);
            read.addAll(OffsetSnapshot.parseJson(text(map(parsed(map), "data"), "offsets.json"))
                    .offsets());
        }
        assertThat(manifests.offsets()).hasSizeGreaterThan(2);
        assertThat(OffsetSnapshot.of(read)).isEqualTo(offsets);
        assertThat(manifests.commandsWithoutRest())
                .filteredOn(line -> line.endsWith("connector-offsets=alter"))
                .hasSameSizeAs(manifests.offsets());
    }

    @Test
    void a_config_map_is_applied_without_an_annotation_that_would_be_too_large() {
        List<String> commands =
                strimzi(orders(config).withOffsets(OFFSETS), "1.2.0").commandsWithoutRest();

        assertThat(commands)
                .contains("kubectl apply --server-side -f orders-offsets.yaml")
                .doesNotContain("kubectl apply -f orders-offsets.yaml");
    }

    @Test
    void the_next_config_map_is_named_when_the_one_before_was_read() {
        OffsetSnapshot large = OffsetSnapshot.of(List.of(
                new ConnectorOffset(Map.of("table", "orders"), Map.of("state", "x".repeat(600 * 1024))),
                new ConnectorOffset(Map.of("table", "items"), Map.of("state", "x".repeat(600 * 1024)))));

        assertThat(strimzi(orders(config).withOffsets(large), "1.2.0").commandsWithoutRest())
                .containsSubsequence(
                        "kubectl -n eu annotate kafkaconnector orders strimzi.io/connector-offsets=alter",
                        "# when the annotation is gone",
                        "kubectl -n eu patch kafkaconnector orders --type=merge -p"
                                + " '{\"spec\":{\"alterOffsets\":{\"fromConfigMap\":{\"name\":\"orders-offsets-2\"}}}}'",
                        "kubectl -n eu annotate kafkaconnector orders strimzi.io/connector-offsets=alter");
    }

    @Test
    void an_operator_is_told_where_to_list_the_offsets_before_it_is_to_list_them() {
        List<String> commands =
                strimzi(orders(config).withOffsets(OFFSETS), "1.2.0").commandsWithoutRest();

        assertThat(commands)
                .containsSubsequence(
                        "kubectl -n legacy patch kafkaconnector orders-old --type=merge -p"
                                + " '{\"spec\":{\"state\":\"stopped\",\"listOffsets\":{\"toConfigMap\":{\"name\":\"orders-old-offsets-read\"}}}}'",
                        "kubectl -n legacy annotate kafkaconnector orders-old strimzi.io/connector-offsets=list",
                        "kubectl -n eu patch kafkaconnector orders --type=merge -p"
                                + " '{\"spec\":{\"listOffsets\":{\"toConfigMap\":{\"name\":\"orders-offsets-written\"}}}}'",
                        "kubectl -n eu annotate kafkaconnector orders strimzi.io/connector-offsets=list",
                        "kubectl -n eu patch kafkaconnector orders --type=merge -p '{\"spec\":{\"state\":\"running\"}}'");
    }

    @Test
    void an_offset_that_no_config_map_can_hold_is_refused() {
        OffsetSnapshot large = OffsetSnapshot.of(List.of(
                new ConnectorOffset(Map.of("table", "orders"), Map.of("id", 1L)),
                new ConnectorOffset(Map.of("table", "items"), Map.of("state", "x".repeat(1024 * 1024)))));
        KubernetesManifests manifests = strimzi(orders(config).withOffsets(large), "1.2.0");

        assertThatIllegalArgumentException()
                .isThrownBy(manifests::offsets)
                .withMessageContaining("a ConfigMap has at most 1 MiB; move the connector over REST");
        assertThatIllegalArgumentException().isThrownBy(manifests::commandsWithoutRest);
        assertThat(manifests.commands()).isNotEmpty();
    }

    @Test
    void no_offsets_are_no_config_map_since_workers_refuse_to_alter_none() {
        KubernetesManifests manifests = strimzi(orders(config).withOffsets(OffsetSnapshot.empty()), "1.2.0");

        assertThat(manifests.offsets()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(manifests::stoppedConnector)
                .withMessageContaining("begins from scratch");
    }

    @Test
    void a_name_that_leaves_no_room_for_those_of_its_config_maps_is_refused() {
        OperatedConnector longest = OperatedConnector.of("o".repeat(253), config.with("password", "secret"))
                .to("connect-eu", "eu")
                .withOffsets(OFFSETS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(longest, "1.2.0"))
                .withMessageContaining("-secrets' has more than the 253 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(
                                OperatedConnector.of("o".repeat(250), config)
                                        .to("connect-eu", "eu")
                                        .withOffsets(OFFSETS),
                                "1.2.0")
                        .offsets())
                .withMessageContaining("-offsets' has more than the 253 characters");
    }

    @Test
    void no_secret_is_in_any_manifest() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("connection.password", "tops3cret");
        secrets.put("own.pin", "tops3cret");
        secrets.put("aws.secret.access.key", "tops3cret");
        secrets.put("value.converter.basic.auth.user.info", "me:tops3cret");
        secrets.put("sasl.jaas.config", "required password=\"tops3cret\";");
        secrets.put("connection.url", "http://me:tops3cret@db/shop");
        secrets.put("masked", "[hidden]");
        ConnectorConfig all = config.with("other.password", "${secrets:eu/db:password}");
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            all = all.with(secret.getKey(), secret.getValue());
        }
        secrets.remove("masked");

        for (KubernetesManifests manifests : both(orders(all).withSecretKeys(Set.of("own.pin")))) {
            assertThat(manifests.connector())
                    .doesNotContain("tops3cret")
                    .contains("${secrets:eu/orders-secrets:connection.password}")
                    .contains("${secrets:eu/db:password}");
            assertThat(manifests.toFillIn()).containsAll(secrets.keySet()).doesNotContain("other.password");
            assertThat(manifests.secretName()).contains("orders-secrets");
            assertThat(String.join("\n", manifests.commands())).doesNotContain("tops3cret");
        }
        KubernetesManifests withOffsets =
                strimzi(orders(all).withSecretKeys(Set.of("own.pin")).withOffsets(OFFSETS), "1.2.0");
        assertThat(withOffsets.stoppedConnector())
                .doesNotContain("tops3cret")
                .contains("${secrets:eu/orders-secrets:connection.password}");
        assertThat(String.join("\n", withOffsets.commandsWithoutRest())).doesNotContain("tops3cret");
        assertThat(String.join("\n", withOffsets.offsets())).doesNotContain("tops3cret");
    }

    @Test
    void the_commands_pause_the_source_first_and_resume_the_target_last() {
        List<String> commands = strimzi(orders(config), "0.45.0").commands();

        assertThat(commands)
                .first()
                .asString()
                .isEqualTo(
                        "kubectl -n legacy annotate kafkaconnector orders-old strimzi.io/pause-reconciliation=true --overwrite");
        assertThat(commands)
                .last()
                .asString()
                .isEqualTo("kubectl -n eu annotate kafkaconnector orders strimzi.io/pause-reconciliation-");
        assertThat(commands)
                .containsSubsequence(
                        "kubectl apply -f orders.yaml",
                        "# migrate(plan), with settle(…) and watch(…); then decide",
                        "kubectl -n legacy delete kafkaconnector orders-old");
    }

    @Test
    void an_operator_that_starts_what_is_to_be_stopped_gets_no_commands_without_rest() {
        KubernetesManifests old = strimzi(orders(config).withOffsets(OFFSETS), "1.1.0");

        assertThatIllegalArgumentException()
                .isThrownBy(old::commandsWithoutRest)
                .withMessageContaining("1.2.0 or newer");
        assertThatIllegalArgumentException().isThrownBy(old::stoppedConnector);
        Map<String, Object> stopped =
                parsed(strimzi(orders(config).withOffsets(OFFSETS), "1.2.0").stoppedConnector());
        assertThat(map(stopped, "spec")).containsEntry("state", "stopped");
        assertThat(map(stopped, "metadata")).doesNotContainKey("annotations");
    }

    @Test
    void a_policy_lets_the_migrator_reach_the_workers() {
        for (KubernetesManifests manifests : both(orders(config))) {
            Map<String, Object> policy = parsed(manifests.networkPolicy(Map.of("app", "migrator")));

            assertThat(policy).containsEntry("kind", "NetworkPolicy");
            assertThat(policy.toString()).contains("app=migrator").contains("port=8083");
        }
    }

    @Test
    void what_a_resource_cannot_have_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(orders(config.with("tasks.max", "${env:TASKS}")), "1.2.0")
                        .connector())
                .withMessageContaining("tasks.max is not written as a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(OperatedConnector.of("orders", config), "1.2.0"))
                .withMessageContaining("call to(cluster, namespace) before");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strimzi(orders(config), "latest"))
                .withMessageContaining("was 'latest'");
    }

    private static OperatedConnector orders(ConnectorConfig config) {
        return OperatedConnector.of("orders", config)
                .from("connect-legacy", "legacy", "orders-old")
                .to("connect-eu", "eu");
    }

    private static KubernetesManifests strimzi(OperatedConnector connector, String version) {
        return KubernetesManifests.strimzi(connector, version);
    }

    private static List<KubernetesManifests> both(OperatedConnector connector) {
        return List.of(strimzi(connector, "1.2.0"), KubernetesManifests.confluent(connector));
    }

    private static Map<String, Object> parsed(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> outer, String key) {
        return (Map<String, Object>) requireNonNull(outer.get(key), key);
    }

    private static String text(Map<String, Object> outer, String key) {
        return (String) requireNonNull(outer.get(key), key);
    }
}
