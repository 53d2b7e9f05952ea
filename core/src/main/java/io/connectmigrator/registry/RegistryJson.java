package io.connectmigrator.registry;

import io.connectmigrator.internal.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Schemas as a registry has them in JSON. */
final class RegistryJson {

    private static final String AVRO = "AVRO";

    private RegistryJson() {}

    /** {@return the body of a look-up of a schema} */
    static Map<String, Object> body(SchemaDefinition schema) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schema", schema.text());
        if (!schema.type().equals(AVRO)) {
            body.put("schemaType", schema.type());
        }
        if (!schema.references().isEmpty()) {
            body.put(
                    "references",
                    schema.references().stream()
                            .map(reference -> Map.of(
                                    "name", reference.name(),
                                    "subject", reference.subject(),
                                    "version", reference.version()))
                            .toList());
        }
        return body;
    }

    /** {@return an answer, or a part of one, that should be an object} */
    static JsonObject object(@Nullable Object json) {
        return JsonObject.of(json, "the answer");
    }

    /** {@return the elements of an answer that should be an array} */
    static List<?> elements(@Nullable Object json) {
        if (!(json instanceof List<?> elements)) {
            throw new IllegalArgumentException("the JSON should be an array");
        }
        return elements;
    }

    /** {@return the elements of an answer, as texts} */
    static List<String> texts(@Nullable Object json) {
        return elements(json).stream().map(String::valueOf).toList();
    }

    /** {@return an answer with versions of subjects} */
    static List<RegisteredSchema> registered(@Nullable Object json) {
        return elements(json).stream()
                .map(element -> registered(object(element)))
                .toList();
    }

    /** {@return an answer with one version of a subject} */
    static RegisteredSchema registered(JsonObject json) {
        return new RegisteredSchema(
                json.string("subject"), Math.toIntExact(json.integer("version")), json.integer("id"), definition(json));
    }

    /** {@return the schema of an answer} A registry leaves out the type of an Avro schema. */
    static SchemaDefinition definition(JsonObject json) {
        String type = json.optionalString("schemaType");
        List<SchemaReference> references = json.objects("references").stream()
                .map(reference -> new SchemaReference(
                        reference.text("name"),
                        reference.text("subject"),
                        Math.toIntExact(reference.optionalInteger("version").orElse(0))))
                .toList();
        return new SchemaDefinition(
                type == null ? AVRO : type,
                json.string("schema"),
                references,
                json.optionalString("guid"),
                CanonicalSchema.properties(
                        json.fields().get("metadata"), json.fields().get("ruleSet")));
    }
}
