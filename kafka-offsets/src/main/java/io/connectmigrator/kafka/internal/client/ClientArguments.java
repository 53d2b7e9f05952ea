package io.connectmigrator.kafka.internal.client;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/** Checks the arguments of the builders. */
public final class ClientArguments {

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    private ClientArguments() {}

    public static String requireAddresses(String bootstrapServers) {
        for (String address : bootstrapServers.split(",", -1)) {
            if (Utils.getHost(address.strip()) == null || Utils.getPort(address.strip()) == null) {
                throw new IllegalArgumentException(
                        "bootstrap servers must be given as host:port, separated by commas, was '" + bootstrapServers
                                + "'");
            }
        }
        return bootstrapServers;
    }

    public static String requireTopic(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("a topic cannot be named '" + topic + "'");
        }
        return topic;
    }

    public static String requireText(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return text;
    }

    public static String requireProperty(String key) {
        if (key.equals("bootstrap.servers")) {
            throw new IllegalArgumentException(
                    "bootstrap.servers is the argument of builder(…) and cannot be set as a property");
        }
        return key;
    }

    public static Duration requireTimeout(Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofDays(24)) > 0) {
            throw new IllegalArgumentException("the timeout must be between a millisecond and 24 days, was " + timeout);
        }
        return timeout;
    }
}
