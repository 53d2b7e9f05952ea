package io.connectmigrator.examples;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The samples of a soak, drawn as curves, and what has grown in them: the medians of the first and of the last fifth differ. */
record SoakCurves(List<SoakSample> samples) {

    private static final int WIDTH = 60;
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    SoakCurves {
        samples = List.copyOf(samples);
    }

    /** {@return a line for each resource that has grown} */
    List<String> growth() {
        return Stream.of(SoakResource.values())
                .filter(resource -> last(resource) > resource.limit(first(resource)))
                .map(resource -> resource.title() + " grew from " + first(resource) + " to " + last(resource)
                        + ", at most " + resource.limit(first(resource)) + " was expected")
                .toList();
    }

    private long first(SoakResource resource) {
        return median(samples.subList(0, fifth()), resource);
    }

    private long last(SoakResource resource) {
        return median(samples.subList(samples.size() - fifth(), samples.size()), resource);
    }

    private int fifth() {
        return Math.max(1, samples.size() / 5);
    }

    private static long median(List<SoakSample> samples, SoakResource resource) {
        List<Long> sorted =
                samples.stream().map(sample -> sample.value(resource)).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** {@return the curves, each from its least value to its greatest, with the medians of the first and the last fifth} */
    @Override
    public String toString() {
        return Stream.of(SoakResource.values()).map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(SoakResource resource) {
        return String.format(
                Locale.ROOT,
                "%-24s %,12d %s %,12d",
                resource.title(),
                first(resource),
                curve(resource),
                last(resource));
    }

    private String curve(SoakResource resource) {
        int width = Math.min(WIDTH, samples.size());
        List<Long> points = IntStream.range(0, width)
                .mapToObj(column -> median(
                        samples.subList(column * samples.size() / width, (column + 1) * samples.size() / width),
                        resource))
                .toList();
        long least = points.stream().min(Long::compare).orElseThrow();
        // A change of a few percent is drawn as a few percent of the height, not as a cliff.
        long height = Math.max(
                points.stream().max(Long::compare).orElseThrow() - least, Math.max(1, resource.limit(least) - least));
        return points.stream()
                .map(point -> LEVELS.charAt((int) ((point - least) * (LEVELS.length() - 1) / height)))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
