package io.connectmigrator.examples.referential;

import io.connectmigrator.report.Problem;
import io.micronaut.runtime.Micronaut;
import io.micronaut.serde.annotation.SerdeImport;

/** Starts the service with the settings of {@code application.properties} and of the command line. */
@SerdeImport(Problem.class)
public final class Application {

    private Application() {}

    /**
     * Runs until it is told to end.
     *
     * @param arguments settings, such as {@code -referential.bootstrap-servers=broker:9092}
     */
    public static void main(String[] arguments) {
        Micronaut.run(Application.class, arguments);
    }
}
