package io.connectmigrator.lint;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** For whose acknowledgement the producer of a source waits, and for how long. Connect sets acks=all and the longest times. */
final class AcknowledgementRules implements LintRule {

    private static final String PREFIX = "producer.override.";
    private static final String ACKS = PREFIX + "acks";
    private static final String RETRIES = PREFIX + "retries";
    private static final String DELIVERY = PREFIX + "delivery.timeout.ms";
    private static final String BLOCK = PREFIX + "max.block.ms";

    /** What a producer has that is not one of Connect. */
    private static final long USUAL_DELIVERY = 120_000;

    private static final long USUAL_BLOCK = 60_000;

    @Override
    public Stream<Problem> examine(LintedConnector connector) {
        if (!connector.isSource()) {
            return Stream.empty();
        }
        return Stream.concat(gaps(connector), failures(connector));
    }

    private static Stream<Problem> gaps(LintedConnector connector) {
        if (IdempotenceRules.isIdempotent(connector) || !connector.isOneOf(ACKS, "0", "1")) {
            return Stream.empty();
        }
        return Stream.of(connector.error(
                DuplicateRule.D7,
                "does not wait for all replicas (" + ACKS
                        + "): records that a lost leader had acknowledged are missing, and its offsets are beyond them",
                "Set config(\"" + ACKS + "\", \"all\")"));
    }

    private static Stream<Problem> failures(LintedConnector connector) {
        List<String> keys = new ArrayList<>();
        if (connector.isOneOf(RETRIES, "0") && !IdempotenceRules.isIdempotent(connector)) {
            keys.add(RETRIES);
        }
        if (connector.number(DELIVERY).orElse(USUAL_DELIVERY) < USUAL_DELIVERY) {
            keys.add(DELIVERY);
        }
        if (connector.number(BLOCK).orElse(USUAL_BLOCK) < USUAL_BLOCK) {
            keys.add(BLOCK);
        }
        return keys.isEmpty()
                ? Stream.empty()
                : Stream.of(connector.warning(
                        DuplicateRule.D8,
                        "gives up sending early (" + String.join(", ", keys)
                                + "): its task fails, and all records since its last commit are sent again",
                        "Drop these keys with config((name, config) -> config.without(key)); Connect lets a producer try for"
                                + " as long as it takes"));
    }
}
