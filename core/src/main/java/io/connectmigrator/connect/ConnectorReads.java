package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads connectors, their states, tasks and topics. Thread-safe. */
final class ConnectorReads {

    private final Requests requests;

    ConnectorReads(Requests requests) {
        this.requests = requests;
    }

    List<String> names() {
        return requests.read(
                Request.get("/connectors"), json -> texts(Requests.array(json)).toList());
    }

    List<ConnectorInfo> connectors() {
        Map<String, Optional<ConnectorInfo>> listed =
                requests.read(Request.get("/connectors?expand=info"), json -> infos(expanded(json)));
        return listed.entrySet().stream()
                .flatMap(entry -> entry.getValue().or(() -> find(entry.getKey())).stream())
                .toList();
    }

    /** A worker that gets the request without its query answers with names only. */
    private static JsonObject expanded(@Nullable Object json) {
        if (json instanceof List<?>) {
            throw new IllegalArgumentException(
                    "the JSON has names only: a gateway before the workers drops what follows the"
                            + " question mark of the URL (?expand=info), which it must pass on");
        }
        return JsonObject.of(json, "the answer");
    }

    /** {@return the connectors by name; empty if the list has no info about one, which then has to be read by itself} */
    private static Map<String, Optional<ConnectorInfo>> infos(JsonObject json) {
        Map<String, Optional<ConnectorInfo>> infos = new LinkedHashMap<>();
        json.fields()
                .keySet()
                .forEach(connector -> infos.put(connector, part(json, connector, "info", ConnectorInfo::read)));
        return infos;
    }

    private static <T> Optional<T> part(
            JsonObject json, String connector, String part, Function<JsonObject, T> reader) {
        try {
            return json.optionalObject(connector)
                    .flatMap(entry -> entry.optionalObject(part))
                    .map(reader);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    List<ConnectorDescription> descriptions() {
        return new ConnectorReads(requests.withDeadline()).descriptionsOfAll();
    }

    private List<ConnectorDescription> descriptionsOfAll() {
        List<ConnectorDescription> described = new ArrayList<>();
        Map<String, ConnectorDescription> known = requests.read(
                Request.get("/connectors?expand=info&expand=status"), json -> descriptions(expanded(json)));
        // The worker leaves out connectors that have no status yet.
        for (String connector : names()) {
            Optional.ofNullable(known.get(connector))
                    .or(() -> find(connector).map(this::described))
                    .ifPresent(described::add);
        }
        return List.copyOf(described);
    }

    ConnectorInfo connector(String name) {
        return requests.object(Request.get(Request.connector(name)), ConnectorInfo::read);
    }

    Optional<ConnectorInfo> find(String name) {
        return found(() -> connector(name));
    }

    ConnectorConfig config(String name) {
        return requests.object(Request.get(Request.connector(name, "config")), ConnectorConfig::read);
    }

    ConnectorStatus status(String name) {
        return requests.object(Request.get(Request.connector(name, "status")), ConnectorStatus::read);
    }

    Optional<ConnectorStatus> findStatus(String name) {
        return found(() -> status(name));
    }

    List<TaskInfo> tasks(String name) {
        return requests.objects(Request.get(Request.connector(name, "tasks")), TaskInfo::read);
    }

    List<List<TaskInfo>> tasksOnEachWorker(String name) {
        List<List<TaskInfo>> shown = new ArrayList<>();
        for (Requests worker : requests.eachUrl()) {
            try {
                shown.add(new ConnectorReads(worker).tasks(name));
            } catch (UnreachableException e) {
                // A worker that is down runs no task.
            }
        }
        return List.copyOf(shown);
    }

    TaskStatus taskStatus(String name, int task) {
        return requests.object(Request.get(Request.connector(name, "tasks", "" + task, "status")), TaskStatus::read);
    }

    Set<String> topics(String name) {
        return requests.object(Request.get(Request.connector(name, "topics")), json -> {
            if (!(json.object(name).fields().get("topics") instanceof List<?> topics)) {
                throw new IllegalArgumentException("the JSON has no array 'topics'");
            }
            Set<String> names = texts(topics).collect(Collectors.toCollection(LinkedHashSet::new));
            return Collections.unmodifiableSet(names);
        });
    }

    /** {@return the texts among the elements of an array; nothing has a null or a number for its name} */
    private static Stream<String> texts(List<?> elements) {
        return elements.stream().filter(String.class::isInstance).map(String.class::cast);
    }

    private static Map<String, ConnectorDescription> descriptions(JsonObject json) {
        Map<String, ConnectorDescription> descriptions = new LinkedHashMap<>();
        json.fields().keySet().forEach(connector -> {
            Optional<ConnectorInfo> info = part(json, connector, "info", ConnectorInfo::read);
            Optional<ConnectorStatus> status = part(json, connector, "status", ConnectorStatus::read);
            if (info.isPresent() && status.isPresent()) {
                descriptions.put(connector, new ConnectorDescription(info.get(), status.get()));
            }
        });
        return descriptions;
    }

    private ConnectorDescription described(ConnectorInfo info) {
        return new ConnectorDescription(info, findStatus(info.name()).orElseGet(() -> ConnectorStatus.unknown(info)));
    }

    private static <T> Optional<T> found(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConnectorNotFoundException e) {
            return Optional.empty();
        }
    }
}
