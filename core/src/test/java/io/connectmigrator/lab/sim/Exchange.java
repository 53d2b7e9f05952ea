package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request to a worker and its answer. */
final class Exchange {

    /** What Jetty 12 takes for ambiguous or suspicious: a slash, a backslash, a percent sign, control characters. */
    private static final Pattern REFUSED_SIGN = Pattern.compile("%2F|%5C|%25|%[01][0-9A-F]|%7F");

    private final String method;
    private final String[] path;
    private final boolean encodedSigns;
    private final String query;
    private final String body;
    private final String author;
    private final Runnable onEnd;
    private Consumer<Runnable> back = Runnable::run;
    private boolean anonymous;
    private boolean left;
    private boolean givenUp;
    private @Nullable Answer answer;
    private @Nullable IOException failure;

    /**
     * Begins a request.
     *
     * @param url path and query
     * @param author the sender
     * @param onEnd runs when there is an answer, or when it is certain that none will come
     */
    Exchange(String method, String url, String body, String author, Runnable onEnd) {
        int question = url.indexOf('?');
        this.method = method;
        this.query = question < 0 ? "" : url.substring(question + 1);
        String plain = question < 0 ? url : url.substring(0, question);
        this.path = plain.length() < 2 ? new String[0] : plain.substring(1).split("/");
        this.encodedSigns =
                plain.indexOf('%') >= 0 && REFUSED_SIGN.matcher(plain).find();
        for (int i = 0; i < path.length; i++) {
            path[i] = path[i].indexOf('%') < 0 ? path[i] : URLDecoder.decode(path[i], StandardCharsets.UTF_8);
        }
        this.body = body;
        this.author = author;
        this.onEnd = onEnd;
    }

    private Exchange(Exchange other, Runnable onEnd) {
        this.method = other.method;
        this.path = other.path;
        this.encodedSigns = other.encodedSigns;
        this.query = other.query;
        this.body = other.body;
        this.author = other.author;
        this.anonymous = other.anonymous;
        this.onEnd = onEnd;
    }

    /** {@return the same request, whose answer runs another action} */
    Exchange copy(Runnable other) {
        return new Exchange(this, other);
    }

    String method() {
        return method;
    }

    String[] path() {
        return path;
    }

    /** {@return whether a sign is encoded in the path that Jetty 12 refuses} */
    boolean hasEncodedSigns() {
        return encodedSigns;
    }

    String query() {
        return query;
    }

    String author() {
        return author;
    }

    /** Says whether the request has no credentials; by default every request has some. */
    void anonymous(boolean without) {
        anonymous = without;
    }

    boolean isAnonymous() {
        return anonymous;
    }

    /** {@return the body as a JSON object} */
    @SuppressWarnings("unchecked")
    Map<String, Object> object() {
        Object json = body.isEmpty() ? null : Json.parse(body);
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** {@return whether the sender has an answer, or knows that none will come} */
    boolean isOver() {
        return answer != null || failure != null;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    /** Sends the answer of a worker. Only the first one counts. */
    void answer(Answer given) {
        leave(() -> arrive(given, null));
    }

    /** Ends the request without an answer. */
    void fail(IOException why) {
        leave(() -> arrive(null, why));
    }

    private void leave(Runnable arrival) {
        if (!left) {
            left = true;
            back.accept(arrival);
        }
    }

    /** Delivers the answer if the sender still waits. */
    void arrive(@Nullable Answer given, @Nullable IOException why) {
        if (!isOver() && !givenUp) {
            answer = given;
            failure = why;
            onEnd.run();
        }
    }

    /** Stops waiting for an answer. */
    void giveUp() {
        givenUp = true;
    }

    /** Sets how the answer of a worker is delivered. */
    void back(Consumer<Runnable> way) {
        back = way;
    }
}
