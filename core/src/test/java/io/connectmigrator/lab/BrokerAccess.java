package io.connectmigrator.lab;

import java.util.Map;

/**
 * Who gets to a broker.
 *
 * @param protocol the security protocol of clients, which is also the name of their listener
 * @param brokerProperties what the broker needs for it
 * @param adminProperties what a client needs that may do everything
 */
record BrokerAccess(String protocol, Map<String, String> brokerProperties, Map<String, String> adminProperties) {

    /** Anybody, to everything. */
    static final BrokerAccess OPEN = new BrokerAccess("PLAINTEXT", Map.of(), Map.of());

    /** The {@link BrokerUsers}, each to what was granted. */
    static final BrokerAccess SECURED = new BrokerAccess(
            BrokerUsers.PROTOCOL,
            BrokerUsers.brokerProperties(),
            BrokerUsers.clientProperties(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD));
}
