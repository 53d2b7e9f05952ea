package io.connectmigrator.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What this process holds at one moment.
 *
 * @param elapsed the time since the beginning
 * @param values how much of each resource it holds
 */
record SoakSample(Duration elapsed, Map<SoakResource, Long> values) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Takes a sample after a full garbage collection. */
    static SoakSample take(Duration elapsed, long journalBytes) {
        System.gc();
        List<String> descriptors = descriptors();
        return new SoakSample(
                elapsed,
                Map.of(
                        SoakResource.HEAP,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                        SoakResource.THREADS,
                        (long) ManagementFactory.getThreadMXBean().getThreadCount(),
                        SoakResource.FILE_DESCRIPTORS,
                        (long) descriptors.size(),
                        SoakResource.SOCKETS,
                        descriptors.stream()
                                .filter(target -> target.startsWith("socket:"))
                                .count(),
                        SoakResource.KAFKA_CLIENTS,
                        kafkaClients(),
                        SoakResource.JOURNAL_TOPIC,
                        journalBytes));
    }

    long value(SoakResource resource) {
        return values.getOrDefault(resource, 0L);
    }

    static String csvHeader() {
        return Stream.concat(
                        Stream.of("seconds"),
                        Stream.of(SoakResource.values())
                                .map(resource -> resource.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(","));
    }

    String csv() {
        return Stream.concat(
                        Stream.of(Long.toString(elapsed.toSeconds())),
                        Stream.of(SoakResource.values()).map(resource -> Long.toString(value(resource))))
                .collect(Collectors.joining(","));
    }

    /** {@return what the open file descriptors lead to; those that were closed meanwhile are left out} */
    private static List<String> descriptors() {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.map(SoakSample::target)
                    .filter(target -> !target.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Each client of Kafka registers itself under its id, and leaves when it is closed. */
    private static long kafkaClients() {
        try {
            Set<ObjectName> registered = ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("kafka.*:type=app-info,id=*"), null);
            return registered.size();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
