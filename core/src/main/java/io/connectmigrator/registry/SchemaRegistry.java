package io.connectmigrator.registry;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.PathSegment;
import io.connectmigrator.internal.RegistryUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A schema registry over Confluent's REST API, which Karapace and Apicurio ({@code /apis/ccompat/v7}) have as well. It only reads: it sends
 * GET, and POST for two look-ups that register nothing. Immutable and thread-safe; needs no closing.
 *
 * <p>Requests are sent again while the registry does not answer, and to the next URL. What one kind of registry does not have is an empty
 * answer, as each method says. Every method throws a {@link SchemaRegistryException} if the registry cannot be reached, refuses the
 * credentials, or is none. If the thread is interrupted while it waits, its interrupt flag is set and an unchecked exception is thrown.
 */
public final class SchemaRegistry {

    private static final int PAGE = 1_000;
    private static final String SCHEMAS = "/schemas";
    private static final String IDS = "/schemas/ids/";

    private final String name;
    private final List<URI> urls;
    private final Set<String> known;
    private final RegistryRequests requests;

    SchemaRegistry(String name, List<URI> urls, Set<String> known, RegistryRequests requests) {
        this.name = name;
        this.urls = urls;
        this.known = known;
        this.requests = requests;
    }

    /**
     * {@return a builder of a client for a registry}
     *
     * @param url its URL, such as {@code http://registry:8081} or {@code http://apicurio:8080/apis/ccompat/v7}; with
     *     {@code /contexts/.name} at its end it is that context
     * @throws IllegalArgumentException if it is no {@code http} or {@code https} URL, or has user info, a query or a fragment
     */
    public static SchemaRegistryBuilder builder(String url) {
        return new SchemaRegistryBuilder(url);
    }

    /**
     * {@return a client for a registry, with all defaults}
     *
     * @param url its URL, as for {@link #builder}
     * @throws IllegalArgumentException as for {@link #builder}
     */
    public static SchemaRegistry of(String url) {
        return builder(url).build();
    }

    /** {@return its name in messages and reports, by default its first URL} */
    public String name() {
        return name;
    }

    /** {@return its URLs} */
    public List<URI> urls() {
        return urls;
    }

    /**
     * {@return whether a config means this registry by a URL}
     *
     * @param url the URL or placeholder, as the config has it
     */
    public boolean isKnownAs(String url) {
        return known.contains(RegistryUrl.normalised(url));
    }

    /** {@return how many requests have been sent since the client was built, including retries} */
    public long requestCount() {
        return requests.sent();
    }

    /**
     * {@return what identifies the registry whatever its URL: the ids of its Kafka cluster and of its group (Confluent 5.4); empty if the
     * registry does not tell both}
     */
    public Optional<String> identity() {
        return requests.getIfSupported("/v1/metadata/id", json -> {
                    Map<String, String> ids = new TreeMap<>();
                    Optional<JsonObject> clusters = RegistryJson.object(json)
                            .optionalObject("scope")
                            .flatMap(scope -> scope.optionalObject("clusters"));
                    clusters.ifPresent(found -> found.fields().keySet().forEach(key -> ids.put(key, found.text(key))));
                    return ids;
                })
                .filter(ids -> ids.size() > 1)
                .map(ids -> String.join(" ", ids.values()));
    }

    /** {@return its contexts (Confluent 7.0); none if it does not have this resource} */
    public List<String> contexts() {
        return requests.getIfSupported("/contexts", RegistryJson::texts).orElse(List.of());
    }

    /** {@return its schema exporters with their states (Confluent 7.0 enterprise and Cloud); none if it does not have this resource} */
    public List<SchemaExporter> exporters() {
        return requests.getIfSupported("/exporters", RegistryJson::texts).orElse(List.of()).stream()
                .map(this::exporter)
                .toList();
    }

    private SchemaExporter exporter(String exporter) {
        String path = "/exporters/" + PathSegment.encode(exporter);
        String type = requests.getIfSupported(
                        path, json -> RegistryJson.object(json).text("contextType"))
                .orElse("");
        String state = requests.getIfSupported(
                        path + "/status", json -> RegistryJson.object(json).text("state"))
                .orElse("UNKNOWN");
        return new SchemaExporter(exporter, type, state);
    }

    /**
     * {@return all versions of all subjects with a prefix, deleted ones included, from requests of 1,000 each (Confluent 6.1); empty if the
     * registry does not have this resource} Karapace and Apicurio may ignore the prefix and answer more.
     *
     * @param subjectPrefix what the names of the subjects begin with; empty for all of the context
     */
    public Optional<List<RegisteredSchema>> schemas(String subjectPrefix) {
        Map<String, RegisteredSchema> all = new LinkedHashMap<>();
        int asked = 0;
        while (true) {
            Optional<List<RegisteredSchema>> page = requests.getIfSupported(
                    SCHEMAS + "?subjectPrefix=" + encoded(subjectPrefix) + "&latestOnly=false&deleted=true&offset="
                            + asked + "&limit=" + PAGE,
                    RegistryJson::registered);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            int before = all.size();
            page.get().forEach(schema -> all.put(schema.name(), schema));
            // The registry may allow less than was asked for, and one that knows no pages answers everything at once.
            if (all.size() == before) {
                return Optional.of(List.copyOf(all.values()));
            }
            asked += page.get().size();
        }
    }

