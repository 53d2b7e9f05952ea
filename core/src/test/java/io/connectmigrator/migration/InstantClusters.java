package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.topic.KeptTopics;
import io.connectmigrator.lab.wire.InstantWorker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Two workers without latency and a plan of all connectors of the first one, for tests to extend. */
abstract class InstantClusters {

    final InstantWorker legacy = new InstantWorker(Duration.ZERO);
    final InstantWorker europe = new InstantWorker(Duration.ZERO);
    final KeptTopics topics = new KeptTopics();
    final ConnectClient source;
    final ConnectClient target;
    final MigrationPlan plan;

    InstantClusters(int connectors) {
        source = client("legacy", legacy);
        target = client("europe", europe);
        plan = MigrationPlan.builder()
                .from(source)
                .to(target)
                .connectorsMatching(connector -> true)
                .build();
        for (int i = 0; i < connectors; i++) {
            legacy.run("c" + i, Map.of());
        }
    }

    private ConnectClient client(String name, InstantWorker worker) {
        return ConnectClient.builder(worker.url()).name(name).topics(topics).build();
    }

    @AfterEach
    final void stop() {
        legacy.close();
        europe.close();
    }

    /** {@return how many requests both clients have sent} */
    final long requests() {
        return source.requestCounts().requests() + target.requestCounts().requests();
    }
}
