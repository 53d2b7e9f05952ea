package io.connectmigrator.connect;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The headers that a client adds to each request. Their values are asked for each time, and shown nowhere. */
final class RequestHeaders {

    private static final String AUTHORIZATION = "Authorization";
    private static final URI ANY = URI.create("http://localhost");

    private final Map<String, Supplier<String>> suppliers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void basic(@Nullable String user, @Nullable String password) {
        if (user == null && password == null) {
            suppliers.remove(AUTHORIZATION);
            return;
        }
        if (user == null || password == null) {
            String missing = user == null ? "user" : "password";
            throw new IllegalArgumentException("the " + missing + " is null; give both, or null for both");
        }
        String header = basicHeader(user, password);
        suppliers.put(AUTHORIZATION, () -> header);
    }

    void basic(Supplier<String> user, Supplier<String> password) {
        suppliers.put(AUTHORIZATION, () -> basicHeader(given("user", user), given("password", password)));
    }

    void bearer(Supplier<String> token) {
        suppliers.put(AUTHORIZATION, () -> "Bearer " + given("bearer token", token));
    }

    void add(String name, Supplier<String> value) {
        HttpRequest.newBuilder(ANY).header(name, "");
        suppliers.put(name, value);
    }

    /** {@return what asks for the values of all headers as they are set now} */
    Supplier<Map<String, String>> copy() {
        Map<String, Supplier<String>> copy = new LinkedHashMap<>(suppliers);
        return () -> {
            Map<String, String> values = new LinkedHashMap<>();
            copy.forEach((name, value) -> values.put(name, sendable(name, given("header " + name, value))));
            return values;
        };
    }

    private static String basicHeader(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user of basic authentication cannot have a colon");
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static String given(String what, Supplier<String> supplier) {
        @Nullable String value = supplier.get();
        if (value == null) {
            throw new IllegalStateException("the supplier of the " + what + " answered null");
        }
        return value;
    }

    /** The HTTP client would refuse such a value too, and repeat it in its message. */
    private static String sendable(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw new IllegalStateException("the header " + name + " has a character that no header can have");
        }
        return value;
    }
}
