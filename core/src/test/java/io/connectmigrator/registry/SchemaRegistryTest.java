package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.RegistryUrl;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.lab.registry.InMemoryRegistry;
import io.connectmigrator.lab.registry.RegistryKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {

    private static final String TEXT = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}";

    private final InMemoryRegistry server = InMemoryRegistry.start(RegistryKind.CONFLUENT_8, "kafka-a");
    private final AtomicLong now = new AtomicLong();
    private final SchemaRegistry registry = builder(server.url()).build();

    @AfterEach
    void stop() {
        server.close();
    }

    private SchemaRegistryBuilder builder(String url) {
        return builder(url, () -> {});
    }

    /** Time passes only while a pause is made. */
    private SchemaRegistryBuilder builder(String url, Runnable afterPause) {
        return SchemaRegistry.builder(url).requestsPerSecond(100_000).time(new Waiting(now::get, pause -> {
            now.addAndGet(pause.toNanos());
            afterPause.run();
        }));
    }

    @Test
    void two_and_a_half_thousand_schemas_are_three_pages_and_none_is_lost() {
        for (int i = 1; i <= 2_500; i++) {
            server.register("s" + i, i, TEXT);
        }

        assertThat(registry.schemas("").orElseThrow())
                .extracting(RegisteredSchema::id)
                .doesNotHaveDuplicates()
                .hasSize(2_500);
        assertThat(server.requests())
                .filteredOn(request -> !request.contains("offset=2500"))
                .hasSize(3);
    }

    @Test
    void a_registry_that_ignores_pages_is_read_once() {
        try (InMemoryRegistry karapace = InMemoryRegistry.start(RegistryKind.KARAPACE, "k")) {
            karapace.register("orders-value", 1, TEXT).register("stock-value", 2, TEXT);

            assertThat(builder(karapace.url()).build().schemas("orders-").orElseThrow())
                    .hasSize(2);
            assertThat(karapace.requests()).hasSize(2);
        }
    }

    @Test
    void a_registry_that_is_down_for_five_seconds_is_asked_again() {
        int port = server.port();
        server.close();
        AtomicReference<@Nullable InMemoryRegistry> restarted = new AtomicReference<>();
        SchemaRegistry down = builder("http://127.0.0.1:" + port, () -> {
                    if (now.get() >= Duration.ofSeconds(5).toNanos() && restarted.get() == null) {
                        restarted.set(InMemoryRegistry.startAt(port, RegistryKind.CONFLUENT_7, "kafka-a"));
                    }
                })
                .build();

        assertThat(down.identity()).contains("kafka-a schema-registry");
        assertThat(Duration.ofNanos(now.get())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        requireNonNull(restarted.get()).close();
    }

    @Test
    void a_registry_that_stays_down_is_given_up() {
        server.close();

        assertThatThrownBy(registry::identity)
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("GET " + server.url() + "/v1/metadata/id got no answer");
        assertThat(Duration.ofNanos(now.get())).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }

    @Test
    void one_that_is_not_ready_is_asked_again() {
        server.failNext(3);

        assertThat(registry.identity()).contains("kafka-a schema-registry");
        assertThat(registry.requestCount()).isEqualTo(4);
    }

    @Test
    void the_next_url_answers_for_one_that_does_not() {
        try (InMemoryRegistry other = InMemoryRegistry.start(RegistryKind.CONFLUENT_7, "kafka-a")) {
            server.close();

            assertThat(builder(server.url()).url(other.url()).build().identity())
                    .isPresent();
        }
    }

    @Test
    void a_schema_that_is_not_there_is_no_failure() {
        assertThat(registry.schema(7, "orders-value")).isEmpty();
        assertThat(registry.versions("orders-value")).isEmpty();
        assertThat(registry.latest("orders-value")).isEmpty();
    }

    @Test
    void a_server_that_is_no_registry_does_not_lack_a_schema() {
        SchemaRegistry wrong = builder(server.url() + "/wrong").build();

        assertThatThrownBy(() -> wrong.schema(7, "orders-value"))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("404");
    }

    @Test
    void the_credentials_are_sent_and_never_shown() {
        server.require("Basic dXNlcjpodW50ZXIy");
        SchemaRegistry right =
                builder(server.url()).basicAuth("user", () -> "hunter2").build();
        SchemaRegistry wrong =
                builder(server.url()).basicAuth("user", () -> "hunter3").build();

        assertThat(right.identity()).isPresent();
        assertThatThrownBy(wrong::identity)
                .hasMessageContaining("401")
                .hasMessageNotContaining("hunter3")
                .hasMessageNotContaining("dXNlcjpodW50ZXIz")
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.concernsEveryRequest()).isTrue());
    }

    @Test
    void a_url_with_a_password_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> SchemaRegistry.builder("http://user:hunter2@registry:8081"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a schema registry")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void urls_are_compared_without_what_does_not_count() {
        assertThat(RegistryUrl.all("http://user:pw@A.example.com:80/, https://b:443/apis/ccompat/v7?x=1"))
                .containsExactly("http://a.example.com", "https://b/apis/ccompat/v7");
        assertThat(RegistryUrl.normalised("http://u:pw@${env:HOST}:8081")).isEqualTo("${env:HOST}:8081");
        assertThat(RegistryUrl.isOfEachHost("http://localhost:8081/x")).isTrue();
        assertThat(RegistryUrl.isOfEachHost("http://localhost.example.com:8081"))
                .isFalse();
    }

    @Test
    void two_schemas_with_one_guid_are_the_same() {
        SchemaDefinition one = new SchemaDefinition("AVRO", "\"string\"", List.of(), "g", "");
        SchemaDefinition other = new SchemaDefinition("AVRO", "{\"type\":\"bytes\"}", List.of(), "g", "");

        assertThat(one.isSameAs(other)).isTrue();
        assertThat(one.isSameAs(new SchemaDefinition("AVRO", "{\"type\": \"string\"}", List.of(), "h", "")))
                .isTrue();
        assertThat(one.isSameAs(new SchemaDefinition("AVRO", "\"string\"", List.of(), "h", "{}")))
                .isFalse();
    }

    @Test
    void white_space_counts_in_no_type_of_schema() {
        SchemaDefinition proto =
                new SchemaDefinition("PROTOBUF", "message A {\n  int32 x = 1;\n}\n", List.of(), null, "");

        assertThat(proto.isSameAs(new SchemaDefinition("PROTOBUF", "message A { int32 x = 1; }", List.of(), null, "")))
                .isTrue();
        assertThat(proto.isSameAs(new SchemaDefinition("PROTOBUF", "message A { int64 x = 1; }", List.of(), null, "")))
                .isFalse();
        assertThat(proto.toString()).doesNotContain("message");
    }
}
