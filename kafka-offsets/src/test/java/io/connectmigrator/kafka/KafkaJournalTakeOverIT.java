package io.connectmigrator.kafka;

import static io.connectmigrator.kafka.JournalLab.FIRST;
import static io.connectmigrator.kafka.JournalLab.SECOND;
import static io.connectmigrator.kafka.JournalLab.SILENT;
import static io.connectmigrator.kafka.JournalLab.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.JvmOptions;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The owner of an entry when another is killed, is slow, or claims at the same time. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
@Timeout(60)
class KafkaJournalTakeOverIT {

    /** Half of it is enough for any write, also on a machine that has much to do. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final String ORDERS = "legacy/orders";

    private final Broker kafka;
    private final JournalLab lab;

    KafkaJournalTakeOverIT(Laboratory laboratory) {
        kafka = laboratory.kafka();
        lab = new JournalLab(kafka);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void what_a_killed_process_had_is_taken_over_after_the_time_and_not_before() throws IOException {
        Process owner = startOwner(3);
        try {
            KafkaJournal journal = lab.open(Duration.ofSeconds(3));
            assertThatThrownBy(() -> journal.claim(Set.of(ORDERS), SECOND))
                    .isInstanceOfSatisfying(
                            ClaimedException.class,
                            refusal -> assertThat(refusal.owner()).contains(FIRST));

            owner.destroyForcibly();
            long begin = System.nanoTime();
            try (Journal.Claim claim = journal.claim(Set.of(ORDERS), SECOND)) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
                assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 1));
                StoredEntries.save(journal, entry(ORDERS, 2));
                claim.requireHeld();
            }
            assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 2));
        } finally {
            owner.destroyForcibly();
        }
    }

    private Process startOwner(int takeOverAfterSeconds) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JvmOptions.SHORT_LIVED);
        command.addAll(JvmOptions.UNVERIFIED);
        command.addAll(List.of(
                "-cp",
                classPath,
                JournalOwner.class.getName(),
                kafka.bootstrapServers(),
                lab.topic(),
                ORDERS,
                String.valueOf(takeOverAfterSeconds)));
        Process owner = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = owner.inputReader();
        assertThat(output.lines().takeWhile(line -> !line.equals(JournalOwner.READY)))
                .as("what the owner says instead of being ready")
                .noneMatch(line -> line.contains("Exception"));
        return owner;
    }

    @Test
    void an_owner_that_was_silent_for_too_long_is_fenced_and_learns_the_new_owner() {
        KafkaJournal silent = lab.open(SILENT);
        KafkaJournal newcomer = lab.open(SHORT);
        Journal.Claim lost = silent.claim(Set.of(ORDERS, "legacy/customers"), FIRST);
        StoredEntries.save(silent, entry(ORDERS, 1));

        try (Journal.Claim claim = newcomer.claim(Set.of(ORDERS), SECOND)) {
            for (Runnable attempt : List.<Runnable>of(
                    () -> StoredEntries.save(silent, entry(ORDERS, 2)),
                    () -> StoredEntries.save(silent, entry("legacy/customers", 2)),
                    lost::requireHeld)) {
                assertThatThrownBy(attempt::run)
                        .isInstanceOfSatisfying(
                                ClaimedException.class,
                                loss -> assertThat(loss.owner()).contains(SECOND));
            }
            lost.close();

            assertThat(StoredEntries.load(newcomer, ORDERS)).contains(entry(ORDERS, 1));
            StoredEntries.save(newcomer, entry(ORDERS, 3));
            claim.requireHeld();
            assertThat(StoredEntries.load(silent, ORDERS)).contains(entry(ORDERS, 3));
            assertThat(StoredEntries.load(silent, "legacy/customers")).isEmpty();
        }
    }

    @Test
    void an_owner_that_has_lost_a_claim_can_claim_again_when_it_is_released() {
        KafkaJournal silent = lab.open(SILENT);
        silent.claim(Set.of(ORDERS), FIRST);
        lab.open(SHORT).claim(Set.of(ORDERS), SECOND).close();
        assertThatThrownBy(() -> StoredEntries.save(silent, entry(ORDERS, 1))).isInstanceOf(ClaimedException.class);

        try (Journal.Claim again = silent.claim(Set.of(ORDERS), FIRST)) {
            StoredEntries.save(silent, entry(ORDERS, 2));
            again.requireHeld();
        }

        assertThat(StoredEntries.load(silent, ORDERS)).contains(entry(ORDERS, 2));
    }

    @Test
    void an_owner_with_heartbeats_keeps_the_claim_for_any_time() {
        Journal.Claim claim = lab.open(SHORT).claim(Set.of(ORDERS), FIRST);
        KafkaJournal other = lab.open(Duration.ofSeconds(2));

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> other.claim(Set.of(ORDERS), SECOND)).isInstanceOf(ClaimedException.class);
            claim.requireHeld();
        }
    }

    @Test
    void a_claim_whose_transactions_hang_delays_no_heartbeat_of_another() throws Exception {
        KafkaJournal journal = lab.open(SHORT);
        journal.claim(Set.of("legacy/slow"), FIRST);
        try (Admin admin = kafka.admin()) {
            throttle(admin, "producer-" + transactionalId(admin));
        }
        Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST);
        byte[] incompressible = new byte[3_000_000];
        new Random(1).nextBytes(incompressible);
        String text = Base64.getEncoder().encodeToString(incompressible);

        assertThatThrownBy(() -> StoredEntries.save(journal, new JournalEntry("legacy/slow", text)))
                .isInstanceOf(JournalException.class);

        KafkaJournal newcomer = lab.open(SHORT);
        assertThatThrownBy(() -> newcomer.claim(Set.of(ORDERS), SECOND)).isInstanceOf(ClaimedException.class);
        // Where a machine has much to do, one heartbeat may be late.
        await().atMost(TestedConnector.DEADLINE).untilAsserted(claim::requireHeld);
    }

    private String transactionalId(Admin admin) throws Exception {
        return admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(lab.topic()))
                .findFirst()
                .orElseThrow();
    }

    /** The brokers answer at once, and the producer is configured to wait for long before it sends anything else. */
    private static void throttle(Admin admin, String clientId) throws Exception {
        ClientQuotaEntity producer = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, clientId));
        ClientQuotaAlteration.Op slow = new ClientQuotaAlteration.Op("producer_byte_rate", 1_000.0);
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(producer, List.of(slow))))
                .all()
                .get();
    }

    @Test
    void an_interrupt_breaks_no_write_and_is_there_again_afterwards() {
        KafkaJournal journal = lab.open(SILENT);
        boolean interrupted;
        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            claim.requireHeld();
            Thread.currentThread().interrupt();
            assertThat(journal.save(entry(ORDERS, 1), null)).isPresent();
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 1));
        lab.open(SHORT).claim(Set.of(ORDERS), SECOND).close();
    }

    @Test
    void of_concurrent_claims_at_most_one_succeeds() throws Exception {
        List<KafkaJournal> journals =
                IntStream.range(0, 4).mapToObj(i -> lab.open(SHORT)).toList();
        journals.forEach(KafkaJournal::open);
        journals.get(0).claim(Set.of("legacy/other"), FIRST).close();
        CyclicBarrier together = new CyclicBarrier(journals.size());
        ExecutorService threads = Executors.newFixedThreadPool(journals.size());
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < journals.size(); i++) {
                KafkaJournal journal = journals.get(i);
                LockOwner owner = new LockOwner("pid " + i, Instant.EPOCH);
                attempts.add(() -> {
                    together.await();
                    return claims(journal, owner);
                });
            }
            int owners = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                owners += attempt.get() ? 1 : 0;
            }
            assertThat(owners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The owner keeps the entry. */
    private static boolean claims(KafkaJournal journal, LockOwner owner) {
        try {
            journal.claim(Set.of(ORDERS), owner);
            StoredEntries.save(journal, entry(ORDERS, 1));
            return true;
        } catch (ClaimedException e) {
            assertThat(e.owner()).isPresent().isNotEqualTo(Optional.of(owner));
            return false;
        }
    }
}
