package io.connectmigrator.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The URL of a registry as configs of connectors have it. Every text that this class returns is without user and password, which such URLs
 * may hold.
 */
public final class RegistryUrl {

    private static final Set<String> OF_EACH_HOST = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    private static final String INVALID = "a URL that is not valid";

    private RegistryUrl() {}

    /** {@return whether {@link #normalised} has returned a URL or a placeholder, and not words in place of what it could not read} */
    public static boolean isValid(String normalised) {
        return !normalised.equals(INVALID);
    }

    /**
     * {@return each URL of a list separated by commas, normalised}
     *
     * @param value the value of a key such as {@code value.converter.schema.registry.url}
     */
    public static List<String> all(String value) {
        if (value.contains("${")) {
            return List.of(normalised(value));
        }
        return Arrays.stream(value.split(",", -1))
                .filter(url -> !url.isBlank())
                .map(RegistryUrl::normalised)
                .toList();
    }

    /**
     * {@return a URL with scheme and host in lower case, without user, password, default port, query, fragment and a slash at its end} A
     * placeholder stays as it is. Of a text that is neither, nothing is returned that might be a secret.
     *
     * @param url the URL
     */
    public static String normalised(String url) {
        String text = url.strip();
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            if (uri.getScheme() != null && uri.getHost() != null) {
                String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(scheme, uri.getPort())
                        + (uri.getRawPath() == null ? "" : uri.getRawPath());
            }
        } catch (URISyntaxException e) {
            // Its message repeats the text.
        }
        if (text.contains("${")) {
            return text.substring(text.lastIndexOf('@') + 1);
        }
        return text.contains("@") || !text.matches("[\\w.:/-]+") ? INVALID : text;
    }

    private static String port(String scheme, int port) {
        boolean isDefault =
                port < 0 || (scheme.equals("http") && port == 80) || (scheme.equals("https") && port == 443);
        return isDefault ? "" : ":" + port;
    }

    /**
     * {@return whether a normalised URL names whichever host it is used on}
     *
     * @param url the URL
     */
    public static boolean isOfEachHost(String url) {
        String host = url.replaceFirst("^[a-z]+://", "").replaceFirst("(:\\d+)?(/.*)?$", "");
        return OF_EACH_HOST.contains(host);
    }
}
