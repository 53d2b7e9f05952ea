package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectorNamesTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final ConnectorConfig CONFIG = ConnectorConfig.empty().with("connector.class", "C");

    private final ConnectClient client = ConnectClient.of(worker.url() + "/gateway/connect/");

    @ParameterizedTest
    @CsvSource({
        "orders.v1_x-y~z, orders.v1_x-y~z",
        "a b, a%20b",
        "a+b, a%2Bb",
        "a/b, a%2Fb",
        "a%2Fb, a%252Fb",
        "a?b#c, a%3Fb%23c",
        "a\\b, a%5Cb",
        "a\u0001b, a%01b",
        "İş€, %C4%B0%C5%9F%E2%82%AC",
        "😀, %F0%9F%98%80",
        "a;b=c&d, a%3Bb%3Dc%26d",
        "..., ..."
    })
    void a_name_is_one_segment_of_the_url(String name, String segment) {
        worker.answers("GET", "/gateway/connect/connectors/" + segment, 200, info(name));

        assertThat(client.connector(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "\ud83d"})
    void a_name_that_no_url_can_hold_is_refused_before_anything_is_sent(String name) {
        assertThatThrownBy(() -> client.connector(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.createConnector(name, CONFIG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.deleteConnector(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(worker.count()).isZero();
    }

    @Test
    void a_name_that_workers_would_never_find_again_is_not_created() {
        worker.answers(
                "GET", "/gateway/connect/connectors/a%2Fb/status", aResponse().withStatus(400));
        worker.answers("POST", "/gateway/connect/connectors", 201, info("a/b"));

        assertThatThrownBy(() -> client.createConnector("a/b", CONFIG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a/b'")
                .hasMessageContaining("Nothing was created");
        assertThat(worker.count("POST", "/gateway/connect/connectors")).isZero();
    }

    @Test
    void a_name_that_workers_refuse_in_a_url_is_told_from_other_errors() {
        worker.alwaysAnswers(StubWorker.html(400));

        assertThatThrownBy(() -> client.connector("a\\b"))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining("a slash, a backslash, a percent sign or a control character");
        assertThatThrownBy(() -> client.connector("a b"))
                .isInstanceOf(RequestFailedException.class)
                .hasMessageNotContaining("a backslash");
    }

    @Test
    void a_strange_name_that_workers_do_find_is_created() {
        worker.answers("GET", "/gateway/connect/connectors/a%2Fb/status", StubWorker.error(404, "No status found"));
        worker.answers("POST", "/gateway/connect/connectors", 201, info("a/b"));

        assertThat(client.createConnector("a/b", CONFIG).name()).isEqualTo("a/b");
    }

    @Test
    void a_plain_name_costs_no_question() {
        worker.answers("POST", "/gateway/connect/connectors", 201, info("a.b_c-d~e"));

        client.createConnector("a.b_c-d~e", CONFIG);

        assertThat(worker.count()).isEqualTo(1);
    }

    private static String info(String name) {
        return Json.write(Map.of("name", name, "config", Map.of(), "tasks", List.of(), "type", "source"));
    }
}
