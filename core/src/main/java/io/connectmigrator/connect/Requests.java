package io.connectmigrator.connect;

import io.connectmigrator.internal.Http;
import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.internal.RequestRate;
import io.connectmigrator.internal.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the URLs of a cluster, first to the one that answered last, and sends them again where that is safe. Those
 * that are sent through {@link #withDeadline()} share one deadline. Thread-safe.
 */
final class Requests {

    private final Cluster cluster;
    private final List<URI> urls;
    private final AtomicInteger preferred;
    private final Duration limit;
    private final Waiting.@Nullable Deadline deadline;

    /**
     * What all requests to a cluster share.
     *
     * @param name the name that the client was given, or null if it is known by its URL
     * @param answered whether any URL has given a usable answer since the client was built
     */
    record Cluster(
            @Nullable String name,
            Http http,
            Retries retries,
            RequestRate rate,
            AtomicLong sent,
            AtomicLong rebalances,
            AtomicBoolean answered) {

        /** {@return the same without the headers that the client adds} */
        Cluster anonymous() {
            return new Cluster(name, http.anonymous(), retries, rate, sent, rebalances, answered);
        }

        Cluster(@Nullable String name, Http http, Retries retries, RequestRate rate) {
            this(name, http, retries, rate, new AtomicLong(), new AtomicLong(), new AtomicBoolean());
        }
    }

    Requests(Cluster cluster, List<URI> urls) {
        this(cluster, List.copyOf(urls), new AtomicInteger(), ChronoUnit.FOREVER.getDuration(), null);
    }

    private Requests(
            Cluster cluster,
            List<URI> urls,
            AtomicInteger preferred,
            Duration limit,
            Waiting.@Nullable Deadline deadline) {
        this.cluster = cluster;
        this.urls = urls;
        this.preferred = preferred;
        this.limit = limit;
        this.deadline = deadline;
    }

    private Requests with(Duration newLimit, Waiting.@Nullable Deadline newDeadline) {
        return new Requests(cluster, urls, preferred, newLimit, newDeadline);
    }

    /** {@return one for each URL, which sends to that URL only} */
    List<Requests> eachUrl() {
        return urls.stream()
                .map(url -> new Requests(cluster, List.of(url), new AtomicInteger(), limit, deadline))
                .toList();
    }

    /** {@return the same without the headers that the client adds, credentials among them} */
    Requests anonymous() {
        return new Requests(cluster.anonymous(), urls, new AtomicInteger(), limit, deadline);
    }

    /** {@return the same with this limit, unless it has a shorter one} */
    Requests within(Duration newLimit) {
        return with(newLimit.compareTo(limit) < 0 ? newLimit : limit, deadline);
    }

    /** {@return the same with a deadline, which is the limit from now; itself if it has one} */
    Requests withDeadline() {
        return deadline == null ? with(limit, waiting().deadline(limit)) : this;
    }

    /** {@return the same with a deadline for one write, the reads after a lost answer and the write sent again} */
    Requests withWriteDeadline() {
        Requests bounded = withDeadline();
        Duration longest = cluster.http().timeout().plus(ErrorAnswers.TIMED_OUT);
        boolean isNearer = bounded.deadline().remaining().compareTo(longest) <= 0;
        return isNearer ? bounded : bounded.with(limit, waiting().deadline(longest));
    }

    /** {@return the deadline; without one, the limit from now} */
    Waiting.Deadline deadline() {
        return deadline == null ? waiting().deadline(limit) : deadline;
    }

    Waiting waiting() {
        return cluster.retries().waiting();
    }

    boolean isOfSameCluster(Requests other) {
        return cluster.http().equals(other.cluster.http());
    }

    int hashOfCluster() {
        return cluster.http().hashCode();
    }

    RequestCounts requestCounts() {
        return new RequestCounts(cluster.sent().get(), cluster.rebalances().get());
    }

    /** {@return the attempts of one request} */
    Retries.Sequence retries() {
        return cluster.retries().sequence(deadline());
    }

    /** {@return the answer, read as a JSON object} */
    <T> T object(Request request, Function<JsonObject, T> reader) {
        return read(request, json -> reader.apply(JsonObject.of(json, "the answer")));
    }

    /** {@return the answer, read as a JSON array of objects} */
    <T> List<T> objects(Request request, Function<JsonObject, T> reader) {
        return read(
                request,
                json -> array(json).stream()
                        .map(element -> reader.apply(JsonObject.of(element, "the answer[]")))
                        .toList());
    }

    /** {@return the objects of an answer that is a JSON array, without what else is in it} */
    <T> List<T> optionalObjects(Request request, Function<JsonObject, T> reader) {
        return read(
                request,
                json -> array(json).stream()
                        .filter(Map.class::isInstance)
                        .map(element -> reader.apply(JsonObject.of(element, "the answer[]")))
                        .toList());
    }

    /** {@return the elements of a JSON array} */
    static List<?> array(@Nullable Object json) {
        if (!(json instanceof List<?> elements)) {
            throw new IllegalArgumentException("the JSON should be an array");
        }
        return elements;
    }

    /** {@return the answer, read as JSON} */
    <T> T read(Request request, Function<@Nullable Object, T> reader) {
        return text(request, body -> reader.apply(Json.parse(body)));
    }

    /** {@return the answer, read as text} */
    <T> T text(Request request, Function<String, T> reader) {
        HttpAnswer answer = send(request);
        try {
            return reader.apply(answer.body());
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw ErrorAnswers.unreadable(
                    request, Failure.answered(describe(request), answer.status(), String.valueOf(e.getMessage())));
        }
    }

    /** {@return the answer, which is a success or one of {@link Request#answers()}} */
    HttpAnswer send(Request request) {
        return withDeadline().sendWithin(request);
    }

    private HttpAnswer sendWithin(Request request) {
        Retries.Sequence retries = retries();
        int first = preferred.get();
        boolean suspected = false;
        while (true) {
            RequestAttempt attempt = new RequestAttempt(this, cluster, urls, preferred, request, first);
            try {
                HttpAnswer answer = attempt.answer();
                if (answer != null) {
                    cluster.answered().set(true);
                    return answer;
                }
                String wrongUrl = attempt.wrongUrl();
                // Wrong twice without a pause: the worker may have started between the 404 and the answer of its root.
                boolean isWrong = suspected && !wrongUrl.isEmpty();
                suspected = !wrongUrl.isEmpty();
                if (isWrong || (!suspected && !retries.awaitRetry(attempt.reason()))) {
                    throw attempt.unreachable(wrongUrl);
                }
                first = preferred.get();
            } catch (RebalanceException e) {
                cluster.rebalances().incrementAndGet();
                // Each request follows its own order of URLs: requests sent at the same time would otherwise move
                // each other's preferred URL back to the worker that is rebalancing.
                first = (attempt.answering() + 1) % urls.size();
                if (!retries.awaitRetry(Retries.Reason.REBALANCE)) {
                    throw e;
                }
            }
        }
    }

    /** {@return the request as an exception names it} */
    String describe(Request request) {
        return request.at(urls.get(preferred.get()));
    }
}
