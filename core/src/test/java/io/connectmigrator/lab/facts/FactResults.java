package io.connectmigrator.lab.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The latest result of each fact on each version, kept in a folder: a file a version, a line a fact. */
final class FactResults {

    private final Path folder;

    FactResults(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void put(FactResult result) throws IOException {
        Path file = folder.resolve(result.version());
        Map<String, FactResult> all = read(file);
        all.put(result.id(), result);
        List<String> lines = all.values().stream()
                .map(one -> String.join(
                        "\t", one.id(), one.outcome().name(), one.seen().replaceAll("\\s+", " ")))
                .toList();
        Files.write(file, lines, UTF_8);
    }

    List<FactResult> all() throws IOException {
        List<FactResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                results.addAll(read(file).values());
            }
        }
        return results;
    }

    private static Map<String, FactResult> read(Path file) throws IOException {
        Map<String, FactResult> results = new TreeMap<>();
        if (Files.exists(file)) {
            String version = String.valueOf(file.getFileName());
            for (String line : Files.readAllLines(file, UTF_8)) {
                String[] parts = line.split("\t", 3);
                results.put(
                        parts[0], new FactResult(parts[0], version, FactResult.Outcome.valueOf(parts[1]), parts[2]));
            }
        }
        return results;
    }
}
