package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedactionTest {

    @Test
    void a_value_is_hidden_wherever_it_stands_as_a_word() {
        String text = Redaction.scrub("Invalid value s3cret for key: s3cret!", List.of("s3cret"));

        assertThat(text).isEqualTo("Invalid value <hidden> for key: <hidden>!");
    }

    @Test
    void a_value_within_a_longer_word_stays() {
        assertThat(Redaction.scrub("important", List.of("port"))).isEqualTo("important");
    }

    @Test
    void a_value_of_signs_is_hidden_without_a_word_boundary() {
        assertThat(Redaction.scrub("x$$$$y", List.of("$$$$"))).isEqualTo("x<hidden>y");
    }

    @Test
    void the_longest_value_goes_first_so_that_no_rest_of_it_stays() {
        assertThat(Redaction.scrub("pass-word-1", List.of("pass", "pass-word-1")))
                .isEqualTo("<hidden>");
    }

    @Test
    void values_of_one_or_two_letters_and_booleans_are_no_secrets() {
        assertThat(Redaction.scrub("1 is true", List.of("1", "is", "true"))).isEqualTo("1 is true");
    }

    @Test
    void all_values_of_a_config_are_secret_but_those_that_tell_which_connector_it_is() {
        List<String> secrets = Redaction.secretsOf(
                Map.of("connector.class", "a.Class", "name", "orders", "tasks.max", "100", "password", "hunter2"));

        assertThat(secrets).containsExactly("hunter2");
    }

    @Test
    void what_is_listed_quoted_or_assigned_within_a_value_is_secret_too() {
        List<String> secrets = Redaction.secretsOf(Map.of(
                "jaas", "Plain required password=\"hunter2\";", "url", "jdbc:x?password=abc123&a=b", "l", "one, two"));

        assertThat(secrets).contains("hunter2", "abc123", "one", "two");
    }

    @Test
    void text_that_looks_like_a_pattern_is_only_text() {
        assertThat(Redaction.scrub("a.*b and $1", List.of("a.*b", ".*"))).isEqualTo("<hidden> and $1");
    }
}
