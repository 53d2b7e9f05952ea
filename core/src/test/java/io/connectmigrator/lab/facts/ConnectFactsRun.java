package io.connectmigrator.lab.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.LaboratoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tries all facts on real workers of all versions, one version after the other, and writes the page about them. */
public final class ConnectFactsRun {

    private static final Path PAGE = Path.of("target", "connect-facts.md");

    private static final Path RESULTS = Path.of("target", "connect-facts");
    private static final int LINES = 60;

    private final FactResults results;
    private final Predicate<ConnectFact> chosen;
    private int differences;

    private ConnectFactsRun(FactResults results, Predicate<ConnectFact> chosen) {
        this.results = results;
        this.chosen = chosen;
    }

    /**
     * Runs it, prints each result as it comes, and writes the page to {@code target/connect-facts.md}. The results of earlier runs,
     * which are kept beside it, stand on the page too unless they were tried again. Ends with 0 when every fact holds, else with 1.
     *
     * @param arguments versions such as 3.9.1 and ids such as F3, to run only these; those of the system property
     *     {@code connect.facts} if there are none, and if it has none either, all
     * @throws IOException if the page cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Stream.of(String.join(" ", arguments), System.getProperty("connect.facts", ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> List.of(text.trim().split("\\s+")))
                .orElse(List.of());
        List<String> ids = words.stream()
                .filter(word -> Character.isLetter(word.charAt(0)))
                .toList();
        List<KafkaVersion> versions = Arrays.stream(KafkaVersion.values())
                .filter(version -> words.size() == ids.size() || words.contains(version.number()))
                .toList();
        FactResults results = new FactResults(RESULTS);
        ConnectFactsRun run = new ConnectFactsRun(results, fact -> ids.isEmpty() || ids.contains(fact.id()));
        Consumer<String> messages = System.out::println;
        try (Laboratory lab = Laboratory.open(messages)) {
            for (KafkaVersion version : versions) {
                run.on(lab, version);
            }
        }
        Files.writeString(PAGE, FactsPage.of(results.all()).markdown(), UTF_8);
        System.out.println(PAGE.toAbsolutePath());
        System.exit(run.differences == 0 ? 0 : 1);
    }

    private void on(Laboratory lab, KafkaVersion version) throws IOException {
        long begin = System.nanoTime();
        try (RealConnect connect = new RealConnect(lab, version)) {
            for (ConnectFact fact : ConnectFacts.all()) {
                if (chosen.test(fact)) {
                    run(lab, connect, fact);
                }
            }
        } catch (LaboratoryException e) {
            System.out.println(version + " not run: " + e.getMessage());
        }
        System.out.println(version + " took " + secondsSince(begin) + " s");
    }

    private void run(Laboratory lab, RealConnect connect, ConnectFact fact) throws IOException {
        long start = System.nanoTime();
        FactResult result = fact.run(connect);
        results.put(result);
        System.out.println(result + " (" + secondsSince(start) + " s)");
        if (result.outcome() == FactResult.Outcome.DIFFERS) {
            differences++;
            if (Boolean.getBoolean("facts.logs")) {
                System.out.println(lab.logTails(LINES));
            }
        }
    }

    private static long secondsSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }
}
