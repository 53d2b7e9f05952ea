package io.connectmigrator.kafka.internal.client;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Translates Kafka's exceptions into messages that say what happened and what to do. */
public final class KafkaFailures {

    private record Meaning(Class<? extends Throwable> type, String happened, String remedy) {}

    private static final Meaning IN_THE_GROUP = new Meaning(
            GroupNotEmptyException.class,
            "the consumer group has members",
            "Stop the connector, and other sinks in the same group, and try again when their tasks have ended");

    private static final Meaning FENCED = new Meaning(
            ProducerFencedException.class,
            "another producer with the same transactional id took over",
            "Look for another process that works on the same connector, then try again");

    private static final Meaning TOO_FEW_REPLICAS = new Meaning(
            NotEnoughReplicasException.class,
            "fewer replicas are in sync than the topic requires",
            "Try again when the brokers are up");

    private static final Meaning INTERRUPTED =
            new Meaning(InterruptedException.class, "it was interrupted", "Call again");

    private static final Meaning NO_ANSWER = new Meaning(
            TimeoutException.class,
            "the brokers did not answer in time",
            "Check the bootstrap servers, the security protocol and that the brokers are up, or allow more time");

    /** From the special to the general: the first that matches is used. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    SaslAuthenticationException.class,
                    "the brokers did not accept the user or the password",
                    "Check the SASL settings in the client properties"),
            new Meaning(
                    SslAuthenticationException.class,
                    "the TLS handshake failed",
                    "Check the security protocol and the key and trust stores in the client properties"),
            new Meaning(
                    AuthenticationException.class,
                    "the brokers did not accept the client",
                    "Check the security settings in the client properties"),
            new Meaning(
                    TopicAuthorizationException.class,
                    "the client has no right to the topic",
                    "Grant its principal DESCRIBE and READ on the topic, DESCRIBE_CONFIGS to see its configuration, and WRITE to"
                            + " change what is in it"),
            new Meaning(
                    GroupAuthorizationException.class,
                    "the client has no right to the consumer group",
                    "Grant its principal DESCRIBE and READ on the group, and DELETE to reset its offsets"),
            new Meaning(
                    TransactionalIdAuthorizationException.class,
                    "the client has no right to the transactional id",
                    "Grant its principal DESCRIBE and WRITE on the transactional id"),
            new Meaning(
                    ClusterAuthorizationException.class,
                    "the client has no right to the Kafka cluster",
                    "Grant its principal DESCRIBE on the cluster, DESCRIBE_CONFIGS to see the configuration of brokers and, to"
                            + " write, WRITE on the topic; brokers before 2.8 ask for IDEMPOTENT_WRITE on the cluster as well"),
            new Meaning(
                    UnknownTopicOrPartitionException.class,
                    "there is no such topic or partition",
                    "Check the name of the topic, and that these are the right brokers"),
            new Meaning(InvalidTopicException.class, "the name of the topic is invalid", "Check the name of the topic"),
            IN_THE_GROUP,
            as(IN_THE_GROUP, UnknownMemberIdException.class),
            as(IN_THE_GROUP, GroupSubscribedToTopicException.class),
            as(IN_THE_GROUP, FencedInstanceIdException.class),
            new Meaning(
                    OffsetMetadataTooLarge.class,
                    "the metadata of a commit are larger than the brokers allow",
                    "Raise offset.metadata.max.bytes on the brokers"),
            new Meaning(
                    RecordTooLargeException.class,
                    "a record is larger than the topic allows",
                    "Raise max.message.bytes of the topic, and max.request.size in the client properties"),
            FENCED,
            as(FENCED, InvalidProducerEpochException.class),
            as(FENCED, InvalidTxnStateException.class),
            TOO_FEW_REPLICAS,
            as(TOO_FEW_REPLICAS, NotEnoughReplicasAfterAppendException.class),
            new Meaning(
                    UnsupportedVersionException.class,
                    "the brokers are too old for the request",
                    "Use the offsets over REST, or newer brokers"),
            INTERRUPTED,
            as(INTERRUPTED, InterruptException.class),
            NO_ANSWER,
            as(NO_ANSWER, java.util.concurrent.TimeoutException.class),
            new Meaning(
                    RetriableException.class,
                    "the brokers could not carry out the request now",
                    "Try again in a moment"),
            new Meaning(ApiException.class, "the brokers refused the request", "See the message of the brokers"),
            new Meaning(Throwable.class, "Kafka's client failed", "See the cause"));

    private KafkaFailures() {}

    /**
     * {@return the exception for a failed request that changes nothing}
     *
     * @param tried what was tried on what, such as «listing the offsets of group connect-orders»
     * @param cause the exception of Kafka; if the thread was interrupted, its interrupt flag is set again
     */
    public static OffsetTransportException of(String tried, Throwable cause) {
        return failure(tried, "", cause);
    }

    /**
     * {@return the exception for a failed change}
     *
     * @param tried what was tried, on what
     * @param state what the state is now, such as «nothing was written»
     * @param cause the exception of Kafka; if the thread was interrupted, its interrupt flag is set again
     */
    public static OffsetTransportException of(String tried, String state, Throwable cause) {
        return failure(tried, "; " + state, cause);
    }

    private static OffsetTransportException failure(String tried, String state, Throwable wrapped) {
        Throwable cause = unwrapped(wrapped);
        Meaning meaning = MEANINGS.stream()
                .filter(candidate -> candidate.type.isInstance(cause))
                .findFirst()
                .orElseThrow();
        if (meaning.happened.equals(INTERRUPTED.happened)) {
            Thread.currentThread().interrupt();
        }
        String message = tried + " failed: " + meaning.happened + detail(cause) + state;
        return new OffsetTransportException(message, meaning.remedy, cause);
    }

    private static Throwable unwrapped(Throwable wrapped) {
        Throwable cause = wrapped.getCause();
        boolean isWrapper = wrapped instanceof ExecutionException || wrapped instanceof CompletionException;
        return isWrapper && cause != null ? unwrapped(cause) : wrapped;
    }

    private static String detail(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? " (" + cause.getClass().getSimpleName() + ")"
                : " (" + message.strip() + ")";
    }

    private static Meaning as(Meaning same, Class<? extends Throwable> type) {
        return new Meaning(type, same.happened, same.remedy);
    }
}
