package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.readiness.Readiness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The number of requests for the card of a fleet. */
class ReadinessRequestsTest extends InstantClusters {

    private static final int CONNECTORS = 245;

    private static final int OF_CLUSTERS = 5;

    ReadinessRequestsTest() {
        super(CONNECTORS);
    }

    @Test
    void a_card_takes_one_request_more_for_each_connector_than_a_check() {
        Migrator migrator = Migrator.create();
        migrator.check(plan);
        long ofCheck = requests();

        Readiness readiness = migrator.readiness(plan);

        long ofReadiness = requests() - ofCheck;
        assertThat(readiness.shapes())
                .singleElement()
                .satisfies(shape -> assertThat(shape.connectors()).hasSize(CONNECTORS));
        assertThat(ofCheck).isLessThanOrEqualTo(2 * CONNECTORS + 4 * OF_CLUSTERS);
        assertThat(ofReadiness).isLessThanOrEqualTo(ofCheck + CONNECTORS + OF_CLUSTERS);
        assertThat(topics.requests()).isLessThanOrEqualTo(5);
    }

    @Test
    void a_second_sample_takes_few_more() {
        Migrator migrator = Migrator.create();
        migrator.readiness(plan);
        long one = requests();

        migrator.readiness(plan, Duration.ofMillis(1));

        long two = requests() - one;
        assertThat(two - one).isLessThanOrEqualTo(2 * CONNECTORS + OF_CLUSTERS);
    }
}
