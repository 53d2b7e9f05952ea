package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.SteppingTime;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProxyTest {

    @RegisterExtension
    static final StubWorker proxy = new StubWorker();

    private static final String BEHIND_THE_PROXY = "http://connect.invalid:8083";

    private final ProxySelector selector = ProxySelector.of(new InetSocketAddress("localhost", proxy.port()));

    @Test
    void requests_go_through_the_proxy() {
        proxy.answers("GET", "/connectors", 200, "[\"a\"]");
        ConnectClient client =
                ConnectClient.builder(BEHIND_THE_PROXY).proxy(selector).build();

        assertThat(client.listConnectors()).containsExactly("a");

        assertThat(proxy.received("GET", "/connectors").get(0).getAbsoluteUrl())
                .isEqualTo(BEHIND_THE_PROXY + "/connectors");
    }

    @Test
    void an_http_client_of_ones_own_brings_its_proxy() {
        proxy.answers("GET", "/connectors", 200, "[\"a\"]");
        HttpClient own = HttpClient.newBuilder().proxy(selector).build();

        assertThat(ConnectClient.builder(BEHIND_THE_PROXY)
                        .httpClient(own)
                        .build()
                        .listConnectors())
                .containsExactly("a");
    }

    @Test
    void without_the_proxy_the_host_is_not_known() {
        ConnectClient client = ConnectClient.builder(BEHIND_THE_PROXY)
                .time(new SteppingTime().waiting(), Clock.systemUTC())
                .build();

        assertThatThrownBy(client::listConnectors).isInstanceOf(UnreachableException.class);
    }
}
