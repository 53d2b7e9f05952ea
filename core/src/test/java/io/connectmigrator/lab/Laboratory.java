package io.connectmigrator.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Kafka brokers and Connect clusters of several versions, each process a JVM of its own, from Maven Central's artifacts.
 * Brokers and clusters start when they are asked for and live until the laboratory closes; none outlives this JVM. Safe for
 * use by several threads.
 */
public final class Laboratory implements AutoCloseable {

    private final LabDirectory labDirectory;
    private final KafkaJars jars;
    private final Map<String, Broker> brokers = new ConcurrentHashMap<>();
    private final Map<String, ConnectCluster> shared = new ConcurrentHashMap<>();
    private final Map<String, SequenceReader> readers = new ConcurrentHashMap<>();
    private final List<ConnectCluster> clusters = new CopyOnWriteArrayList<>();
    private final List<MirrorMaker> mirrors = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable PostgresServer> postgres = new AtomicReference<>();
    private final AtomicReference<@Nullable ApicurioServer> apicurio = new AtomicReference<>();
    private final AtomicReference<@Nullable MariaDbServer> mariaDb = new AtomicReference<>();
    private final Thread closeAtExit = new Thread(this::release, "laboratory");

    private Laboratory(Consumer<String> messages) {
        this.labDirectory = LabDirectory.open();
        this.jars = new KafkaJars(messages);
        Runtime.getRuntime().addShutdownHook(closeAtExit);
    }

    /** {@return a new laboratory, which logs what it downloads} */
    public static Laboratory open() {
        return open(LoggerFactory.getLogger(Laboratory.class)::info);
    }

    /** {@return a new laboratory, which reports each download in one line} */
    public static Laboratory open(Consumer<String> messages) {
        return new Laboratory(messages);
    }

    /** {@return the first Kafka cluster, started when it is first asked for} */
    public Broker kafka() {
        return kafka("kafka");
    }

    /** {@return the Kafka cluster of that name, started when it is first asked for} */
    public Broker kafka(String name) {
        return kafka(name, KafkaVersion.BROKER);
    }

    /** {@return the Kafka cluster of that name, started with this version when it is first asked for} */
    public Broker kafka(String name, KafkaVersion version) {
        return broker(name, version, BrokerAccess.OPEN);
    }

    /**
     * {@return the Kafka cluster of that name, started when it is first asked for, that only {@link BrokerUsers} can log in to}
     */
    public Broker securedKafka(String name) {
        return broker(name, KafkaVersion.BROKER, BrokerAccess.SECURED);
    }

    private Broker broker(String name, KafkaVersion version, BrokerAccess access) {
        Broker broker =
                brokers.computeIfAbsent(name, missing -> Broker.launch(missing, version, labDirectory, jars, access));
        broker.awaitFirstStart();
        return broker;
    }

    /** {@return settings of a new Connect cluster; the name is its own in this laboratory} */
    public ConnectCluster.Builder connect(String name) {
        return new ConnectCluster.Builder(name, labDirectory, jars, this::kafka, clusters);
    }

    /** {@return settings of a new MirrorMaker that copies from one broker to another; the name is its own in this laboratory} */
    public MirrorMaker.Builder mirrorMaker(String name, Broker source, Broker target) {
        return new MirrorMaker.Builder(name, labDirectory, jars, source, target, mirrors);
    }

    /** Starts several Connect clusters at once, which takes less time than one after the other. */
    public List<ConnectCluster> startAll(ConnectCluster.Builder... builders) {
        List<ConnectCluster> launched =
                Stream.of(builders).map(ConnectCluster.Builder::launch).toList();
        launched.forEach(ConnectCluster::awaitReady);
        return launched;
    }

    /** {@return the one Connect cluster of that name and version, started with default settings when it is first asked for} */
    public ConnectCluster cluster(String name, KafkaVersion version) {
        return started(launched(name, version));
    }

    /** {@return the one Connect cluster of each name and that version; those that are asked for first start at once} */
    public List<ConnectCluster> clusters(KafkaVersion version, String... names) {
        List<ConnectCluster> all =
                Stream.of(names).map(name -> launched(name, version)).toList();
        all.forEach(Laboratory::started);
        return all;
    }

