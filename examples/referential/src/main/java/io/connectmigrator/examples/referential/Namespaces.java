package io.connectmigrator.examples.referential;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.util.List;

/** The rights of users. */
@Singleton
record Namespaces(List<Namespace> all) {

    /** {@return the namespace, which owns the connector} */
    Namespace owning(String namespace, String connector) {
        Namespace found = all.stream()
                .filter(candidate -> candidate.name().equals(namespace))
                .findFirst()
                .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no namespace " + namespace));
        if (!found.owns(connector)) {
            throw new HttpStatusException(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    namespace + " owns connectors that begin with " + found.prefix() + ", not " + connector);
        }
        return found;
    }

    void requireCluster(Namespace namespace, String cluster) {
        if (!namespace.connectClusters().contains(cluster)) {
            throw new HttpStatusException(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    namespace.name() + " may use " + namespace.connectClusters() + ", not " + cluster);
        }
    }
}
