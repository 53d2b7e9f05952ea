package io.connectmigrator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Connect cluster: workers of one version that share a group and three internal topics. Safe for use by several threads. */
public final class ConnectCluster {

    private static final String LEADER = "leaderUrl='";

    private final String name;
    private final KafkaVersion version;
    private final Broker kafka;
    private final Map<String, String> properties;
    private final LabDirectory labDirectory;
    private final KafkaJars jars;
    private final String heap;
    private final List<String> artifacts;
    private final List<String> jvmOptions;
    private final List<ConnectWorker> workers = new CopyOnWriteArrayList<>();

    private ConnectCluster(Builder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.kafka = builder.kafka.get();
        this.labDirectory = builder.labDirectory;
        this.jars = builder.jars;
        this.heap = builder.heap;
        this.artifacts = List.copyOf(builder.artifacts);
        this.jvmOptions = List.copyOf(builder.jvmOptions);
        this.properties = WorkerProperties.of(name, version, kafka, builder.pluginPath());
        properties.putAll(builder.overrides);
    }

    /** {@return the name it has in the laboratory} */
    public String name() {
        return name;
    }

    /** {@return the version of its workers} */
    public KafkaVersion version() {
        return version;
    }

    /** {@return the Kafka cluster it works for} */
    public Broker kafka() {
        return kafka;
    }

    /** {@return its {@code group.id}} */
    public String groupId() {
        return property("group.id");
    }

    /** {@return the topic that holds the offsets of its source connectors} */
    public String offsetTopic() {
        return property("offset.storage.topic");
    }

    /** {@return the topic that holds its connectors' configs} */
    public String configTopic() {
        return property("config.storage.topic");
    }

