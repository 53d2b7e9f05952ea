package io.connectmigrator.lab;

import java.util.Map;

/**
 * How clients authenticate to a broker.
 *
 * @param protocol the security protocol of clients, which is also the name of their listener
 * @param brokerProperties the settings of the broker
 * @param adminProperties the settings of a client that is a super user
 */
record BrokerAccess(String protocol, Map<String, String> brokerProperties, Map<String, String> adminProperties) {

    /** No authentication, and every client may do everything. */
    static final BrokerAccess OPEN = new BrokerAccess("PLAINTEXT", Map.of(), Map.of());

    /** The {@link BrokerUsers} log in, and each may do what was granted. */
    static final BrokerAccess SECURED = new BrokerAccess(
            BrokerUsers.PROTOCOL,
            BrokerUsers.brokerProperties(),
            BrokerUsers.clientProperties(BrokerUsers.ADMIN, BrokerUsers.ADMIN_PASSWORD));
}
