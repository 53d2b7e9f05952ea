package io.connectmigrator.examples.referential;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;

/**
 * A team's part of the service.
 *
 * @param name its name
 * @param prefix how the names of its connectors begin
 * @param connectClusters where they may be
 */
@EachProperty("referential.namespaces")
record Namespace(@Parameter String name, String prefix, List<String> connectClusters) {

    boolean owns(String connector) {
        return connector.startsWith(prefix);
    }
}
