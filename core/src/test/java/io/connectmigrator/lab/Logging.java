package io.connectmigrator.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the processes log: to their standard output, Connect at INFO, the rest at WARN. */
final class Logging {

    private static final String LOG4J = """
            log4j.rootLogger=WARN, out
            log4j.appender.out=org.apache.log4j.ConsoleAppender
            log4j.appender.out.layout=org.apache.log4j.PatternLayout
            log4j.appender.out.layout.ConversionPattern=%d{HH:mm:ss,SSS} %p [%t] %c{1}: %m%n
            log4j.logger.org.apache.kafka.connect=INFO
            log4j.logger.org.glassfish=ERROR
            log4j.logger.org.reflections=ERROR
            """;
    private static final String LOG4J_2 = """
            rootLogger=WARN, out
            appender.out.type=Console
            appender.out.name=out
            appender.out.layout.type=PatternLayout
            appender.out.layout.pattern=%d{HH:mm:ss,SSS} %p [%t] %c{1}: %m%n
            logger.connect=INFO
            logger.connect.name=org.apache.kafka.connect
            logger.server=INFO
            logger.server.name=kafka.server
            logger.glassfish=ERROR
            logger.glassfish.name=org.glassfish
            """;

    private Logging() {}

    /** {@return the JVM option that makes a version log so} */
    static String option(Path directory, KafkaVersion version) {
        return version.logsWithLog4j2()
                ? "-Dlog4j2.configurationFile=" + write(directory.resolve("log4j2.properties"), LOG4J_2)
                : "-Dlog4j.configuration="
                        + write(directory.resolve("log4j.properties"), LOG4J).toUri();
    }

    private static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaboratoryException("writing " + file + " failed: " + e.getMessage(), e);
        }
    }
}
