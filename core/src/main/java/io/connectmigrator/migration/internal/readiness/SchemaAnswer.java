package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.migration.internal.schema.ComparedConverter;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.SchemaComparison;

/** What the comparison of the registries of one converter comes to. */
final class SchemaAnswer {

    private SchemaAnswer() {}

    static Finding of(ReviewedConnector connector, ComparedConverter converter) {
        SchemaComparison compared = converter.reported();
        Evidence evidence = connector.seen(compared.converter() + " asks " + compared.source() + " and "
                + compared.target() + "; compared: " + compared.ids() + " ids, of which " + compared.missing()
                + " are missing and " + compared.conflicting() + " are another schema");
        return switch (compared.relation()) {
            case SAME ->
                compared.ids() > 0
                        ? Finding.tested(evidence)
                        : Finding.known("give the client of the target the registry with schemaRegistry(…)", evidence);
            case OTHER ->
                compared.ids() > 0
                        ? Finding.tested(evidence)
                        : Finding.unknown("give both clients their registries with schemaRegistry(…)", evidence);
            case UNKNOWN -> Finding.unknown("give both clients their registries with schemaRegistry(…)", evidence);
        };
    }
}
