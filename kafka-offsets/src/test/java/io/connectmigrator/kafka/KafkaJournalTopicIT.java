package io.connectmigrator.kafka;

import static io.connectmigrator.kafka.JournalLab.FIRST;
import static io.connectmigrator.kafka.JournalLab.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a journal makes of its topic. */
@ExtendWith(SharedLaboratory.class)
class KafkaJournalTopicIT {

    private static final Logger log = LoggerFactory.getLogger(KafkaJournalTopicIT.class);
    private static final String ORDERS = "legacy/orders";
    private static final int MEASURED = 100;

    private final Broker kafka;
    private final JournalLab lab;
    private final KafkaJournal journal;

    KafkaJournalTopicIT(Laboratory laboratory) {
        kafka = laboratory.kafka();
        lab = new JournalLab(kafka);
        journal = lab.open(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void reading_creates_no_topic() throws Exception {
        assertThat(StoredEntries.load(journal, ORDERS)).isEmpty();
        assertThat(journal.open()).isEmpty();

        try (Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain(lab.topic());
        }
    }

    @Test
    void records_of_an_application_that_shares_the_topic_are_ignored() throws Exception {
        journal.claim(Set.of(ORDERS), FIRST).close();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(lab.topic(), "connector:orders", "{}"))
                    .get();
        }

        assertThat(journal.open()).isEmpty();
        assertThat(StoredEntries.load(journal, "connector:orders")).isEmpty();
    }

    @Test
    void a_claim_creates_a_compacted_topic_of_one_partition() throws Exception {
        journal.claim(Set.of(ORDERS), FIRST).close();

        try (Admin admin = kafka.admin()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, lab.topic());
            assertThat(admin.describeTopics(Set.of(lab.topic()))
                            .allTopicNames()
                            .get()
                            .values())
                    .singleElement()
                    .satisfies(described -> assertThat(described.partitions()).hasSize(1));
            assertThat(admin.describeConfigs(Set.of(topic)).all().get().values())
                    .singleElement()
                    .satisfies(configs -> assertThat(configs.get("cleanup.policy"))
                            .extracting(ConfigEntry::value)
                            .isEqualTo("compact"));
        }
    }

    @Test
    void a_topic_that_is_not_compacted_is_refused() {
        kafka.createTopic(lab.topic(), 1, Map.of("cleanup.policy", "compact,delete"));

        assertThatThrownBy(() -> journal.claim(Set.of(ORDERS), FIRST))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        failure -> assertThat(failure.remedy()).contains("cleanup.policy=compact"))
                .hasMessageContaining(lab.topic())
                .hasMessageContaining("compact,delete")
                .hasMessageContaining("nothing was written");
    }

    @Test
    void a_topic_of_several_partitions_is_refused() {
        kafka.createTopic(lab.topic(), 2, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(() -> journal.claim(Set.of(ORDERS), FIRST))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(lab.topic())
                .hasMessageContaining("2 partitions");
        assertThatThrownBy(() -> StoredEntries.load(journal, ORDERS)).isInstanceOf(JournalException.class);
    }

    @Test
    void an_entry_that_is_too_large_for_the_topic_changes_nothing() {
        kafka.createTopic(lab.topic(), 1, Map.of("cleanup.policy", "compact", "max.message.bytes", "2000"));
        String noise = new Random(1)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            StoredEntries.save(journal, entry(ORDERS, 1));

            assertThatThrownBy(() -> StoredEntries.save(journal, new JournalEntry(ORDERS, noise)))
                    .isInstanceOfSatisfying(
                            JournalException.class,
                            failure -> assertThat(failure.remedy()).contains("max.message.bytes"))
                    .hasMessageContaining("nothing was written");

            assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 1));
            StoredEntries.save(journal, entry(ORDERS, 2));
            claim.requireHeld();
        }
        assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 2));
    }

    @Test
    void nothing_is_written_without_a_claim() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredEntries.save(journal, entry(ORDERS, 1)))
                .withMessageContaining(ORDERS);
        Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST);
        claim.close();

        assertThatIllegalStateException().isThrownBy(() -> StoredEntries.save(journal, entry(ORDERS, 1)));
        assertThat(StoredEntries.load(journal, ORDERS)).isEmpty();
    }

    @Test
    void a_closed_journal_has_released_its_claims() {
        journal.claim(Set.of(ORDERS), FIRST);
        journal.close();
        journal.close();

        KafkaJournal other = lab.open(Duration.ofSeconds(10));
        other.claim(Set.of(ORDERS), FIRST).close();
        assertThatIllegalStateException().isThrownBy(() -> StoredEntries.load(journal, ORDERS));
    }

    @Test
    void brokers_keep_nothing_more_in_the_topic_for_each_claim() throws Exception {
        for (int i = 0; i < 10; i++) {
            journal.claim(Set.of(ORDERS), FIRST).close();
        }

        TopicPartition partition = new TopicPartition(lab.topic(), 0);
        try (Admin admin = kafka.admin()) {
            assertThat(admin.describeProducers(Set.of(partition))
                            .partitionResult(partition)
                            .get()
                            .activeProducers())
                    .hasSize(1);
        }
    }

    @Test
    void writing_an_entry_takes_a_few_milliseconds() {
        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            long[] nanos = new long[MEASURED];
            for (int i = 0; i < MEASURED; i++) {
                long begin = System.nanoTime();
                StoredEntries.save(journal, entry(ORDERS, i));
                nanos[i] = System.nanoTime() - begin;
            }
            claim.requireHeld();
            Arrays.sort(nanos);
            log.info(
                    "writing an entry takes {} ms, {} at most in 99 of 100 cases",
                    nanos[MEASURED / 2] / 1e6,
                    nanos[MEASURED * 99 / 100] / 1e6);

            assertThat(nanos[MEASURED / 2]).isLessThan(Duration.ofMillis(100).toNanos());
        }
    }
}
