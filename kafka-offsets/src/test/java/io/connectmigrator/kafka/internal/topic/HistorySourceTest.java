package io.connectmigrator.kafka.internal.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySourceTest {

    private static final Map<String, Map<String, String>> RENAME = Map.of("server", Map.of("old", "new"));

    private static String renamed(String json, Map<String, Map<String, String>> names) {
        return new String(requireNonNull(HistorySource.of(json.getBytes(UTF_8)).renamed(names)), UTF_8);
    }

    @Test
    void only_the_name_changes_and_no_other_byte() {
        String json =
                "{ \"source\" : {\t\"server\" :  \"old\" } , \"position\":{\"pos\":1.50,\"file\":\"old\",\"snapshot\":true},"
                        + "\"ts_ms\":1699999999999,\"databaseName\":\"old\",\"ddl\":\"CREATE TABLE `old` -- {\\\"server\\\":\\\"old\\\"} \\u00e9 é\","
                        + "\"tableChanges\":[{\"source\":{\"server\":\"old\"}}]} \n";

        assertThat(renamed(json, RENAME)).isEqualTo(json.replace("\"server\" :  \"old\"", "\"server\" :  \"new\""));
    }

    @Test
    void the_source_may_come_last_and_after_others_that_look_like_it() {
        String json =
                "{\"x\":{\"source\":{\"server\":\"old\"}},\"y\":[\"source\",{\"server\":\"old\"}],\"source\":{\"server\":\"old\"}}";

        assertThat(renamed(json, RENAME))
                .isEqualTo(
                        "{\"x\":{\"source\":{\"server\":\"old\"}},\"y\":[\"source\",{\"server\":\"old\"}],\"source\":{\"server\":\"new\"}}");
    }

    @Test
    void a_database_is_renamed_like_a_server_and_each_by_its_own_name() {
        String json = "{\"source\":{\"server\":\"a\",\"other\":\"a\",\"database\":\"b\"}}";

        assertThat(renamed(json, Map.of("server", Map.of("a", "b"), "database", Map.of("b", "a"))))
                .isEqualTo("{\"source\":{\"server\":\"b\",\"other\":\"a\",\"database\":\"a\"}}");
        assertThat(HistorySource.of(json.getBytes(UTF_8)).names())
                .isEqualTo(Map.of("server", "a", "other", "a", "database", "b"));
    }

    @Test
    void names_are_compared_as_texts_and_written_as_json() {
        assertThat(renamed("{\"source\":{\"server\":\"\\u006fld\"}}", Map.of("server", Map.of("old", "a\"\\é"))))
                .isEqualTo("{\"source\":{\"server\":\"a\\\"\\\\é\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":{\"server\":\"other\"},\"ddl\":\"old\"}",
                "{\"source\":{\"server\":7,\"x\":{\"server\":\"old\"}}}",
                "{\"source\":\"old\"}",
                "{\"source\":[{\"server\":\"old\"}]}",
                "[{\"source\":{\"server\":\"old\"}}]",
                "{\"source\":{\"server\":\"old\"",
                "{}",
                "",
                "old"
            })
    void everything_else_stays_as_it_is(String json) {
        byte[] bytes = json.getBytes(UTF_8);

        assertThat(HistorySource.of(bytes).renamed(RENAME)).isSameAs(bytes);
    }

    @Test
    void a_record_without_a_value_has_no_source() {
        assertThat(HistorySource.of(null).names()).isEmpty();
        assertThat(HistorySource.of(null).renamed(RENAME)).isNull();
    }

    /** Generated records in which the name is everywhere: what differs afterwards is the one token, at its place. */
    @Test
    void of_generated_records_one_token_differs() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String before = "{" + fields(random, 0);
            String token = "\"source\":" + space(random) + "{" + (random.nextBoolean() ? "\"database\":\"old\"," : "")
                    + "\"server\"" + space(random) + ":" + space(random);
            String after = space(random) + "}," + fields(random, 0) + "\"end\":0}";

            assertThat(renamed(before + token + "\"old\"" + after, RENAME))
                    .as("seed %s", seed)
                    .isEqualTo(before + token + "\"new\"" + after);
        }
    }

    private static String space(Random random) {
        return " \t\n\r".substring(0, random.nextInt(5));
    }

    private static String fields(Random random, int depth) {
        StringBuilder fields = new StringBuilder();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            fields.append("\"f")
                    .append(i)
                    .append(depth)
                    .append("\":")
                    .append(value(random, depth))
                    .append(space(random))
                    .append(",");
        }
        return fields.toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 5 : 7)) {
            case 0 -> "\"old\"";
            case 1 -> "\"\\\"source\\\":{\\\"server\\\":\\\"old\\\"}\"";
            case 2 -> "-1.50e+3";
            case 3 -> "null";
            case 4 -> "\"é€😀\\\\\"";
            case 5 -> "{\"source\":{\"server\":\"old\"}," + fields(random, depth + 1) + "\"z\":true}";
            default -> "[\"old\",{" + fields(random, depth + 1) + "\"server\":\"old\"}]";
        };
    }
}
