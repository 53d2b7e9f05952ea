package io.connectmigrator.lab.facts;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A Connect cluster of a laboratory. */
final class RealCluster implements FactsCluster {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Laboratory lab;
    private final ConnectCluster cluster;
    private final TopicDump topics;
    private final Set<Integer> unable = new HashSet<>();

    private RealCluster(Laboratory lab, ConnectCluster cluster, TopicDump topics) {
        this.lab = lab;
        this.cluster = cluster;
        this.topics = topics;
    }

    static RealCluster start(Laboratory lab, KafkaVersion version, ClusterKind kind, TopicDump topics) {
        String name = "facts-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + version;
        ConnectCluster.Builder builder = lab.connect(name)
                .version(version)
                .workers(kind.workers())
                .with("config.providers", "file")
                .with("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        kind.properties().forEach(builder::with);
        return new RealCluster(lab, builder.start(), topics);
    }

    static Path sinkFile(Laboratory lab, String connector) {
        return lab.file("facts-" + connector + ".delivered");
    }

    static Path holdFile(Laboratory lab, String connector) {
        return lab.file("facts-" + connector + ".hold");
    }

    @Override
    public int workers() {
        return cluster.workers().size();
    }

    /** The leader of the last generation of the group, as a serving worker has logged it. */
    @Override
    public int leader() {
        List<ConnectWorker> workers = cluster.workers();
        return IntStream.range(0, workers())
                .filter(worker -> !unable.contains(worker))
                .mapToObj(worker -> cluster.leaderSeenBy(workers.get(worker)))
                .flatMap(Optional::stream)
                .mapToInt(workers::indexOf)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no worker of " + cluster.name() + " has logged a leader"));
    }

    @Override
    public String workerId(int worker) {
        return URI.create(worker(worker).url()).getAuthority();
    }

    @Override
    public String groupId() {
        return cluster.groupId();
    }

    @Override
    public FactsAnswer send(int worker, String method, String path, @Nullable String json) {
        return begin(worker, method, path, json).answer();
    }

    @Override
    public FactsCall begin(int worker, String method, String path, @Nullable String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(worker(worker).url() + path))
                .timeout(Duration.ofSeconds(100))
                .header("Content-Type", "application/json")
                // Workers list methods in the body only for clients that accept text, for others in the header Allow.
                .header("Accept", method.equals("OPTIONS") ? "text/plain" : "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        return new RealCall(CLIENT.sendAsync(request, BodyHandlers.ofString())
                .thenApply(RealCluster::answer)
                .exceptionally(failure -> FactsAnswer.none(String.valueOf(failure))));
    }

    private static FactsAnswer answer(HttpResponse<String> response) {
        return new FactsAnswer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    private record RealCall(CompletableFuture<FactsAnswer> future) implements FactsCall {

        @Override
        public boolean isDone() {
            return future.isDone();
        }

        @Override
        public FactsAnswer answer() {
            return future.join();
        }
    }

    @Override
    public Map<String, String> source(String connector, String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "SequenceSource");
        config.put("topic", topic);
        config.put("tasks.max", "1");
        config.put("interval.ms", "10");
        config.put("block.while", holdFile(lab, connector).toString());
        return config;
    }

    @Override
    public Map<String, String> sink(String connector, String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "SequenceSink");
        config.put("topics", topic);
        config.put("tasks.max", "1");
        config.put("file", sinkFile(lab, connector).toString());
        config.put("block.while", holdFile(lab, connector).toString());
        return config;
    }

    @Override
    public List<FactsRecord> offsetTopic() {
        return topics.read(cluster.offsetTopic());
    }

    @Override
    public List<FactsRecord> statusTopic() {
        return topics.read(cluster.property("status.storage.topic"));
    }

    @Override
    public List<FactsRecord> configTopic() {
        return topics.read(cluster.configTopic());
    }

    @Override
    public void writeOffset(String key, @Nullable String value) {
        topics.write(cluster.offsetTopic(), key, value);
    }

    @Override
    public void writeConfig(String key, String value) {
        topics.write(cluster.configTopic(), key, value);
    }

    @Override
    public void kill(int worker) {
        unable.add(worker);
        worker(worker).kill();
    }

    @Override
    public void launch(int worker) {
        unable.remove(worker);
        worker(worker).launchAgain();
    }

    @Override
    public void suspend(int worker) {
        unable.add(worker);
        worker(worker).suspend();
    }

    @Override
    public void wake(int worker) {
        unable.remove(worker);
        worker(worker).wake();
    }

    @Override
    public boolean hasEnded(int worker, String connector, int task) {
        String name = "{id=" + connector + "-" + task + "} ";
        return logged(worker, name + "After being scheduled for shutdown")
                || logged(worker, name + "Skipping final offset commit");
    }

    @Override
    public boolean logged(int worker, String text) {
        return log(worker).contains(text);
    }

    private String log(int worker) {
        try {
            return new String(Files.readAllBytes(worker(worker).log()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConnectWorker worker(int worker) {
        return cluster.workers().get(worker);
    }

    void close() {
        cluster.kill();
    }
}
