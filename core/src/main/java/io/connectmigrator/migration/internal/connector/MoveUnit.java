package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Moves that are made together or not at all: a connector that moves by itself, several that become one, or one that becomes several.
 * Where moves share a copy, the first of them leads it: only that one quiesces, reads, creates, writes or starts it.
 */
public final class MoveUnit {

    /** A move of the unit, and what it has reached. */
    public record Reached(Move move, Progress progress) {}

    private final List<Move> moves;
    private final Supplier<UnitProgress> progress;

    /**
     * Unites moves.
     *
     * @param moves the moves, of which the first leads
     * @param progress says what they have reached
     */
    public MoveUnit(List<Move> moves, Supplier<UnitProgress> progress) {
        this.moves = IntStream.range(0, moves.size())
                .mapToObj(index -> moves.get(index).in(this, index))
                .toList();
        this.progress = progress;
    }

    /** {@return the moves, each of which knows the others} */
    public List<Move> moves() {
        return moves;
    }

    boolean isOne() {
        return moves.size() == 1;
    }

    /** {@return the index of the move that leads the source of a move} */
    int leadOfSource(int move) {
        return IntStream.range(0, move)
                .filter(other ->
                        moves.get(other).source().isSameAs(moves.get(move).source()))
                .findFirst()
                .orElse(move);
    }

    /** {@return the index of the move that leads the target of a move} */
    int leadOfTarget(int move) {
        return IntStream.range(0, move)
                .filter(other ->
                        moves.get(other).target().isSameAs(moves.get(move).target()))
                .findFirst()
                .orElse(move);
    }

    Reached reached(int move) {
        return new Reached(moves.get(move), progress.get().of(move));
    }

    List<Reached> all() {
        return IntStream.range(0, moves.size()).mapToObj(this::reached).toList();
    }
}
