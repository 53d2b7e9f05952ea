package io.connectmigrator.lab;

import io.connectmigrator.lab.launch.FormattedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A Kafka cluster of one broker that is its own controller. Topics are created automatically by the first record. */
public final class Broker extends Server {

    private final String clusterId = Uuid.randomUuid().toString();
    private final BrokerAccess access;
    private int port = Ports.free();
    private int controllerPort = Ports.free();

    private Broker(
            String name, LabDirectory labDirectory, KafkaVersion version, List<Path> classPath, BrokerAccess access) {
        super(name, labDirectory, labDirectory.jvm(name, version, classPath, "320m"));
        this.access = access;
    }

    static Broker launch(
            String name, KafkaVersion version, LabDirectory labDirectory, KafkaJars jars, BrokerAccess access) {
        Broker broker = new Broker(name, labDirectory, version, jars.broker(version), access);
        broker.launch();
        return broker;
    }

    /** {@return host and port, as clients want them} */
    public synchronized String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates a topic and waits until it can be written to. */
    public void createTopic(String topic, int partitions) {
        createTopic(topic, partitions, Map.of());
    }

    /** Creates a topic with settings of its own and waits until it can be written to. */
    public void createTopic(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            // The controller has created it, but the broker may not list it yet.
            Deadline.in(Duration.ofSeconds(30)).until(() -> lists(admin, topic), () -> topic + " on " + name());
            awaitLeaders(admin, topic, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaboratoryException(
                    "creating topic " + topic + " on " + name() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while creating topic " + topic, e);
        }
    }

    /** Gives a topic more partitions, and waits until they can be written to. */
    public void addPartitions(String topic, int partitions) {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            awaitLeaders(admin, topic, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaboratoryException(
                    "adding partitions to " + topic + " on " + name() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while adding partitions to " + topic, e);
        }
    }

    /** Deletes topics, those that are missing left out, and does not wait until they are gone. */
    public void deleteTopics(Collection<String> topics) {
        try (Admin admin = admin()) {
            Set<String> known = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            admin.deleteTopics(topics.stream().filter(known::contains).toList())
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaboratoryException("deleting topics on " + name() + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaboratoryException("interrupted while deleting topics", e);
        }
    }

    private static boolean lists(Admin admin, String topic) {
        return admin.listTopics()
                .names()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .contains(topic);
    }

    /**
     * A broker lists a partition before it leads it. A producer that begins in between has its first batch refused and its
     * second taken, and can then never send the first.
     */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS);
    }

    /** {@return a new admin client of a super user, which the caller must close} */
    public Admin admin() {
        Map<String, Object> properties = new HashMap<>(access.adminProperties());
        properties.put("bootstrap.servers", bootstrapServers());
        properties.put("default.api.timeout.ms", "30000");
        return Admin.create(properties);
    }

    @Override
    boolean serves() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    void takeFreePorts() {
        port = Ports.free();
        controllerPort = Ports.free();
    }

    @Override
    List<String> command(LabDirectory labDirectory) {
        Path properties = labDirectory.writeProperties(name(), properties(labDirectory));
        return List.of(FormattedBroker.class.getName(), properties.toString(), clusterId);
    }

    private Map<String, String> properties(LabDirectory labDirectory) {
        String controller = "127.0.0.1:" + controllerPort;
        String clients = access.protocol();
        Map<String, String> properties = new HashMap<>(access.brokerProperties());
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", clients + "://" + bootstrapServers() + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", clients + "://" + bootstrapServers()),
                Map.entry("listener.security.protocol.map", clients + ":" + clients + ",CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@" + controller),
                Map.entry("log.dirs", labDirectory.data(name()).toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "5"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "5"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // a killed broker is soon fenced and registered again, and a group soon notices a killed worker
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("log.index.size.max.bytes", "1048576")));
        return properties;
    }
}