    /** {@return a property its workers were started with} */
    public String property(String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the workers of " + name + " have no property " + key);
        }
        return value;
    }

    /** {@return its workers in the order they were added, those that are down included} */
    public List<ConnectWorker> workers() {
        return List.copyOf(workers);
    }

    /** {@return its first worker} */
    public ConnectWorker worker() {
        return workers.get(0);
    }

    /** {@return where its first worker's REST API is} */
    public String url() {
        return worker().url();
    }

    /** {@return where the REST APIs of all its workers are} */
    public List<String> urls() {
        return workers.stream().map(ConnectWorker::url).toList();
    }

    /** {@return the REST API of its first worker} */
    public ConnectRest rest() {
        return worker().rest();
    }

    /** {@return the leader that another worker has logged last; empty if that is none of these workers} */
    public Optional<ConnectWorker> leaderSeenBy(ConnectWorker worker) {
        String log;
        try {
            log = new String(Files.readAllBytes(worker.log()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int last = log.lastIndexOf(LEADER);
        return workers.stream()
                .filter(each -> last >= 0 && log.startsWith(each.url(), last + LEADER.length()))
                .findFirst();
    }

    /** Adds a worker and waits until it has joined. */
    public ConnectWorker addWorker() {
        ConnectWorker worker = launchWorker();
        awaitReady();
        return worker;
    }

    /** Starts every worker that is down, at once, and waits until all serve. */
    public void start() {
        workers.forEach(ConnectWorker::launchIfDown);
        awaitReady();
    }

    /** Stops every worker, one after the other. */
    public void stop() {
        workers.forEach(ConnectWorker::stop);
    }

    /** Kills every worker. */
    public void kill() {
        workers.forEach(ConnectWorker::killWithoutWaiting);
        workers.forEach(ConnectWorker::kill);
    }

    /** Creates a connector, or replaces its config, and fails if the worker refuses it. */
    public void createConnector(String connector, Map<String, String> config) {
        ConnectRest.Answer answer = rest().put(path(connector) + "/config", json(config));
        if (answer.status() != 200 && answer.status() != 201) {
            throw new LaboratoryException("creating " + connector + " on " + name + " answered " + answer);
        }
    }

    /** Deletes a connector if it exists. */
    public void deleteConnector(String connector) {
        ConnectRest.Answer answer = rest().delete(path(connector));
        if (answer.status() != 204 && answer.status() != 404) {
            throw new LaboratoryException("deleting " + connector + " on " + name + " answered " + answer);
        }
    }

    /** {@return the path of a connector, its name encoded} */
    public static String path(String connector) {
        return "/connectors/"
                + URLEncoder.encode(connector, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return name + " (Connect " + version + ", " + urls() + ")";
    }

    void awaitReady() {
        workers.stream().filter(ConnectWorker::isAlive).forEach(ConnectWorker::awaitReady);
    }

    /** Waits for the first start of its workers only: those that a test has stopped stay so. */
    void awaitFirstStart() {
        workers.forEach(ConnectWorker::awaitFirstStart);
    }

    private ConnectWorker launchWorker() {
        String server = name + "-" + (workers.size() + 1);
        ChildJvm jvm = labDirectory.jvm(server, version, jars.worker(version, artifacts), heap, jvmOptions);
        ConnectWorker worker = ConnectWorker.launch(server, labDirectory, jvm, properties);
        workers.add(worker);
        return worker;
    }

    /** {@return a connector's config as JSON} */
    public static String json(Map<String, String> config) {
        return config.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** Builds a cluster; by default one worker of version 4.3 on the first broker of the laboratory. */
    public static final class Builder {

        private final String name;
        private final LabDirectory labDirectory;
        private final KafkaJars jars;
        private final List<ConnectCluster> launched;
        private final Map<String, String> overrides = new LinkedHashMap<>();
        private final List<Path> pluginFolders = new ArrayList<>();
        private KafkaVersion version = KafkaVersion.V4_3;
        private Supplier<Broker> kafka;
        private int workers = 1;
        private final List<String> artifacts = new ArrayList<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private String heap = "256m";

        Builder(
                String name,
                LabDirectory labDirectory,
                KafkaJars jars,
                Supplier<Broker> kafka,
                List<ConnectCluster> launched) {
            this.name = name;
            this.labDirectory = labDirectory;
            this.jars = jars;
            this.kafka = kafka;
            this.launched = launched;
        }

        /** Sets the version of the workers, {@link KafkaVersion#V4_3} by default. */
        public Builder version(KafkaVersion version) {
            this.version = version;
            return this;
        }

        /** Sets how many workers there are at first, one by default. */
        public Builder workers(int workers) {
            if (workers < 1) {
                throw new IllegalArgumentException("a cluster has at least one worker, was " + workers);
            }
            this.workers = workers;
            return this;
        }

        /** Sets how much heap each worker has, such as {@code 1g}; 256 MiB by default. */
        public Builder heap(String heap) {
            this.heap = heap;
            return this;
        }

        /** Sets the Kafka cluster it works for, the laboratory's first by default. */
        public Builder kafka(Broker kafka) {
            this.kafka = () -> kafka;
            return this;
        }

        /**
         * Adds a plugin to those of the laboratory, made of Maven artifacts, written {@code group:artifact:version}, and of
         * all that they need to run, or of what is in an archive, written {@code group:artifact:tar.gz:classifier:version}.
         */
        public Builder plugin(String plugin, String... artifacts) {
            return pluginFolder(labDirectory.plugin(plugin, jars.find(plugin, List.of(artifacts))));
        }

        /** Adds a plugin made of classes of this JVM, which provide services, and of the Maven artifacts that they need. */
        public Builder plugin(String plugin, List<String> classes, Map<String, String> services, String... artifacts) {
            return pluginFolder(labDirectory.plugin(plugin, jars.find(plugin, List.of(artifacts)), classes, services));
        }

        /** Adds a folder with plugins to that of the laboratory. */
        public Builder pluginFolder(Path folder) {
            pluginFolders.add(folder);
            return this;
        }

        /** Adds an artifact of Kafka's own, in the version of the workers, to their class path. */
        public Builder artifact(String artifact) {
            artifacts.add(artifact);
            return this;
        }

        /** Adds an option for the JVMs of the workers. */
        public Builder jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        /** Sets a property of the workers, in place of the laboratory's own choice. */
        public Builder with(String property, String value) {
            overrides.put(property, value);
            return this;
        }

        /** Starts the workers, all at once, and returns when every one serves as a member of the group. */
        public ConnectCluster start() {
            ConnectCluster cluster = launch();
            cluster.awaitReady();
            return cluster;
        }

        private String pluginPath() {
            return Stream.concat(Stream.of(labDirectory.plugins()), pluginFolders.stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(","));
        }

        ConnectCluster launch() {
            ConnectCluster cluster = new ConnectCluster(this);
            launched.add(cluster);
            for (int i = 0; i < workers; i++) {
                cluster.launchWorker();
            }
            return cluster;
        }
    }
}
