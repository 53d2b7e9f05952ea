package io.connectmigrator.connect;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text in which one place is not as it was.
 *
 * @param place the path of the place, with {@code []} for the elements of an array
 * @param json the whole text with the change
 */
record MutatedJson(String place, @Nullable Object json) {

    private static final List<@Nullable Object> OTHERS =
            Arrays.asList(null, 7L, "something-new", Map.of(), List.of(), true);

    /** {@return the text with each place in turn replaced by values of other types and taken out, and each object with one field more} */
    static List<MutatedJson> of(String text) {
        return mutated("", Json.parse(text));
    }

    private static List<MutatedJson> mutated(String place, @Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            return ofObject(place, map);
        }
        return json instanceof List<?> list ? ofArray(place + "[]", list) : List.of();
    }

    private static List<MutatedJson> ofObject(String place, Map<?, ?> object) {
        List<MutatedJson> all = new ArrayList<>();
        all.add(new MutatedJson(place, with(object, "added.by.a.later.version", 1L)));
        object.forEach((name, value) -> {
            String inner = place.isEmpty() ? "" + name : place + "." + name;
            all.add(new MutatedJson(inner, without(object, name)));
            OTHERS.forEach(other -> all.add(new MutatedJson(inner, with(object, name, other))));
            mutated(inner, value)
                    .forEach(deeper -> all.add(new MutatedJson(deeper.place, with(object, name, deeper.json))));
        });
        return all;
    }

    private static List<MutatedJson> ofArray(String place, List<?> array) {
        List<MutatedJson> all = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            int index = i;
            OTHERS.forEach(other -> all.add(new MutatedJson(place, with(array, index, other))));
            mutated(place, array.get(i))
                    .forEach(deeper -> all.add(new MutatedJson(deeper.place, with(array, index, deeper.json))));
        }
        return all;
    }

    private static Map<Object, @Nullable Object> with(Map<?, ?> object, Object name, @Nullable Object value) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(object);
        copy.put(name, value);
        return copy;
    }

    private static Map<Object, @Nullable Object> without(Map<?, ?> object, Object name) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(object);
        copy.remove(name);
        return copy;
    }

    private static List<@Nullable Object> with(List<?> array, int index, @Nullable Object value) {
        List<@Nullable Object> copy = new ArrayList<>(array);
        copy.set(index, value);
        return copy;
    }
}
