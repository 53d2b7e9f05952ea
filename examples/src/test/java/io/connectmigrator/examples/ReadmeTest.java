package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is there; {@link ReadmeIT} runs it. */
class ReadmeTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Pattern SIX_LINES = Pattern.compile("(?s)// spotless:off\\n(.*)\\n *// spotless:on");
    private static final Pattern PROFILE = Pattern.compile("mvn [^\\n`]*-P([a-z-]+)");

    @TempDir
    private Path classes;

    @Test
    void its_first_java_block_is_the_program_that_the_quick_start_runs() throws IOException {
        String source = read(MODULE.resolve("src/main/java/io/connectmigrator/examples/SixLines.java"));
        String program = SIX_LINES
                .matcher(source)
                .results()
                .map(found -> found.group(1).stripIndent() + "\n")
                .findFirst()
                .orElseThrow();

        assertThat(Readme.blocks("java"))
                .as("blocks in README.md that begin with ```java")
                .first()
                .isEqualTo(program);
    }

    @Test
    void it_begins_with_the_commands_of_the_quick_start_and_of_all_tests() {
        assertThat(Readme.blocks("\\w*")).startsWith("mvn -q -Pquickstart package -pl examples -am\n", "mvn verify\n");
    }

    @Test
    void every_block_of_java_compiles() {
        assertThat(Readme.blocks("java"))
                .isNotEmpty()
                .allSatisfy(block ->
                        assertThat(ReadmeProgram.compile(block, classes)).isEmpty());
    }

    @Test
    void every_profile_that_it_names_is_there() throws IOException {
        String pom = read(MODULE.resolve("../pom.xml"));
        List<String> profiles = PROFILE.matcher(Readme.text())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
