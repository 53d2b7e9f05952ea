package io.connectmigrator.lab;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker process of a Connect cluster. */
public final class ConnectWorker implements Server {

    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

    private final String name;
    private final Workshop workshop;
    private final ChildJvm jvm;
    private final Map<String, String> clusterProperties;
    private int port = Ports.free();
    private boolean served;

    private ConnectWorker(String name, Workshop workshop, ChildJvm jvm, Map<String, String> clusterProperties) {
        this.name = name;
        this.workshop = workshop;
        this.jvm = jvm;
        this.clusterProperties = clusterProperties;
    }

    static ConnectWorker launch(String name, Workshop workshop, ChildJvm jvm, Map<String, String> clusterProperties) {
        ConnectWorker worker = new ConnectWorker(name, workshop, jvm, clusterProperties);
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
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        launchIfDown();
        awaitReady();
    }

    @Override
    public void stop() {
        jvm.stop();
    }

    @Override
    public void kill() {
        jvm.kill();
    }

    @Override
    public boolean isAlive() {
        return jvm.isAlive();
    }

    @Override
    public Path log() {
        return workshop.log(name);
    }

    void letGo() {
        jvm.letGo();
    }

    synchronized void launchIfDown() {
        if (!jvm.isAlive()) {
            launch();
        }
    }

    synchronized void awaitReady() {
        jvm.awaitReady(() -> ConnectRest.isReady(url()), this::moveToAnotherPort);
        served = true;
    }

    private void moveToAnotherPort() {
        if (served) {
            throw new LaboratoryException("the port of " + name + ", " + port + ", was taken while it was down");
        }
        port = Ports.free();
        launch();
    }

    private void launch() {
        Map<String, String> properties = new HashMap<>(clusterProperties);
        properties.put("listeners", url());
        properties.put("rest.advertised.host.name", "127.0.0.1");
        jvm.launch(List.of(MAIN, workshop.writeProperties(name, properties).toString()));
    }
}
