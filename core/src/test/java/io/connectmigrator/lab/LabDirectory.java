package io.connectmigrator.lab;

import io.connectmigrator.lab.launch.ChildMain;
import io.connectmigrator.lab.launch.FormattedBroker;
import io.connectmigrator.lab.plugin.SequencePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory of a laboratory: the launcher of its processes, the plugins, and the settings, data and log of each server. */
final class LabDirectory {

    private final Path directory;
    private final Path launcher;

    private LabDirectory(Path directory) {
        this.directory = directory;
        this.launcher = PackedJar.write(
                directory.resolve("launcher.jar"),
                List.of(ChildMain.class.getName(), FormattedBroker.class.getName()),
                Map.of());
        PackedJar.write(
                plugins().resolve("sequence").resolve("sequence.jar"),
                SequencePlugin.classes(),
                SequencePlugin.services());
    }

    /** Opens a new folder: under target where there is one, so that a clean build finds no leftovers. */
    static LabDirectory open() {
        Path target = Path.of("target").toAbsolutePath();
        try {
            return new LabDirectory(
                    Files.isDirectory(target)
                            ? Files.createTempDirectory(target, "lab-")
                            : Files.createTempDirectory("connect-migrator-lab-"));
        } catch (IOException e) {
            throw new LaboratoryException("making a temporary folder failed: " + e.getMessage(), e);
        }
    }

    Path directory() {
        return directory;
    }

    Path plugins() {
        return directory.resolve("plugins");
    }

    /** {@return a folder that workers load one plugin from, with copies of its jars, and what is in its archives} */
    synchronized Path plugin(String name, List<Path> jars) {
        Path folder = directory.resolve("added-plugins").resolve(name);
        Path plugin = folder.resolve(name);
        if (!Files.isDirectory(plugin)) {
            try {
                Files.createDirectories(plugin);
                for (Path jar : jars) {
                    add(jar, plugin);
                }
            } catch (IOException e) {
                throw new LaboratoryException("copying the plugin " + name + " failed: " + e.getMessage(), e);
            }
        }
        return folder;
    }

    private static void add(Path file, Path plugin) throws IOException {
        if (file.toString().endsWith(".tar.gz")) {
            Unpacked.tar(file, plugin);
        } else {
            Files.copy(file, plugin.resolve(file.getFileName()));
        }
    }

    /** {@return the folder of a plugin made of classes of this JVM, beside the jars that they need} */
    Path plugin(String name, List<Path> jars, List<String> classes, Map<String, String> services) {
        Path folder = plugin(name, jars);
        Path own = folder.resolve(name).resolve("own.jar");
        if (!Files.exists(own)) {
            PackedJar.write(own, classes, services);
        }
        return folder;
    }

    /** {@return a folder for what takes time to unpack: it stays under target, where there is one, for the next laboratory} */
    Path unpacked(String name) {
        Path target = Path.of("target").toAbsolutePath();
        return (Files.isDirectory(target) ? target : directory).resolve(name);
    }

    Path data(String server) {
        return directory.resolve(server).resolve("data");
    }

    Path log(String server) {
        return directory.resolve(server + ".log");
    }

    /** {@return the logs of all servers, and those of other processes that were put here} */
    List<Path> logs() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LaboratoryException("listing " + directory + " failed: " + e.getMessage(), e);
        }
    }

    /** {@return a JVM that runs Kafka's classes of a version} */
    ChildJvm jvm(String server, KafkaVersion version, List<Path> classPath, String heap) {
        return jvm(server, version, classPath, heap, List.of());
    }

    /** {@return the same with more options} */
    ChildJvm jvm(String server, KafkaVersion version, List<Path> classPath, String heap, List<String> more) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap, Logging.option(directory, version)));
        options.addAll(more);
        return new ChildJvm(launcher, classPath, options, log(server));
    }

    /** {@return a JVM that runs other classes} */
    ChildJvm jvm(String server, List<Path> classPath, List<String> options) {
        return new ChildJvm(launcher, classPath, options, log(server));
    }

    Path writeProperties(String server, Map<String, String> properties) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((key, value) -> lines.append(key)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        try {
            Path file = directory.resolve(server).resolve("server.properties");
            Files.createDirectories(data(server));
            return Files.writeString(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaboratoryException("writing the settings of " + server + " failed: " + e.getMessage(), e);
        }
    }

    void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(LabDirectory::deleteFile);
        } catch (IOException e) {
            throw new LaboratoryException("deleting " + directory + " failed: " + e.getMessage(), e);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
