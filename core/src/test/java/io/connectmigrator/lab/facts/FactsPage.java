package io.connectmigrator.lab.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page that says which facts hold on which versions, as Markdown. */
final class FactsPage {

    private static final int LONGEST_ANSWER = 220;

    private static final String INTRODUCTION = """
            # What Kafka Connect really does

            Kafka Connect documents its REST API and says little about when what it answers is true. This page lists the
            behaviours that Connect Migrator relies on, and the error answers that it tells apart. Each is a test, which runs on
            real workers of every version named here, each a process of its own, with connectors made for the purpose; and on
            simulated workers, which have to behave alike. None of it is a promise of Kafka's.

            `mvn -q -Pconnect-facts package` tries them all, which takes five to ten minutes a version, and writes this page to
            `examples/target/connect-facts.md`. A new release of Kafka is one line in `KafkaVersion` away from a column of its own.

            «holds»: what the first column says was seen. «–»: the version has nothing that the fact is about. «simulated»: on
            simulated workers of every version, 3.4 to 4.4; «not run»: the simulation does not have what the fact is about.
            """;

    private static final String NOT_TRIED = """

            ## Not tried

            - More than two workers, the eager rebalance protocol, clusters whose workers have several versions.
            - Workers before 3.4. The restart of single tasks of a paused connector, the only way to a final commit before 3.0.
            - Connectors on whose validation Connect itself fails at their creation (500, Debezium for MySQL): it needs the
              connector, and its database. The test connector of F17 is created in spite of its entry without a value.
            - 409 «Failed to complete zombie fencing because a new set of task configs was generated»: it needs a change of the
              config between two steps of one request.
            - 500 «Failed to retrieve consumer group offsets for sink connector …»: with a Kafka cluster that cannot be reached
              the request timed out instead, after 90 s (seen on 4.3.1).
            - Requests that time out while a worker's main thread is busy; E35 lets only the connector be slow.
            """;

    private final List<String> versions;
    private final Map<String, Map<String, FactResult>> results = new TreeMap<>();

    private FactsPage(List<FactResult> all) {
        this.versions = all.stream()
                .map(FactResult::version)
                .distinct()
                .sorted(Comparator.comparing(Release::of))
                .toList();
        all.forEach(result ->
                results.computeIfAbsent(result.id(), first -> new TreeMap<>()).put(result.version(), result));
    }

    /** {@return the page of these results, a column for each version among them} */
    static FactsPage of(List<FactResult> all) {
        return new FactsPage(all);
    }

