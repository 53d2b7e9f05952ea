package io.connectmigrator.examples;

import java.time.Duration;
import java.util.List;

/** The recipe for people with curl, for one connector after the other. */
final class RecipeFleetWay implements FleetWay {

    private final RecipeWay recipe;

    RecipeFleetWay(Playground playground) {
        this.recipe = new RecipeWay(playground);
    }

    @Override
    public List<Duration> move(List<String> connectors) {
        return connectors.stream().map(recipe::move).toList();
    }
}
