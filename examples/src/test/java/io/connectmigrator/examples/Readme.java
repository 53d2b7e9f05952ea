package io.connectmigrator.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The README, and the code in it. */
final class Readme {

    private static final Path FILE = Path.of(System.getProperty("basedir", "")).resolve("../README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private Readme() {}

    /** {@return all of it} */
    static String text() {
        try {
            return Files.readString(FILE).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its blocks in a language that matches, in their order} */
    static List<String> blocks(String language) {
        return BLOCK.matcher(text())
                .results()
                .filter(block -> block.group(1).matches(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    /** {@return the first block of Java that has this in it} */
    static String program(String part) {
        return blocks("java").stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no block of Java in the README has " + part));
    }
}
