package io.connectmigrator.lab;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.lab.plugin.HeldAdmin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dedicated MirrorMaker 2 process that copies topics of one Kafka cluster to another, where it keeps its own topics. It notices new
 * topics and groups, and writes its offsets, every second.
 */
public final class MirrorMaker extends Server implements AutoCloseable {

    private static final String MAIN = "org.apache.kafka.connect.mirror.MirrorMaker";

    private final Builder settings;
    private final Map<String, String> overrides;

    private MirrorMaker(Builder settings, ChildJvm jvm) {
        super(settings.name, settings.labDirectory, jvm);
        this.settings = settings;
        this.overrides = new LinkedHashMap<>(settings.overrides);
    }

    /** {@return the alias of the cluster from which it copies, which is that of its name and its own in this laboratory} */
    public String sourceAlias() {
        return settings.sourceAlias();
    }

    /** {@return the alias of the cluster to which it copies} */
    public String targetAlias() {
        return settings.targetAlias();
    }

    /** {@return the name that the copy of a topic has} */
    public String copyOf(String topic) {
        return settings.prefix + topic;
    }

    /** {@return what it puts before the names of topics, nothing if these keep their names} */
    public String prefix() {
        return settings.prefix;
    }

    /** {@return the groups whose offsets it writes in the target cluster; for one that was built with {@link Builder#heldGroups}} */
    public HeldGroups heldGroups() {
        return requireNonNull(settings.held, "held groups");
    }

    /** Sets a property for its next start. */
    public synchronized void set(String property, String value) {
        overrides.put(property, value);
    }

    /** {@return whether it says that it has started; its connectors may need some seconds more} */
    @Override
    boolean serves() {
        return says("Kafka MirrorMaker started");
    }

    @Override
    void takeFreePorts() {
        throw new LaboratoryException(name() + " has no port");
    }

    @Override
    synchronized List<String> command(LabDirectory labDirectory) {
        Map<String, String> properties = settings.properties();
        properties.putAll(overrides);
        return List.of(MAIN, labDirectory.writeProperties(name(), properties).toString());
    }

    /** Kills it. */
    @Override
    public void close() {
        kill();
    }

    /** Builds a MirrorMaker; by default one of version 4.3 that prefixes the names of topics and looks after no consumer group. */
    public static final class Builder {

        private final String name;
        private final LabDirectory labDirectory;
        private final KafkaJars jars;
        private final Broker source;
        private final Broker target;
        private final List<MirrorMaker> launched;
        private final Map<String, String> overrides = new LinkedHashMap<>();
        private KafkaVersion version = KafkaVersion.V4_3;
        private String prefix;
        private @Nullable HeldGroups held;

        Builder(
                String name,
                LabDirectory labDirectory,
                KafkaJars jars,
                Broker source,
                Broker target,
                List<MirrorMaker> launched) {
            this.name = name;
            this.labDirectory = labDirectory;
            this.jars = jars;
            this.source = source;
            this.target = target;
            this.launched = launched;
            this.prefix = sourceAlias() + ".";
        }

        /** Sets the version, {@link KafkaVersion#V4_3} by default. */
        public Builder version(KafkaVersion version) {
            this.version = version;
            return this;
        }

        /** Lets the copies of topics have the names of these. */
        public Builder sameNames() {
            prefix = "";
            return with("replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy");
        }

        /** Sets a pattern for the topics that are copied, all whose names begin with that of this MirrorMaker by default. */
        public Builder topics(String pattern) {
            return with("topics", pattern);
        }

        /** Lets it write checkpoints for the consumer groups that a pattern matches, those of sinks too. */
        public Builder groups(String pattern) {
            return with("emit.checkpoints.enabled", "true")
                    .with("groups", pattern)
                    .with("groups.exclude", "console-consumer-.*,__.*");
        }

        /** Lets it write records, and its offset of the last one, in one transaction. */
        public Builder exactlyOnce() {
            return with(targetAlias() + ".exactly.once.source.support", "enabled");
        }

