package io.connectmigrator.kafka.internal.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Waits for what brokers answer to an admin client, which itself gives up in time. */
public final class AdminFutures {

    private AdminFutures() {}

    /** {@return the answer to something that changes nothing; {@code tried} says what, on what} */
    public static <T extends @Nullable Object> T await(String tried, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
    }

    /** {@return the answer to a change; {@code stateAfterFailure} says what the state is if it fails} */
    public static <T extends @Nullable Object> T await(String tried, String stateAfterFailure, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw KafkaFailures.of(tried, stateAfterFailure, e);
        }
    }
}
