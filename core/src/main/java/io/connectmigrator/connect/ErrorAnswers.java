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

/** What an error answer means. Connect tells its errors apart by text more than by status. */
final class ErrorAnswers {

    /** How long a worker may be at work on a request whose connection broke. */
    static final Duration BROKEN = Duration.ofSeconds(5);

    /** How long a worker may be at work after it said, or its client found, that the time was over. */
    static final Duration TIMED_OUT = Duration.ofSeconds(90);

    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int LONGEST_TEXT = 2_000;
    private static final Set<Integer> OF_GATEWAYS = Set.of(502, 503, 504);
    private static final String REQUEST_TIMED_OUT = "Request timed out";
    private static final String UNKNOWN_CLASS = "Failed to find any class that implements Connector";
    private static final String INVALID = "Connector configuration is invalid";
    private static final String SEE_ALSO = "You can also find the above list of errors";

    private final Request call;
    private final HttpAnswer answer;
    private final Optional<String> message;
    private final Optional<String> shown;
    private final Failure failure;

    private ErrorAnswers(Request call, String request, HttpAnswer answer, UnaryOperator<String> redaction) {
        this.call = call;
        this.answer = answer;
        this.message = message(answer.body());
        this.shown = message.map(redaction);
        this.failure = Failure.answered(request, answer.status(), text());
    }

    /** {@return whether the text may be a connector's own, which may hold values of its config} */
    static boolean mayQuoteConfig(Request call, HttpAnswer answer) {
        boolean isOfConnector = answer.status() == BAD_REQUEST || answer.status() >= INTERNAL_SERVER_ERROR;
        return isOfConnector
                && call.mayQuoteConfig()
                && message(answer.body())
                        .filter(text -> !OwnTexts.contain(text))
                        .isPresent();
    }

    /** {@return whether this is the answer of a worker, or a gateway, that is not ready; nothing has been done} */
    static boolean isStarting(Request call, HttpAnswer answer) {
        if (call.repeatable() && OF_GATEWAYS.contains(answer.status())) {
            return message(answer.body()).isEmpty();
        }
        // Until its REST API is there, a worker answers every path like this; what is unknown to the API has JSON.
        return answer.status() == 404 && message(answer.body()).isEmpty();
    }

    /** {@return whether a worker says that the time for something that changes nothing was over} */
    static boolean isTimedOutReading(Request call, HttpAnswer answer) {
        return call.repeatable()
                && answer.status() == INTERNAL_SERVER_ERROR
                && message(answer.body()).orElse("").startsWith(REQUEST_TIMED_OUT);
    }

    /**
     * {@return the exception for an answer that is not a success}
     *
     * @param redaction hides in the worker's text what must not be shown
     */
    static ConnectClientException exception(
            Request call, String request, HttpAnswer answer, UnaryOperator<String> redaction) {
        return new ErrorAnswers(call, request, answer, redaction).exception();
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
        return call.isOfConnector() ? new ConnectorNotFoundException(failure) : failed("");
    }

    private ConnectClientException conflict() {
        if (says("already exists")) {
            return new ConnectorExistsException(failure);
        }
        boolean clear = !call.creates() || says("momentarily") || says("conflicting operation") || says("rebalance");
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
        if (call.carriesConfig() && (says(UNKNOWN_CLASS) || isRefusal())) {
            return new InvalidConfigException(failure, configErrors());
        }
        if (isRefusedName()) {
            return failed(
                    "Workers of Connect 4 refuse a name with a slash, a backslash, a percent sign or a control character in"
                            + " it: the connector is reached by workers before 4.0 only");
        }
        return isLost() ? new UnknownOutcomeException(failure, TIMED_OUT) : failed("");
    }

    /** It is the server that refuses such a path, with a page of its own, before any worker sees it. */
    private boolean isRefusedName() {
        return answer.status() == BAD_REQUEST
                && message.isEmpty()
                && call.isOfConnector()
                && PathSegment.isRefusedByConnect4(call.path());
    }

    private boolean isRefusal() {
        return answer.status() == BAD_REQUEST && message.isPresent();
    }

    /** To read again is always right, whatever became of the request at the leader. */
    private boolean isNotDone() {
        String text = message.orElse("");
        return LostForward.isNotDone(text) || (call.repeatable() && LostForward.isUnknown(text));
    }

    private boolean isLost() {
        boolean isLeftOpen = message.orElse("").startsWith(REQUEST_TIMED_OUT)
                || LostForward.isUnknown(message.orElse(""))
                || OF_GATEWAYS.contains(answer.status());
        return !call.repeatable() && isLeftOpen;
    }

    private List<String> configErrors() {
        String text = shown.orElse("");
        if (!text.startsWith(INVALID)) {
            return List.of(text());
        }
        List<String> errors = Arrays.stream(text.split("\n"))
                .skip(1)
                .filter(line -> !line.isBlank() && !line.startsWith(SEE_ALSO))
                .toList();
        return errors.isEmpty() ? List.of(text()) : errors;
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
        if (call.path().endsWith("/offsets")) {
            return call.method().equals("GET")
                    ? "Listing offsets needs Connect 3.5 (KIP-875)"
                    : "Altering and resetting offsets needs Connect 3.6 (KIP-875)";
        }
        if (call.path().endsWith("/stop")) {
            return "Stopping a connector needs Connect 3.5 (KIP-875)";
        }
        if (call.method().equals("PATCH") && call.path().endsWith("/config")) {
            return "Changing single values of a config needs Connect 3.8 (KIP-477)";
        }
        return call.path().equals("/health")
                ? "A worker says how it is doing from Connect 3.9 on (KIP-1017)"
                : "The worker is too old for it, or the URL is not that of its REST API";
    }

    private ConnectClientException failed(String advice) {
        return new RequestFailedException(failure, advice);
    }

    private boolean says(String text) {
        return message.isPresent() && message.get().contains(text);
    }

    private String text() {
        // What follows a class that is not there is a list of all that are, pages of it.
        String text = shown.map(said -> said.split(", available connectors are", 2)[0])
                .orElseGet(() -> (answer.contentType().isEmpty() ? "nothing" : answer.contentType())
                        + " that is not a worker's error message");
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
