package io.connectmigrator.connect;

import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Maps an error answer to an exception. Connect tells its errors apart by text more than by status. */
final class ErrorAnswers {

    /** How long a worker may still process a request after its connection broke. */
    static final Duration BROKEN = Duration.ofSeconds(5);

    /** How long a worker may still process a request after the worker or its client gave up waiting. */
    static final Duration TIMED_OUT = Duration.ofSeconds(90);

    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int LONGEST_TEXT = 2_000;
    private static final Set<Integer> OF_GATEWAYS = Set.of(502, 503, 504);
    private static final String REQUEST_TIMED_OUT = "Request timed out";
    private static final String UNKNOWN_CLASS = "Failed to find any class that implements Connector";
    private static final String INVALID = "Connector configuration is invalid";
    /** Jetty 12, and so Connect 4, answers 400 to every path with one of these. */
    private static final Pattern REFUSED_BY_CONNECT_4 = Pattern.compile("%(2F|5C|25|7F|[01][0-9A-F])");

    private static final String SEE_ALSO = "You can also find the above list of errors";

    private final Request request;
    private final HttpAnswer answer;
    private final Optional<String> message;
    private final Optional<String> shown;
    private final Failure failure;

    private ErrorAnswers(Request request, String described, HttpAnswer answer, UnaryOperator<String> redaction) {
        this.request = request;
        this.answer = answer;
        this.message = message(answer.body());
        this.shown = message.map(redaction);
        this.failure = shown.isPresent()
                ? Failure.answered(described, answer.status(), text(shown.get()))
                : Failure.unexplained(described, answer.status(), answer.contentType());
    }

    /** {@return whether the text may come from the connector, and hold values of its config} */
    static boolean mayQuoteConfig(Request request, HttpAnswer answer) {
        boolean isOfConnector = answer.status() == BAD_REQUEST || answer.status() >= INTERNAL_SERVER_ERROR;
        return isOfConnector
                && request.mayQuoteConfig()
                && message(answer.body())
                        .filter(text -> !OwnTexts.contain(text))
                        .isPresent();
    }

    /** {@return whether a worker or a gateway answers that it is not ready; nothing has been done} */
    static boolean isStarting(Request request, HttpAnswer answer) {
        if (request.repeatable() && OF_GATEWAYS.contains(answer.status())) {
            return message(answer.body()).isEmpty();
        }
        // Until its REST API is up, a worker answers every path like this. Paths that the API does not know are
        // answered in JSON.
        return answer.status() == 404 && message(answer.body()).isEmpty();
    }

    /** {@return whether a worker answers that a request that changes nothing took too long} */
    static boolean isTimedOutReading(Request request, HttpAnswer answer) {
        return request.repeatable()
                && answer.status() == INTERNAL_SERVER_ERROR
                && message(answer.body()).orElse("").startsWith(REQUEST_TIMED_OUT);
    }

    /** {@return the exception for an answer that could not be read} */
    static ConnectClientException unreadable(Request request, Failure failure) {
        return request.repeatable()
                ? new RequestFailedException(failure, "Check that the URL is that of a Connect worker's REST API")
                : new UnknownOutcomeException(failure, BROKEN);
    }

    /**
     * {@return the exception for an answer that is not a success}
     *
     * @param redaction hides secrets in the worker's text
     */
    static ConnectClientException exception(
            Request request, String described, HttpAnswer answer, UnaryOperator<String> redaction) {
        return new ErrorAnswers(request, described, answer, redaction).exception();
    }

    private ConnectClientException exception() {
        return switch (answer.status()) {
            case 401, 403, 407 -> failed("Check the credentials of the client and what they allow");
            case 404 -> notFound();
            case 405 -> notSupported();
            case 409 -> conflict();
            default -> answer.status() < 400 ? redirected() : byText();
        };
    }

    private ConnectClientException notFound() {
        if (says("HTTP 404 Not Found")) {
            return notSupported();
        }
        return request.isOfConnector() ? new ConnectorNotFoundException(failure) : failed("");
    }

    private ConnectClientException conflict() {
        if (says("already exists")) {
            return new ConnectorExistsException(failure);
        }
        boolean clear = !request.creates() || says("momentarily") || says("conflicting operation") || says("rebalance");
        return clear ? new RebalanceException(failure) : failed("");
    }

