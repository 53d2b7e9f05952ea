package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

final class CredentialsTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    @Test
    void user_and_password_are_sent_with_every_request() {
        worker.answers("GET", "/connectors", 200, "[]");

        builder().basicAuth("plâtform", "p:ss wörd€").build().listConnectors();

        String sent = worker.received("GET", "/connectors").get(0).getHeader("Authorization");
        String decoded =
                new String(Base64.getDecoder().decode(sent.substring("Basic ".length())), StandardCharsets.UTF_8);
        assertThat(decoded).isEqualTo("plâtform:p:ss wörd€");
    }

    @Test
    void no_user_and_no_password_send_no_credentials() {
        worker.answers("GET", "/connectors", 200, "[]");
        String none = null;

        builder().basicAuth("user", "password").basicAuth(none, none).build().listConnectors();

        assertThat(worker.received("GET", "/connectors").get(0).containsHeader("Authorization"))
                .isFalse();
    }

    @Test
    void user_and_password_are_asked_for_at_each_request() {
        worker.answers("GET", "/connectors", 200, "[]");
        Deque<String> passwords = new ArrayDeque<>(List.of("one", "two"));
        ConnectClient client =
                builder().basicAuth(() -> "user", passwords::remove).build();

        client.listConnectors();
        client.listConnectors();

        assertThat(worker.received("GET", "/connectors"))
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactly(basic("user:one"), basic("user:two"));
    }

    @Test
    void a_token_that_rotates_is_asked_for_at_each_request() {
        worker.answers("GET", "/connectors", 200, "[]");
        Deque<String> tokens = new ArrayDeque<>(List.of("one", "two"));
        ConnectClient client =
                builder().basicAuth("user", "replaced").bearer(tokens::remove).build();

        client.listConnectors();
        client.listConnectors();

        assertThat(worker.received("GET", "/connectors"))
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactly("Bearer one", "Bearer two");
    }

    @Test
    void a_header_of_a_gateway_is_sent_and_the_last_of_a_name_counts() {
        worker.answers("GET", "/connectors", 200, "[]");

        builder()
                .header("X-Api-Key", () -> "one")
                .header("x-api-key", () -> "two")
                .build()
                .listConnectors();

        assertThat(worker.received("GET", "/connectors")
                        .get(0)
                        .header("X-Api-Key")
                        .values())
                .containsExactly("two");
    }

    @Test
    void a_refused_credential_says_so_and_is_not_repeated() {
        worker.alwaysAnswers(StubWorker.error(401, "Bad token hunter2, or rather Bearer hunter2"));

        assertThatThrownBy(() -> builder().bearer(() -> "hunter2").build().listConnectors())
                .isInstanceOf(RequestFailedException.class)
                .hasMessageContaining(" answered 401: ")
                .hasMessageContaining("Check the credentials")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whether_workers_ask_for_credentials_is_tried_without_any() {
        ConnectClient client = builder()
                .basicAuth("user", "password")
                .header("X-Key", () -> "secret")
                .build();
        worker.answers("GET", "/", 200, "{\"version\":\"4.3.1\",\"commit\":\"c\",\"kafka_cluster_id\":\"k\"}");
        assertThat(client.asksForCredentials()).isFalse();

        for (int status : List.of(401, 403)) {
            worker.answers("GET", "/", StubWorker.html(status));
            assertThat(client.asksForCredentials()).as("%s", status).isTrue();
        }

        assertThat(worker.received("GET", "/"))
                .hasSize(3)
                .noneMatch(request -> request.containsHeader("Authorization") || request.containsHeader("X-Key"));
        worker.answers("GET", "/", 500, "{}");
        assertThatThrownBy(client::asksForCredentials).isInstanceOf(ConnectClientException.class);
    }

    @Test
    void a_supplier_without_a_value_and_a_value_no_header_can_have_are_errors_that_show_nothing() {
        String none = null;

        assertThatThrownBy(() -> builder().bearer(() -> none).build().listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("the supplier of the bearer token returned null");
        assertThatThrownBy(() -> builder()
                        .header("X-Key", () -> "hunter2\r\nX: y")
                        .build()
                        .listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> builder()
                        .basicAuth(() -> "a:b", () -> "hunter2")
                        .build()
                        .listConnectors())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("cannot have a colon");
        assertThat(worker.count()).isZero();
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException("https://idp.example/token?client_secret=hunter2"),
                new IOError(new IOException("hunter2")),
                new NoSuchMethodError("hunter2"),
                new StackOverflowError("hunter2"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatever_a_supplier_throws_nothing_was_sent_and_none_of_it_is_repeated(Throwable failure) {
        ConnectClient client = builder()
                .bearer(() -> {
                    throw CredentialsTest.<RuntimeException>sneaky(failure);
                })
                .build();

        UnreachableException thrown = catchThrowableOfType(UnreachableException.class, () -> client.stop("a"));

        assertThat(thrown)
                .hasMessageStartingWith("PUT " + worker.url() + "/connectors/a/stop was not sent, since the supplier of"
                        + " the bearer token threw " + failure.getClass().getName());
        StringWriter log = new StringWriter();
        thrown.printStackTrace(new PrintWriter(log));
        assertThat(log.toString()).doesNotContain("hunter2").contains("CredentialsTest");
        assertThat(worker.count()).isZero();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void neither_config_nor_credential_nor_body_is_logged() {
        worker.alwaysAnswers(StubWorker.error(400, "Invalid value hunter2 for configuration password"));
        worker.answers("GET", "/connectors/a/config", 200, "{\"password\":\"hunter2\"}");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.connectmigrator");
        Level level = logger.getLevel();
        logger.setLevel(Level.TRACE);
        logger.addAppender(logged);
        ConnectClient client = builder().basicAuth("user", "hunter2").build();

        try {
            client.config("a");
            assertThatThrownBy(
                            () -> client.putConfig("a", ConnectorConfig.empty().with("password", "hunter2")))
                    .hasMessageNotContaining("hunter2");
        } finally {
            logger.detachAppender(logged);
            logger.setLevel(level);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .matches("(GET|PUT) " + worker.url() + "/connectors/a/config answered \\d+ after \\d+ ms"));
        assertThat(client.toString()).doesNotContain("hunter2");
    }

    private static ConnectClientBuilder builder() {
        return ConnectClient.builder(worker.url()).retryTimeout(Duration.ZERO);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
