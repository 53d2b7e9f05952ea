package io.connectmigrator.lab.facts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.LaboratoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Tries all facts on real workers of all versions, one version after the other, and writes the page about them. */
public final class ConnectFactsRun {

    private static final Path PAGE = Path.of("target", "connect-facts.md");

    private final List<FactResult> results = new ArrayList<>();
    private final Predicate<FactTest> chosen;

    private ConnectFactsRun(Predicate<FactTest> chosen) {
        this.chosen = chosen;
    }

    /**
     * Runs it, prints each result as it comes and the page in the end, which it writes to {@code target/connect-facts.md} too.
     * Ends with 0 when every fact holds, else with 1.
     *
     * @param arguments versions such as 3.9.1 and ids such as F3, to run only these; none for all
     * @throws IOException if the page cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        List<String> ids = words.stream()
                .filter(word -> Character.isLetter(word.charAt(0)))
                .toList();
        List<KafkaVersion> versions = Arrays.stream(KafkaVersion.values())
                .filter(version -> words.size() == ids.size() || words.contains(version.number()))
                .toList();
        ConnectFactsRun run = new ConnectFactsRun(fact -> ids.isEmpty() || ids.contains(fact.id()));
        long begin = System.nanoTime();
        try (Laboratory lab = Laboratory.open(System.out::println)) {
            versions.forEach(version -> run.on(lab, version));
        }
        String page = new FactsPage(versions.stream().map(KafkaVersion::number).toList(), run.results)
                .markdown(run.introduction(versions, secondsSince(begin)));
        Files.createDirectories(PAGE.toAbsolutePath().getParent());
        Files.writeString(PAGE, page, UTF_8);
        System.out.println(page);
        System.exit(run.differences() == 0 ? 0 : 1);
    }

    private void on(Laboratory lab, KafkaVersion version) {
        long begin = System.nanoTime();
        try (RealConnect connect = new RealConnect(lab, version)) {
            for (FactTest fact : ConnectFacts.all()) {
                if (chosen.test(fact)) {
                    long start = System.nanoTime();
                    FactResult result = fact.run(connect);
                    results.add(result);
                    System.out.println(result + " (" + secondsSince(start) + " s)");
                }
            }
        } catch (LaboratoryException e) {
            System.out.println(version + " not run: " + e.getMessage());
        }
        System.out.println(version + " took " + secondsSince(begin) + " s");
    }

    private long differences() {
        return results.stream()
                .filter(result -> result.outcome() == FactResult.Outcome.DIFFERS)
                .count();
    }

    private String introduction(List<KafkaVersion> versions, long seconds) {
        long tried = results.stream()
                .filter(result -> result.outcome() != FactResult.Outcome.NOT_APPLICABLE)
                .count();
        return """
                # What Kafka Connect really does

                Kafka Connect documents its REST API and says little about when what it answers is true. This page lists the behaviours that Connect Migrator relies on, and the error
                answers that it tells apart. Each is a test, which runs on real workers of every version named here, each a process of its own, with connectors made
                for the purpose; and on simulated workers, which have to behave alike. None of it is a promise of Kafka's.

                The page is written by `mvn -q -Pconnect-facts package`, which takes about %s minutes for %s versions (this one: %s trials, %s of them with another result than
                expected). A new release of Kafka is one line in `KafkaVersion` away from a column of its own.

                «holds»: what the first column says was seen. «–»: the version has nothing that the fact is about.
                """.formatted(
                        Long.toString(Math.max(1, Math.round(seconds / 60.0))),
                        Integer.toString(new TreeSet<>(versions).size()),
                        Long.toString(tried),
                        Long.toString(differences()));
    }

    private static long secondsSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }
}
