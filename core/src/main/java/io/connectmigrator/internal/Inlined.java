package io.connectmigrator.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A style sheet or a script that is part of the page.
 *
 * @param text its text
 */
public record Inlined(String text) {

    /** {@return a resource that stands beside a class} */
    public static Inlined resource(Class<?> beside, String name) {
        try (InputStream resource = requireNonNull(beside.getResourceAsStream(name), name)) {
            return new Inlined(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the library's own jar", e);
        }
    }

    public Inlined and(String more) {
        return new Inlined(text + more);
    }

    /** {@return the source expression for this text in a content security policy} */
    public String source() {
        return "'sha256-" + Sha256.base64(text) + "'";
    }
}
