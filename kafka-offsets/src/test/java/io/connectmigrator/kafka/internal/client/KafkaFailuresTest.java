package io.connectmigrator.kafka.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFailuresTest {

    @Test
    void a_failure_says_what_was_tried_what_happened_what_the_state_is_and_what_to_do() {
        Throwable cause = new TopicAuthorizationException(Set.of("connect-offsets"));

        OffsetTransportException failure =
                KafkaFailures.of("writing to topic connect-offsets", "nothing was written", cause);

        assertThat(failure)
                .hasMessage("writing to topic connect-offsets failed: the client has no right to the topic"
                        + " (Not authorized to access topics: [connect-offsets]); nothing was written")
                .hasCause(cause);
        assertThat(failure.remedy()).contains("WRITE");
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(new SaslAuthenticationException("no"), "user or the password", "SASL"),
                Arguments.of(new SslAuthenticationException("no"), "TLS handshake", "security protocol"),
                Arguments.of(new GroupAuthorizationException("no"), "consumer group", "DESCRIBE and READ"),
                Arguments.of(new TransactionalIdAuthorizationException("no"), "transactional id", "WRITE"),
                Arguments.of(new ClusterAuthorizationException("no"), "Kafka cluster", "IDEMPOTENT_WRITE"),
                Arguments.of(new UnknownTopicOrPartitionException("no"), "no such topic", "name of the topic"),
                Arguments.of(new RecordTooLargeException("no"), "larger than the topic allows", "max.message.bytes"),
                Arguments.of(new TimeoutException("no"), "did not answer in time", "bootstrap servers"),
                Arguments.of(new LeaderNotAvailableException("no"), "could not carry out the request now", "Try again"),
                Arguments.of(new PolicyViolationException("no"), "refused the request", "message of the brokers"),
                Arguments.of(new IllegalStateException("no"), "Kafka's client failed", "cause"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void each_cause_has_a_meaning_and_a_remedy(Throwable cause, String meaning, String remedy) {
        OffsetTransportException failure = KafkaFailures.of("trying", cause);

        assertThat(failure).hasMessageContaining(meaning).hasMessageEndingWith("(no)");
        assertThat(failure.remedy()).contains(remedy);
    }

    @Test
    void what_a_future_wraps_is_taken_out() {
        Throwable cause = new SaslAuthenticationException("Authentication failed");

        assertThat(KafkaFailures.of("trying", new ExecutionException(new CompletionException(cause))))
                .hasCause(cause);
    }

    @Test
    void an_exception_without_a_message_is_called_by_its_name() {
        assertThat(KafkaFailures.of("trying", new java.util.concurrent.TimeoutException()))
                .hasMessageEndingWith("(TimeoutException)");
    }

    static Stream<Throwable> interruptions() {
        return Stream.of(
                new InterruptedException("no"),
                new InterruptException(new InterruptedException("no")),
                new ExecutionException(new InterruptedException("no")));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void an_interruption_leaves_the_thread_interrupted(Throwable interruption) {
        // Kafka's own exception marks the thread when it is made, not when it is thrown.
        boolean marked = Thread.interrupted();

        OffsetTransportException failure = KafkaFailures.of("trying", interruption);

        assertThat(Thread.interrupted()).as("marked before: " + marked).isTrue();
        assertThat(failure).hasMessageContaining("it was interrupted");
    }
}
