package io.connectmigrator.lab.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Real workers of one version on the first broker of a laboratory. Closing it ends the workers, not the broker. */
public final class RealConnect implements FactsConnect {

    private static final long PAUSE_MILLIS = 30;

    private final Laboratory lab;
    private final KafkaVersion version;
    private final TopicDump topics;
    private final Map<ClusterKind, RealCluster> clusters = new EnumMap<>(ClusterKind.class);

    /** Takes the version; workers start when they are asked for. */
    public RealConnect(Laboratory lab, KafkaVersion version) {
        this.lab = lab;
        this.version = version;
        this.topics = new TopicDump(lab.kafka());
    }

    @Override
    public String version() {
        return version.number();
    }

    @Override
    public FactsCluster cluster(ClusterKind kind) {
        return clusters.computeIfAbsent(kind, missing -> RealCluster.start(lab, version, missing, topics));
    }

    @Override
    public Map<String, List<Long>> written(String topic) {
        Map<String, List<Long>> written = new LinkedHashMap<>();
        for (FactsRecord record : topics.read(topic)) {
            if (record.value() != null) {
                written.computeIfAbsent(record.key(), first -> new ArrayList<>())
                        .add(Long.valueOf(record.value()));
            }
        }
        return written;
    }

    @Override
    public List<String> delivered(String sink) {
        Path file = RealCluster.sinkFile(lab, sink);
        try {
            return !Files.exists(file)
                    ? List.of()
                    : Files.readString(file, UTF_8)
                            .lines()
                            .map(line -> line.split("\t", -1))
                            .map(columns -> columns[0] + "-" + columns[1] + "@" + columns[2])
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void hold(String connector, int task) {
        create(connector, "task-" + task);
        await(
                "a blocked task of " + connector,
                TriedConnector.LIMIT,
                () -> !files(connector, "blocked-" + task).isEmpty());
    }

    @Override
    public void holdAlterations(String connector) {
        create(connector, "alter");
    }

    @Override
    public boolean isAltering(String connector) {
        return !files(connector, "altering").isEmpty();
    }

    @Override
    public void release(String connector) {
        try {
            for (Path file : files(connector, "")) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(String connector, String part) {
        try {
            Files.write(Path.of(RealCluster.holdFile(lab, connector) + "." + part), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the files that hold something of a connector, or say that something is held, whose last part begins so} */
    private List<Path> files(String connector, String part) {
        Path file = RealCluster.holdFile(lab, connector);
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(found -> found.getFileName().toString().startsWith(file.getFileName() + "." + part))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void await(String description, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after " + limit.toSeconds() + " s still not: " + description);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + description, e);
            }
        }
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public String otherKafka() {
        return lab.kafka("other-kafka").bootstrapServers();
    }

    @Override
    public void close() {
        clusters.values().forEach(RealCluster::close);
        clusters.clear();
        topics.close();
    }
}
