package io.connectmigrator.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java on this machine. */
record Jdk(Path home, int feature) {

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** {@return the one that runs this} */
    static Jdk current() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** {@return one of that version: this one, one that the environment names, or one where Linux keeps them} */
    static Optional<Jdk> find(int feature) {
        Stream<Path> named = Stream.of("JAVA_HOME_" + feature, "JAVA_HOME_" + feature + "_X64", "JAVA_HOME")
                .flatMap(variable -> Optional.ofNullable(System.getenv(variable)).stream())
                .map(Path::of);
        Stream<Jdk> others = Stream.concat(named, installed()).flatMap(home -> at(home).stream());
        return Stream.concat(Stream.of(current()), others)
                .filter(jdk -> jdk.feature == feature)
                .findFirst();
    }

    Path launcher() {
        return launcher(home);
    }

    private static Path launcher(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static Stream<Path> installed() {
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // another kind of system
        }
    }

    private static Optional<Jdk> at(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Files.isExecutable(launcher(home))
                    ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no Java there
        }
    }
}
