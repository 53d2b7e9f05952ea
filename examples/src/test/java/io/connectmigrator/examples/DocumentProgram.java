package io.connectmigrator.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A block of Java in the README or in a page of {@code docs} as the program of a {@link Reader}. */
final class DocumentProgram {

    private DocumentProgram() {}

    /** {@return a reader that runs it, and keeps the named variables} */
    static Reader compiled(String block, Path folder, String... kept) throws IOException, ReflectiveOperationException {
        Path classes = Files.createTempDirectory(folder, "program");
        String errors = compile(block, classes, kept);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Reader.class.getClassLoader())) {
            // A block may declare classes of its own, which are first used when the loader is closed.
            for (Path file : files(classes)) {
                loader.loadClass(file.getFileName().toString().replace(".class", ""));
            }
            return (Reader) loader.loadClass("Program").getConstructor().newInstance();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** {@return what the compiler says against it, or nothing} */
    static String compile(String block, Path classes, String... kept) {
        String keep = Stream.of(kept)
                .map(variable -> "kept.put(\"" + variable + "\", " + variable + ");")
                .collect(Collectors.joining("\n"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        compiler.getTask(errors, null, null, options, null, List.of(new Source(around(block, keep))))
                .call();
        return errors.toString();
    }

    private static String around(String block, String keep) {
        return """
            import io.connectmigrator.connect.*;
            import io.connectmigrator.examples.*;
            import io.connectmigrator.kafka.*;
            import io.connectmigrator.event.*;
            import io.connectmigrator.journal.*;
            import io.connectmigrator.kubernetes.*;
            import io.connectmigrator.migration.*;
            import io.connectmigrator.plan.*;
            import io.connectmigrator.readiness.*;
            import io.connectmigrator.registry.*;
            import io.connectmigrator.report.*;
            import io.connectmigrator.offset.*;
            import java.net.URI;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.List;

            public final class Program extends Reader {
                @Override
                public void program() throws Exception {
            %s
            %s
                }
            }
            """.formatted(block, keep);
    }

    /** A class that is in no file. */
    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String code) {
            super(URI.create("string:///Program.java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
