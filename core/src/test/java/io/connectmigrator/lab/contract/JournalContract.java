package io.connectmigrator.lab.contract;

import static io.connectmigrator.lab.contract.StoredEntries.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every journal must do. A subclass provides the journal. */
public abstract class JournalContract {

    private static final String LONG_NAME = "%C3%9F".repeat(42);

    private static final LockOwner FIRST =
            new LockOwner("pid 1 on \"höst\"\n", Instant.parse("2026-01-02T03:04:05.006007Z"));
    private static final LockOwner SECOND = new LockOwner("pid 2", Instant.parse("2026-01-02T03:04:06Z"));

    /** {@return the journal to check, always the same during a test, and empty at its beginning} */
    protected abstract Journal journal();

    /** {@return a second journal with the same entries, as another process would open it} */
    protected abstract Journal journalOfAnotherProcess();

    /** {@return whether a refused claim names the owner of the other one} A lock alone does not tell it. */
    protected boolean namesOwners() {
        return true;
    }

    /** {@return how often two claims cross, as few as are worth their time where a claim takes long} */
    protected int crossings() {
        return 100;
    }

    private Optional<LockOwner> known(LockOwner owner) {
        return namesOwners() ? Optional.of(owner) : Optional.empty();
    }

    @Test
    void an_entry_that_was_never_saved_is_absent() {
        assertThat(load(journal(), "legacy/orders")).isEmpty();
        assertThat(journal().open()).isEmpty();
    }

    @Test
    void what_was_saved_last_is_read_by_every_journal() {
        JournalEntry first = entry("legacy/orders", true, "first");
        JournalEntry second = entry("legacy/orders", false, "second");

        save(first);
        Optional<JournalEntry> afterFirst = load(journalOfAnotherProcess(), "legacy/orders");
        save(second);

        assertThat(afterFirst).contains(first);
        assertThat(load(journal(), "legacy/orders")).contains(second);
        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(second);
    }

    @Test
    void under_one_claim_every_save_is_visible_at_once() {
        try (Journal.Claim claim = journal().claim(Set.of("legacy/orders"), FIRST)) {
            for (int i = 0; i < 20; i++) {
                JournalEntry entry = entry("legacy/orders", true, "step " + i);
                StoredEntries.save(journal(), entry);
                claim.requireHeld();

                assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(entry);
            }
        }
    }

