package io.connectmigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that was compiled against the API of today runs with one that has grown by what CONTRIBUTING.md allows: sources of the API are
 * changed as a later version may change them, and the client is not compiled again.
 */
class GrownApiTest {

    private static final Path SOURCES = Path.of("src/main/java/io/connectmigrator");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private static final String CLIENT = """
            package client;

            import io.connectmigrator.event.*;
            import io.connectmigrator.report.*;
            import java.time.Duration;
            import java.util.function.Function;

            public final class Client implements MigrationListener, Function<Object, String> {

                private String last = "";

                @Override
                public void on(MigrationEvent event) {
                    last = event instanceof MigrationEvent.RunEnded ended ? ended.totals().toString() : "run " + event.run();
                }

                @Override
                public String apply(Object told) {
                    if (told instanceof MigrationEvent event) {
                        on(event);
                        return last;
                    }
                    if (told instanceof Severity severity) {
                        switch (severity) {
                            case ERROR:
                                return "wrong";
                            default:
                                return "fine";
                        }
                    }
                    Duration second = Duration.ofSeconds(1);
                    return new Downtimes(1, second, second, second).median().toString();
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path client = Path.of("");
    private Path grown = Path.of("");

    @BeforeEach
    void compileClient() throws IOException {
        client = Files.createDirectory(folder.resolve("client"));
        grown = Files.createDirectory(folder.resolve("grown"));
        Path source = Files.writeString(folder.resolve("Client.java"), CLIENT);
        compile(client, source);
    }

    @Test
    void a_client_runs_with_new_kinds_of_events_constants_components_and_default_methods() throws Exception {
        compile(
                grown,
                changed(
                        "event/MigrationEvent.java",
                        "                MigrationEvent.RunEnded,",
                        "                MigrationEvent.RunEnded, MigrationEvent.RunPaused,",
                        "    private static String inWords(",
                        "    /** @param time when @param run id */ record RunPaused(Instant time, String run)"
                                + " implements MigrationEvent {}\n    private static String inWords("),
                changed("event/MigrationListener.java", "    void on(", """
                                default String later() {
                                    return "as before";
                                }
                                void on("""),
                changed("report/Severity.java", "    ERROR;", "    ERROR, FATAL;"),
                changed(
                        "report/Downtimes.java",
                        "Duration p95, Duration max) {",
                        "Duration p95, Duration max, Duration mean) {"
                                + " public Downtimes(int connectors, Duration median, Duration p95, Duration max) {"
                                + " this(connectors, median, p95, max, median); }"));

        try (URLClassLoader loader = loader()) {
            Function<Object, String> old = client(loader);
            Object paused = type(loader, "event.MigrationEvent$RunPaused")
                    .getConstructor(Instant.class, String.class)
                    .newInstance(Instant.EPOCH, "7");
            Class<?> severity = type(loader, "report.Severity");

            assertThat(old.apply(paused)).isEqualTo("run 7");
            assertThat(severity.getEnumConstants())
                    .extracting(old::apply)
                    .containsExactly("fine", "fine", "wrong", "fine");
            assertThat(old.apply("the rest")).isEqualTo("PT1S");
            assertThat(type(loader, "event.MigrationListener")
                            .getMethod("later")
                            .invoke(old))
                    .isEqualTo("as before");
        }
    }

    /** So the client would notice. */
    @Test
    void a_client_does_not_run_with_a_record_that_has_lost_its_constructor() throws Exception {
        compile(
                grown,
                changed(
                        "report/Downtimes.java",
                        "Duration p95, Duration max) {",
                        "Duration p95, Duration max, Duration mean) {",
                        "sorted.get(size - 1))",
                        "sorted.get(size - 1), median)"));

        try (URLClassLoader loader = loader()) {
            Function<Object, String> old = client(loader);

            assertThatThrownBy(() -> old.apply("the rest")).isInstanceOf(NoSuchMethodError.class);
        }
    }

    /** {@return the file of a source in which texts are replaced by others} */
    private Path changed(String file, String... replacements) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(source).as(file).contains(replacements[i]);
            source = source.replace(replacements[i], replacements[i + 1]);
        }
        Path written = folder.resolve("sources").resolve(file);
        Files.createDirectories(written.getParent());
        return Files.writeString(written, source);
    }

    private static void compile(Path classes, Path... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(sources);
        compiler.getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", CLASS_PATH),
                        null,
                        files)
                .call();
        assertThat(errors.toString()).isEmpty();
    }

    /** {@return a loader that finds what has grown before what is on the class path, and knows no class of this test} */
    private URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        Stream<Path> classPath = Stream.of(CLASS_PATH.split(File.pathSeparator)).map(Path::of);
        for (Path each : Stream.concat(Stream.of(client, grown), classPath).toList()) {
            urls.add(each.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @SuppressWarnings("unchecked") // the client above
    private static Function<Object, String> client(ClassLoader loader) throws ReflectiveOperationException {
        return (Function<Object, String>)
                loader.loadClass("client.Client").getConstructor().newInstance();
    }

    private static Class<?> type(ClassLoader loader, String name) throws ClassNotFoundException {
        return loader.loadClass("io.connectmigrator." + name);
    }
}
