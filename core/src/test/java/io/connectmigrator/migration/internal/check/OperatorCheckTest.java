package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a check says of clusters whose connectors an operator may own. */
class OperatorCheckTest extends SimulatedClusters {

    private static final String OF_LEGACY = "connect-old-connect-api.legacy.svc";
    private static final String OF_EUROPE = "connect-eu-connect-api.eu.svc";

    private SimulatedConnect cluster(String name) {
        return simulation.connect(name, ConnectVersion.V4_3, ClusterSettings.DEFAULT, 1, kafka);
    }

    private List<Problem> hints(MigrationPlan plan) {
        return check(plan).problems().stream()
                .filter(problem -> problem.code() == ProblemCode.OPERATED_MAYBE)
                .toList();
    }

    @Test
    void both_sides_are_named_with_what_hints_at_the_operator_and_the_commands_that_help() {
        SimulatedConnect legacy = cluster(OF_LEGACY);
        SimulatedConnect europe = cluster(OF_EUROPE);
        simulation.run(legacy, "orders", SOURCE);

        List<Problem> hints =
                hints(plan(legacy, europe).rename(name -> "new-" + name).build());

        assertThat(hints)
                .containsExactly(
                        new Problem(
                                ProblemCode.OPERATED_MAYBE,
                                Severity.WARNING,
                                "the connectors of " + OF_LEGACY
                                        + " may be owned by Strimzi, since its URL is that of the service "
                                        + OF_LEGACY
                                        + "-1: it would resume 'orders' while or after it is moved, so that both copies run",
                                "Let the operator leave the connector alone before it is moved: kubectl -n legacy annotate"
                                        + " kafkaconnector orders strimzi.io/pause-reconciliation=true; both copies are watched for"
                                        + " 130 s after the move unless the plan says watch(…)",
                                DuplicateRule.D25),
                        new Problem(
                                ProblemCode.OPERATED_MAYBE,
                                Severity.WARNING,
                                "the connectors of " + OF_EUROPE
                                        + " may be owned by Strimzi, since its URL is that of the service " + OF_EUROPE
                                        + "-1: it deletes a connector that it has no resource for",
                                "Apply a resource that the operator leaves alone first, as KubernetesManifests writes it:"
                                        + " kubectl -n eu apply -f new-orders.yaml; and let the plan"
                                        + " settle(Duration.ofSeconds(130))",
                                null));
    }

    @Test
    void a_placeholder_in_the_config_hints_at_the_operator_of_the_source() {
        Map<String, String> config = new HashMap<>(SOURCE);
        config.put("password", "${strimzisecrets:eu/orders:password}");
        simulation.run(source, "orders", config);

        assertThat(hints(plan().build())).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo(DuplicateRule.D25);
            assertThat(problem.message())
                    .contains(
                            "the connectors of source may be owned by Strimzi, since its config has placeholders of the"
                                    + " provider strimzisecrets");
        });
    }

    @Test
    void nothing_hints_at_an_operator_of_plain_workers() {
        simulation.run(source, "orders", SOURCE);

        assertThat(hints(plan().build())).isEmpty();
    }
}
