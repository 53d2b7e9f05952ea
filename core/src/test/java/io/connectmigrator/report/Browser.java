package io.connectmigrator.report;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window and with a profile of its own. It ends, and the profile is gone, when this is closed. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int SECONDS = 30;

    private final Path profile;
    private final Process process;
    private final DevTools devTools;

    private Browser(Path profile, Process process, DevTools devTools) {
        this.profile = profile;
        this.process = process;
        this.devTools = devTools;
    }

    /** {@return where on the PATH a Chromium is, if there is one} */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("browser");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--window-size=1280,900",
                "--disable-dev-shm-usage",
                "about:blank"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium's sandbox refuses to be set up by root.
            command.add(1, "--no-sandbox");
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(
                    profile,
                    process,
                    DevTools.connect(listening(process)
                            .orTimeout(SECONDS, TimeUnit.SECONDS)
                            .join()));
        } catch (RuntimeException e) {
            end(process);
            delete(profile);
            throw e;
        }
    }

    /** {@return a new tab} */
    DevTools.Tab tab() {
        return devTools.tab();
    }

    @Override
    public void close() {
        devTools.close();
        end(process);
        delete(profile);
    }

    /** Chromium says on its standard error where it listens, and goes on to talk. */
    private static CompletableFuture<URI> listening(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(LISTENING::matcher)
                        .filter(Matcher::find)
                        .forEach(found -> address.complete(URI.create(found.group(1))));
            } catch (IOException | UncheckedIOException e) {
                address.completeExceptionally(e);
            }
            address.completeExceptionally(new IllegalStateException("the browser ended before it listened"));
        });
        reader.setDaemon(true);
        reader.start();
        return address;
    }

    private static void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(
                member -> member.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
