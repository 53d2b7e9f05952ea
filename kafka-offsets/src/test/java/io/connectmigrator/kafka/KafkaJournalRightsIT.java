package io.connectmigrator.kafka;

import static io.connectmigrator.kafka.JournalLab.FIRST;
import static io.connectmigrator.kafka.JournalLab.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.BrokerUsers;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.Rights;
import io.connectmigrator.lab.contract.StoredEntries;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The failures of a client without the password or without a right, before anything is written and long before the timeout. */
@ExtendWith(SharedLaboratory.class)
@ResourceLock(BrokerUsers.READER)
@Timeout(30)
class KafkaJournalRightsIT {

    private static final String ORDERS = "legacy/orders";

    private final Broker kafka;
    private final Rights rights;
    private final JournalLab lab;

    KafkaJournalRightsIT(Laboratory laboratory) {
        kafka = laboratory.securedKafka("secured");
        rights = new Rights(kafka);
        lab = new JournalLab(kafka);
    }

    @AfterEach
    void close() {
        rights.close();
        lab.close();
    }

    @Test
    void a_wrong_password_is_said_to_be_one_and_never_shown() {
        KafkaJournal journal = lab.open(BrokerUsers.clientProperties(BrokerUsers.READER, "not-the-password"));

        for (Runnable attempt : List.<Runnable>of(
                () -> StoredEntries.load(journal, ORDERS), journal::open, () -> journal.claim(Set.of(ORDERS), FIRST))) {
            JournalException failure = failureOf(attempt);

            assertThat(failure)
                    .hasMessageContaining("did not accept the user or the password")
                    .hasMessageContaining(kafka.bootstrapServers());
            assertThat(everythingAbout(failure)).doesNotContain("not-the-password");
        }
    }

    @Test
    void a_login_that_cannot_be_read_is_not_shown() {
        Map<String, String> properties = new HashMap<>(BrokerUsers.clientProperties(BrokerUsers.READER, "x"));
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"reader\" password=\"secret");
        KafkaJournal journal = lab.open(properties);

        assertThat(everythingAbout(failureOf(() -> StoredEntries.load(journal, ORDERS))))
                .doesNotContain("secret");
        assertThat(everythingAbout(failureOf(() -> journal.claim(Set.of(ORDERS), FIRST))))
                .doesNotContain("secret");
        assertThat(journal.toString()).doesNotContain("secret");
    }

    @Test
    void every_right_that_is_missing_is_named_and_nothing_is_written() throws Exception {
        KafkaJournal journal = lab.open(BrokerUsers.clientProperties(BrokerUsers.READER, BrokerUsers.READER_PASSWORD));

        refused(journal, "no right to the topic");
        grant(ResourceType.TOPIC, lab.topic(), AclOperation.DESCRIBE);
        refused(journal, "no right to the topic");
        kafka.createTopic(lab.topic(), 1, Map.of("cleanup.policy", "compact"));
        refused(journal, "no right to the topic (missing: [READ, WRITE, DESCRIBE_CONFIGS])");
        grant(ResourceType.TOPIC, lab.topic(), AclOperation.DESCRIBE_CONFIGS, AclOperation.WRITE);
        refused(journal, "no right to the topic (missing: [READ])");
        grant(ResourceType.TOPIC, lab.topic(), AclOperation.READ);
        refused(journal, "no right to the transactional id");
        assertThat(recordsWritten()).isZero();
        // The ids are made up as they are needed; the laboratory grants no prefixes.
        grant(ResourceType.TRANSACTIONAL_ID, "*", AclOperation.DESCRIBE, AclOperation.WRITE);

        try (Journal.Claim claim = journal.claim(Set.of(ORDERS), FIRST)) {
            StoredEntries.save(journal, entry(ORDERS, 1));
            claim.requireHeld();
        }
        assertThat(StoredEntries.load(journal, ORDERS)).contains(entry(ORDERS, 1));
    }

    private long recordsWritten() throws Exception {
        try (Admin admin = kafka.admin()) {
            TopicPartition partition = new TopicPartition(lab.topic(), 0);
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private void grant(ResourceType type, String name, AclOperation... operations) {
        rights.grant(BrokerUsers.READER, type, name, operations);
    }

    private void refused(KafkaJournal journal, String why) {
        JournalException failure = failureOf(() -> journal.claim(Set.of(ORDERS), FIRST));

        assertThat(failure).hasMessageContaining(why).hasMessageContaining(kafka.bootstrapServers());
        assertThat(failure.remedy())
                .contains("DESCRIBE_CONFIGS, READ and WRITE on topic " + lab.topic())
                .contains("transactional ids that begin with " + lab.topic() + "-");
    }

    private static JournalException failureOf(Runnable attempt) {
        JournalException failure = catchThrowableOfType(JournalException.class, attempt::run);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static String everythingAbout(JournalException failure) {
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        return everything + failure.remedy();
    }
}