        /**
         * Lets it copy only what transactions have committed. A property {@code consumer.isolation.level} for all clusters is ignored
         * without a word.
         */
        public Builder readCommitted() {
            return with(sourceAlias() + ".consumer.isolation.level", "read_committed");
        }

        /** Lets it note nowhere at which offsets it has written records. */
        public Builder withoutOffsetSyncs() {
            return with("emit.offset-syncs.enabled", "false");
        }

        /** Sets how often it writes its offsets; from 3.7 on also a pair of offsets for each partition. */
        public Builder flushInterval(int millis) {
            return with(targetAlias() + ".offset.flush.interval.ms", Integer.toString(millis));
        }

        /** Lets it write the offsets of groups in the target cluster, but wait with those that a test holds. */
        public Builder heldGroups() {
            held = new HeldGroups(labDirectory.directory().resolve(name + "-held"));
            return with("sync.group.offsets.enabled", "true").with("forwarding.admin.class", HeldAdmin.class.getName());
        }

        /** Sets a property, in place of the laboratory's own choice. */
        public Builder with(String property, String value) {
            overrides.put(property, value);
            return this;
        }

        /** Starts it, and returns when it says that it has. */
        public MirrorMaker start() {
            ChildJvm jvm = labDirectory.jvm(name, version, classPath(), "256m", options());
            MirrorMaker mirror = new MirrorMaker(this, jvm);
            launched.add(mirror);
            mirror.start();
            return mirror;
        }

        private List<Path> classPath() {
            List<Path> classPath = new ArrayList<>(jars.worker(version));
            if (held != null) {
                classPath.add(PackedJar.write(
                        held.folder().resolve("admin.jar"), List.of(HeldAdmin.class.getName()), Map.of()));
            }
            return classPath;
        }

        private List<String> options() {
            return held == null ? List.of() : List.of("-D" + HeldAdmin.FOLDER + "=" + held.folder());
        }

        private String sourceAlias() {
            return name + "-legacy";
        }

        private String targetAlias() {
            return name + "-europe";
        }

        private Map<String, String> properties() {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("clusters", sourceAlias() + "," + targetAlias());
            properties.put(sourceAlias() + ".bootstrap.servers", source.bootstrapServers());
            properties.put(targetAlias() + ".bootstrap.servers", target.bootstrapServers());
            properties.put(sourceAlias() + "->" + targetAlias() + ".enabled", "true");
            properties.put("topics", name + ".*");
            properties.put("sync.topic.acls.enabled", "false");
            // With heartbeats there would be a second, empty flow in the opposite direction.
            properties.put("emit.heartbeats.enabled", "false");
            properties.put("emit.checkpoints.enabled", "false");
            for (String topics : List.of(
                    "",
                    "offset-syncs.topic.",
                    "checkpoints.topic.",
                    "offset.storage.",
                    "config.storage.",
                    "status.storage.")) {
                properties.put(topics + "replication.factor", "1");
            }
            if ("false".equals(overrides.get("emit.offset-syncs.enabled"))) {
                // It refuses to start with any property of a topic that it does not have.
                properties.remove("offset-syncs.topic.replication.factor");
            }
            intervals(properties);
            return properties;
        }

        private void intervals(Map<String, String> properties) {
            for (String activity : List.of(
                    "refresh.topics",
                    "refresh.groups",
                    "emit.checkpoints",
                    "sync.group.offsets",
                    "sync.topic.configs")) {
                properties.put(activity + ".interval.seconds", "1");
            }
            String worker = targetAlias() + ".";
            properties.put(worker + "offset.flush.interval.ms", "1000");
            // One that takes the place of a killed one waits neither for its session nor for its return.
            properties.put(worker + "session.timeout.ms", "6000");
            properties.put(worker + "heartbeat.interval.ms", "500");
            properties.put(worker + "scheduled.rebalance.max.delay.ms", "0");
        }
    }
}
