package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A style sheet or a script that is part of the page.
 *
 * @param text its text
 */
record Inlined(String text) {

    static Inlined resource(String name) {
        try (InputStream resource = requireNonNull(Inlined.class.getResourceAsStream(name), name)) {
            return new Inlined(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " from the library's own jar", e);
        }
    }

    Inlined and(String more) {
        return new Inlined(text + more);
    }

    /** {@return the source expression for this text in a content security policy} */
    String source() {
        return "'sha256-" + Sha256.base64(text) + "'";
    }
}
