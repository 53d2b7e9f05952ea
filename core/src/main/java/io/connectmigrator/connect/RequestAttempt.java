package io.connectmigrator.connect;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.HeaderException;
import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.HttpFailure;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.internal.Redaction;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One attempt to have a request answered: asks each URL in turn until one answers. Belongs to one thread. */
final class RequestAttempt {

    private static final int NOT_FOUND = 404;

    private final Requests requests;
    private final Requests.Cluster cluster;
    private final List<URI> urls;
    private final AtomicInteger preferred;
    private final Request request;
    private final int first;
    private final List<String> failures = new ArrayList<>();
    private final List<URI> notFound = new ArrayList<>();
    private Retries.Reason reason = Retries.Reason.UNREACHABLE;
    private int answering;
    private boolean anyAnswered;
    private boolean late;

    /** Begins with the URL at the index {@code first}, and makes the URL that answers the preferred one. */
    RequestAttempt(
            Requests requests,
            Requests.Cluster cluster,
            List<URI> urls,
            AtomicInteger preferred,
            Request request,
            int first) {
        this.requests = requests;
        this.cluster = cluster;
        this.urls = urls;
        this.preferred = preferred;
        this.request = request;
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

    /** {@return the index of the URL that answered} */
    int answering() {
        return answering;
    }

    /** {@return why no URL answered} */
    Retries.Reason reason() {
        return reason;
    }

    /** {@return whether every URL answered 404 without an error message of Connect} */
    boolean foundNothing() {
        return notFound.size() == urls.size();
    }

    private List<Integer> order() {
        List<Integer> order = IntStream.range(0, urls.size()).boxed().collect(Collectors.toList());
        Collections.rotate(order, -first);
        return order;
    }

    private @Nullable HttpAnswer answerOf(URI url) {
        boolean inTime = cluster.rate().await(requests.deadline().remaining());
        Duration left = requests.deadline().remaining();
        if (!inTime || left.isZero()) {
            late = true;
            failed(url, "nothing was sent, since the time for it was over", Retries.Reason.TIMED_OUT);
            return null;
        }
        try {
            return usable(url, exchange(url, left));
        } catch (HttpFailure e) {
            failed(url, e);
            return null;
        }
    }

    private HttpAnswer exchange(URI url, Duration limit) throws HttpFailure {
        cluster.sent().incrementAndGet();
        try {
            return cluster.http().send(request.method(), URI.create(url + request.path()), request.body(), limit);
        } catch (HeaderException e) {
            throw new UnreachableException(
                    Failure.unanswered(request.at(url), "was not sent, since " + e.getMessage(), e),
                    "Nothing was done; correct the supplier of the header, or try again");
        }
    }

    /** {@return the answer, or null if another URL or a later attempt may give a better one} */
    private @Nullable HttpAnswer usable(URI url, HttpAnswer answer) {
        if (isAnswer(answer)) {
            return answer;
        }
        if (ErrorAnswers.isTimedOutReading(request, answer)) {
            anyAnswered = true;
            failed(url, "answered " + answer.status() + ": Request timed out", Retries.Reason.TIMED_OUT);
            return null;
        }
        if (ErrorAnswers.isStarting(request, answer)) {
            anyAnswered = true;
            if (answer.status() == NOT_FOUND) {
                notFound.add(url);
            }
            failed(url, "answered " + answer, Retries.Reason.STARTING);
            return null;
        }
        return answer;
    }

    private void failed(URI url, HttpFailure e) {
        Failure failure = Failure.unanswered(request.at(url), "got no answer: " + e.reason(), e);
        switch (e.kind()) {
            case NOT_SENT -> failed(url, e.reason(), Retries.Reason.UNREACHABLE);
            case TOO_LARGE -> throw ErrorAnswers.unreadable(request, failure);
            case BROKEN -> lost(url, failure, Retries.Reason.BROKEN, ErrorAnswers.BROKEN);
            case TIMED_OUT -> lost(url, failure, Retries.Reason.TIMED_OUT, ErrorAnswers.TIMED_OUT);
            case INTERRUPTED -> throw interrupted(failure);
        }
    }

    private RuntimeException interrupted(Failure failure) {
        return request.repeatable()
                ? new InterruptedWaitException(failure.message(""), new InterruptedException())
                : new UnknownOutcomeException(failure, ErrorAnswers.TIMED_OUT);
    }

    private void lost(URI url, Failure failure, Retries.Reason why, Duration mayBeDoneWithin) {
        if (!request.repeatable()) {
            throw new UnknownOutcomeException(failure, mayBeDoneWithin);
        }
        failed(url, failure.happened(), why);
    }

    private void failed(URI url, String what, Retries.Reason why) {
        failures.add(url + ": " + what);
        // A worker that is starting is waited for longest, so that this reason prevails over those of other URLs.
        boolean keep = reason == Retries.Reason.STARTING && why != Retries.Reason.STARTING;
        reason = keep || why == Retries.Reason.UNREACHABLE ? reason : why;
    }

    private boolean isAnswer(HttpAnswer answer) {
        return answer.isSuccess() || (request.answers().contains(answer.status()) && !answer.isHtml());
    }

    private HttpAnswer checked(URI url, HttpAnswer answer) {
        if (!isAnswer(answer)) {
            throw ErrorAnswers.exception(request, request.at(url), answer, redaction(answer));
        }
        if (answer.isHtml()) {
            String what = "a page in HTML, which no worker answers";
            throw ErrorAnswers.unreadable(request, Failure.answered(request.at(url), answer.status(), what));
        }
        return answer;
    }

    private UnaryOperator<String> redaction(HttpAnswer answer) {
        if (!ErrorAnswers.mayQuoteConfig(request, answer)) {
            boolean resolved = request.secrets().stream().anyMatch(value -> value.contains("${"));
            return text -> Redaction.scrub(resolved ? Redaction.ofRefusal(text) : text, request.secrets());
        }
        try {
            List<String> secrets = Redaction.secretsOf(
                    requests.object(request.forConfig(), ConnectorConfig::read).toMap());
            // The values that the worker has put in place of placeholders are not in the config.
            return text -> Redaction.ofForeignText(Redaction.scrub(text, secrets));
        } catch (ConnectClientException | InterruptedWaitException e) {
            return text -> "an error that is not repeated, since it may hold values of the connector's config, which"
                    + " could not be read; the worker's log has it";
        }
    }

    /**
     * {@return what is wrong with the URL; empty if the worker may be starting} Until its REST API is up, a worker answers
     * 404 to every path, and so does a wrong URL. The root of the server tells them apart: a worker that is starting does
     * not answer it. Once the cluster has given an answer its URLs are right, and the worker, or another one behind the same
     * address, is starting.
     */
    String wrongUrl() {
        if (!foundNothing() || cluster.answered().get()) {
            return "";
        }
        String wrong = "";
        for (URI url : notFound) {
            URI root = url.resolve("/");
            HttpAnswer answer = rootOf(root);
            if (answer != null && isWorker(answer)) {
                wrong = "A worker answers at " + root + " and does not know this path: check the path of the URL";
            } else if (answer != null && answer.status() < 400) {
                wrong = "The server at " + root + " is no Connect worker: check host, port and path of the URL";
            } else {
                return "";
            }
        }
        return wrong;
    }

    private @Nullable HttpAnswer rootOf(URI root) {
        if (!cluster.rate().await(requests.deadline().remaining())
                || requests.deadline().expired()) {
            return null;
        }
        cluster.sent().incrementAndGet();
        try {
            return cluster.http().send("GET", root, null, requests.deadline().remaining());
        } catch (HttpFailure | HeaderException e) {
            return null;
        }
    }

    private static boolean isWorker(HttpAnswer answer) {
        try {
            return answer.isSuccess() && Json.parseObject(answer.body()).has("kafka_cluster_id");
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    /** {@return the exception that says for each URL why it gave no answer} */
    ConnectClientException unreachable(String wrongUrl) {
        String happened = (anyAnswered ? "got no usable answer" : "got no answer") + " from any URL"
                + (cluster.name() == null ? "" : " of cluster " + cluster.name())
                + " (" + String.join("; ", failures) + ")";
        return new UnreachableException(
                Failure.unanswered(requests.describe(request), happened, null),
                wrongUrl.isEmpty() ? advice() : wrongUrl);
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
}
