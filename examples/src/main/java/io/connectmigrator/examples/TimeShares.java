package io.connectmigrator.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each moment of a move was spent on. Where requests overlap, the first share in the order of {@link Share} counts. */
final class TimeShares {

    /** What time is spent on. */
    enum Share {
        WRITES("writes"),
        LOOKS("looks at states"),
        READS("other reads"),
        PAUSES("pauses before the next look"),
        LATE("such pauses after the state was there"),
        BETWEEN("between requests");

        private final String text;

        Share(String text) {
            this.text = text;
        }
    }

    private final Map<Share, Duration> spent = new EnumMap<>(Share.class);
    private final List<SentRequest> requests;
    private final List<WorkerEvent> events;

    private TimeShares(List<SentRequest> requests, List<WorkerEvent> events) {
        this.requests = requests;
        this.events = events;
    }

    /**
     * {@return the shares of the time from start to end}
     *
     * @param requests in the order in which they were sent
     */
    static TimeShares of(Instant start, Instant end, List<SentRequest> requests, List<WorkerEvent> events) {
        TimeShares shares = new TimeShares(requests, events);
        TreeSet<Instant> moments = new TreeSet<>(List.of(start, end));
        requests.forEach(request -> moments.addAll(List.of(request.sent(), request.answered())));
        List<Instant> within = List.copyOf(moments.subSet(start, true, end, true));
        for (int i = 1; i < within.size(); i++) {
            shares.add(within.get(i - 1), within.get(i));
        }
        return shares;
    }

    /** Adds a stretch of time within which no request begins or ends. */
    private void add(Instant from, Instant to) {
        List<SentRequest> underWay = requests.stream()
                .filter(request ->
                        request.sent().isBefore(to) && request.answered().isAfter(from))
                .toList();
        if (!underWay.isEmpty()) {
            add(busy(underWay), Duration.between(from, to));
        } else if (isPause(to)) {
            Duration late = late(from, to);
            add(Share.LATE, late);
            add(Share.PAUSES, Duration.between(from, to).minus(late));
        } else {
            add(Share.BETWEEN, Duration.between(from, to));
        }
    }

    private void add(Share share, Duration time) {
        spent.merge(share, time, Duration::plus);
    }

    private static Share busy(List<SentRequest> underWay) {
        if (underWay.stream().anyMatch(SentRequest::isWrite)) {
            return Share.WRITES;
        }
        return underWay.stream().anyMatch(SentRequest::isLook) ? Share.LOOKS : Share.READS;
    }

    /** {@return whether the request that was sent at this moment asks again what has been asked since the last write} */
    boolean isPause(Instant sent) {
        return requests.stream()
                .filter(request -> request.sent().equals(sent) && request.isLook())
                .anyMatch(this::isAskedAgain);
    }

    private boolean isAskedAgain(SentRequest look) {
        List<SentRequest> before = requests.subList(0, requests.indexOf(look));
        for (int i = before.size() - 1; i >= 0; i--) {
            SentRequest earlier = before.get(i);
            if (earlier.isWrite() && earlier.isToSameWorkerAs(look)) {
                return false;
            }
            if (earlier.asksTheSameAs(look)) {
                return true;
            }
        }
        return false;
    }

    /** {@return how much of a pause passed after the last state that the look before it could not have seen} */
    private Duration late(Instant from, Instant to) {
        return events.stream()
                .filter(event -> event.isState()
                        && event.at().isAfter(lookBefore(from))
                        && event.at().isBefore(to))
                .map(event -> event.at().isBefore(from) ? from : event.at())
                .max(Comparator.naturalOrder())
                .map(seen -> Duration.between(seen, to))
                .orElse(Duration.ZERO);
    }

    /** {@return when the last request before a pause was sent} */
    private Instant lookBefore(Instant pause) {
        return requests.stream()
                .map(SentRequest::sent)
                .filter(sent -> sent.isBefore(pause))
                .max(Comparator.naturalOrder())
                .orElse(pause);
    }

    Duration of(Share share) {
        return spent.getOrDefault(share, Duration.ZERO);
    }

    /** {@return the time that the workers took for writes and until the states were there} */
    Duration workers() {
        return of(Share.WRITES).plus(of(Share.LOOKS)).plus(of(Share.PAUSES));
    }

    /** {@return all other time} */
    Duration own() {
        return of(Share.READS).plus(of(Share.LATE)).plus(of(Share.BETWEEN));
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }

    @Override
    public String toString() {
        return spent.entrySet().stream()
                .map(share -> share.getKey().text + " " + millis(share.getValue()))
                .collect(Collectors.joining(", "));
    }
}
