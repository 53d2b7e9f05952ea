package io.connectmigrator.examples;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's classes and the library's jars, apart from everything else of this build. */
final class ContractClasses {

    static final String MODULE = "compatibility";

    private static final List<Class<?>> CLASSES = List.of(CompatibilityContract.class, Patience.class);

    private final Path folder;
    private final List<Path> library = List.of(jar("connect-migrator-core"), jar("connect-migrator-kafka-offsets"));

    private ContractClasses(Path folder) {
        this.folder = folder;
    }

    /** Copies the contract's classes to a folder, and makes a module of them that reads the library's two. */
    static ContractClasses in(Path folder) throws IOException {
        ContractClasses contract = new ContractClasses(folder);
        for (Class<?> type : CLASSES) {
            String name = type.getName().replace('.', '/') + ".class";
            Path copy = folder.resolve(name);
            Files.createDirectories(copy.getParent());
            try (InputStream bytes = type.getResourceAsStream("/" + name)) {
                Files.copy(bytes, copy);
            }
        }
        contract.describe();
        return contract;
    }

    /** {@return the folder and the library's jars} */
    List<Path> paths() {
        return List.of(folder, library.get(0), library.get(1));
    }

    private void describe() throws IOException {
        Path source = folder.resolveSibling("module-info.java");
        Files.writeString(
                source,
                "module " + MODULE + " { requires io.connectmigrator.core; requires io.connectmigrator.kafka; }\n");
        List<Path> needed = new ArrayList<>(library);
        Stream.of("kafka-clients", "jackson-core", "slf4j-api", "jspecify")
                .map(ContractClasses::jar)
                .forEach(needed::add);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--release",
                        "17",
                        "-Xlint:none",
                        "-p",
                        joined(needed),
                        "-d",
                        folder.toString(),
                        source.toString());
        if (status != 0) {
            throw new IllegalStateException("the module of the contract does not compile");
        }
    }

    /** {@return the version of an artifact on the class path of this program} */
    static String version(String artifact) {
        String file = jar(artifact).getFileName().toString();
        return file.substring(artifact.length() + 1, file.length() - ".jar".length());
    }

    /** {@return the jar of an artifact, as it is on the class path of this program} */
    private static Path jar(String artifact) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(artifact + "-\\d.*(?<!-tests)\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path as a jar"));
    }

    static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
