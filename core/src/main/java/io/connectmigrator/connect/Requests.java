package io.connectmigrator.connect;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Http;
import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.HttpFailure;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.internal.Redaction;
import io.connectmigrator.internal.Waiting;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to whichever URL of a cluster takes them, and again where that is safe. The URL that worked last comes
 * first. There can be a limit, within which everything that {@link #begin()} begins has to end. Thread-safe.
 */
final class Requests {

    private final Http http;
    private final List<URI> urls;
    private final Retries retries;
    private final RequestRate rate;
    private final AtomicInteger preferred;
    private final AtomicLong sent;
    private final AtomicLong rebalances;
    private final Duration limit;
    private final Waiting.@Nullable Deadline deadline;

    Requests(Http http, List<URI> urls, Retries retries, RequestRate rate) {
        this.http = http;
        this.urls = List.copyOf(urls);
        this.retries = retries;
        this.rate = rate;
        this.preferred = new AtomicInteger();
        this.sent = new AtomicLong();
        this.rebalances = new AtomicLong();
        this.limit = ChronoUnit.FOREVER.getDuration();
        this.deadline = null;
    }

    private Requests(Requests original, Duration limit, Waiting.@Nullable Deadline deadline) {
        this(original, original.urls, original.preferred, limit, deadline);
    }

    private Requests(
            Requests original,
            List<URI> urls,
            AtomicInteger preferred,
            Duration limit,
            Waiting.@Nullable Deadline deadline) {
        this.http = original.http;
        this.urls = urls;
        this.retries = original.retries;
        this.rate = original.rate;
        this.preferred = preferred;
        this.sent = original.sent;
        this.rebalances = original.rebalances;
        this.limit = limit;
        this.deadline = deadline;
    }

    /** {@return the same for each URL, which sends to no other} */
    List<Requests> eachUrl() {
        return urls.stream()
                .map(url -> new Requests(this, List.of(url), new AtomicInteger(), limit, deadline))
                .toList();
    }

    /** {@return the same, with this limit unless there is a shorter one} */
    Requests within(Duration newLimit) {
        return new Requests(this, newLimit.compareTo(limit) < 0 ? newLimit : limit, deadline);
    }

    /** {@return the same, for requests that end together within the limit from now; this itself if they have begun} */
    Requests begin() {
        return deadline == null ? new Requests(this, limit, waiting().deadline(limit)) : this;
    }

    /** {@return the same, for one write, the reading after a lost answer and sending it again} */
    Requests beginWrite() {
        Requests begun = begin();
        Duration longest = http.timeout().plus(ErrorAnswers.TIMED_OUT);
        boolean isNearer = begun.deadline().remaining().compareTo(longest) <= 0;
        return isNearer ? begun : new Requests(begun, limit, waiting().deadline(longest));
    }

    /** {@return when everything has to have ended that was begun} */
    Waiting.Deadline deadline() {
        return deadline == null ? waiting().deadline(limit) : deadline;
    }

    Waiting waiting() {
        return retries.waiting();
    }

    boolean isOfSameCluster(Requests other) {
        return http.equals(other.http);
    }

    int hashOfCluster() {
        return http.hashCode();
    }

    /** {@return what has been sent so far} */
    RequestCounts requestCounts() {
        return new RequestCounts(sent.get(), rebalances.get());
    }

    /** {@return the tries of one request} */
    Retries.Sequence tries() {
        return retries.begin(deadline());
    }

    /** {@return what was answered, read as an object} */
    <T> T object(Request call, Function<JsonObject, T> reader) {
        return read(call, json -> reader.apply(JsonObject.of(json, "the answer")));
    }

    /** {@return what was answered, read as an array of objects} */
    <T> List<T> objects(Request call, Function<JsonObject, T> reader) {
        return read(call, json -> {
            if (!(json instanceof List<?> elements)) {
                throw new IllegalArgumentException("the JSON should be an array");
            }
            return elements.stream()
                    .map(element -> reader.apply(JsonObject.of(element, "the answer[]")))
                    .toList();
        });
    }

    /** {@return what was answered, read as JSON} */
    <T> T read(Request call, Function<@Nullable Object, T> reader) {
        return text(call, body -> reader.apply(Json.parse(body)));
    }

    /** {@return what was answered, read as text} */
    <T> T text(Request call, Function<String, T> reader) {
        HttpAnswer answer = send(call);
        try {
            return reader.apply(answer.body());
        } catch (MalformedJsonException | IllegalArgumentException | ArithmeticException e) {
            throw unreadable(call, Failure.answered(describe(call), answer.status(), String.valueOf(e.getMessage())));
        }
    }

    /** {@return the answer, which is a success or one of those that the call takes for one} */
    HttpAnswer send(Request call) {
        return begin().sendWithin(call);
    }

    private HttpAnswer sendWithin(Request call) {
        Retries.Sequence sequence = tries();
        int first = preferred.get();
        while (true) {
            Round round = new Round(call, first);
            try {
                HttpAnswer answer = round.answer();
                if (answer != null) {
                    return answer;
                }
                if (!sequence.again(round.reason)) {
                    throw round.unreachable();
                }
                first = preferred.get();
            } catch (RebalanceException e) {
                rebalances.incrementAndGet();
                // Requests that are sent at once would lead each other back: each goes by the URLs that it has tried
                // itself.
                first = (round.answering + 1) % urls.size();
                if (!sequence.again(Retries.Reason.REBALANCE)) {
                    throw e;
                }
            }
        }
    }

    /** {@return the call as an exception names it} */
    String describe(Request call) {
        return request(call, urls.get(preferred.get()));
    }

    private ConnectClientException unreadable(Request call, Failure failure) {
        return call.repeatable()
                ? new RequestFailedException(failure, "Check that the URL is that of a Connect worker's REST API")
                : new UnknownOutcomeException(failure, ErrorAnswers.BROKEN);
    }

    private static String request(Request call, URI url) {
        return call.method() + " " + url + call.path();
    }

    /** One try at every URL, until one answers. */
    private final class Round {

        private final Request call;
        private final int first;
        private final List<String> reasons = new ArrayList<>();
        private Retries.Reason reason = Retries.Reason.UNREACHABLE;
        private int answering;
        private boolean late;

        Round(Request call, int first) {
            this.call = call;
            this.first = first;
            this.answering = first;
        }

        /** {@return the answer, or null if no URL gave one and nothing was done} */
        @Nullable
        HttpAnswer answer() {
            for (int index : order()) {
                HttpAnswer answer = answerOf(urls.get(index));
                if (answer != null) {
                    preferred.set(index);
                    answering = index;
                    return checked(urls.get(index), answer);
                }
            }
            return null;
        }

        private List<Integer> order() {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < urls.size(); i++) {
                order.add(i);
            }
            Collections.rotate(order, -first);
            return order;
        }

        private @Nullable HttpAnswer answerOf(URI url) {
            boolean inTime = rate.await(deadline().remaining());
            Duration left = deadline().remaining();
            if (!inTime || left.isZero()) {
                late = true;
                goOn(url, "nothing was sent, since the time for it was over", Retries.Reason.TIMED_OUT);
                return null;
            }
            sent.incrementAndGet();
            try {
                HttpAnswer answer = exchange(url, left);
                if (!isAnswer(answer) && ErrorAnswers.isTimedOutReading(call, answer)) {
                    goOn(url, "answered " + answer.status() + ": Request timed out", Retries.Reason.TIMED_OUT);
                    return null;
                }
                if (isAnswer(answer) || !ErrorAnswers.isStarting(call, answer)) {
                    return answer;
                }
                goOn(url, "answered " + answer, Retries.Reason.STARTING);
            } catch (HttpFailure e) {
                give(url, e);
            }
            return null;
        }

        private HttpAnswer exchange(URI url, Duration limit) throws HttpFailure {
            try {
                return http.send(call.method(), URI.create(url + call.path()), call.body(), limit);
            } catch (HeaderException e) {
                String happened = "was not sent, since " + e.getMessage();
                throw new UnreachableException(
                        Failure.unanswered(request(call, url), happened, e),
                        "Nothing was done; mend the supplier that the client was given, or try again");
            }
        }

        private void give(URI url, HttpFailure e) {
            Failure failure = Failure.unanswered(request(call, url), "got no answer: " + e.reason(), e);
            switch (e.kind()) {
                case NOT_SENT -> goOn(url, e.reason(), Retries.Reason.UNREACHABLE);
                case TOO_LARGE -> throw unreadable(call, failure);
                case BROKEN -> lost(url, failure, Retries.Reason.BROKEN, ErrorAnswers.BROKEN);
                case TIMED_OUT -> lost(url, failure, Retries.Reason.TIMED_OUT, ErrorAnswers.TIMED_OUT);
                case INTERRUPTED -> throw interrupted(failure);
            }
        }

        private RuntimeException interrupted(Failure failure) {
            return call.repeatable()
                    ? new InterruptedWaitException(failure.message(""), new InterruptedException())
                    : new UnknownOutcomeException(failure, ErrorAnswers.TIMED_OUT);
        }

        private void lost(URI url, Failure failure, Retries.Reason why, Duration patience) {
            if (!call.repeatable()) {
                throw new UnknownOutcomeException(failure, patience);
            }
            goOn(url, failure.happened(), why);
        }

        private void goOn(URI url, String text, Retries.Reason why) {
            reasons.add(url + ": " + text);
            // A worker that starts outlasts anything else that one URL or another may have.
            boolean keep = reason == Retries.Reason.STARTING && why != Retries.Reason.STARTING;
            reason = keep || why == Retries.Reason.UNREACHABLE ? reason : why;
        }

        private boolean isAnswer(HttpAnswer answer) {
            return answer.isSuccess() || (call.answers().contains(answer.status()) && !answer.isHtml());
        }

        private HttpAnswer checked(URI url, HttpAnswer answer) {
            if (!isAnswer(answer)) {
                throw ErrorAnswers.exception(call, request(call, url), answer, redaction(answer));
            }
            if (answer.isHtml()) {
                String what = "a page in HTML, which no worker answers";
                throw unreadable(call, Failure.answered(request(call, url), answer.status(), what));
            }
            return answer;
        }

        private UnaryOperator<String> redaction(HttpAnswer answer) {
            if (!ErrorAnswers.mayQuoteConfig(call, answer)) {
                boolean resolved = call.secrets().stream().anyMatch(value -> value.contains("${"));
                return text -> Redaction.scrub(resolved ? Redaction.ofRefusal(text) : text, call.secrets());
            }
            try {
                List<String> secrets = Redaction.secretsOf(
                        object(call.forConfig(), ConnectorConfig::read).toMap());
                // What the worker has put in place of a placeholder is not in the config.
                return text -> Redaction.ofForeignText(Redaction.scrub(text, secrets));
            } catch (ConnectClientException | InterruptedWaitException e) {
                return text ->
                        "an error that is not repeated, since it may hold values of the connector's config, which"
                                + " could not be read; the worker's log has it";
            }
        }

        private String advice() {
            if (reason == Retries.Reason.STARTING) {
                return "A worker that is starting answers like this, and so does a server that is no Connect worker:"
                        + " check the URL";
            }
            return late
                    ? "Nothing was done; give it more time"
                    : "Check that the workers run, and the URL, port, TLS and proxy of the client";
        }

        ConnectClientException unreachable() {
            String happened = "got no answer from any URL (" + String.join("; ", reasons) + ")";
            return new UnreachableException(Failure.unanswered(describe(call), happened, null), advice());
        }
    }
}
