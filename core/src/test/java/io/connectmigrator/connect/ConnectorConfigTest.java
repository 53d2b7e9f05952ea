package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectorConfigTest {

    private static final ConnectorConfig CONFIG = ConnectorConfig.empty()
            .with("z", "1")
            .with("connector.class", "a.Class")
            .with("b", "s3cret");

    @Test
    void keys_and_values_keep_their_order() {
        assertThat(CONFIG.keys()).containsExactly("z", "connector.class", "b");
        assertThat(CONFIG.toMap())
                .containsExactly(
                        Map.entry("z", "1"), Map.entry("connector.class", "a.Class"), Map.entry("b", "s3cret"));
        assertThat(CONFIG.className()).isEqualTo("a.Class");
    }

    @Test
    void changing_a_config_makes_another() {
        ConnectorConfig changed = CONFIG.with("z", "2").without("b").without("not there");

        assertThat(changed.toMap()).containsExactly(Map.entry("z", "2"), Map.entry("connector.class", "a.Class"));
        assertThat(CONFIG.get("z")).isEqualTo("1");
        assertThat(CONFIG.containsKey("b")).isTrue();
        assertThatThrownBy(() -> CONFIG.toMap().put("c", "1")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_map_that_is_changed_afterwards_does_not_change_the_config() {
        Map<String, String> values = new LinkedHashMap<>(Map.of("a", "1"));
        ConnectorConfig config = ConnectorConfig.of(values);

        values.put("b", "2");

        assertThat(config.keys()).containsExactly("a");
    }

    @Test
    void a_missing_value_has_a_default() {
        assertThat(CONFIG.getOrDefault("z", "9")).isEqualTo("1");
        assertThat(CONFIG.getOrDefault("y", "9")).isEqualTo("9");
        assertThat(CONFIG.get("y")).isNull();
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_null_value_is_kept_and_a_null_key_refused() {
        ConnectorConfig config = ConnectorConfig.of(Collections.singletonMap("database.password", null));

        assertThat(config.nullKeys()).containsExactly("database.password");
        assertThatThrownBy(() -> config.with("topic", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of config key 'topic' is null; remove the key, or give it a value");
        assertThatThrownBy(() -> ConnectorConfig.of(Collections.singletonMap(null, "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null key");
    }

    @Test
    void a_null_value_of_a_worker_is_kept_and_named() {
        ConnectorConfig config = ConnectorConfig.read(Json.parseObject("{\"a\":\"1\",\"b\":null}"));

        assertThat(config.nullKeys()).containsExactly("b");
        assertThat(config.with("c", "2").without("a").toMap()).containsEntry("b", null);
        assertThat(config.getOrDefault("b", "9")).isEqualTo("9");
        assertThat(CONFIG.nullKeys()).isEmpty();
    }

    @Test
    void rewriting_replaces_every_match_in_every_value_and_keeps_keys_and_order() {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("z.internal", "jdbc:db1.internal,db2.internal")
                .with("a", "plain")
                .with("b", "db3.internal");

        ConnectorConfig rewritten = config.rewriting("db(\\d)\\.internal", "db$1.eu");

        assertThat(rewritten.toMap())
                .containsExactly(
                        Map.entry("z.internal", "jdbc:db1.eu,db2.eu"),
                        Map.entry("a", "plain"),
                        Map.entry("b", "db3.eu"));
        assertThat(rewritten)
                .isEqualTo(config.rewriting(Pattern.compile("(?<=db\\d\\.)internal"), "eu"))
                .isNotEqualTo(config);
        assertThat(config.get("b")).isEqualTo("db3.internal");
    }

    @Test
    void rewriting_one_key_leaves_the_others_alone() {
        ConnectorConfig rewritten = CONFIG.rewriting("z", "1", "2").rewriting("not there", ".*", "x");

        assertThat(rewritten).isEqualTo(CONFIG.with("z", "2"));
        assertThat(CONFIG.with("b", "1").rewriting("z", "1", "2").get("b")).isEqualTo("1");
    }

    @Test
    void rewriting_leaves_null_values_and_masks_alone() {
        ConnectorConfig config =
                ConnectorConfig.read(Json.parseObject("{\"a\":\"e\",\"b\":null,\"c\":\"[hidden]\",\"d\":\"****\"}"));

        ConnectorConfig rewritten = config.rewriting("[e*]", "x");

        assertThat(rewritten.get("a")).isEqualTo("x");
        assertThat(rewritten.nullKeys()).containsExactly("b");
        assertThat(rewritten.maskedKeys()).containsExactly("c", "d");
    }

    @Test
    void a_replacement_that_fails_does_not_show_the_value() {
        assertThatThrownBy(() -> CONFIG.rewriting("s3cret", "$1"))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "****",
                "****************",
                "••••",
                "●●●●●",
                "[hidden]",
                "[HIDDEN]",
                "<redacted>",
                "(Masked)",
                " **** "
            })
    void a_value_in_place_of_a_secret_is_a_mask(String mask) {
        assertThat(CONFIG.with("password", mask).maskedKeys()).containsExactly("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "a****", "**** *", "hidden", "redacted", "*", "", "[hidden] too", "${vault:x:y}"})
    void a_value_that_may_be_meant_is_no_mask(String value) {
        assertThat(CONFIG.with("password", value).maskedKeys()).isEmpty();
    }

    @Test
    void configs_are_equal_in_any_order() {
        ConnectorConfig one = ConnectorConfig.empty().with("a", "1").with("b", "2");
        ConnectorConfig other = ConnectorConfig.empty().with("b", "2").with("a", "1");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(one.with("a", "3"));
    }

    @Test
    void its_text_has_keys_and_no_value() {
        assertThat(CONFIG).hasToString("config with the keys [z, connector.class, b]");
    }

    @Test
    void a_worker_may_show_a_config_with_its_name_and_with_masks() {
        ConnectorConfig given = ConnectorConfig.of(Map.of("a", "1", "password", "secret"));

        assertThat(given.isShownAs(given.with("name", "orders"))).isTrue();
        assertThat(given.isShownAs(given.with("password", "********"))).isTrue();
        assertThat(given.isShownAs(given.with("a", "2"))).isFalse();
        assertThat(given.isShownAs(given.with("password", "another"))).isFalse();
        assertThat(given.isShownAs(given.with("other", "****"))).isFalse();
        assertThat(given.isShownAs(given.without("a"))).isFalse();
        assertThat(given.keysShownOtherwise(
                        given.with("a", "2").with("other", "****").without("b")))
                .containsExactlyInAnyOrder("a", "other");
    }
}
