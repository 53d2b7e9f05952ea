package io.connectmigrator.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The README and the pages in {@code docs}, and the code in them. */
final class Documents {

    /** The top of the repository. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).resolve("..").normalize();

    static final Path README = ROOT.resolve("README.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private Documents() {}

    /** {@return the README and then the pages, by their names} */
    static List<Path> pages() {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(README),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return all of a file} */
    static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the blocks of a page in a language that matches, in their order} */
    static List<String> blocks(Path page, String language) {
        return BLOCK.matcher(text(page))
                .results()
                .filter(block -> block.group(1).matches(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    /** {@return the blocks of Java of all pages} */
    static List<String> programs() {
        return pages().stream().flatMap(page -> blocks(page, "java").stream()).toList();
    }

    /** {@return the block of Java that has this in it} */
    static String program(String part) {
        List<String> found =
                programs().stream().filter(block -> block.contains(part)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " blocks of Java in the documents have " + part);
        }
        return found.get(0);
    }
}
