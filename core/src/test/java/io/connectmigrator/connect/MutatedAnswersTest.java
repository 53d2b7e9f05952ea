package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field of what real workers have answered is taken out, set to null, given another type and an unknown word, and fields are
 * added: plugins, gateways and later versions do all of that. Only what is needed may make an answer unreadable.
 */
class MutatedAnswersTest {

    /** An answer of Connect 4.3.1, how it is read, and the places in it that are required. */
    @SuppressWarnings("ImmutableEnumChecker") // A reader has no state, and the set cannot be changed.
    enum Recorded {
        WORKER(
                "{\"version\":\"4.3.1\",\"commit\":\"26b251a451ce941d\",\"kafka_cluster_id\":\"MkU3OEVBNTcwNTJENDM2Qg\"}",
                WorkerInfo::read,
                "version"),
        HEALTH("{\"status\":\"healthy\",\"message\":\"Worker has completed startup.\"}", WorkerHealth::read),
        CONNECTOR(
                "{\"name\":\"a\",\"config\":{\"connector.class\":\"lab.LabSource\",\"name\":\"a\"},"
                        + "\"tasks\":[{\"connector\":\"a\",\"task\":0}],\"type\":\"source\"}",
                ConnectorInfo::read,
                "name",
                "config"),
        STATUS(
                "{\"name\":\"a\",\"connector\":{\"state\":\"RUNNING\",\"worker_id\":\"127.0.0.1:8431\",\"version\":\"1\"},"
                        + "\"tasks\":[{\"id\":0,\"state\":\"FAILED\",\"worker_id\":\"127.0.0.1:8431\",\"trace\":\"x\"}],"
                        + "\"type\":\"source\"}",
                ConnectorStatus::read,
                "name",
                "connector"),
        CONFIG("{\"connector.class\":\"lab.LabSource\",\"name\":\"a\",\"password\":null}", ConnectorConfig::read),
        TASK(
                "{\"id\":{\"connector\":\"a\",\"task\":0},\"config\":{\"task.class\":\"lab.LabTask\"}}",
                TaskInfo::read,
                "id",
                "id.task"),
        OFFSETS(
                "{\"offsets\":[{\"partition\":{\"id\":\"id0\",\"zone\":null},\"offset\":{\"seq\":5}}]}",
                RestOffsets::snapshot,
                "offsets",
                "offsets[]",
                "offsets[].partition",
                "offsets[].partition.id",
                "offsets[].partition.zone",
                "offsets[].offset",
                "offsets[].offset.seq"),
        PLUGIN("{\"class\":\"lab.LabSource\",\"type\":\"source\",\"version\":\"1\"}", Plugin::read),
        KEY(
                "{\"name\":\"topic\",\"type\":\"STRING\",\"required\":true,\"default_value\":null,"
                        + "\"importance\":\"HIGH\",\"documentation\":\"the topic\",\"group\":null,\"order\":1}",
                ConfigKey::read),
        VALIDATION(
                "{\"name\":\"lab.LabSource\",\"error_count\":1,\"groups\":[\"Common\"],\"configs\":[{\"definition\":"
                        + "{\"name\":\"topic\",\"type\":\"STRING\"},\"value\":{\"name\":\"topic\",\"value\":\"t\","
                        + "\"recommended_values\":[],\"errors\":[\"Invalid value t\"],\"visible\":true}}]}",
                json -> ConfigValidation.read(json, Map.of("topic", "t"))),
        LEVEL("{\"level\":\"INFO\",\"last_modified\":null}", LoggerLevel::read);

        private final String text;
        private final Function<JsonObject, ?> reader;
        private final Set<String> needed;

        Recorded(String text, Function<JsonObject, ?> reader, String... needed) {
            this.text = text;
            this.reader = reader;
            this.needed = Set.of(needed);
        }

        private Object read(@Nullable Object json) {
            return reader.apply(JsonObject.of(json, "the answer"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_what_is_needed_makes_an_answer_unreadable(Recorded recorded) {
        Set<String> unreadable = new TreeSet<>();
        List<MutatedJson> mutations = MutatedJson.of(recorded.text);

        for (MutatedJson mutation : mutations) {
            try {
                recorded.read(mutation.json());
            } catch (MalformedJsonException | IllegalArgumentException e) {
                unreadable.add(mutation.place());
            }
        }

        assertThat(mutations).hasSizeGreaterThan(10);
        assertThat(unreadable).isEqualTo(new TreeSet<>(recorded.needed));
    }

    @Test
    void a_state_that_is_not_known_is_none_that_something_could_be_concluded_from() {
        for (MutatedJson mutation : MutatedJson.of(Recorded.STATUS.text)) {
            if (mutation.place().equals("connector.state")) {
                ConnectorStatus status = (ConnectorStatus) Recorded.STATUS.read(mutation.json());
                assertThat(status.state()).isEqualTo(ConnectorState.UNKNOWN);
            }
        }
    }

    @Test
    void a_task_that_is_not_readable_is_a_task_all_the_same() {
        String status = "{\"name\":\"a\",\"connector\":{\"state\":\"PAUSED\"},\"tasks\":[null,7,{},{\"id\":3}]}";
        String connector = "{\"name\":\"a\",\"config\":{},\"tasks\":[null,7,{},{\"task\":3}]}";

        assertThat(ConnectorStatus.read(Json.parseObject(status)).tasks())
                .allMatch(task -> task.state() == ConnectorState.UNKNOWN)
                .extracting(TaskStatus::id)
                .containsExactly(0, 1, 2, 3);
        assertThat(ConnectorInfo.read(Json.parseObject(connector)).tasks()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_key_that_a_plugin_defines_without_a_value_is_no_error() {
        String answer =
                "{\"error_count\":0,\"configs\":[{\"definition\":{\"name\":\"internal.threads\"},\"value\":null},"
                        + "{\"definition\":{\"name\":\"topic\"},\"value\":{\"name\":\"topic\",\"value\":\"t\",\"errors\":[]}}]}";

        assertThat(ConfigValidation.read(Json.parseObject(answer), Map.of("topic", "t"))
                        .isValid())
                .isTrue();
    }
}
