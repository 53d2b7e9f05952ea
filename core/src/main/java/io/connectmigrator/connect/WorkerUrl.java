package io.connectmigrator.connect;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The URL of a worker's REST API. */
final class WorkerUrl {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WorkerUrl() {}

    /**
     * {@return the URL without a slash at its end}
     *
     * @throws IllegalArgumentException if it cannot be the URL of a worker; the message does not repeat it, since it may
     *     hold a password
     */
    static URI parse(String url) {
        URI uri = uri(url.strip().replaceAll("/+$", ""));
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the URL of a worker starts with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw new IllegalArgumentException(
                    "the URL of a worker must not hold user and password; give them to basicAuth");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the URL of a worker has no valid host name: letters, digits, dots and"
                    + " hyphens, no underscore");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL of a worker must not have a query or a fragment");
        }
        return uri;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Neither the message nor the cause: both repeat the URL.
            throw new IllegalArgumentException("the URL of a worker is not valid at index " + e.getIndex());
        }
    }
}
