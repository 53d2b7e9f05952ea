package io.connectmigrator.migration.internal.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.internal.Json;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.offset.StoredOffset;
import io.connectmigrator.offset.StoredRecord;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A journal of an earlier version can be read, and an entry that cannot be read is refused with the reason. */
class JournalFormatTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final JournalRecord page = new JournalRecord(
            PlannedUnit.of(planned("orders", "eu.orders", Map.of())),
            new MigrationState(MigrationPhase.MOVED, one(forward()), one(rollback())),
            NOON,
            new LockOwner("connect-admin-1, process 4711", NOON.plusSeconds(1)),
            NOON.plusSeconds(2));

    @Test
    void what_was_written_is_read_again() {
        assertThat(JournalFormat.write(JournalFormat.read(page.entry()))).isEqualTo(JournalFormat.write(page));
    }

    @Test
    void every_byte_of_a_snapshot_is_kept() {
        OffsetSnapshot snapshot = requireNonNull(JournalFormat.read(page.entry())
                .migrationState()
                .forward()
                .lead()
                .snapshot());

        assertThat(snapshot).isEqualTo(offsets());
        assertThat(snapshot.offsets()).extracting(ConnectorOffset::stored).containsExactlyElementsOf(stored(offsets()));
        assertThat(snapshot.unlisted()).isEqualTo(offsets().unlisted());
        assertThat(snapshot.unlisted().get(0).timestamp()).isEqualTo(1_700_000_000_002L);
    }

    @Test
    void translated_offsets_are_kept_beside_those_that_they_were_translated_from() {
        OffsetSnapshot translated = OffsetSnapshot.of(List.of(new ConnectorOffset(
                Map.of("kafka_topic", "legacy.orders", "kafka_partition", 3L), Map.of("kafka_offset", 118_211L))));
        MigrationState state = page.migrationState().withForward(one(forward().with(p -> p.translated = translated)));

        Progress read = JournalFormat.read(
                        new JournalRecord(page.planned(), state, NOON, page.by(), page.saved()).entry())
                .migrationState()
                .forward()
                .lead();

        assertThat(read.isTranslated()).isTrue();
        assertThat(read.translated()).isEqualTo(translated);
        assertThat(read.snapshot()).isEqualTo(offsets());
        assertThat(read.given()).isEqualTo(translated);
    }

    @Test
    void the_format_is_the_one_that_was_written_down() throws IOException {
        String text = golden("journal-2.json");

        assertThat(JournalFormat.write(JournalFormat.read(new JournalEntry("legacy/orders", text))))
                .isEqualTo(Json.write(Json.parse(text)));
        assertThat(text.strip()).isEqualTo(JournalFormat.write(page));
    }

    @Test
    void an_entry_that_was_written_before_there_were_remarks_is_read() {
        String text = page.entry().text();
        String earlier = text.replaceAll(",\"(remark|slowStop)\":(null|[{][^}]*[}])", "");

        assertThat(earlier).isNotEqualTo(text).doesNotContain("remark", "slowStop");
        assertThat(JournalFormat.read(with(earlier))
                        .migrationState()
                        .forward()
                        .lead()
                        .remark())
                .isNull();
    }

    @Test
    void labels_are_kept_in_their_order() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("team", "retail");
        labels.put("by", "ada");
        PlannedUnit planned = PlannedUnit.of(planned("orders", "orders", labels));

        JournalRecord read =
                JournalFormat.read(new JournalRecord(planned, page.migrationState(), NOON, page.by(), NOON).entry());

        assertThat(read.planned().lead().attributes())
                .containsExactly(Map.entry("team", "retail"), Map.entry("by", "ada"));
        assertThat(read.openMigration().attributes()).isEqualTo(labels);
    }

    @Test
    void moves_that_are_made_together_have_one_entry() {
        PlannedUnit planned =
                new PlannedUnit(List.of(planned("orders", "all", Map.of()), planned("payments", "all", Map.of())));
        Progress other = forward().with(p -> {
            p.share = offsets();
            p.united = offsets();
        });
        MigrationState state = new MigrationState(
                MigrationPhase.MOVED,
                UnitProgress.of(List.of(forward(), other)),
                UnitProgress.of(List.of(rollback(), Progress.NOTHING_YET)));

        JournalRecord read =
                JournalFormat.read(new JournalRecord(planned, state, NOON, page.by(), page.saved()).entry());

        assertThat(read.planned()).isEqualTo(planned);
        assertThat(read.migrationState().forward().of(1).given()).isEqualTo(offsets());
        assertThat(requireNonNull(read.migrationState().rollback()).of(0).undoing())
                .isTrue();
        assertThat(JournalFormat.write(read))
                .isEqualTo(JournalFormat.write(new JournalRecord(planned, state, NOON, page.by(), page.saved())));
        assertThat(read.openMigrations()).extracting(OpenMigration::connector).containsExactly("orders", "payments");
    }

    @Test
    void the_entry_of_a_member_names_the_one_that_leads() {
        JournalEntry member = JournalFormat.member("legacy/payments", "legacy/orders");

        assertThat(member.open()).isFalse();
        assertThat(JournalFormat.lead(member)).contains("legacy/orders");
        assertThat(JournalFormat.lead(page.entry())).isEmpty();
    }

    @Test
    void an_entry_at_its_end_keeps_no_offsets_but_all_that_is_asked_of_it() {
        for (MigrationPhase phase : MigrationPhase.values()) {
            MigrationState migrationState = page.migrationState().in(phase);
            JournalRecord ended = new JournalRecord(page.planned(), migrationState, NOON, page.by(), page.saved());

            JournalRecord read = JournalFormat.read(ended.entry());

            boolean kept = read.migrationState().isOpen();
            assertThat(kept)
                    .as("%s", phase)
                    .isEqualTo(!Set.of(
                                    MigrationPhase.UNDONE,
                                    MigrationPhase.ROLLED_BACK,
                                    MigrationPhase.CONFIRMED,
                                    MigrationPhase.REHEARSED)
                            .contains(phase));
            assertThat(read.migrationState().forward().lead().snapshot() != null)
                    .as("%s", phase)
                    .isEqualTo(kept);
            assertThat(read.migrationState().forward().lead().targetBefore() != null)
                    .as("%s", phase)
                    .isEqualTo(kept);
            assertThat(read.planned()).isEqualTo(page.planned());
            assertThat(read.migrationState().phase()).isEqualTo(phase);
            assertThat(read.migrationState().forward().completed()).isEqualTo(MigrationStep.PROVE);
            assertThat(read.by()).isEqualTo(page.by());
            assertThat(read.saved()).isEqualTo(page.saved());
        }
    }

    @Test
    void an_entry_at_its_end_is_as_short_whatever_there_was_to_move() {
        OffsetSnapshot many = OffsetSnapshot.of(IntStream.range(0, 10_000)
                .mapToObj(i -> new ConnectorOffset(Map.of("table", "t" + i), Map.of("position", (long) i)))
                .toList());
        MigrationState migrationState = new MigrationState(
                MigrationPhase.CONFIRMED,
                one(forward().with(p -> p.snapshot = many)),
                one(forward().with(p -> p.targetBefore = many)));

        JournalEntry entry = new JournalRecord(page.planned(), migrationState, NOON, page.by(), NOON).entry();

        assertThat(entry.text()).hasSizeLessThan(3_000);
    }

    @Test
    void a_newer_format_is_refused() {
        JournalEntry newer = with(page.entry().text().replace("\"format\":2,", "\"format\":3,"));

        assertThatThrownBy(() -> JournalFormat.read(newer))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal's entry legacy/orders has format 3, and this version reads format 2");
    }

    @Test
    void an_entry_that_was_cut_short_anywhere_is_refused() {
        String text = page.entry().text();
        for (int length = 0; length < text.length(); length++) {
            JournalEntry cut = with(text.substring(0, length));

            assertThatThrownBy(() -> JournalFormat.read(cut))
                    .isInstanceOf(JournalException.class)
                    .hasMessageStartingWith("the journal's entry legacy/orders cannot be read: ");
            assertThat(cut.open()).isTrue();
        }
    }

    @Test
    void an_entry_that_lacks_a_field_is_refused() {
        for (String field : List.of("phase", "begun", "by", "plan", "forward", "format")) {
            JournalEntry without = with(page.entry().text().replace("\"" + field + "\":", "\"other\":"));

            assertThatThrownBy(() -> JournalFormat.read(without)).as(field).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void the_entry_of_another_connector_is_refused() {
        JournalEntry moved = new JournalEntry("legacy/invoices", page.entry().text());

        assertThatThrownBy(() -> JournalFormat.read(moved))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal's entry legacy/invoices cannot be read: it is that of legacy/orders");
    }

    @Test
    void names_become_parts_of_file_names() {
        assertThat(id("http://connect:8083", "a/b")).isEqualTo("http%3A%2F%2Fconnect%3A8083/a%2Fb");
        assertThat(id("..", ".hidden *+ü")).isEqualTo("%2E./%2Ehidden%20%2A%2B%C3%BC");
    }

    private static String id(String cluster, String connector) {
        return new PlannedMove(
                        cluster, connector, "to", "target", ExistingOffsets.REFUSE, EmptyOffsets.REFUSE, Map.of())
                .id();
    }

    private static PlannedMove planned(String connector, String target, Map<String, String> labels) {
        return new PlannedMove(
                "legacy", connector, "europe", target, ExistingOffsets.REPLACE, EmptyOffsets.REFUSE, labels);
    }

    private static UnitProgress one(Progress progress) {
        return UnitProgress.of(List.of(progress));
    }

    private static Progress rollback() {
        return Progress.NOTHING_YET.with(p -> {
            p.wantedState = ConnectorState.PAUSED;
            p.undoing = true;
        });
    }

    private static Progress forward() {
        return Progress.NOTHING_YET.with(p -> {
            p.completed = MigrationStep.PROVE;
            p.targetCreated = true;
            p.targetBefore = OffsetSnapshot.of(
                    List.of(new ConnectorOffset(Map.of("kafka_partition", 0L), Map.of("kafka_offset", 7L), commit())));
            p.sourceState = ConnectorState.RUNNING;
            p.sourceTasks = 2;
            p.downSince = NOON;
            p.slowStop = Problem.warning(ProblemCode.STOP_TOOK_LONG, "it took 6000 ms", "Look at the logs");
            p.snapshot = offsets();
            p.readWith =
                    new TransportChoice(TransportChoice.Via.CONFIGURED, "topic connect-offsets", "it shows every byte");
            p.writtenWith = new TransportChoice(
                    TransportChoice.Via.REST_AND_CONFIGURED, "REST, then the topic", "keys would change");
            p.cutOver = true;
            p.targetResumed = true;
            p.upSince = NOON.plus(Duration.ofMillis(170));
            p.movedOn = true;
            p.remark = Problem.warning(ProblemCode.OTHER_PARTITIONS, "it has committed others", "Look at them");
        });
    }

    private static StoredCommit commit() {
        return new StoredCommit(3, "state of the sink");
    }

    private static OffsetSnapshot offsets() {
        return OffsetSnapshot.of(List.of(
                        record("[\"orders\",{\"table\":\"t\u00fcrk\",\"n\":1.10}]", "{\"seq\":9007199254740993}", 1)
                                .toOffset(),
                        new ConnectorOffset(Map.of("id", 0L), Map.of("position", 12L))))
                .withUnlisted(List.of(record("[\"orders\",null]", "{}", 2)));
    }

    private static StoredRecord record(String key, String value, int timestamp) {
        return StoredRecord.of(key.getBytes(UTF_8), value.getBytes(UTF_8), 1_700_000_000_000L + timestamp);
    }

    private static List<StoredOffset> stored(OffsetSnapshot snapshot) {
        return snapshot.offsets().stream().map(ConnectorOffset::stored).toList();
    }

    private static JournalEntry with(String text) {
        return new JournalEntry("legacy/orders", text);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = JournalFormatTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
