package io.connectmigrator.lab.registry;

import io.connectmigrator.internal.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Subjects, versions and ids, by context. Not thread-safe. */
final class SchemaStore {

    static final String DEFAULT_CONTEXT = ".";

    private final Map<String, List<Version>> subjects = new TreeMap<>();
    private final Map<String, Map<Long, String>> texts = new TreeMap<>(Map.of(DEFAULT_CONTEXT, new TreeMap<>()));

    /** One version of a subject. */
    record Version(String subject, int number, long id, String text, boolean deleted) {

        Map<String, Object> json(boolean withGuid) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("subject", subject);
            json.put("version", number);
            json.put("id", id);
            json.putAll(schema(text, withGuid));
            return json;
        }
    }

    static Map<String, Object> schema(String text, boolean withGuid) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", text);
        if (withGuid) {
            json.put("guid", guid(text));
        }
        return json;
    }

    static String guid(String text) {
        String hash = Sha256.hex(text);
        return hash.substring(0, 8) + "-" + hash.substring(8, 12) + "-" + hash.substring(12, 16) + "-"
                + hash.substring(16, 20) + "-" + hash.substring(20, 32);
    }

    void register(String subject, long id, String text) {
        List<Version> versions = subjects.computeIfAbsent(subject, first -> new ArrayList<>());
        versions.add(new Version(subject, versions.size() + 1, id, text, false));
        texts.computeIfAbsent(context(subject), first -> new TreeMap<>()).put(id, text);
    }

    void delete(String subject, int number) {
        List<Version> versions = subjects.getOrDefault(subject, new ArrayList<>());
        versions.replaceAll(version -> version.number() == number
                ? new Version(subject, number, version.id(), version.text(), true)
                : version);
    }

    /** Leaves an id that no subject has any more. */
    void forgetSubject(String subject) {
        subjects.remove(subject);
    }

    List<Version> versions(String subject, boolean deleted) {
        return subjects.getOrDefault(subject, List.of()).stream()
                .filter(version -> deleted || !version.deleted())
                .toList();
    }

    List<Version> all() {
        return subjects.values().stream().flatMap(List::stream).toList();
    }

    SortedSet<String> contexts() {
        return new TreeSet<>(texts.keySet());
    }

    /** As a registry does: in the context of a qualified subject, else where the subject has this id, else in the default context. */
    Optional<String> text(long id, @Nullable String subject) {
        if (subject != null && subject.startsWith(":")) {
            return inContext(id, context(subject));
        }
        Optional<String> elsewhere = all().stream()
                .filter(version -> version.id() == id && subject != null && isNamed(version.subject(), subject))
                .map(Version::text)
                .findFirst();
        boolean isOfDefault = versions(String.valueOf(subject), true).stream().anyMatch(version -> version.id() == id);
        return isOfDefault ? inContext(id, DEFAULT_CONTEXT) : elsewhere.or(() -> inContext(id, DEFAULT_CONTEXT));
    }

    private static boolean isNamed(String qualified, String subject) {
        return qualified.equals(subject) || qualified.endsWith(":" + subject);
    }

    private Optional<String> inContext(long id, String context) {
        return Optional.ofNullable(texts.getOrDefault(context, Map.of()).get(id));
    }

    private static String context(String subject) {
        return subject.startsWith(":") ? subject.substring(1, subject.indexOf(':', 1)) : DEFAULT_CONTEXT;
    }
}
