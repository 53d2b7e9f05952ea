package io.connectmigrator.examples.containers;

import org.testcontainers.DockerClientFactory;

/** Whether there is an engine to run containers. */
final class DockerEngine {

    /** Why tests are skipped where there is none. */
    static final String NONE =
            "no Docker engine answers; start one, or say where it is in the environment variable DOCKER_HOST";

    private static final boolean ANSWERS = look();

    private DockerEngine() {}

    static boolean answers() {
        return ANSWERS;
    }

    /** Says on the console too what is missing: the reason that a report gives is read by few. */
    private static boolean look() {
        boolean answers = DockerClientFactory.instance().isDockerAvailable();
        if (!answers) {
            System.out.println("The tests in containers are skipped: " + NONE);
        }
        return answers;
    }
}
