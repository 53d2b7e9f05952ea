package io.connectmigrator.internal;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/** A name as a segment of a URL's path. */
public final class PathSegment {

    private static final String HEX = "0123456789ABCDEF";

    private PathSegment() {}

    /** {@return whether the name needs no encoding} */
    public static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().allMatch(PathSegment::isUnreserved);
    }

    /** {@return whether it is one of the unreserved characters of RFC 3986} */
    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "._~-".indexOf(character) >= 0;
    }

    /**
     * {@return the name, percent-encoded}
     *
     * @throws IllegalArgumentException if no URL can have such a segment
     */
    public static String encode(String name) {
        if (requireNonNull(name, "name").isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name + "' cannot be addressed in a URL; use another name");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "the name has an unpaired surrogate, half of a character; use another name");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return encoded.toString();
    }
}
