package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.lab.wire.InstantWorker;
import io.connectmigrator.readiness.Readiness;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The number of requests for the card of a fleet. */
class ReadinessRequestsTest {

    private static final int CONNECTORS = 245;

    private static final int OF_CLUSTERS = 5;

    private final InstantWorker legacy = new InstantWorker(Duration.ZERO);
    private final InstantWorker europe = new InstantWorker(Duration.ZERO);
    private final KeptTopics topics = new KeptTopics();
    private final ConnectClient source =
            ConnectClient.builder(legacy.url()).name("legacy").topics(topics).build();
    private final ConnectClient target =
            ConnectClient.builder(europe.url()).name("europe").topics(topics).build();
    private final MigrationPlan plan = MigrationPlan.builder()
            .from(source)
            .to(target)
            .connectorsMatching(connector -> true)
            .build();

    ReadinessRequestsTest() {
        for (int i = 0; i < CONNECTORS; i++) {
            legacy.run("c" + i, Map.of());
        }
    }

    @AfterEach
    void stop() {
        legacy.close();
        europe.close();
    }

    private long requests() {
        return source.requestCounts().requests() + target.requestCounts().requests();
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
