package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the pages in {@code docs} show is there; {@link DocumentedMovesIT} and {@link DocumentedPagesIT} run it. */
class DocumentsTest {

    private static final Pattern SIX_LINES = Pattern.compile("(?s)// spotless:off\\n(.*)\\n *// spotless:on");
    private static final Pattern PROFILE = Pattern.compile("mvn [^\\n`]*-P([a-z-]+)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern ARTIFACT =
            Pattern.compile("(?s)<artifactId>([^<]*)</artifactId>\\s*<version>([^<]*)</version>");

    @TempDir
    private Path classes;

    @Test
    void the_first_java_block_of_the_readme_is_the_program_that_the_quick_start_runs() {
        String source = Documents.text(
                Documents.ROOT.resolve("examples/src/main/java/io/connectmigrator/examples/SixLines.java"));
        String program = SIX_LINES
                .matcher(source)
                .results()
                .map(found -> found.group(1).stripIndent() + "\n")
                .findFirst()
                .orElseThrow();

        assertThat(Documents.blocks(Documents.README, "java"))
                .as("blocks in README.md that begin with ```java")
                .first()
                .isEqualTo(program);
    }

    @Test
    void the_readme_begins_with_the_commands_of_the_quick_start_and_of_all_tests() {
        assertThat(Documents.blocks(Documents.README, "\\w*"))
                .startsWith("mvn -q -Pquickstart package -pl examples -am\n", "mvn verify\n");
    }

    @Test
    void the_readme_is_short_enough_to_be_read_to_its_end() {
        assertThat(Documents.text(Documents.README).lines().count()).isLessThanOrEqualTo(200);
    }

    @Test
    void the_readme_names_the_artifacts_in_the_version_that_is_built() {
        String pom = Documents.text(Documents.ROOT.resolve("pom.xml"));
        List<String> dependencies = ARTIFACT.matcher(String.join("", Documents.blocks(Documents.README, "xml")))
                .results()
                .map(found -> found.group(1) + ":" + found.group(2))
                .toList();
        String version = ARTIFACT.matcher(pom)
                .results()
                .findFirst()
                .map(parent -> parent.group(2))
                .orElseThrow();

        assertThat(dependencies)
                .containsExactly("connect-migrator-core:" + version, "connect-migrator-kafka-offsets:" + version);
    }

    @Test
    void every_block_of_java_compiles() {
        assertThat(Documents.programs())
                .isNotEmpty()
                .allSatisfy(block ->
                        assertThat(DocumentProgram.compile(block, classes)).isEmpty());
    }

    @Test
    void every_block_of_java_is_run() {
        assertThat(DocumentedPrograms.RUN)
                .allSatisfy(part -> assertThat(Documents.program(part)).isNotEmpty());
        assertThat(Documents.programs())
                .allSatisfy(block -> assertThat(DocumentedPrograms.RUN).anyMatch(block::contains));
    }

    static Stream<Path> pages() {
        return Stream.concat(
                Documents.pages().stream(),
                Stream.of("CONTRIBUTING.md", "RELEASING.md").map(Documents.ROOT::resolve));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_between_the_documents_leads_somewhere(Path page) {
        assertThat(LINK.matcher(Documents.text(page)).results()).allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target.normalize()).matches(Files::exists, "exists");
            if (link.group(2) != null) {
                assertThat(anchors(target)).contains(link.group(2));
            }
        });
    }

    @Test
    void every_profile_that_they_name_is_there() {
        String pom = Documents.text(Documents.ROOT.resolve("pom.xml"));
        List<String> profiles = pages().flatMap(
                        page -> PROFILE.matcher(Documents.text(page)).results())
                .map(found -> found.group(1))
                .toList();

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    /** {@return what the headings of a page are called in links} */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(Documents.text(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
