package io.connectmigrator.migration.internal.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.io.IOError;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of a journal that the caller has implemented. */
class CheckedJournalTest {

    private static final JournalEntry ENTRY = new JournalEntry("legacy/orders", "{}");
    private static final LockOwner CLAIMANT = new LockOwner("pid 1", Instant.EPOCH);

    /** Every method of a journal. */
    private static final Map<String, Consumer<Journal>> QUESTIONS = Map.of(
            "load", journal -> journal.load(ENTRY.id()),
            "save", journal -> journal.save(ENTRY, null),
            "open", Journal::open,
            "claim", journal -> journal.claim(Set.of(ENTRY.id()), CLAIMANT),
            "requireHeld", journal -> claim(journal).requireHeld(),
            "requireHeldToGoBack", journal -> claim(journal).requireHeldToGoBack(),
            "close", journal -> claim(journal).close());

    @SuppressWarnings("MustBeClosed")
    private static Journal.Claim claim(Journal journal) {
        return journal.claim(Set.of(ENTRY.id()), CLAIMANT);
    }

    private static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("the line is dead"),
                new IOError(new IOException("the line is dead")),
                new NoSuchMethodError("an older driver"),
                new StackOverflowError(),
                new IOException("a checked one, which other languages can throw"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_exception_is_a_failure_of_the_journal(Throwable failure) {
        QUESTIONS.forEach((name, question) -> assertThatThrownBy(
                        () -> question.accept(CheckedJournal.of(new Failing(name, failure))))
                .as(name)
                .isInstanceOfSatisfying(
                        JournalException.class, e -> assertThat(e.remedy()).isNotEmpty())
                .hasMessageContaining(ENTRY.id()
                        .substring(0, name.equals("open") ? 0 : ENTRY.id().length()))
                .hasCause(failure));
    }

    @Test
    void a_refusal_and_its_own_failures_stay_what_they_are() {
        for (RuntimeException failure : List.of(
                new ClaimedException(ENTRY.id(), null), new JournalException("the line is dead", "Mend it", null))) {
            QUESTIONS.forEach((name, question) -> assertThatThrownBy(
                            () -> question.accept(CheckedJournal.of(new Failing(name, failure))))
                    .as(name)
                    .isSameAs(failure));
        }
    }

    @Test
    void an_answer_of_null_is_a_failure() {
        for (String name : List.of("load", "open", "claim")) {
            assertThatThrownBy(() ->
                            requireNonNull(QUESTIONS.get(name)).accept(CheckedJournal.of(new Failing(name, null))))
                    .as(name)
                    .isInstanceOf(JournalException.class);
        }
    }

    @Test
    void an_interrupt_from_before_is_not_there_while_it_reads_or_writes_and_is_again_afterwards() {
        for (String name : List.of("load", "save", "open", "close")) {
            Failing journal = new Failing("nothing", null);
            Thread.currentThread().interrupt();
            boolean after;
            try {
                requireNonNull(QUESTIONS.get(name)).accept(CheckedJournal.of(journal));
            } finally {
                after = Thread.interrupted();
            }

            assertThat(after).as(name).isTrue();
            assertThat(journal.interruptedIn).as(name).doesNotContain(name);
        }
    }

    @Test
    void one_that_is_checked_already_is_not_checked_again() {
        Journal checked = CheckedJournal.of(Journal.inMemory());

        assertThat(CheckedJournal.of(checked)).isSameAs(checked);
        assertThatCode(() -> claim(checked).close()).doesNotThrowAnyException();
    }

    /** Throws in one place, or answers null there. */
    private static final class Failing implements Journal {

        private final String place;
        private final @Nullable Throwable failure;
        private final List<String> interruptedIn = new ArrayList<>();

        Failing(String place, @Nullable Throwable failure) {
            this.place = place;
            this.failure = failure;
        }

        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        private <T> T answer(String name, T answer) {
            if (Thread.currentThread().isInterrupted()) {
                interruptedIn.add(name);
            }
            if (!name.equals(place)) {
                return answer;
            }
            if (failure != null) {
                Failing.<RuntimeException>sneakily(failure);
            }
            return null;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <E extends Throwable> void sneakily(Throwable failure) throws E {
            throw (E) failure;
        }

        @Override
        public Optional<VersionedEntry> load(String id) {
            return answer("load", Optional.empty());
        }

        @Override
        public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
            return answer("save", Optional.of("1"));
        }

        @Override
        public List<JournalEntry> open() {
            return answer("open", Arrays.asList(ENTRY));
        }

        @Override
        public Claim claim(Set<String> ids, LockOwner owner) {
            return answer("claim", new Claim() {
                @Override
                public void requireHeld() {
                    answer("requireHeld", true);
                }

                @Override
                public void requireHeldToGoBack() {
                    answer("requireHeldToGoBack", true);
                }

                @Override
                public void close() {
                    answer("close", true);
                }
            });
        }
    }
}
