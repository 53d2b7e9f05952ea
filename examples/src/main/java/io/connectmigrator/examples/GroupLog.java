package io.connectmigrator.examples;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the workers of a cluster have logged since a moment. */
final class GroupLog {

    private static final Pattern GENERATION = Pattern.compile("Joined group at generation (\\d+)");
    private static final Pattern TASK = Pattern.compile("Creating task (\\S+)-\\d+");

    private final ConnectCluster cluster;
    private final Map<ConnectWorker, Integer> starts = new HashMap<>();

    /** Begins now. */
    GroupLog(ConnectCluster cluster) {
        this.cluster = cluster;
        cluster.workers().forEach(worker -> starts.put(worker, log(worker).length));
    }

    /** {@return how many generations the group has had since} */
    long rebalances() {
        return found(GENERATION).stream().distinct().count();
    }

    /** {@return how many tasks of other connectors have started since} */
    long tasksStartedExceptOf(String connector) {
        return found(TASK).stream().filter(found -> !found.equals(connector)).count();
    }

    private List<String> found(Pattern pattern) {
        return cluster.workers().stream()
                .flatMap(
                        worker -> pattern.matcher(since(worker)).results().map((MatchResult result) -> result.group(1)))
                .toList();
    }

    private String since(ConnectWorker worker) {
        byte[] log = log(worker);
        int start = starts.getOrDefault(worker, 0);
        return new String(log, start, log.length - start, StandardCharsets.UTF_8);
    }

    private static byte[] log(ConnectWorker worker) {
        try {
            return Files.readAllBytes(worker.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
