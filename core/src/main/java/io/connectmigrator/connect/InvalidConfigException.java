package io.connectmigrator.connect;

import java.util.List;

/**
 * The worker refused a config. Nothing was changed. The values of the config are hidden from everything that is
 * repeated here.
 */
public final class InvalidConfigException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    /** One message for each error. */
    private final String[] errors;

    InvalidConfigException(Failure failure, List<String> errors) {
        super(failure, "Mend the config; validate it against the plugin before it is sent");
        this.errors = errors.toArray(String[]::new);
    }

    /** {@return what is wrong, one message for each error that the worker listed; never empty} */
    public List<String> errors() {
        return List.of(errors);
    }
}
