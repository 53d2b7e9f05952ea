package io.connectmigrator.connect;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.internal.SteppingTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.in(directory);
    }

    @Test
    void a_worker_with_a_certificate_of_a_private_authority_is_trusted_when_that_is() throws Exception {
        try (Worker worker = new Worker("localhost", false)) {
            assertThat(client(worker, certificates.trusting()).listConnectors()).isEmpty();
        }
    }

    @Test
    void a_worker_with_a_certificate_of_a_private_authority_is_not_trusted_otherwise() throws Exception {
        try (Worker worker = new Worker("localhost", false)) {
            assertThatThrownBy(() -> client(worker, SSLContext.getDefault()).stop("a"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("TLS failed");
            assertThat(worker.received()).isZero();
        }
    }

    @Test
    void a_certificate_of_another_host_is_refused() throws Exception {
        try (Worker worker = new Worker("elsewhere", false)) {
            assertThatThrownBy(() -> client(worker, certificates.trusting()).stop("a"))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("TLS failed")
                    .hasMessageContaining("localhost");
            assertThat(worker.received()).isZero();
        }
    }

    @Test
    void a_worker_that_asks_for_a_certificate_is_shown_one() throws Exception {
        try (Worker worker = new Worker("localhost", true)) {
            ConnectClient client = client(worker, certificates.showing("client"));

            assertThat(client.listConnectors()).isEmpty();
        }
    }

    @Test
    void a_worker_that_asks_for_a_certificate_and_gets_none_has_done_nothing() throws Exception {
        try (Worker worker = new Worker("localhost", true)) {
            assertThatThrownBy(() -> client(worker, certificates.trusting()).stop("a"))
                    .isInstanceOf(UnreachableException.class);
            assertThat(worker.received()).isZero();
        }
    }

    private static ConnectClient client(Worker worker, SSLContext tls) {
        return ConnectClient.builder("https://localhost:" + worker.server.httpsPort())
                .sslContext(tls)
                .retryTimeout(Duration.ZERO)
                .time(new SteppingTime().waiting(), Clock.systemUTC())
                .build();
    }

    private static final class Worker implements AutoCloseable {

        private final WireMockServer server;

        Worker(String certificate, boolean asksForCertificate) throws Exception {
            server = new WireMockServer(options()
                    .dynamicHttpsPort()
                    .jettyAcceptors(1)
                    .httpDisabled(true)
                    .keystorePath(certificates.store(certificate).toString())
                    .keystorePassword(Certificates.PASSWORD)
                    .keyManagerPassword(Certificates.PASSWORD)
                    .keystoreType("PKCS12")
                    .needClientAuth(asksForCertificate)
                    .trustStorePath(certificates.store("authority").toString())
                    .trustStorePassword(Certificates.PASSWORD)
                    .trustStoreType("PKCS12"));
            server.start();
            server.stubFor(any(anyUrl()).willReturn(StubWorker.json(200, "[]")));
        }

        int received() {
            return server.getAllServeEvents().size();
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
