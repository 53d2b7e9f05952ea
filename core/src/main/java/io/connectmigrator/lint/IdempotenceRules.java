package io.connectmigrator.lint;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the producer of a source is idempotent. Connect makes it with {@code enable.idempotence=false}, unless the workers have
 * exactly-once support, or their properties or the connector say otherwise.
 */
final class IdempotenceRules implements LintRule {

    private static final String PREFIX = "producer.override.";
    private static final String IDEMPOTENCE = PREFIX + "enable.idempotence";
    private static final String ACKS = PREFIX + "acks";
    private static final String IN_FLIGHT = PREFIX + "max.in.flight.requests.per.connection";
    private static final String RETRIES = PREFIX + "retries";
    private static final long MOST_IN_FLIGHT = 5;

    @Override
    public Stream<Problem> examine(LintedConnector connector) {
        if (!connector.isSource()) {
            return Stream.empty();
        }
        if (isIdempotent(connector)) {
            List<String> contradicting = contradicting(connector);
            return contradicting.isEmpty() ? Stream.empty() : Stream.of(doesNotStart(connector, contradicting));
        }
        List<Problem> problems = new ArrayList<>();
        if (connector.targetWorkers().lacksExactlyOnce()) {
            problems.add(connector.warning(
                    DuplicateRule.D4,
                    "sends with a producer that is not idempotent: when the acknowledgement of a record is lost, it sends the"
                            + " record again, and there are two (Connect sets enable.idempotence=false; the properties of the"
                            + " workers may say otherwise)",
                    connector.override("producer", "enable.idempotence", "true")));
        }
        if (connector.number(IN_FLIGHT).orElse(1L) > 1) {
            problems.add(connector.warning(
                    DuplicateRule.D6,
                    "sends several requests at a time (" + IN_FLIGHT
                            + ") with a producer that is not idempotent: one that is sent again may be there twice, and after"
                            + " later ones",
                    "Set config(\"" + IDEMPOTENCE + "\", \"true\"), or config(\"" + IN_FLIGHT + "\", \"1\")"));
        }
        return problems.stream();
    }

    static boolean isIdempotent(LintedConnector connector) {
        return connector.isOneOf(IDEMPOTENCE, "true")
                || connector.targetWorkers().hasExactlyOnce();
    }

    private static List<String> contradicting(LintedConnector connector) {
        List<String> keys = new ArrayList<>();
        if (connector.isOneOf(ACKS, "0", "1")) {
            keys.add(ACKS);
        }
        if (connector.number(IN_FLIGHT).orElse(1L) > MOST_IN_FLIGHT) {
            keys.add(IN_FLIGHT);
        }
        if (connector.isOneOf(RETRIES, "0")) {
            keys.add(RETRIES);
        }
        return keys;
    }

    private static Problem doesNotStart(LintedConnector connector, List<String> keys) {
        return connector.error(
                DuplicateRule.D5,
                "gets an idempotent producer, which does not start with what the config has for "
                        + String.join(", ", keys),
                "Drop these keys with config((name, config) -> config.without(key)); it needs acks=all, at most 5 requests in"
                        + " flight, and retries");
    }
}
