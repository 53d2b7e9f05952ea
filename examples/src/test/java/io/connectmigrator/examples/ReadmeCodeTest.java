package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles, with names such as {@code legacy} and {@code europe} for what a reader has. */
class ReadmeCodeTest {

    private static final Path README =
            Path.of(System.getProperty("basedir", "")).resolve("../README.md");
    private static final Path POM = Path.of(System.getProperty("basedir", "")).resolve("../pom.xml");

    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern PROFILE = Pattern.compile("mvn [^\\n`]*-P([a-z-]+)");

    private static final String AROUND = """
            import io.connectmigrator.connect.*;
            import io.connectmigrator.examples.*;
            import io.connectmigrator.kafka.*;
            import io.connectmigrator.migration.*;
            import io.connectmigrator.offset.*;
            import io.micrometer.core.instrument.MeterRegistry;
            import java.net.URI;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.CompletionStage;
            import org.slf4j.Logger;

            abstract class Reader {
                String legacyUrl, europeUrl, password;
                ConnectClient legacy, europe, asia, americas;
                MigrationPlan plan, split;
                Migrator migrator;
                MeterRegistry registry;
                Logger log;
                Records records;
                Store store;
                Teams teams;

                interface Records { void pointTo(String target); }
                interface Store { ConnectorConfig get(String connector); }
                interface Teams { CompletionStage<Boolean> agree(int wave, List<ConnectorReport> reports); }

                void program() throws Exception {
            %s
                }
            }
            """;

    @TempDir
    private Path classes;

    @Test
    void every_block_of_java_compiles() throws IOException {
        List<String> blocks = found(JAVA, README);

        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(errorsOf(block)).isEmpty());
    }

    @Test
    void every_profile_that_it_names_is_there() throws IOException {
        String pom = Files.readString(POM);

        assertThat(found(PROFILE, README))
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file).replace("\r\n", "\n"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String errorsOf(String block) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(errors, null, null, options, null, List.of(new Source(AROUND.replace("%s", block))))
                .call();
        return errors.toString();
    }

    /** A class that is in no file. */
    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String code) {
            super(URI.create("string:///Reader.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
