package io.connectmigrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectRest;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Real workers store the offsets that an operator reads from the ConfigMaps, one after the other, and sends as they are. */
@ExtendWith(SharedLaboratory.class)
class ConfigMapIT {

    private final ConnectCluster workers;

    ConfigMapIT(Laboratory lab) {
        this.workers = lab.cluster("target", KafkaVersion.V4_3);
    }

    @Test
    void workers_store_the_snapshot_with_every_digit(Laboratory lab) {
        assertStored(lab, OffsetSnapshot.parseJson("""
                        {"offsets": [
                          {"partition": {"table": "orders"}, "offset": {"lsn": 5496789430263982079}},
                          {"partition": {"table": "a: b # \\"ğ\\" 1.10"}, "offset": {"at": 1.10, "gtid": "~"}}
                        ]}"""), 1);
    }

    @Test
    void workers_store_what_is_too_large_for_one_config_map(Laboratory lab) {
        Stream<ConnectorOffset> many = IntStream.range(0, 3_000)
                .mapToObj(number -> new ConnectorOffset(
                        Map.of("table", "schema.table-" + number + "x".repeat(400)), Map.of("id", (long) number)));

        assertStored(lab, OffsetSnapshot.of(many.toList()), 2);
    }

    private void assertStored(Laboratory lab, OffsetSnapshot offsets, int atLeast) {
        ConnectClient target = TestedConnector.client(workers);
        try (TestedConnector connector = new TestedConnector(lab, target, target)) {
            String name = connector.name();
            target.createConnector(name, connector.config(), InitialState.STOPPED);
            List<String> maps = KubernetesManifests.strimzi(
                            OperatedConnector.of(name, connector.config())
                                    .to("connect-eu", "eu")
                                    .withOffsets(offsets),
                            "1.2.0")
                    .offsets();

            for (String map : maps) {
                String json = offsetsJson(map);
                assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);
                ConnectRest.Answer answer = workers.rest().patch("/connectors/" + name + "/offsets", json);
                assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            }

            assertThat(maps).hasSizeGreaterThanOrEqualTo(atLeast);
            assertThat(offsets.diff(target.listOffsets(name)).isEmpty()).isTrue();
            assertThat(target.listOffsets(name).size()).isEqualTo(offsets.size());
            target.resetOffsets(name);
        }
    }

    private static String offsetsJson(String map) {
        Map<String, Map<String, String>> parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(map);
        return parsed.getOrDefault("data", Map.of()).getOrDefault("offsets.json", "");
    }
}
