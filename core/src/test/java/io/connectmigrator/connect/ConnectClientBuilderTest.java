package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectClientBuilderTest {

    private static final String URL = "http://connect:8083";

    @Test
    void a_cluster_is_called_by_its_first_url_unless_it_has_a_name() {
        ConnectClient unnamed = ConnectClient.builder(URL + "/")
                .url("https://other:8083/connect")
                .build();
        ConnectClient named = ConnectClient.builder(URL).name("legacy").build();

        assertThat(unnamed.name()).isEqualTo(URL);
        assertThat(unnamed.urls()).containsExactly(URI.create(URL), URI.create("https://other:8083/connect"));
        assertThat(named.name()).isEqualTo("legacy");
        assertThat(named).hasToString("legacy [http://connect:8083]");
        assertThat(ConnectClient.of(URL)).hasToString(URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:hunter2@connect:8083",
                "http://user:hun ter2@connect:8083",
                "http://user:hunter2@con_nect:8083",
                "http://connect:8083?token=hunter2",
                "http://connect:8083#hunter2",
                "ftp://connect/hunter2",
                "connect:8083",
                "localhost",
                "",
                "http://",
                "http://connect_eu:8083",
                "http://[::1:8083"
            })
    void what_is_no_url_of_a_worker_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> ConnectClient.builder(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the URL of a worker ")
                .hasMessageNotContaining("hun")
                .hasNoCause();
        assertThatThrownBy(() -> ConnectClient.builder(URL).url(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://connect:21/secret, 'ftp://connect:21/…'",
        "connect:8083, connect:8083",
        "http://user:hunter2@connect:8083, http://<hidden>@connect:8083",
        "http://connect_eu:8083/api, 'http://connect_eu:8083/…'",
        "http://connect:80830, http://connect:80830",
        "http://connect:0, http://connect:0",
        "'http://connect:8083?token=x', 'http://connect:8083/…'",
        "'', ''"
    })
    void what_is_refused_is_shown_with_scheme_host_and_port(String url, String shown) {
        assertThatThrownBy(() -> ConnectClient.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(", was '" + shown + "'");
    }

    @Test
    void a_port_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> ConnectClient.of("http://connect:80830"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the port 80830; a port is a number from 1 to 65535");
        assertThat(ConnectClient.of("http://connect:65535").urls()).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a checker may pass null
    void a_null_is_refused_by_the_name_of_the_argument() {
        String none = null;

        assertThatThrownBy(() -> ConnectClient.of(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("url");
        assertThatThrownBy(() -> ConnectClient.of(URL).connector(none))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @Test
    void half_of_a_credential_is_refused_and_not_repeated() {
        ConnectClientBuilder builder = ConnectClient.builder(URL);
        String none = null;

        assertThatThrownBy(() -> builder.basicAuth("user", none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password is null");
        assertThatThrownBy(() -> builder.basicAuth(none, "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user is null")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> builder.basicAuth("us:er", "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void an_http_client_brings_its_own_tls_and_proxy() {
        ConnectClientBuilder builder = ConnectClient.builder(URL)
                .httpClient(HttpClient.newHttpClient())
                .proxy(ProxySelector.getDefault());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("either httpClient, or sslContext and proxy");
    }

    @Test
    void an_http_client_that_follows_redirects_is_refused() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> ConnectClient.builder(URL).httpClient(client))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void limits_that_limit_nothing_are_refused() {
        ConnectClientBuilder builder = ConnectClient.builder(URL);

        assertThatThrownBy(() -> builder.requestTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.retryTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxResponseSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxResponseSize(Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.name(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "Connection", "a b", ""})
    void a_header_that_cannot_be_set_is_refused(String header) {
        assertThatThrownBy(() -> ConnectClient.builder(URL).header(header, () -> "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void building_sends_nothing_and_can_be_done_again() {
        ConnectClientBuilder builder = ConnectClient.builder("http://localhost:1")
                .bearer(() -> {
                    throw new AssertionError("asked for a token");
                });

        assertThat(builder.build()).isNotSameAs(builder.build());
    }
}
