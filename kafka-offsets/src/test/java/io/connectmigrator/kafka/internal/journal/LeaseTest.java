package io.connectmigrator.kafka.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leases of two processes on one log, in virtual time. */
class LeaseTest {

    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<String> ORDERS = Set.of("orders");
    private static final Set<String> STOCK = Set.of("stock");
    private static final LockOwner FIRST = new LockOwner("pid 1", Instant.parse("2026-01-02T03:04:05Z"));
    private static final LockOwner SECOND = new LockOwner("pid 2", Instant.parse("2026-01-02T03:04:06Z"));

    private final VirtualScheduler time = new VirtualScheduler();
    private final InMemoryLog log = new InMemoryLog();
    private final InMemoryLog.Connection toFirst = log.connect();
    private final InMemoryLog.Connection toSecond = log.connect();
    private final Leases first = new Leases(toFirst, TAKE_OVER_AFTER, time);
    private final Leases second = new Leases(toSecond, TAKE_OVER_AFTER, time);

    @Test
    void a_free_entry_is_leased_at_once() {
        first.acquire(ORDERS, FIRST).requireHeld();

        save(first, entry(1));

        assertThat(time.elapsed()).isZero();
        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void an_owner_that_is_alive_keeps_others_out_for_any_time() {
        first.acquire(ORDERS, FIRST);
        time.sleep(TAKE_OVER_AFTER.multipliedBy(100));
        Duration begin = time.elapsed();

        assertClaimedBy(FIRST, () -> second.acquire(ORDERS, SECOND));

        assertThat(time.elapsed().minus(begin))
                .isLessThanOrEqualTo(TAKE_OVER_AFTER.dividedBy(4).plus(PAUSE));
        save(first, entry(1));
        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void another_call_of_the_same_process_is_refused_at_once() {
        first.acquire(ORDERS, FIRST);

        assertClaimedBy(FIRST, () -> first.acquire(ORDERS, SECOND));

        assertThat(time.elapsed()).isZero();
    }

    @Test
    void other_entries_are_free() {
        first.acquire(ORDERS, FIRST);

        second.acquire(STOCK, SECOND).requireHeld();

        assertThat(time.elapsed()).isZero();
    }

    @Test
    void an_owner_that_is_silent_for_the_time_is_taken_over_and_not_before() {
        first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);

        second.acquire(ORDERS, SECOND).requireHeld();

        assertThat(time.elapsed()).isBetween(TAKE_OVER_AFTER, TAKE_OVER_AFTER.plus(PAUSE));
        save(second, entry(2));
        assertThat(stored()).isEqualTo(entry(2));
    }

    @Test
    void an_owner_that_comes_back_is_fenced_and_learns_the_new_owner() {
        Journal.Claim lost = first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        second.acquire(ORDERS, SECOND);
        save(second, entry(2));
        toFirst.setReachable(true);

        assertClaimedBy(SECOND, () -> save(first, entry(1)));
        assertClaimedBy(SECOND, lost::requireHeld);
        assertClaimedBy(SECOND, lost::requireHeldToGoBack);

        assertThat(stored()).isEqualTo(entry(2));
    }

    @Test
    void an_owner_that_was_suspended_with_an_open_writer_is_fenced_too() {
        first.acquire(ORDERS, FIRST);
        int before = log.size();
        VirtualScheduler itsOwnTime = new VirtualScheduler();
        Leases other = new Leases(toSecond, TAKE_OVER_AFTER, itsOwnTime);

        other.acquire(ORDERS, SECOND);

        assertThat(log.size()).isGreaterThan(before);
        assertClaimedBy(SECOND, () -> save(first, entry(1)));
        assertThat(stored()).isNull();
    }

    @Test
    void an_owner_that_comes_back_after_the_new_one_has_released_its_lease_is_fenced_too() {
        first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        second.acquire(ORDERS, SECOND).close();
        toFirst.setReachable(true);

        assertThatThrownBy(() -> save(first, entry(1))).isInstanceOf(ClaimedException.class);

        assertThat(stored()).isNull();
    }

    @Test
    void without_a_heartbeat_for_half_of_the_time_the_owner_gives_up_and_has_the_other_half_to_undo() {
        Journal.Claim claim = first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        time.sleep(TAKE_OVER_AFTER.dividedBy(2));
        claim.requireHeld();

        time.sleep(Duration.ofMillis(1));
        assertThatThrownBy(claim::requireHeld)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("for 5000 ms no heartbeat")
                .hasMessageContaining("may soon take over");
        claim.requireHeldToGoBack();

        time.sleep(TAKE_OVER_AFTER.dividedBy(2));
        assertThatThrownBy(claim::requireHeldToGoBack)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("for 10000 ms no heartbeat");
    }

    @Test
    void when_heartbeats_get_through_again_the_owner_goes_on() {
        Journal.Claim claim = first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        time.sleep(TAKE_OVER_AFTER.multipliedBy(3));
        assertThatThrownBy(claim::requireHeldToGoBack).isInstanceOf(JournalException.class);

        toFirst.setReachable(true);
        time.sleep(TAKE_OVER_AFTER.dividedBy(4));

        claim.requireHeld();
        save(first, entry(1));
        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void a_released_entry_is_free_at_once_and_no_longer_written() {
        Journal.Claim claim = first.acquire(ORDERS, FIRST);
        claim.close();
        claim.close();

        second.acquire(ORDERS, SECOND).requireHeld();

        assertThat(time.elapsed()).isZero();
        assertThatThrownBy(() -> save(first, entry(1))).isInstanceOf(IllegalStateException.class);
        assertThat(stored()).isNull();
    }

    @Test
    void however_many_leases_are_released_one_transactional_id_is_enough() {
        for (int i = 0; i < 10; i++) {
            first.acquire(ORDERS, FIRST).close();
        }

        assertThat(log.transactionalIds()).isOne();
    }

    @Test
    void leases_that_are_held_together_have_their_own_transactional_ids() {
        first.acquire(ORDERS, FIRST);
        first.acquire(STOCK, FIRST);

        save(first, entry(1));

        assertThat(log.transactionalIds()).isEqualTo(2);
    }

    @Test
    void the_transactional_id_of_a_lease_that_could_not_be_released_is_not_used_again() {
        Journal.Claim silent = first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        silent.close();
        toFirst.setReachable(true);
        first.acquire(STOCK, FIRST);

        second.acquire(ORDERS, SECOND);

        assertSaved(first, new JournalEntry("stock", "{}"));
    }

    @Test
    void a_lease_is_not_fenced_if_one_before_it_was_released_just_before_it_is_taken_over() {
        Journal.Claim late = first.acquire(ORDERS, FIRST);
        toFirst.setReachable(false);
        toSecond.beforeNextWrite(() -> {
            toFirst.setReachable(true);
            time.sleep(TAKE_OVER_AFTER.dividedBy(4));
            late.close();
            first.acquire(STOCK, FIRST);
        });

        second.acquire(ORDERS, SECOND);

        assertThat(log.transactionalIds()).isEqualTo(2);
        assertSaved(first, new JournalEntry("stock", "{}"));
    }

    @Test
    void a_lease_that_is_fenced_in_place_of_one_before_it_goes_on() {
        Journal.Claim suspended = first.acquire(ORDERS, FIRST);
        Leases other = new Leases(toSecond, TAKE_OVER_AFTER, new VirtualScheduler());
        toSecond.beforeNextFence(() -> {
            suspended.close();
            first.acquire(STOCK, FIRST);
        });

        other.acquire(ORDERS, SECOND);

        assertThat(log.transactionalIds()).isEqualTo(2);
        assertSaved(first, new JournalEntry("stock", "{}"));
    }

    @Test
    void so_does_one_whose_coordinator_calls_that_an_invalid_state() {
        log.fenceWith(new InvalidTxnStateException("fenced in the middle of a commit"));
        a_lease_that_is_fenced_in_place_of_one_before_it_goes_on();
    }

    @Test
    void a_closed_journal_writes_no_heartbeat() {
        first.acquire(ORDERS, FIRST);
        first.close();
        int size = log.size();

        time.sleep(TAKE_OVER_AFTER);

        assertThat(log.size()).isEqualTo(size);
    }

    @Test
    void a_claim_whose_answer_is_lost_fails_and_expires() {
        toFirst.loseNextAnswer();
        assertThatThrownBy(() -> first.acquire(ORDERS, FIRST))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal has the old entry or the new one");
        assertThatThrownBy(() -> save(first, entry(1))).isInstanceOf(IllegalStateException.class);

        first.acquire(ORDERS, FIRST).requireHeld();

        assertThat(time.elapsed()).isBetween(TAKE_OVER_AFTER, TAKE_OVER_AFTER.plus(PAUSE));
        save(first, entry(1));
        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void a_save_whose_answer_is_lost_can_be_repeated() {
        Journal.Claim claim = first.acquire(ORDERS, FIRST);
        toFirst.loseNextAnswer();
        assertThatThrownBy(() -> save(first, entry(1))).isInstanceOf(JournalException.class);

        save(first, entry(2));

        claim.requireHeld();
        assertThat(stored()).isEqualTo(entry(2));
    }

    @Test
    void after_a_lost_answer_the_version_before_is_no_longer_expected() {
        first.acquire(ORDERS, FIRST);
        toFirst.loseNextAnswer();
        assertThatThrownBy(() -> first.save(entry(1), null)).isInstanceOf(JournalException.class);

        assertThat(first.save(entry(2), null)).isEmpty();

        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void of_two_claims_at_the_same_time_the_first_in_the_log_counts() {
        toSecond.beforeNextWrite(() -> first.acquire(ORDERS, FIRST));

        assertClaimedBy(FIRST, () -> second.acquire(ORDERS, SECOND));

        save(first, entry(1));
        assertThat(stored()).isEqualTo(entry(1));
    }

    @Test
    void of_two_that_take_over_at_the_same_time_the_first_in_the_log_counts() {
        InMemoryLog.Connection toThird = log.connect();
        new Leases(toThird, TAKE_OVER_AFTER, time).acquire(ORDERS, new LockOwner("pid 3", FIRST.since()));
        toThird.setReachable(false);
        toSecond.beforeNextWrite(() -> first.acquire(ORDERS, FIRST));

        assertClaimedBy(FIRST, () -> second.acquire(ORDERS, SECOND));

        save(first, entry(1));
        assertThat(stored()).isEqualTo(entry(1));
    }

    private static void assertClaimedBy(LockOwner owner, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ClaimedException.class, e -> assertThat(e.owner()).contains(owner));
    }

    private static void assertSaved(Leases leases, JournalEntry entry) {
        assertThat(leases.save(entry, null)).isPresent();
    }

    private void save(Leases leases, JournalEntry entry) {
        @Nullable VersionedEntry stored = storedVersion().orElse(null);
        assertThat(leases.save(entry, stored == null ? null : stored.version()))
                .isPresent()
                .isEqualTo(storedVersion().map(VersionedEntry::version));
    }

    private @Nullable JournalEntry stored() {
        return storedVersion().map(VersionedEntry::entry).orElse(null);
    }

    private Optional<VersionedEntry> storedVersion() {
        return log.connect().read("reading", view -> view.entry("orders"));
    }

    private static JournalEntry entry(int step) {
        return new JournalEntry("orders", "{\"step\":" + step + "}");
    }
}
