package io.connectmigrator.lab;

import java.util.Map;

/**
 * The users of a secured broker. The admin is a super user; the reader may do nothing until rights are granted. Passwords are
 * sent in clear text, which is safe on the loopback interface.
 */
public final class BrokerUsers {

    /** May do everything. */
    public static final String ADMIN = "admin";

    /** The password of {@link #ADMIN}. */
    public static final String ADMIN_PASSWORD = "the-admin's-own";

    /** May do what was granted, which at first is nothing. */
    public static final String READER = "reader";

    /** The password of {@link #READER}. */
    public static final String READER_PASSWORD = "the-reader's-own";

    static final String PROTOCOL = "SASL_PLAINTEXT";

    private static final String MECHANISM = "PLAIN";
    private static final String LISTENER = "listener.name.sasl_plaintext.";

    private BrokerUsers() {}

    /** {@return the client properties with which a user logs in} */
    public static Map<String, String> clientProperties(String user, String password) {
        return Map.of(
                "security.protocol",
                PROTOCOL,
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                login("username", user, "password", password));
    }

    /** {@return the properties of a broker that only these users can log in to, and that is the admin on its own listener} */
    static Map<String, String> brokerProperties() {
        return Map.of(
                "inter.broker.listener.name",
                PROTOCOL,
                "sasl.mechanism.inter.broker.protocol",
                MECHANISM,
                LISTENER + "sasl.enabled.mechanisms",
                MECHANISM,
                LISTENER + "plain.sasl.jaas.config",
                login(
                        "username",
                        ADMIN,
                        "password",
                        ADMIN_PASSWORD,
                        "user_" + ADMIN,
                        ADMIN_PASSWORD,
                        "user_" + READER,
                        READER_PASSWORD),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // only the broker itself uses the listener of the controller, where it is anonymous
                "super.users",
                "User:" + ADMIN + ";User:ANONYMOUS");
    }

    private static String login(String... options) {
        StringBuilder login = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        for (int i = 0; i < options.length; i += 2) {
            login.append(' ')
                    .append(options[i])
                    .append("=\"")
                    .append(options[i + 1])
                    .append('"');
        }
        return login.append(';').toString();
    }
}
