package io.connectmigrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Evidence;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report says of offsets that were translated for another Kafka cluster. */
class TranslationReportTest {

    private final MigrationReport report = new MigrationReport(
            Instant.EPOCH,
            Duration.ZERO,
            List.of(ReportedConnector.named("orders")
                    .translation(new TranslatedSnapshot(List.of(new TranslatedOffset(
                            new Position("orders", 0, 7),
                            new Position("orders", 0, 5),
                            Verdict.AT_LEAST_ONCE,
                            2,
                            new Evidence(Way.OFFSET_SYNC, 64, 0, "the text of the evidence")))))
                    .report()));

    @Test
    void the_json_has_the_names_of_constants() {
        JsonObject translated = Json.parseObject(report.toJson())
                .objects("connectors")
                .get(0)
                .objects("translation")
                .get(0);

        assertThat(translated.string("way")).isEqualTo("OFFSET_SYNC");
        assertThat(translated.string("verdict")).isEqualTo("AT_LEAST_ONCE");
    }

    @Test
    void texts_for_people_have_words() {
        assertThat(List.of(report.toString(), report.toMarkdown(), report.toHtml()))
                .allSatisfy(text -> assertThat(text)
                        .contains("offset sync", "at most 2 again")
                        .doesNotContain("OFFSET_SYNC"));
    }
}
