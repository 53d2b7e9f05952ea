package io.connectmigrator.internal;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The URL of a server: of a worker's REST API, or of a schema registry. */
public final class ServerUrl {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern AFTER_HOST = Pattern.compile("[/?#].*", Pattern.DOTALL);

    private ServerUrl() {}

    /**
     * {@return the URL without a slash at its end}
     *
     * @param server what the URL is of, for the message, such as {@code a worker}
     * @throws IllegalArgumentException if it cannot be the URL of a server; the message has its scheme, host and port only,
     *     since the rest may hold a password
     */
    public static URI parse(String server, String url) {
        String text = requireNonNull(url, "url").strip().replaceAll("/+$", "");
        URI uri = uri(server, text);
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw refused(server, text, "must start with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw refused(server, text, "must not hold user and password; give them to basicAuth");
        }
        if (uri.getHost() == null) {
            throw refused(server, text, "has no valid host name: letters, digits, dots and hyphens, no underscore");
        }
        if (uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
            throw refused(
                    server, text, "has the port " + uri.getPort() + "; a port is a number from 1 to " + LARGEST_PORT);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(server, text, "must not have a query or a fragment");
        }
        return uri;
    }

    private static URI uri(String server, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Neither the message nor the cause: both repeat the whole URL.
            throw refused(server, url, "is not valid at index " + e.getIndex());
        }
    }

    private static IllegalArgumentException refused(String server, String url, String why) {
        return new IllegalArgumentException("the URL of " + server + " " + why + ", was '" + shown(url) + "'");
    }

    /** {@return scheme, host and port, with the user info hidden and everything behind the port left out} */
    private static String shown(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int at = url.lastIndexOf('@');
        String hidden = at < start ? "" : Redaction.HIDDEN;
        String rest = url.substring(Math.max(start, at));
        return PlainLine.of(
                url.substring(0, start) + hidden + AFTER_HOST.matcher(rest).replaceFirst("/\u2026"));
    }
}
