package io.connectmigrator.migration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Declared;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.Verdict;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The card of a plan whose target is behind a gateway that asks for credentials and refuses some requests. */
@ExtendWith(SharedLaboratory.class)
class ReadinessThroughGatewayIT {

    private static final int PASS_ON = 9;
    private static final int ASK_FOR_CREDENTIALS = 5;
    private static final int REFUSE = 1;

    private final WireMockServer gateway = new WireMockServer(
            wireMockConfig().dynamicPort().bindAddress("127.0.0.1").jettyAcceptors(1));

    private final Laboratory lab;
    private final ConnectCluster workers;
    private final ConnectClient source;

    ReadinessThroughGatewayIT(Laboratory lab) {
        this.lab = lab;
        this.workers = lab.cluster("target", KafkaVersion.V4_3);
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
    }

    @BeforeEach
    void open() {
        gateway.start();
        gateway.stubFor(any(anyUrl()).atPriority(PASS_ON).willReturn(aResponse().proxiedFrom(workers.url())));
        gateway.stubFor(any(anyUrl())
                .atPriority(ASK_FOR_CREDENTIALS)
                .withHeader("Authorization", absent())
                .willReturn(aResponse().withStatus(401)));
    }

    @AfterEach
    void close() {
        gateway.stop();
    }

    private ConnectClient target() {
        return ConnectClient.builder("http://127.0.0.1:" + gateway.port())
                .name("target")
                .basicAuth("platform", "secret")
                .retryTimeout(Duration.ofSeconds(1))
                .build();
    }

    private static ItemScore item(Readiness readiness, ReadinessItem item) {
        return readiness.shapes().get(0).item(item);
    }

    private static String evidence(ItemScore score) {
        return score.evidence().stream().map(Evidence::text).collect(Collectors.joining("; "));
    }

    @Test
    void workers_are_seen_to_ask_for_credentials_or_not() {
        try (TestedConnector connector = new TestedConnector(lab, source, TestedConnector.client(workers))) {
            connector.running();

            Readiness readiness = Migrator.create()
                    .readiness(connector.planning().to(target()).build());

            ItemScore access = item(readiness, ReadinessItem.REST_ACCESS);
            assertThat(evidence(access))
                    .contains("not over HTTPS, also without credentials; ", "not over HTTPS, only with credentials");
            assertThat(access.score()).isEqualTo(1);
            assertThat(item(readiness, ReadinessItem.PLUGIN_VERSIONS).score()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500})
    void what_the_gateway_refuses_is_unknown_and_no_exception(int status) {
        try (TestedConnector connector = new TestedConnector(lab, source, TestedConnector.client(workers))) {
            connector.running();
            gateway.stubFor(any(urlMatching("/connector-plugins.*"))
                    .atPriority(REFUSE)
                    .willReturn(aResponse().withStatus(status)));

            Readiness readiness = Migrator.create()
                    .readiness(Declared.everything(connector.planning().to(target()))
                            .build());

            ItemScore versions = item(readiness, ReadinessItem.PLUGIN_VERSIONS);
            assertThat(versions.score()).isZero();
            assertThat(evidence(versions)).contains("not known: ", "connector-plugins", "answered " + status);
            assertThat(item(readiness, ReadinessItem.TASKS_HEALTHY).score()).isEqualTo(2);
            assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500})
    void a_gateway_that_refuses_everything_from_the_middle_on_gives_a_card_too(int status) {
        try (TestedConnector connector = new TestedConnector(lab, source, TestedConnector.client(workers))) {
            connector.running();

            Readiness readiness = Migrator.create()
                    .readiness(Declared.everything(connector
                                    .planning()
                                    .to(target())
                                    .config((name, config) -> {
                                        gateway.stubFor(any(anyUrl())
                                                .atPriority(REFUSE)
                                                .willReturn(aResponse().withStatus(status)));
                                        return config;
                                    }))
                            .build());

            assertThat(readiness.verdict()).isEqualTo(Verdict.NOT_READY);
            assertThat(readiness.stops()).isNotEmpty();
            assertThat(evidence(item(readiness, ReadinessItem.PARTS))).contains("answered " + status);
            assertThat(item(readiness, ReadinessItem.TASKS_HEALTHY).score()).isEqualTo(2);
        }
    }
}
