package io.connectmigrator.kafka.internal.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Waits for the futures of an admin client, which end by the timeouts of the client. */
public final class AdminFutures {

    private AdminFutures() {}

    /** {@return the result of a request that changes nothing; {@code tried} names it for the message of a failure} */
    public static <T extends @Nullable Object> T await(String tried, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
    }

    /** {@return the result of a change; {@code stateAfterFailure} says what the state is if it fails} */
    public static <T extends @Nullable Object> T await(String tried, String stateAfterFailure, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw KafkaFailures.of(tried, stateAfterFailure, e);
        }
    }
}
