package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * In which order a plan wants its connectors to move. Immutable.
 *
 * @param waves which connectors are in which wave; what is in none of them is in one more at the end
 * @param after which connectors a connector waits for
 */
public record ConnectorOrder(List<WaveRule> waves, Map<String, Set<String>> after) {

    static final ConnectorOrder NONE = new ConnectorOrder(List.of(), Map.of());

    public ConnectorOrder {
        waves = List.copyOf(waves);
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        after.forEach(
                (connector, others) -> copy.put(connector, Collections.unmodifiableSet(new LinkedHashSet<>(others))));
        after = Collections.unmodifiableMap(copy);
    }

    /**
     * {@return this with a wave after the others}
     *
     * @throws IllegalArgumentException if there are no names, or one is blank or in a wave already
     */
    public ConnectorOrder withWave(List<String> names) {
        Set<String> wave = new LinkedHashSet<>();
        for (String name : names) {
            Names.requireNotBlank(name, "names");
            if (waves.stream().anyMatch(earlier -> earlier.names().contains(name)) || !wave.add(name)) {
                throw new IllegalArgumentException("connector '" + name + "' is in two waves, or in one twice");
            }
        }
        if (wave.isEmpty()) {
            throw new IllegalArgumentException("a wave needs a connector: call wave(name, …)");
        }
        return with(new WaveRule(wave, null));
    }

    /** {@return this with a wave after the others, of all that match and are in no other} */
    public ConnectorOrder withWave(Predicate<ConnectorInfo> condition) {
        return with(new WaveRule(Set.of(), condition));
    }

    private ConnectorOrder with(WaveRule wave) {
        return new ConnectorOrder(Stream.concat(waves.stream(), Stream.of(wave)).toList(), after);
    }

    /**
     * {@return this where a connector also waits for others}
     *
     * @throws IllegalArgumentException if there are none, a name is blank, or the connector would wait for itself
     */
    public ConnectorOrder withWaiting(String connector, List<String> others) {
        Names.requireNotBlank(connector, "connector");
        if (others.isEmpty()) {
            throw new IllegalArgumentException(
                    "connector '" + connector + "' has nothing to wait for: call waitsFor(connector, other, …)");
        }
        Set<String> awaited = new LinkedHashSet<>(after.getOrDefault(connector, Set.of()));
        for (String other : others) {
            if (Names.requireNotBlank(other, "others").equals(connector)) {
                throw new IllegalArgumentException("connector '" + connector + "' cannot wait for itself");
            }
            awaited.add(other);
        }
        Map<String, Set<String>> all = new LinkedHashMap<>(after);
        all.put(connector, awaited);
        return new ConnectorOrder(waves, all);
    }

    /** {@return every name that is mentioned} */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        waves.forEach(wave -> names.addAll(wave.names()));
        after.forEach((connector, others) -> {
            names.add(connector);
            names.addAll(others);
        });
        return names;
    }

    /** {@return which of those a connector waits for} */
    Set<String> awaitedBy(String connector, Collection<String> present) {
        Set<String> others = new LinkedHashSet<>(after.getOrDefault(connector, Set.of()));
        others.retainAll(present);
        return others;
    }

    /** {@return whether connectors have to be looked at, and not only their names} */
    boolean looksAtConnectors() {
        return waves.stream().anyMatch(wave -> wave.matching() != null);
    }

    /** {@return the number of the wave that a connector is in, from 1 on} */
    int waveOf(SelectedConnector selected) {
        for (int i = 0; i < waves.size(); i++) {
            if (waves.get(i).includes(selected)) {
                return i + 1;
            }
        }
        return lastWave();
    }

    /** {@return the number of the wave of what is in no other} */
    int lastWave() {
        return waves.size() + 1;
    }

    /** {@return connectors each of which waits for the next and the last for the first; none if there are no such} */
    public List<String> cycle() {
        Set<String> done = new LinkedHashSet<>();
        for (String start : after.keySet()) {
            List<String> cycle = cycleFrom(start, new ArrayList<>(), done);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        return List.of();
    }

    private List<String> cycleFrom(String connector, List<String> way, Set<String> done) {
        if (way.contains(connector)) {
            return List.copyOf(way.subList(way.indexOf(connector), way.size()));
        }
        if (done.contains(connector)) {
            return List.of();
        }
        way.add(connector);
        for (String other : after.getOrDefault(connector, Set.of())) {
            List<String> cycle = cycleFrom(other, way, done);
            if (!cycle.isEmpty()) {
                return cycle;
            }
        }
        way.remove(connector);
        done.add(connector);
        return List.of();
    }
}
