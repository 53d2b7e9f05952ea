package io.connectmigrator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
