package io.connectmigrator.internal;

import java.util.Optional;

/**
 * The answer of a server.
 *
 * @param contentType the media type without its parameters, empty if there is none
 * @param location the target of a redirect
 */
public record HttpAnswer(int status, String contentType, Optional<String> location, String body) {

    public boolean isHtml() {
        return contentType.equals("text/html");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** {@return status and media type; never the body, which may hold secrets} */
    @Override
    public String toString() {
        return status + (contentType.isEmpty() ? "" : " " + contentType);
    }
}
