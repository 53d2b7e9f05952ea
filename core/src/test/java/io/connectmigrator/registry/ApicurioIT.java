package io.connectmigrator.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.Json;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real registry. It is a large download, so only the long run asks for it. */
@ExtendWith(SharedLaboratory.class)
@EnabledIfSystemProperty(named = "every.point", matches = "true")
class ApicurioIT {

    private static final String ONE =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}";
    private static final String TWO = ONE.replace("]}", ",{\"name\":\"y\",\"type\":\"int\",\"default\":1}]}");

    private final String url;
    private final SchemaRegistry registry;

    ApicurioIT(Laboratory lab) {
        url = lab.apicurio().url();
        registry = SchemaRegistry.of(url);
    }

    private void register(String subject, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("schema", text))))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void versions_and_ids_are_read_and_what_it_does_not_have_is_empty() throws Exception {
        register("orders-value", ONE);
        register("orders-value", TWO);

        List<RegisteredSchema> versions = registry.versions("orders-value");

        assertThat(versions).extracting(RegisteredSchema::version).containsExactly(1, 2);
        assertThat(registry.schema(versions.get(1).id(), "orders-value"))
                .hasValueSatisfying(schema ->
                        assertThat(schema.isSameAs(versions.get(1).schema())).isTrue());
        assertThat(registry.latest("orders-value")).contains(versions.get(1));
        assertThat(registry.usesOf(versions.get(0).id())).containsExactly("orders-value v1");
        assertThat(registry.lookUp("orders-value", versions.get(0).schema()).map(RegisteredSchema::version))
                .contains(1);
        assertThat(registry.isCompatible("orders-value", versions.get(0).schema()))
                .isTrue();
        assertThat(registry.compatibility("orders-value")).contains("NONE");
    }

    @Test
    void what_it_lacks_is_empty_and_no_failure() {
        assertThat(registry.identity()).isEmpty();
        assertThat(registry.exporters()).isEmpty();
        assertThat(registry.mode("orders-value")).isEmpty();
        assertThat(registry.schemas("")).isEmpty();
        assertThat(registry.versions("no-such-subject")).isEmpty();
        assertThat(registry.schema(987_654, "orders-value")).isEmpty();
        assertThat(registry.isCompatible("no-such-subject", new SchemaDefinition("AVRO", ONE, List.of(), null, "")))
                .isTrue();
    }

    @Test
    void a_wrong_path_is_no_missing_schema() {
        SchemaRegistry wrong = SchemaRegistry.of(url.replace("ccompat", "nothing"));

        assertThatThrownBy(() -> wrong.schema(1, "orders-value")).isInstanceOf(SchemaRegistryException.class);
    }
}
