package io.connectmigrator.examples.referential;

import io.connectmigrator.connect.ConnectClient;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Connect clusters. One client of each, by the name that the journal knows it by. */
@Singleton
final class ConnectClusters {

    private final Map<String, ConnectClient> clients;

    ConnectClusters(List<Settings> settings) {
        this.clients = settings.stream()
                .map(Settings::client)
                .collect(Collectors.toUnmodifiableMap(ConnectClient::name, Function.identity()));
    }

    ConnectClient client(String cluster) {
        ConnectClient client = clients.get(cluster);
        if (client == null) {
            throw new IllegalStateException("the Connect cluster " + cluster + " is not among " + clients.keySet());
        }
        return client;
    }

    /**
     * How a Connect cluster is reached.
     *
     * @param name its name
     * @param url the address of a worker
     * @param username the user name, or null if none is needed
     * @param password the password, or null
     */
    @EachProperty("referential.connect-clusters")
    record Settings(
            @Parameter String name,
            String url,
            @Nullable String username,
            @Nullable String password) {

        ConnectClient client() {
            return ConnectClient.builder(url)
                    .name(name)
                    .basicAuth(username, password)
                    .build();
        }

        /** {@return its name, without the password} */
        @Override
        public String toString() {
            return name;
        }
    }
}
