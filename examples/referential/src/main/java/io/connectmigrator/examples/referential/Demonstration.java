package io.connectmigrator.examples.referential;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a Kafka broker, two Connect clusters and the service beside them, and says what to ask it. Runs until it is ended. */
public final class Demonstration {

    private static final String CONNECTOR = "mfg.orders";

    private Demonstration() {}

    /**
     * Runs until the process is ended.
     *
     * @param arguments none
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("Starting a Kafka broker, the Connect clusters legacy and europe, and the service …");
        // It closes when the JVM ends.
        Laboratory lab = Laboratory.open(System.out::println);
        List<ConnectCluster> clusters = lab.startAll(lab.connect("legacy"), lab.connect("europe"));
        EmbeddedServer service = ApplicationContext.run(EmbeddedServer.class, settings(lab, clusters));
        service.getApplicationContext()
                .getBean(Connectors.class)
                .change(CONNECTOR, none -> Connector.pending("mfg", CONNECTOR, "legacy", sequence()));
        System.out.println(whatToAsk(service.getURL() + "/api/namespaces/mfg/connectors/" + CONNECTOR));
        Thread.currentThread().join();
    }

    private static Map<String, Object> settings(Laboratory lab, List<ConnectCluster> clusters) {
        return Map.of(
                "referential.bootstrap-servers", lab.kafka().bootstrapServers(),
                "referential.connect-clusters.legacy.url", clusters.get(0).url(),
                "referential.connect-clusters.europe.url", clusters.get(1).url(),
                "referential.namespaces.mfg.prefix", "mfg.",
                "referential.namespaces.mfg.connect-clusters", "legacy,europe");
    }

    /** Two tasks that number their records. */
    private static Map<String, @Nullable String> sequence() {
        return Map.of("connector.class", "SequenceSource", "tasks.max", "2", "topic", "orders", "interval.ms", "5");
    }

    private static String whatToAsk(String connector) {
        return """
                The connector mfg.orders runs on legacy. What would it be to move it to europe, moving it, watching that, and
                where it is then:
                  curl -X POST '%1$s/migrate?to=europe&dryrun=true'
                  curl -X POST '%1$s/migrate?to=europe'
                  curl -N %1$s/migrate-events
                  curl %1$s/migrate
                For good, or back:
                  curl -X POST %1$s/migrate-confirm
                  curl -X POST %1$s/migrate-rollback
                Ctrl-C ends everything and deletes it.""".formatted(connector);
    }
}
