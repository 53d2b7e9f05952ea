package io.connectmigrator.kafka;

import static io.connectmigrator.kafka.JournalLab.FIRST;
import static io.connectmigrator.kafka.JournalLab.SECOND;
import static io.connectmigrator.kafka.JournalLab.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker that goes and comes back while something is claimed. */
@ExtendWith(SharedLaboratory.class)
class KafkaJournalRestartedBrokerIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(2);
    private static final String ORDERS = "legacy/orders";

    private final Broker kafka;
    private final JournalLab lab;

    KafkaJournalRestartedBrokerIT(Laboratory laboratory) {
        kafka = laboratory.kafka("restarted");
        kafka.start();
        lab = new JournalLab(kafka);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_restart_between_two_writes_is_not_noticed() {
        KafkaJournal journal = lab.open(DEADLINE);
        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            StoredEntries.save(journal, entry(ORDERS, 1));

            kafka.kill();
            kafka.start();

            assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 1));
            StoredEntries.save(journal, entry(ORDERS, 2));
            claim.requireHeld();
            assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 2));
        }
    }

    @Test
    void a_broker_that_stays_down_puts_the_claim_in_doubt_until_it_is_up() {
        KafkaJournal journal =
                lab.open(lab.builder().takeOverAfter(TAKE_OVER_AFTER).timeout(Duration.ofSeconds(2)));
        KafkaJournal other = lab.open(TAKE_OVER_AFTER);
        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            StoredEntries.save(journal, entry(ORDERS, 1));
            kafka.stop();

            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThatThrownBy(claim::requireHeld)
                            .isInstanceOf(JournalException.class)
                            .hasMessageContaining(ORDERS)
                            .hasMessageContaining(kafka.bootstrapServers()));
            assertThatThrownBy(() -> StoredEntries.save(journal, entry(ORDERS, 2)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("did not answer in time")
                    .hasMessageContaining(ORDERS);

            kafka.start();
            await().atMost(DEADLINE).ignoreException(JournalException.class).untilAsserted(claim::requireHeld);
            await().atMost(DEADLINE)
                    .ignoreException(JournalException.class)
                    .untilAsserted(() -> StoredEntries.save(journal, entry(ORDERS, 3)));
            assertThat(StoredEntries.load(other, ORDERS)).contains(entry(ORDERS, 3));
            assertThatThrownBy(() -> other.claim(Set.of(ORDERS), SECOND)).isInstanceOf(ClaimedException.class);
        }
    }
}
