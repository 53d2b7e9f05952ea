package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.StallDiagnosis;
import io.connectmigrator.kafka.internal.client.StalledException;
import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.kafka.internal.topic.RawJson;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The topic in which workers keep the configs of connectors. It is read anew by each call. Thread-safe. */
public final class ConfigTopic {

    private final KafkaCluster cluster;
    private final String topic;

    public ConfigTopic(KafkaCluster cluster, String topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    /** {@return the config of a connector, if it exists} */
    Optional<Map<String, String>> find(OffsetOwner connector) {
        String tried = "looking for the config of connector " + connector + " in topic " + topic;
        return last("connector-" + connector.connector(), tried).map(value -> properties(value, tried));
    }

    /** {@return the state to which the workers are to bring a connector: STARTED, PAUSED or STOPPED; empty if nothing has set one} */
    public Optional<String> wantedState(OffsetOwner connector) {
        String tried = "looking for the state of connector " + connector + " in topic " + topic;
        // Workers before 3.5 know of no STOPPED; newer ones write PAUSED for them beside it.
        return last("target-state-" + connector.connector(), tried)
                .map(RawJson::fields)
                .flatMap(state -> Optional.ofNullable(state.getOrDefault("state.v2", state.get("state"))))
                .flatMap(RawJson::string);
    }

    /** {@return the value of the last record with a key, unless that is a tombstone} */
    private Optional<byte[]> last(String text, String tried) {
        TopicQueries queries = new TopicQueries(cluster, topic);
        if (queries.describe(tried).isEmpty()) {
            throw queries.missing(tried);
        }
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        TopicPartition only = new TopicPartition(topic, 0);
        List<byte[]> last = new ArrayList<>();
        try {
            cluster.reader()
                    .read(
                            tried,
                            new HashMap<>(),
                            queries.ends(tried, List.of(only), IsolationLevel.READ_COMMITTED),
                            record -> {
                                if (Arrays.equals(key, record.key())) {
                                    last.clear();
                                    Optional.ofNullable(record.value()).ifPresent(last::add);
                                }
                            });
        } catch (StalledException e) {
            throw new StallDiagnosis(cluster, queries).explain(tried, e);
        }
        return last.stream().findFirst();
    }

    private static Map<String, String> properties(byte[] json, String tried) {
        byte[] properties = RawJson.fields(json).get("properties");
        if (properties == null) {
            throw new OffsetTransportException(
                    tried + " failed: the record is not the JSON of a config",
                    "Check config.storage.topic of the workers",
                    null);
        }
        Map<String, String> config = new HashMap<>();
        RawJson.fields(properties)
                .forEach((name, text) -> RawJson.string(text).ifPresent(value -> config.put(name, value)));
        return config;
    }
}
