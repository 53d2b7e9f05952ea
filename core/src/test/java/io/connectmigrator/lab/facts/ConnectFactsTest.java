package io.connectmigrator.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectFactsTest {

    private static final int FACTS_OF_THE_LIBRARY = 22;

    @Test
    void every_fact_that_the_library_relies_on_is_tried() {
        List<String> expected = IntStream.rangeClosed(1, FACTS_OF_THE_LIBRARY)
                .mapToObj(number -> "F" + number)
                .toList();

        assertThat(ConnectFacts.all()).extracting(ConnectFact::id).containsAll(expected);
    }

    @Test
    void no_two_facts_share_an_id() {
        assertThat(ConnectFacts.all()).extracting(ConnectFact::id).doesNotHaveDuplicates();
    }

    @Test
    void a_fact_is_tried_on_the_versions_that_have_what_it_is_about() {
        ConnectFact fact = new ConnectFact("F0", "", "", "", "3.5", "3.9", Fact.Cost.SECONDS, connect -> "");

        assertThat(List.of("3.4.1", "3.5.1", "3.9.2", "3.10.0", "4.0.0"))
                .filteredOn(fact::appliesTo)
                .containsExactly("3.5.1", "3.9.2");
    }

    @Test
    void the_page_says_what_was_seen_where_a_fact_differs_and_why_one_was_not_run() {
        String page = FactsPage.of(List.of(
                        new FactResult("F3", "3.10.0", FactResult.Outcome.HOLDS, "read 5 ms after"),
                        new FactResult("F3", "3.9.1", FactResult.Outcome.DIFFERS, "answered 500 a|b"),
                        new FactResult("F2", "3.9.1", FactResult.Outcome.NOT_RUN, "no second Kafka cluster"),
                        new FactResult("E1", "3.9.1", FactResult.Outcome.HOLDS, "404 Connector nobody not found")))
                .markdown();

        assertThat(page)
                .contains("| fact | 3.9.1 | 3.10.0 |")
                .containsPattern("\\| \\[F3\\]\\(#f3\\) .* \\| \\*\\*differs\\*\\* \\| holds \\|")
                .contains("- F3 on 3.9.1, what was seen: answered 500 a\\|b\n")
                .contains("- F2 on 3.9.1, not run: no second Kafka cluster\n")
                .contains("- F2 on 3.10.0, not run: it was not asked for\n")
                .contains(
                        "| E1 | `GET /connectors/{c}` | no such connector | 3.9.1 | 404 Connector nobody not found |");
    }
}
