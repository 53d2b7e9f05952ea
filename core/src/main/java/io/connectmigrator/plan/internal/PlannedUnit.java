package io.connectmigrator.plan.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What a plan says about moves that are made together or not at all, as far as a journal keeps it. They have one entry, which has the
 * id of the first move, the one that leads.
 *
 * @param moves the moves, at least one
 */
public record PlannedUnit(List<PlannedMove> moves) {

    public PlannedUnit {
        moves = List.copyOf(moves);
    }

    /** {@return a connector that moves by itself} */
    public static PlannedUnit of(PlannedMove move) {
        return new PlannedUnit(List.of(move));
    }

    public PlannedMove lead() {
        return moves.get(0);
    }

    /** {@return the id of the entry} */
    public String id() {
        return lead().id();
    }

    /** {@return the ids that entries of the other connectors would have if they moved by themselves} */
    public List<String> otherIds() {
        return moves.stream()
                .map(PlannedMove::id)
                .distinct()
                .filter(id -> !id.equals(id()))
                .toList();
    }

    /** {@return the first move of a connector, if the unit has one} */
    public Optional<PlannedMove> moveOf(String id) {
        return moves.stream().filter(move -> move.id().equals(id)).findFirst();
    }

    /**
     * {@return what another plan says differently, in words}
     *
     * @param differences what another plan says differently of one move
     */
    public List<String> differencesIn(PlannedUnit now, BiFunction<PlannedMove, PlannedMove, List<String>> differences) {
        if (!connectors().equals(now.connectors())) {
            return List.of("it was " + this + " and is now " + now);
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            found.addAll(differences.apply(moves.get(i), now.moves.get(i)));
        }
        return found;
    }

    private List<String> connectors() {
        return moves.stream().map(PlannedMove::connector).toList();
    }

    /** {@return the moves in words} */
    @Override
    public String toString() {
        return moves.size() == 1
                ? lead().toString()
                : "the move of "
                        + moves.stream().map(PlannedMove::connector).distinct().collect(Collectors.joining(", "))
                        + " to "
                        + moves.stream().map(PlannedMove::target).distinct().collect(Collectors.joining(", "));
    }
}