    @Test
    void a_text_of_megabytes_is_kept() {
        JournalEntry entry = entry("legacy/orders", true, "{'id': 'ğ€ and more'}".repeat(150_000));

        save(entry);

        assertThat(load(journal(), "legacy/orders")).contains(entry);
        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "İıĞß€",
                "\uD83D\uDE00 \uDBFF\uDFFF",
                "\u0001\u0000\u007F\u0085",
                "\r\n\u2028\t",
                "\uFEFF\uFFFE",
                ""
            })
    void a_text_may_have_any_characters(String characters) {
        JournalEntry entry = entry("legacy/orders", true, characters);

        save(entry);

        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(entry);
    }

    @Test
    void half_a_character_is_kept_or_refused_but_never_replaced() {
        JournalEntry before = entry("legacy/orders", true, "before");
        JournalEntry half = entry("legacy/orders", true, "\uD83D");
        save(before);

        RuntimeException refusal = catchThrowableOfType(RuntimeException.class, () -> save(half));

        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(refusal == null ? half : before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "legacy/orders",
                "legacy/..",
                "../..",
                "../orders",
                "./orders",
                "/orders",
                "legacy/",
                "orders",
                "legacy/a%2Fb+c*d_e-f.",
                "legacy./..json",
                "http%3A%2F%2Fconnect%3A8083/%E2%82%AC",
                "legacy/orders.tmp",
                "legacy/orders.json",
                "legacy/orders.lock",
                "con/nul"
            })
    void an_id_is_nothing_but_a_name(String id) {
        JournalEntry entry = entry(id, true, "text");

        save(entry);

        assertThat(load(journalOfAnotherProcess(), id)).contains(entry);
        assertThat(journalOfAnotherProcess().open()).containsExactly(entry);
    }

    @Test
    void long_ids_that_differ_at_their_end_are_different() {
        JournalEntry one = entry("legacy/" + LONG_NAME + "1", true, "one");
        JournalEntry two = entry("legacy/" + LONG_NAME + "2", true, "two");
        JournalEntry three = entry(LONG_NAME.repeat(2) + "/" + LONG_NAME + "3", true, "three");

        save(one);
        save(two);
        save(three);

        assertThat(load(journalOfAnotherProcess(), one.id())).contains(one);
        assertThat(load(journalOfAnotherProcess(), two.id())).contains(two);
        assertThat(load(journalOfAnotherProcess(), three.id())).contains(three);
        assertThat(journalOfAnotherProcess().open()).containsExactlyInAnyOrder(one, two, three);
    }

    @Test
    void long_ids_are_claimed_independently() {
        try (Journal.Claim one = journal().claim(Set.of("legacy/" + LONG_NAME + "1"), FIRST);
                Journal.Claim two = journalOfAnotherProcess().claim(Set.of("legacy/" + LONG_NAME + "2"), SECOND)) {
            one.requireHeld();
            two.requireHeld();
        }
    }

    @Test
    void the_open_entries_are_listed_and_the_closed_ones_are_not() {
        JournalEntry open = entry("legacy/orders", true, "under way");
        JournalEntry other = entry("europe/orders", true, "under way");
        save(entry("legacy/customers", true, "under way"));
        save(open);
        save(other);

        save(entry("legacy/customers", false, "confirmed"));

        assertThat(journal().open()).containsExactlyInAnyOrder(open, other);
        assertThat(journalOfAnotherProcess().open()).containsExactlyInAnyOrder(open, other);
    }

    @Test
    void an_entry_with_the_expected_version_is_replaced() {
        JournalEntry third = entry("legacy/orders", true, "third");
        try (Journal.Claim claim = journal().claim(Set.of("legacy/orders"), FIRST)) {
            Optional<String> first = journal().save(entry("legacy/orders", true, "first"), null);
            Optional<String> second = journal().save(entry("legacy/orders", true, "second"), first.orElseThrow());
            Optional<String> last = journal().save(third, second.orElseThrow());
            claim.requireHeld();

            assertThat(last).isPresent().isNotEqualTo(first).isNotEqualTo(second);
            assertThat(journal().load("legacy/orders")).contains(new VersionedEntry(third, last.orElseThrow()));
        }
        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(third);
    }

    @Test
    void the_version_that_another_process_reads_is_the_one_to_go_on_from() {
        save(entry("legacy/orders", true, "first"));
        JournalEntry next = entry("legacy/orders", true, "next");
        VersionedEntry read = journalOfAnotherProcess().load("legacy/orders").orElseThrow();
        try (Journal.Claim claim = journalOfAnotherProcess().claim(Set.of("legacy/orders"), SECOND)) {
            Optional<String> written = journalOfAnotherProcess().save(next, read.version());
            claim.requireHeld();

            assertThat(written).isPresent();
        }
        assertThat(load(journal(), "legacy/orders")).contains(next);
    }

    @Test
    void an_entry_with_another_version_is_left() {
        JournalEntry current = entry("legacy/orders", true, "current");
        JournalEntry next = entry("legacy/orders", true, "next");
        save(entry("legacy/orders", true, "first"));
        @Nullable
        String stale =
                journal().load("legacy/orders").map(VersionedEntry::version).orElse(null);
        save(current);

        try (Journal.Claim claim = journal().claim(Set.of("legacy/orders", "legacy/new"), FIRST)) {
            assertThat(journal().save(next, stale)).isEmpty();
            assertThat(journal().save(next, null)).isEmpty();
            assertThat(journal().save(entry("legacy/new", true, "next"), stale)).isEmpty();
            claim.requireHeld();
        }

        assertThat(load(journal(), "legacy/orders")).contains(current);
        assertThat(load(journalOfAnotherProcess(), "legacy/new")).isEmpty();
    }

    @Test
    void a_claimed_entry_is_refused_to_others_with_the_name_of_its_owner() {
        try (Journal.Claim claim = journal().claim(Set.of("legacy/orders"), FIRST)) {
            for (Journal journal : List.of(journal(), journalOfAnotherProcess())) {
                assertThatThrownBy(() -> journal.claim(Set.of("legacy/orders"), SECOND))
                        .isInstanceOfSatisfying(
                                ClaimedException.class,
                                refusal -> assertThat(refusal.owner()).isEqualTo(known(FIRST)))
                        .hasMessageContaining("legacy/orders");
            }
            claim.requireHeld();
        }
    }

    @Test
    void a_released_entry_can_be_claimed_by_others() {
        journal().claim(Set.of("legacy/orders"), FIRST).close();

        try (Journal.Claim claim = journalOfAnotherProcess().claim(Set.of("legacy/orders"), SECOND)) {
            claim.requireHeld();

            assertThatThrownBy(() -> journal().claim(Set.of("legacy/orders"), FIRST))
                    .isInstanceOfSatisfying(
                            ClaimedException.class,
                            refusal -> assertThat(refusal.owner()).isEqualTo(known(SECOND)));
        }
    }

    @Test
    void all_entries_are_claimed_or_none() {
        try (Journal.Claim held = journal().claim(Set.of("legacy/b", "legacy/c"), FIRST)) {
            assertThatThrownBy(
                            () -> journalOfAnotherProcess().claim(Set.of("legacy/a", "legacy/b", "legacy/d"), SECOND))
                    .isInstanceOf(ClaimedException.class)
                    .hasMessageContaining("legacy/b");

            try (Journal.Claim others = journalOfAnotherProcess().claim(Set.of("legacy/a", "legacy/d"), SECOND)) {
                held.requireHeld();
                others.requireHeld();
            }
        }
    }

    /** In sorted order whatever order they are given in: else each would have one of the two entries, and both would be refused. */
    @Test
    void of_two_that_claim_the_same_entries_in_opposite_orders_at_once_one_gets_all() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < crossings(); round++) {
                List<String> ids =
                        IntStream.range(0, 8).mapToObj(i -> "legacy/" + i).toList();
                List<String> reversed = new ArrayList<>(ids);
                Collections.reverse(reversed);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Journal.Claim> claims = new ArrayList<>();
                Callable<List<Journal.Claim>> one = () -> claimed(journal(), ids, FIRST, together);
                Callable<List<Journal.Claim>> two =
                        () -> claimed(journalOfAnotherProcess(), reversed, SECOND, together);
                for (Future<List<Journal.Claim>> claimed : threads.invokeAll(List.of(one, two))) {
                    claims.addAll(claimed.get(1, TimeUnit.MINUTES));
                }

                assertThat(claims).hasSize(1);
                claims.get(0).requireHeld();
                claims.get(0).close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Journal.Claim> claimed(
            Journal journal, List<String> ids, LockOwner owner, CyclicBarrier together) throws Exception {
        together.await(1, TimeUnit.MINUTES);
        try {
            return List.of(journal.claim(new LinkedHashSet<>(ids), owner));
        } catch (ClaimedException e) {
            return List.of();
        }
    }

    @Test
    void a_refused_claim_takes_nothing_from_its_owner() {
        JournalEntry entry = entry("legacy/orders", true, "text");
        try (Journal.Claim claim = journal().claim(Set.of("legacy/orders"), FIRST)) {
            assertThatThrownBy(() -> journalOfAnotherProcess().claim(Set.of("legacy/orders"), SECOND))
                    .isInstanceOf(ClaimedException.class);

            claim.requireHeld();
            StoredEntries.save(journal(), entry);
            assertThatThrownBy(() -> journalOfAnotherProcess().claim(Set.of("legacy/orders"), SECOND))
                    .isInstanceOf(ClaimedException.class);
        }
        assertThat(load(journalOfAnotherProcess(), "legacy/orders")).contains(entry);
    }

    @Test
    void a_claim_of_no_entries_always_succeeds() {
        try (Journal.Claim one = journal().claim(Set.of(), FIRST);
                Journal.Claim two = journalOfAnotherProcess().claim(Set.of(), SECOND)) {
            one.requireHeld();
            two.requireHeld();
        }
    }

    @Test
    void a_second_release_does_not_release_the_claim_of_the_next_owner() {
        Journal.Claim first = journal().claim(Set.of("legacy/orders"), FIRST);
        first.close();
        try (Journal.Claim second = journal().claim(Set.of("legacy/orders"), FIRST)) {
            first.close();

            assertThatThrownBy(() -> journalOfAnotherProcess().claim(Set.of("legacy/orders"), SECOND))
                    .isInstanceOf(ClaimedException.class);
            second.requireHeld();
        }
    }

    private void save(JournalEntry entry) {
        try (Journal.Claim claim = journal().claim(Set.of(entry.id()), FIRST)) {
            StoredEntries.save(journal(), entry);
            claim.requireHeld();
        }
    }

    /** A text as a migration would write it. */
    private static JournalEntry entry(String id, boolean open, String said) {
        return new JournalEntry(id, "{\"open\":" + open + ",\"said\":\"" + said + "\"}");
    }
}
