package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectmigrator.internal.SteppingTime;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client each call of which ends within a time. */
final class LimitedClientTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String RUNNING =
            "{\"name\":\"a\",\"connector\":{\"state\":\"RUNNING\",\"worker_id\":\"w\"},\"tasks\":[],\"type\":\"source\"}";
    private static final ConnectorConfig CONFIG = ConnectorConfig.empty().with("connector.class", "C");
    private static final OffsetSnapshot SNAPSHOT =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "id0"), Map.of("seq", 5))));

    private final SteppingTime time = new SteppingTime();
    private final ConnectClient client = ConnectClient.builder(worker.url())
            .time(time.waiting(), Clock.systemUTC())
            .build();

    static Stream<Consumer<ConnectClient>> calls() {
        return Stream.of(
                ConnectClient::worker,
                ConnectClient::describeConnectors,
                ConnectClient::capabilities,
                c -> c.createConnector("a", CONFIG),
                c -> c.createConnector("a b", CONFIG),
                c -> c.putConfig("a", CONFIG),
                c -> c.pause("a"),
                c -> c.restart("a"),
                c -> c.deleteConnector("a"),
                c -> c.listOffsets("a"),
                c -> c.alterOffsets("a", SNAPSHOT),
                c -> c.resetOffsets("a"),
                c -> c.restOffsets().listOffsets(OffsetOwner.named("a")),
                c -> c.offsetTransport().alterOffsets(OffsetOwner.named("a"), SNAPSHOT),
                c -> c.plugins().list(),
                c -> c.loggers().setLevel("root", "INFO"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_rebalance_is_waited_for_no_longer_than_that(Consumer<ConnectClient> call) {
        worker.alwaysAnswers(StubWorker.error(409, "Cannot complete request momentarily due to a rebalance"));

        assertThatThrownBy(() -> call.accept(client.within(LIMIT))).isInstanceOf(RebalanceException.class);

        assertThat(time.slept()).isLessThanOrEqualTo(LIMIT);
        assertThat(worker.count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_starting_worker_is_waited_for_no_longer_than_that(Consumer<ConnectClient> call) {
        worker.alwaysAnswers(StubWorker.html(404));

        assertThatThrownBy(() -> call.accept(client.within(LIMIT))).isInstanceOf(UnreachableException.class);

        assertThat(time.slept()).isLessThanOrEqualTo(LIMIT);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void without_any_time_nothing_is_sent(Consumer<ConnectClient> call) {
        assertThatThrownBy(() -> call.accept(client.within(Duration.ZERO)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("nothing was sent, since the time for it was over")
                .hasMessageContaining("Nothing was done; give it more time");
        assertThat(worker.count()).isZero();
        assertThat(client.requestCounts().requests()).isZero();
    }

    @Test
    void the_reading_after_a_lost_answer_ends_with_the_limit_and_leaves_the_outcome_open() {
        worker.answers("PUT", "/connectors/a/stop", StubWorker.error(500, "Request timed out"));
        worker.answers("GET", "/connectors/a/status", 200, RUNNING);

        UnknownOutcomeException thrown = catchThrowableOfType(
                UnknownOutcomeException.class, () -> client.within(LIMIT).stop("a"));

        assertThat(thrown).hasMessageContaining("the time was over before reading could tell: ");
        assertThat(time.slept()).isLessThanOrEqualTo(LIMIT);
        assertThat(thrown.mayBeDoneWithin()).isEqualTo(Duration.ofSeconds(90).minus(time.slept()));
        assertThat(worker.count("PUT", "/connectors/a/stop")).isEqualTo(1);
    }

    @Test
    void a_write_whose_answer_takes_longer_may_have_been_done() {
        worker.answers("PUT", "/connectors/a/stop", StubWorker.json(204, "").withFixedDelay(20_000));
        worker.answers("GET", "/connectors/a/status", 200, RUNNING);
        ConnectClient limited = ConnectClient.of(worker.url()).within(Duration.ofMillis(300));
        long start = System.nanoTime();

        assertThatThrownBy(() -> limited.stop("a")).isInstanceOf(UnknownOutcomeException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_read_whose_answer_takes_longer_got_none() {
        worker.alwaysAnswers(StubWorker.json(200, "[]").withFixedDelay(20_000));
        long start = System.nanoTime();

        assertThatThrownBy(() -> ConnectClient.of(worker.url())
                        .within(Duration.ofMillis(300))
                        .listConnectors())
                .isInstanceOf(UnreachableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void the_limit_is_that_of_each_call_and_not_of_the_client() {
        worker.alwaysAnswers(StubWorker.json(200, "[]"));
        ConnectClient limited = client.within(LIMIT);
        limited.listConnectors();
        time.waiting().pause(Duration.ofMinutes(1));

        assertThat(limited.listConnectors()).isEmpty();
    }

    @Test
    void a_turn_that_comes_after_the_limit_is_not_waited_for() {
        worker.alwaysAnswers(StubWorker.json(200, "[]"));
        ConnectClient slow = ConnectClient.builder(worker.url())
                .requestsPerSecond(1)
                .time(time.waiting(), Clock.systemUTC())
                .build();
        slow.listConnectors();

        assertThatThrownBy(() -> slow.within(Duration.ofMillis(900)).listConnectors())
                .isInstanceOf(UnreachableException.class);
        assertThat(time.slept()).isZero();
        assertThat(slow.within(LIMIT).listConnectors()).isEmpty();
    }

    @Test
    void everything_else_is_shared_with_the_client_that_it_comes_from() {
        worker.answers("GET", "/connectors", 200, "[]");
        ConnectClient limited = client.within(LIMIT);

        limited.listConnectors();

        assertThat(client.requestCounts()).isEqualTo(new RequestCounts(1, 0)).isEqualTo(limited.requestCounts());
        assertThat(limited).hasToString(client.toString());
        assertThat(limited.name()).isEqualTo(client.name());
        assertThat(limited.urls()).isEqualTo(client.urls());
    }

    @Test
    void its_offsets_over_rest_are_known_as_such() {
        ConnectClient limited = client.within(LIMIT);
        ConnectClient another = ConnectClient.of(worker.url());

        assertThat(limited.offsetTransport()).isEqualTo(limited.restOffsets());
        assertThat(limited.restOffsets()).isEqualTo(client.restOffsets()).hasSameHashCodeAs(client.restOffsets());
        assertThat(limited.restOffsets()).isNotEqualTo(another.restOffsets());
        assertThat(limited.restOffsets()).hasToString("REST");
    }

    @Test
    void the_shorter_of_two_limits_holds() {
        worker.alwaysAnswers(StubWorker.error(409, "Cannot complete request momentarily due to a rebalance"));

        assertThatThrownBy(
                        () -> client.within(LIMIT).within(Duration.ofHours(1)).listConnectors())
                .isInstanceOf(RebalanceException.class);

        assertThat(time.slept()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void a_negative_limit_is_refused() {
        assertThatThrownBy(() -> client.within(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the limit must not be negative, was PT-0.001S");
    }
}
