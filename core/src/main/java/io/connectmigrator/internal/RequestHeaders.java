package io.connectmigrator.internal;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The headers that a client adds to each request. Their values are read each time, and never shown. */
public final class RequestHeaders {

    private static final String AUTHORIZATION = "Authorization";
    private static final String COLON = "a user of basic authentication cannot have a colon";
    private static final URI ANY = URI.create("http://localhost");

    private final Map<String, Supplier<String>> suppliers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public void basic(@Nullable String user, @Nullable String password) {
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

    public void basic(Supplier<String> user, Supplier<String> password) {
        suppliers.put(AUTHORIZATION, () -> {
            String name = read("the supplier of the user", user);
            if (name.indexOf(':') >= 0) {
                throw new HeaderException(COLON);
            }
            return basicHeader(name, read("the supplier of the password", password));
        });
    }

    public void bearer(Supplier<String> token) {
        suppliers.put(AUTHORIZATION, () -> "Bearer " + read("the supplier of the bearer token", token));
    }

    public void add(String name, Supplier<String> value) {
        HttpRequest.newBuilder(ANY).header(name, "");
        suppliers.put(name, value);
    }

    /** {@return a supplier of the values of all headers that are set now} */
    public Supplier<Map<String, String>> copy() {
        Map<String, Supplier<String>> copy = new LinkedHashMap<>(suppliers);
        return () -> {
            Map<String, String> values = new LinkedHashMap<>();
            copy.forEach((name, value) ->
                    values.put(name, sendable(name, read("the supplier of the header " + name, value))));
            return values;
        };
    }

    private static String basicHeader(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException(COLON);
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Catches everything that a supplier throws, so that the caller learns that nothing was sent. */
    private static String read(String supplier, Supplier<String> values) {
        @Nullable String value;
        try {
            value = values.get();
        } catch (HeaderException e) {
            throw e;
        } catch (Throwable e) {
            throw HeaderException.thrownBy(supplier, e);
        }
        if (value == null) {
            throw new HeaderException(supplier + " returned null");
        }
        return value;
    }

    /** Checks the value, which the HTTP client would repeat in its error. */
    private static String sendable(String name, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
            throw new HeaderException("the header " + name + " has a character that no header can have");
        }
        return value;
    }
}
