package io.connectmigrator.kafka.internal.client;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
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

    /**
     * {@return the results for what exists}
     *
     * @param tried names the request for one of them, for the message of a failure
     * @param absent the exceptions with which brokers answer that it does not exist
     */
    public static <K, V> Map<K, V> existing(
            Function<K, String> tried, Map<K, KafkaFuture<V>> answers, Set<Class<? extends Throwable>> absent) {
        Map<K, V> existing = new LinkedHashMap<>();
        answers.forEach((key, answer) -> {
            try {
                existing.put(key, await(tried.apply(key), answer));
            } catch (OffsetTransportException e) {
                if (absent.stream().noneMatch(type -> type.isInstance(e.getCause()))) {
                    throw e;
                }
            }
        });
        return existing;
    }
}
