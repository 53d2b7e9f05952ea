package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.internal.check.OperatorHints.Hint;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hints at an operator, and what does not. */
class OperatorHintsTest {

    @ParameterizedTest
    @CsvSource({
        "connect-eu-connect-0.connect-eu-connect.eu.svc:8083, Strimzi, connect-eu, eu",
        "my-connect-connect-12.my-connect-connect.kafka.svc.cluster.local:8083, Strimzi, my-connect, kafka",
        "mirror-mirrormaker2-1.mirror-mirrormaker2.kafka.svc:8083, Strimzi, mirror, kafka",
        "connect-0.connect.confluent.svc.cluster.local:8083, Confluent for Kubernetes, connect, confluent"
    })
    void a_worker_is_called_as_an_operator_calls_it(String worker, String operator, String cluster, String namespace) {
        Optional<Hint> hint = OperatorHints.ofWorkers(Stream.of("10.0.0.1:8083", worker));

        assertThat(hint).isPresent();
        assertThat(hint.get().operator()).isEqualTo(operator);
        assertThat(hint.get().cluster()).isEqualTo(cluster);
        assertThat(hint.get().namespace()).isEqualTo(namespace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8083",
                "connect-1:8083",
                "connect-0.example.org:8083",
                "",
                "a-connect-0.b-connect.eu.svc:8083"
            })
    void other_workers_are_no_hint(String worker) {
        assertThat(OperatorHints.ofWorkers(Stream.of(worker))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "connect-eu-connect-0.connect-eu-connect.eu.svc:8083,"
                + "kubectl -n eu annotate kafkaconnector orders strimzi.io/pause-reconciliation=true",
        "connect-0.connect.confluent.svc.cluster.local:8083,"
                + "kubectl -n confluent annotate connector.platform.confluent.io orders platform.confluent.io/block-reconcile=true"
    })
    void each_operator_is_told_in_its_own_words_to_leave_a_connector_alone(String worker, String command) {
        assertThat(OperatorHints.ofWorkers(Stream.of(worker)))
                .map(hint -> hint.pauseCommand("orders"))
                .contains(command);
    }

    @Test
    void without_a_namespace_the_command_has_none() {
        assertThat(OperatorHints.ofValues(List.of("${strimzisecrets:eu/db:password}")))
                .map(hint -> hint.pauseCommand("orders"))
                .contains("kubectl annotate kafkaconnector orders strimzi.io/pause-reconciliation=true");
    }

    @Test
    void a_url_may_be_that_of_the_service_of_an_operator() {
        List<URI> urls =
                List.of(URI.create("http://localhost:8083"), URI.create("http://connect-eu-connect-api.eu.svc:8083/"));

        assertThat(OperatorHints.ofUrls(urls))
                .contains(new Hint(
                        "Strimzi", "its URL is that of the service connect-eu-connect-api.eu.svc", "connect-eu", "eu"));
        assertThat(OperatorHints.ofUrls(List.of(URI.create("https://connect.example.org/api"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${strimzisecrets:eu/db:password}",
                "user=${secrets:eu/db:user}",
                "/opt/kafka/external-configuration/db/password",
                "/mnt/secrets/db/password"
            })
    void a_config_may_have_what_an_operator_provides(String value) {
        Optional<Hint> hint = OperatorHints.ofValues(List.of("plain", value));

        assertThat(hint).isPresent();
        assertThat(hint.get().evidence()).doesNotContain("password").doesNotContain("eu/db");
    }

    @Test
    void other_values_are_no_hint() {
        assertThat(OperatorHints.ofValues(
                        List.of("plain", "${file:/etc/db:password}", "/opt/kafka/data", "${env:SECRETS}")))
                .isEmpty();
    }
}