    /**
     * {@return all versions of a subject, deleted ones included; none if there is no such subject}
     *
     * @param subject the subject
     */
    public List<RegisteredSchema> versions(String subject) {
        String path = "/subjects/" + PathSegment.encode(subject) + "/versions";
        List<RegisteredSchema> found = new ArrayList<>();
        for (String version :
                requests.get(path + "?deleted=true", RegistryJson::texts).orElse(List.of())) {
            requests.get(
                            path + "/" + PathSegment.encode(version) + "?deleted=true",
                            json -> RegistryJson.registered(RegistryJson.object(json)))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /**
     * {@return the latest version of a subject that is not deleted; empty if there is none}
     *
     * @param subject the subject
     */
    public Optional<RegisteredSchema> latest(String subject) {
        return requests.get(
                "/subjects/" + PathSegment.encode(subject) + "/versions/latest",
                json -> RegistryJson.registered(RegistryJson.object(json)));
    }

    /**
     * {@return the schema that a converter would find under an id; empty if there is none}
     *
     * @param id the id
     * @param subject the subject of the record, by which a registry with several contexts finds the context
     */
    public Optional<SchemaDefinition> schema(long id, String subject) {
        return requests.get(
                IDS + id + "?subject=" + encoded(subject), json -> RegistryJson.definition(RegistryJson.object(json)));
    }

    /**
     * {@return the schema with a GUID (Confluent 8.0); empty if there is none}
     *
     * @param guid the GUID
     */
    public Optional<SchemaDefinition> schema(String guid) {
        return requests.get(
                "/schemas/guids/" + PathSegment.encode(guid),
                json -> RegistryJson.definition(RegistryJson.object(json)));
    }

    /**
     * {@return subjects and versions that have an id, such as {@code orders-value v3} (Confluent 5.5); none if the registry does not tell}
     *
     * @param id the id
     */
    public Set<String> usesOf(long id) {
        return requests.getIfSupported(IDS + id + "/versions", json -> {
                    Set<String> uses = new LinkedHashSet<>();
                    RegistryJson.elements(json).forEach(use -> {
                        JsonObject version = RegistryJson.object(use);
                        uses.add(version.text("subject") + " v" + version.text("version"));
                    });
                    return uses;
                })
                .orElse(Set.of());
    }

    /** {@return the mode that counts where a subject has none of its own; empty if the registry has no modes} */
    public Optional<String> mode() {
        return requests.getIfSupported(
                        "/mode", json -> RegistryJson.object(json).text("mode"))
                .filter(mode -> !mode.isEmpty());
    }

    /**
     * {@return the mode that counts for a subject, such as {@code READWRITE} or {@code IMPORT}; empty if the registry has none}
     *
     * @param subject the subject
     */
    public Optional<String> mode(String subject) {
        return requests.getIfSupported(
                        "/mode/" + PathSegment.encode(subject) + "?defaultToGlobal=true",
                        json -> RegistryJson.object(json).text("mode"))
                .filter(mode -> !mode.isEmpty());
    }

    /**
     * {@return the compatibility that counts for a subject, such as {@code BACKWARD}; empty if the registry has none}
     *
     * @param subject the subject
     */
    public Optional<String> compatibility(String subject) {
        return requests.getIfSupported(
                        "/config/" + PathSegment.encode(subject) + "?defaultToGlobal=true",
                        json -> RegistryJson.object(json).text("compatibilityLevel"))
                .filter(level -> !level.isEmpty());
    }

    /**
     * {@return the version of a subject that is a schema; empty if there is none} Registers nothing.
     *
     * @param subject the subject
     * @param schema the schema
     */
    public Optional<RegisteredSchema> lookUp(String subject, SchemaDefinition schema) {
        return requests.lookUp(
                "/subjects/" + PathSegment.encode(subject),
                RegistryJson.body(schema),
                json -> RegistryJson.registered(RegistryJson.object(json)));
    }

    /**
     * {@return whether a schema could be registered as the next version of a subject, by its compatibility} Registers nothing. True if the
     * subject has no version yet.
     *
     * @param subject the subject
     * @param schema the schema
     */
    public boolean isCompatible(String subject, SchemaDefinition schema) {
        return requests.lookUp(
                        "/compatibility/subjects/" + PathSegment.encode(subject) + "/versions/latest",
                        RegistryJson.body(schema),
                        json -> RegistryJson.object(json).bool("is_compatible"))
                .orElse(true);
    }

    private static String encoded(String text) {
        return text.isEmpty() ? "" : PathSegment.encode(text);
    }

    /** {@return its name, and its URLs if they are something else} */
    @Override
    public String toString() {
        return urls.size() == 1 && name.equals(urls.get(0).toString()) ? name : name + " " + urls;
    }
}