    /** {@return the one Connect cluster of that name on that Kafka cluster, started with default settings when it is first asked for} */
    public ConnectCluster cluster(String name, Broker kafka) {
        return started(shared.computeIfAbsent(
                name, missing -> connect(missing).kafka(kafka).launch()));
    }

    private ConnectCluster launched(String name, KafkaVersion version) {
        return shared.computeIfAbsent(
                name + "-" + version,
                missing -> connect(missing).version(version).launch());
    }

    /** Waits for its first start, and not in the map, where threads that ask for other clusters would wait too. */
    private static ConnectCluster started(ConnectCluster cluster) {
        cluster.awaitFirstStart();
        return cluster;
    }

    /** {@return a reader of sequences in the first Kafka cluster} */
    public SequenceReader reader() {
        return reader(kafka());
    }

    /** {@return a reader of sequences in that Kafka cluster} */
    public SequenceReader reader(Broker kafka) {
        return readers.computeIfAbsent(kafka.bootstrapServers(), SequenceReader::new);
    }

    /** {@return a reader of the change events of numbered rows in the first Kafka cluster} */
    public SequenceReader rowReader() {
        return readers.computeIfAbsent("rows", missing -> SequenceReader.ofRows(kafka().bootstrapServers()));
    }

    /** {@return the PostgreSQL server, started when it is first asked for} */
    public PostgresServer postgres() {
        synchronized (postgres) {
            PostgresServer server = postgres.get();
            if (server == null) {
                server = PostgresServer.start(
                        labDirectory.data("postgres"),
                        labDirectory.unpacked("postgres-binaries"),
                        labDirectory.log("postgres"));
                postgres.set(server);
            }
            return server;
        }
    }

    /** {@return the MariaDB server, started when it is first asked for; its binaries are 142 MB to download} */
    public MariaDbServer mariaDb() {
        synchronized (mariaDb) {
            MariaDbServer server = mariaDb.get();
            if (server == null) {
                server = MariaDbServer.start(
                        labDirectory.data("mariadb"),
                        labDirectory.unpacked("mariadb-binaries"),
                        labDirectory.log("mariadb"),
                        jars);
                mariaDb.set(server);
            }
            return server;
        }
    }

    /** {@return an Apicurio registry, started when it is first asked for; it is 142 MB to download} */
    public ApicurioServer apicurio() {
        synchronized (apicurio) {
            ApicurioServer server = apicurio.get();
            if (server == null) {
                server = ApicurioServer.start(labDirectory, jars);
                apicurio.set(server);
            }
            return server;
        }
    }

    /** {@return a path in the laboratory's own folder, which is deleted in the end} */
    public Path file(String name) {
        return labDirectory.directory().resolve(name);
    }

    /** {@return the last lines of every log in the laboratory's folder} */
    public String logTails(int lines) {
        StringBuilder tails = new StringBuilder();
        for (Path log : labDirectory.logs()) {
            tails.append("---- ").append(log.getFileName()).append(" ----\n");
            tail(log, lines).forEach(line -> tails.append(line).append('\n'));
        }
        return tails.toString();
    }

    /** Ends every process and deletes its data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            return; // the JVM is shutting down, and its hook closes the laboratory
        }
        release();
    }

    private void release() {
        // Their data is deleted next, so they are killed.
        mirrors.forEach(MirrorMaker::kill);
        clusters.forEach(ConnectCluster::kill);
        readers.values().forEach(SequenceReader::close);
        brokers.values().forEach(Broker::kill);
        close(postgres.getAndSet(null));
        close(mariaDb.getAndSet(null));
        ApicurioServer registry = apicurio.getAndSet(null);
        if (registry != null) {
            registry.close();
        }
        labDirectory.delete();
    }

    private static void close(@Nullable Database database) {
        if (database != null) {
            database.close();
        }
    }

    private static List<String> tail(Path log, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of(log + " cannot be read: " + e.getMessage());
        }
    }
}