    private ConnectClientException byText() {
        if (LostForward.isNotConnected(message.orElse(""))) {
            return RebalanceException.leaderNotReached(failure);
        }
        if (says("a rebalance is expected") || isNotDone()) {
            return new RebalanceException(failure);
        }
        if (says("Unrecognized field \"initial_state\"")) {
            return notSupported();
        }
        if (says("must be in the STOPPED state")) {
            return new ConnectorNotStoppedException(failure);
        }
        if (says("zombie sink tasks")) {
            return new ZombieTasksException(failure);
        }
        if (request.carriesConfig() && (says(UNKNOWN_CLASS) || isRefusal())) {
            return new InvalidConfigException(failure, configErrors());
        }
        if (isRefusedName()) {
            return failed(
                    "Workers of Connect 4 refuse a name with a slash, a backslash, a percent sign or a control character in"
                            + " it: the connector is reached by workers before 4.0 only");
        }
        return isLost() ? new UnknownOutcomeException(failure, TIMED_OUT) : failed("");
    }

    /** The HTTP server refuses such a path, with a page of its own, before the REST API sees it. */
    private boolean isRefusedName() {
        return answer.status() == BAD_REQUEST
                && message.isEmpty()
                && request.isOfConnector()
                && REFUSED_BY_CONNECT_4.matcher(request.path()).find();
    }

    private boolean isRefusal() {
        return answer.status() == BAD_REQUEST && message.isPresent();
    }

    /** A read can always be sent again, whatever the leader did with it. */
    private boolean isNotDone() {
        String text = message.orElse("");
        return LostForward.isNotDone(text) || (request.repeatable() && LostForward.isUnknown(text));
    }

    private boolean isLost() {
        boolean isLeftOpen = message.orElse("").startsWith(REQUEST_TIMED_OUT)
                || LostForward.isUnknown(message.orElse(""))
                || OF_GATEWAYS.contains(answer.status());
        return !request.repeatable() && isLeftOpen;
    }

    private List<String> configErrors() {
        String text = shown.orElse("");
        List<String> errors = Arrays.stream(text.startsWith(INVALID) ? text.split("\n") : new String[0])
                .skip(1)
                .filter(line -> !line.isBlank() && !line.startsWith(SEE_ALSO))
                .toList();
        return errors.isEmpty() ? List.of(text(text)) : errors;
    }

    private ConnectClientException redirected() {
        String where = answer.location().map(ErrorAnswers::withoutSecrets).orElse("elsewhere");
        return failed(
                "It points to " + where + "; redirects are not followed, so give the client the URL of the workers");
    }

    private static String withoutSecrets(String location) {
        try {
            URI uri = URI.create(location);
            return uri.getHost() == null ? "elsewhere" : uri.getScheme() + "://" + uri.getHost();
        } catch (IllegalArgumentException e) {
            return "elsewhere";
        }
    }

    private ConnectClientException notSupported() {
        return new NotSupportedException(failure, needs());
    }

    private String needs() {
        if (says("initial_state")) {
            return "Creating a connector stopped or paused needs Connect 3.7 (KIP-980)";
        }
        if (request.path().endsWith("/offsets")) {
            return request.method().equals("GET")
                    ? "Listing offsets needs Connect 3.5 (KIP-875)"
                    : "Altering and resetting offsets needs Connect 3.6 (KIP-875)";
        }
        if (request.path().endsWith("/stop")) {
            return "Stopping a connector needs Connect 3.5 (KIP-875)";
        }
        if (request.method().equals("PATCH") && request.path().endsWith("/config")) {
            return "Changing single values of a config needs Connect 3.8 (KIP-477)";
        }
        return request.path().equals("/health")
                ? "A worker says how it is doing from Connect 3.9 on (KIP-1017)"
                : "The worker is too old for it, or the URL is not that of its REST API";
    }

    private ConnectClientException failed(String advice) {
        return new RequestFailedException(failure, advice);
    }

    private boolean says(String text) {
        return message.isPresent() && message.get().contains(text);
    }

    /** {@return the text without the list of all classes that a worker adds when it does not know one} */
    private static String text(String shown) {
        String text = shown.split(", available connectors are", 2)[0];
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "\u2026" : text;
    }

    private static Optional<String> message(String body) {
        try {
            JsonObject json = Json.parseObject(body);
            return json.has("error_code")
                    ? Optional.of(
                            Optional.ofNullable(json.optionalString("message")).orElse("no message"))
                    : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }
}