    String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        List<ConnectFact> facts =
                ConnectFacts.all().stream().filter(fact -> !fact.isAnswer()).toList();
        page.append("\n## Facts by version\n\n");
        header(page, "fact");
        facts.forEach(fact -> row(page, "[" + fact.id() + "](#" + anchor(fact) + ") " + fact.title(), fact));
        differences(page, facts);
        page.append("\n## The facts\n");
        facts.forEach(fact -> explain(page, fact));
        page.append(
                "\n## Error answers\n\nStatus and text of an answer are what a client has to go by: the same status stands for what passes in a moment"
                        + " and for what never will. A text that is long is cut (…).\n");
        ConnectFacts.all().stream().filter(ConnectFact::isAnswer).forEach(fact -> answers(page, fact));
        return page.append(NOT_TRIED).toString();
    }

    private void header(StringBuilder page, String first) {
        page.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", versions))
                .append(" | simulated |\n|---|");
        page.append("---|".repeat(versions.size() + 1)).append('\n');
    }

    private void row(StringBuilder page, String title, ConnectFact fact) {
        String cells = versions.stream().map(version -> cell(fact, version)).collect(Collectors.joining(" | "));
        page.append("| ")
                .append(title)
                .append(" | ")
                .append(cells)
                .append(" | ")
                .append(inWords(SimulatedOutcomes.of(fact)))
                .append(" |\n");
    }

    private String cell(ConnectFact fact, String version) {
        FactResult result = result(fact, version);
        if (result == null) {
            return "not run";
        }
        return inWords(result.outcome());
    }

    private static String inWords(FactResult.Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> "holds";
            case DIFFERS -> "**differs**";
            case NOT_RUN -> "not run";
            case NOT_APPLICABLE -> "–";
        };
    }

    private @Nullable FactResult result(ConnectFact fact, String version) {
        return results.getOrDefault(fact.id(), Map.of()).get(version);
    }

    /** What was seen where a fact does not hold or was not run: never silently. */
    private void differences(StringBuilder page, List<ConnectFact> facts) {
        StringBuilder lines = new StringBuilder();
        facts.forEach(fact -> versions.forEach(version -> {
            FactResult result = result(fact, version);
            if (result == null) {
                lines.append("- ")
                        .append(fact.id())
                        .append(" on ")
                        .append(version)
                        .append(", not run: it was not asked for\n");
            } else if (result.outcome() == FactResult.Outcome.DIFFERS
                    || result.outcome() == FactResult.Outcome.NOT_RUN) {
                String how = result.outcome() == FactResult.Outcome.DIFFERS ? ", what was seen: " : ", not run: ";
                lines.append("- ")
                        .append(fact.id())
                        .append(" on ")
                        .append(version)
                        .append(how)
                        .append(shortened(result.seen()))
                        .append('\n');
            }
        }));
        if (!lines.isEmpty()) {
            page.append("\nWhere a fact differs or was not run:\n\n").append(lines);
        }
    }

    private void explain(StringBuilder page, ConnectFact fact) {
        page.append("\n### ").append(fact.id()).append('\n');
        page.append("\n**")
                .append(fact.title())
                .append(".** ")
                .append(fact.text())
                .append('\n');
        page.append("\n*Tried:* ").append(fact.tried()).append('\n');
        Map<String, String> seen = new TreeMap<>();
        for (String version : versions) {
            FactResult result = result(fact, version);
            if (result != null
                    && result.outcome() == FactResult.Outcome.HOLDS
                    && !result.seen().isEmpty()) {
                seen.merge(shortened(result.seen()), version, (earlier, later) -> earlier + ", " + later);
            }
        }
        if (!seen.isEmpty()) {
            page.append("\n*Seen:* ")
                    .append(seen.entrySet().stream()
                            .map(entry -> entry.getValue() + ": " + entry.getKey())
                            .collect(Collectors.joining("; ")))
                    .append('\n');
        }
    }

    /** Versions that answer alike share a row. */
    private void answers(StringBuilder page, ConnectFact fact) {
        if (fact.id().equals("E1")) {
            page.append("\n| | request | situation | versions | answer |\n|---|---|---|---|---|\n");
        }
        Map<String, List<String>> byAnswer = new LinkedHashMap<>();
        for (String version : versions) {
            FactResult result = result(fact, version);
            if (result == null || result.outcome() != FactResult.Outcome.NOT_APPLICABLE) {
                byAnswer.computeIfAbsent(answer(result), first -> new ArrayList<>())
                        .add(version);
            }
        }
        byAnswer.forEach((answer, with) -> page.append("| ")
                .append(String.join(" | ", fact.id(), "`" + fact.title() + "`", fact.text(), range(with), answer))
                .append(" |\n"));
    }

    private static String answer(@Nullable FactResult result) {
        if (result == null) {
            return "not run: it was not asked for";
        }
        String seen = shortened(result.seen());
        return switch (result.outcome()) {
            case HOLDS -> seen;
            case DIFFERS -> "**differs:** " + seen;
            default -> "not run: " + seen;
        };
    }

    private String range(List<String> some) {
        int first = versions.indexOf(some.get(0));
        boolean adjacent =
                some.size() > 2 && versions.subList(first, first + some.size()).equals(some);
        return adjacent ? some.get(0) + " – " + some.get(some.size() - 1) : String.join(", ", some);
    }

    /** What differs from run to run only, such as names and ports, is replaced, so that versions can be compared. */
    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ")
                .replaceAll("[a-z0-9]+(-[a-z]+)?-\\d+(?=['/ :.,]|$)", "{c}")
                .replaceAll("(127\\.0\\.0\\.1):\\d+", "$1:{port}")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "{time}")
                .replaceAll("\\p{Alnum}+@\\p{XDigit}+.*", "…")
                .replace("|", "\\|");
        return line.length() > LONGEST_ANSWER ? line.substring(0, LONGEST_ANSWER) + "…" : line;
    }

    private static String anchor(ConnectFact fact) {
        return fact.id().toLowerCase(Locale.ROOT);
    }
}
