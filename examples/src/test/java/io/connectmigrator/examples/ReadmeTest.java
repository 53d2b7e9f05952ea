package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern SIX_LINES = Pattern.compile("(?s)// spotless:off\\n(.*)\\n *// spotless:on");

    @Test
    void its_first_java_block_is_the_program_that_the_quick_start_runs() throws IOException {
        String source = read(MODULE.resolve("src/main/java/io/connectmigrator/examples/SixLines.java"));
        String program = SIX_LINES
                .matcher(source)
                .results()
                .map(found -> found.group(1).stripIndent() + "\n")
                .findFirst()
                .orElseThrow();

        List<String> javaBlocks = blocks("java");

        assertThat(javaBlocks)
                .as("blocks in README.md that begin with ```java")
                .first()
                .isEqualTo(program);
    }

    @Test
    void it_begins_with_the_commands_of_the_quick_start_and_of_all_tests() throws IOException {
        assertThat(blocks("\\w*")).startsWith("mvn -q -Pquickstart package -pl examples -am\n", "mvn verify\n");
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(read(MODULE.resolve("../README.md")))
                .results()
                .filter(block -> block.group(1).matches(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private static String read(Path file) throws IOException {
        assertThat(file).isRegularFile();
        return Files.readString(file).replace("\r\n", "\n");
    }
}
