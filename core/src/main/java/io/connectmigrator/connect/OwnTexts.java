package io.connectmigrator.connect;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The error messages of Connect 3.4 to 4.3 themselves, which hold nothing of a connector's config. */
final class OwnTexts {

    /** Does not match names with a space; for those, one more request is sent. */
    private static final String NAME = "\\S{1,300}";

    private static final String REST = "[^\\n]{1,600}";

    private static final Pattern ALL = Pattern.compile(Stream.of(
                    "HTTP \\d{3}[\\w ]*",
                    "Connector " + NAME + " (not found|already exists)\\.?",
                    "Unknown connector:? " + NAME,
                    "(Unknown|No status found for) (connector|task):? " + NAME,
                    "Connectors must be in the STOPPED state before their offsets can be modified" + REST,
                    "Failed to (retrieve|modify|reset|alter|delete)( consumer group)? offsets for (source |sink )?connector "
                            + NAME
                            + "( because it doesn't support external modification of offsets"
                            + "| either because its tasks haven't stopped completely yet or" + REST + ")?",
                    "Failed to perform zombie fencing for source connector prior to modifying offsets",
                    "Failed to complete zombie fencing because " + REST,
                    "Cannot complete request (momentarily due to|because of) " + REST,
                    "Request cannot be completed because a rebalance is expected",
                    "Request (timed out|interrupted)",
                    "Request timed out\\. The (worker is currently|last operation the worker completed was) " + REST,
                    "Worker is shutting down",
                    "(IO )?Error trying to forward REST request: " + REST,
                    "Unexpected status code when handling forwarded request: \\d+",
                    "Partitions / offsets need to be provided for an (alter|reset) offsets request",
                    "Topic tracking[\\w ]+\\.")
            .reduce((one, other) -> one + "|" + other)
            .orElseThrow());

    private OwnTexts() {}

    /** {@return whether the whole text is one of them} */
    static boolean contain(String text) {
        return ALL.matcher(text).matches();
    }
}
