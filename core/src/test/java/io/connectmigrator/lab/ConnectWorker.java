package io.connectmigrator.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker process of a Connect cluster. */
public final class ConnectWorker extends Server {

    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

    private final Map<String, String> clusterProperties;
    private int port = Ports.free();

    private ConnectWorker(String name, LabDirectory labDirectory, ChildJvm jvm, Map<String, String> clusterProperties) {
        super(name, labDirectory, jvm);
        this.clusterProperties = clusterProperties;
    }

    static ConnectWorker launch(
            String name, LabDirectory labDirectory, ChildJvm jvm, Map<String, String> clusterProperties) {
        ConnectWorker worker = new ConnectWorker(name, labDirectory, jvm, clusterProperties);
        worker.launch();
        return worker;
    }

    /** {@return where its REST API is, without a slash at the end} */
    public synchronized String url() {
        return "http://127.0.0.1:" + port;
    }

    /** {@return its REST API} */
    public ConnectRest rest() {
        return new ConnectRest(url());
    }

    @Override
    boolean serves() {
        return ConnectRest.isReady(url());
    }

    @Override
    void takeFreePorts() {
        port = Ports.free();
    }

    @Override
    List<String> command(LabDirectory labDirectory) {
        Map<String, String> properties = new HashMap<>(clusterProperties);
        properties.put("listeners", url());
        properties.put("rest.advertised.host.name", "127.0.0.1");
        return List.of(MAIN, labDirectory.writeProperties(name(), properties).toString());
    }
}
