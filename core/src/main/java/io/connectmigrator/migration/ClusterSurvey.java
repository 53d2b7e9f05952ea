package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.Plugin;
import io.connectmigrator.connect.WorkerInfo;
import java.util.List;
import java.util.Optional;

/** What a check reads of a cluster, once for all connectors of a plan. */
final class ClusterSurvey {

    private final Destination destination;
    private final Once<WorkerInfo> worker;
    private final Once<ConnectCapabilities> capabilities;
    private final Once<List<Plugin>> plugins;
    private final Once<Optional<String>> kafkaOfTransport;

    ClusterSurvey(ConnectClient cluster) {
        this(Destination.of(cluster));
    }

    /** Begins with a cluster that need not be known; then every question fails with the reason. */
    ClusterSurvey(Destination destination) {
        this.destination = destination;
        this.worker = new Once<>(() -> cluster().worker());
        this.capabilities = new Once<>(() -> cluster().capabilities());
        this.plugins = new Once<>(() -> cluster().plugins().list());
        this.kafkaOfTransport = new Once<>(() -> cluster().offsetTransport().kafkaClusterId());
    }

    ConnectClient cluster() {
        return destination.require();
    }

    WorkerInfo worker() {
        return worker.get();
    }

    ConnectCapabilities capabilities() {
        return capabilities.get();
    }

    List<Plugin> plugins() {
        return plugins.get();
    }

    /** {@return the id of the Kafka cluster that the client's transport reads, if that knows it} */
    Optional<String> kafkaOfTransport() {
        return kafkaOfTransport.get();
    }

    @Override
    public String toString() {
        return destination.name();
    }
}
