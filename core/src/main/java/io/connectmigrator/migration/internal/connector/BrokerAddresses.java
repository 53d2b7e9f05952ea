package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Addresses of brokers in the config of a connector, as Kafka reads a list: neither their order nor white space counts. */
public final class BrokerAddresses {

    private BrokerAddresses() {}

    /** {@return the addresses; empty if the config has none under that key} */
    public static Set<String> in(ConnectorConfig config, String key) {
        return Arrays.stream(config.getOrDefault(key, "").split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .collect(Collectors.toSet());
    }
}
