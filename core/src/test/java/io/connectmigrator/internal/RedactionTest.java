package io.connectmigrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The texts of Connect 4.3.1, each about a config that has what it says in the values of its keys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value.converter | org.acme.AvroConverter | Class org.acme.AvroConverter could not be found.",
                "key.converter | org.acme.Outer$Inner | Class org.acme.Outer$Inner could not be found.",
                "connector.class | OrdersSource | Failed to find any class that implements Connector and which name"
                        + " matches OrdersSource, available connectors are: none",
                "connector.plugin.version | [1.5,2.0) | Plugin org.acme.OrdersSource not found that matches the version"
                        + " range [1.5,2.0), available versions: [2.1]",
                "value.converter.plugin.version | 1.5.2 | Plugin org.acme.AvroConverter has version 2.1 which does not match the"
                        + " required version range 1.5.2",
                "topics | orders | The connector orders has generated 3 tasks, which is greater than 1, the maximum number of"
                        + " tasks it is configured to create.",
                "tables | orders,users | The connector orders has generated 3 tasks",
                "tasks.max | 100 | The connector orders has generated 300 tasks, which is greater than 100"
            })
    void names_of_classes_versions_and_the_connectors_own_name_stay_readable(String key, String value, String text) {
        List<String> secrets = Redaction.secretsOf(Map.of("name", "orders", key, value, "password", "hunter2"));

        assertThat(Redaction.scrub(text, secrets)).isEqualTo(text);
        assertThat(Redaction.scrub(text + " hunter2", secrets)).isEqualTo(text + " <hidden>");
    }

    @Test
    void what_is_listed_quoted_or_assigned_within_a_value_is_secret_too() {
        List<String> secrets = Redaction.secretsOf(Map.of(
                "jaas", "Plain required password=\"hunter2\";", "url", "jdbc:x?password=abc123&a=b", "l", "one, two"));

        assertThat(secrets).contains("hunter2", "abc123", "one", "two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cannot connect to jdbc:postgresql://db:5432/orders?user=u&password=hunter2 in time"
                        + "|cannot connect to jdbc:postgresql://db:5432/orders?<hidden> in time",
                "jdbc:sqlserver://db:1433;user=sa;password=hunter2 is down|jdbc:sqlserver://db:1433;<hidden> is down",
                "jdbc:oracle:thin:scott/hunter2@//db:1521/orders|jdbc:oracle:thin:<hidden>@//db:1521/orders",
                "GET https://user:hunter2@idp.example/oauth/token?client_secret=hunter2 answered 500"
                        + "|GET https://<hidden>@idp.example/oauth/token?<hidden> answered 500",
                "mongodb://u:hun/ter2@one:27017,two:27017/db|mongodb://<hidden>@one:27017,two:27017/db",
                "no route to admin:hunter2@broker-1:9092|no route to <hidden>@broker-1:9092",
                "password=hunter2, user=app|password=<hidden>, user=app",
                "db.password: hunter2|db.password: <hidden>",
                "{\"client_secret\":\"hun\\\"ter2\",\"id\":\"app\"}|{\"client_secret\":<hidden>,\"id\":\"app\"}",
                "sasl.jaas.config=org.example.Plain required username='u' password='hunter2';"
                        + "|sasl.jaas.config=<hidden>;",
                "Authorization: Bearer hunter2hunter2|Authorization: <hidden> <hidden>",
                "refused Basic dXNlcjpodW50ZXIy|refused Basic <hidden>",
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln is over|token <hidden> is over",
                "aws.secret.access.key=hunter2|aws.secret.access.key=<hidden>",
                "authentication failed with password 'hunter2'|authentication failed with password <hidden>",
            })
    void what_looks_like_a_secret_in_a_foreign_text_is_hidden(String text, String shown) {
        assertThat(Redaction.ofForeignText(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection refused: db/10.0.0.1:5432",
                "Basic authentication is not allowed",
                "the bearer token has expired",
                "http://connect:8083/connectors/orders/offsets answered 404",
                "io.example.Foo: key=5, partition {table=orders}",
                "at 2026-11-28T20:12:42Z: task 0 of 'orders' ended",
                "",
            })
    void plain_words_in_a_foreign_text_stay(String text) {
        assertThat(Redaction.ofForeignText(text)).isEqualTo(text);
    }

    @Test
    void a_private_key_in_a_foreign_text_is_hidden_as_a_whole() {
        String text = "bad key -----BEGIN PRIVATE KEY-----\nMIIhunter2\nhunter2\n-----END PRIVATE KEY----- given";

        assertThat(Redaction.ofForeignText(text)).isEqualTo("bad key <hidden> given");
    }

    @Test
    void a_foreign_text_of_any_length_is_redacted_in_no_time() {
        String text = "passwordpassword://a:".repeat(200_000);

        assertThat(Redaction.ofForeignText(text)).hasSizeLessThan(10_000);
    }

    @Test
    void a_foreign_exception_keeps_its_classes_and_traces_without_its_secrets() {
        Throwable thrown = new IOException("password=hunter2", new IllegalStateException("token=hunter2"));

        RedactedException redacted = RedactedException.of(thrown);

        assertThat(redacted).hasMessage("java.io.IOException: password=<hidden>");
        assertThat(redacted.getCause()).hasMessage("java.lang.IllegalStateException: token=<hidden>");
        assertThat(redacted.getStackTrace()).isEqualTo(thrown.getStackTrace());
        assertThat(RedactedException.withoutMessages(thrown)).hasMessage("java.io.IOException");
    }

    @Test
    void an_exception_whose_message_fails_has_its_class_only() {
        Throwable evil = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("hunter2");
            }
        };

        assertThat(Redaction.ofForeign(evil)).isEqualTo(evil.getClass().getName());
        assertThat(Redaction.ofForeign(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void text_that_looks_like_a_pattern_is_only_text() {
        assertThat(Redaction.scrub("a.*b and $1", List.of("a.*b", ".*"))).isEqualTo("<hidden> and $1");
    }
}
