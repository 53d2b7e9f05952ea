package io.connectmigrator.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SequencePluginTest {

    private static final Pattern SOURCES = Pattern.compile("<test\\.sources>%regex\\[(.+)]</test\\.sources>");

    /** Without one of them no laboratory starts, that of the quick start among them. */
    @Test
    void profiles_that_compile_the_laboratory_alone_compile_every_class_of_the_plugin() throws IOException {
        List<Pattern> compiled = SOURCES.matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .map(found -> Pattern.compile(found.group(1)))
                .toList();

        assertThat(compiled)
                .isNotEmpty()
                .allSatisfy(sources -> assertThat(SequencePlugin.classes())
                        .allSatisfy(name -> assertThat(source(name)).matches(sources)));
    }

    private static String source(String className) {
        return className.replaceAll("\\$.*", "").replace('.', '/') + ".java";
    }
}
