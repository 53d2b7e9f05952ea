package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.readiness.ReadinessRow;
import io.connectmigrator.readiness.RowScore;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.readiness.ShapeReadiness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Scores the connectors of a plan, and brings those of one shape together: an item scores what its lowest connector scores. */
public final class Review {

    /** Their evidence is the same for all connectors. */
    private static final Set<ReadinessItem> OF_PLAN = Set.of(
            ReadinessItem.KAFKA_VERSIONS,
            ReadinessItem.REST_ACCESS,
            ReadinessItem.STOP_CONDITIONS,
            ReadinessItem.JOURNAL);

    private final Map<ReviewedConnector, List<ItemScore>> scores = new LinkedHashMap<>();

    private Review() {}

    /** {@return the items of one connector, of those that apply} */
    public static List<ItemScore> scores(ReviewedConnector connector, RehearsedShapes rehearsed) {
        Shape shape = connector.shape();
        Scoring scoring = new Scoring(connector.settings(), shape, rehearsed.of(shape));
        return ReadinessItems.ALL.stream()
                .flatMap(
                        item -> item
                                .ask(connector)
                                .map(finding -> scoring.score(item, finding, item.isTestable(connector)))
                                .stream())
                .toList();
    }

    /** {@return a review of connectors and their scores, in this order} */
    public static Review of(List<ReviewedConnector> connectors, List<List<ItemScore>> scores) {
        Review review = new Review();
        for (int i = 0; i < connectors.size(); i++) {
            review.scores.put(connectors.get(i), scores.get(i));
        }
        return review;
    }

    /** {@return what it comes to for each shape} */
    public List<ShapeReadiness> shapes() {
        return byShape().entrySet().stream()
                .map(shape -> new ShapeReadiness(
                        shape.getKey(),
                        shape.getValue().stream().map(ReviewedConnector::name).toList(),
                        rows(shape.getValue())))
                .toList();
    }

    /** {@return the smallest connector of each shape, smallest first} */
    public List<String> pilot() {
        Comparator<ReviewedConnector> bySize =
                Comparator.comparingInt(ReviewedConnector::offsets).thenComparingInt(ReviewedConnector::tasks);
        return byShape().values().stream()
                .flatMap(connectors -> connectors.stream().min(bySize).stream())
                .sorted(bySize)
                .map(ReviewedConnector::name)
                .toList();
    }

    private Map<Shape, List<ReviewedConnector>> byShape() {
        Map<Shape, List<ReviewedConnector>> shapes = new LinkedHashMap<>();
        scores.keySet()
                .forEach(connector -> shapes.computeIfAbsent(connector.shape(), first -> new ArrayList<>())
                        .add(connector));
        return shapes;
    }

    private List<RowScore> rows(List<ReviewedConnector> connectors) {
        return Stream.of(ReadinessRow.values())
                .map(row -> items(row, connectors))
                .filter(items -> !items.isEmpty())
                .map(items -> new RowScore(items.get(0).item().row(), items))
                .toList();
    }

    private List<ItemScore> items(ReadinessRow row, List<ReviewedConnector> connectors) {
        return ReadinessItems.ALL.stream()
                .filter(item -> item.item().row() == row)
                .flatMap(item -> lowest(item, connectors).stream())
                .toList();
    }

    private Optional<ItemScore> lowest(Item item, List<ReviewedConnector> connectors) {
        return connectors.stream()
                .flatMap(connector -> scores.getOrDefault(connector, List.of()).stream()
                        .filter(score -> score.item() == item.item())
                        .map(score -> connectors.size() == 1 || OF_PLAN.contains(score.item())
                                ? score
                                : named(connector, score)))
                .min(Comparator.comparingInt(ItemScore::score).thenComparingInt(ItemScore::most));
    }

    private static ItemScore named(ReviewedConnector connector, ItemScore score) {
        List<Evidence> evidence = score.evidence().stream()
                .map(each -> each.kind() == Evidence.Kind.OBSERVED
                        ? new Evidence(each.kind(), each.at(), each.cluster(), connector.name() + ": " + each.text())
                        : each)
                .toList();
        return new ItemScore(score.item(), score.score(), score.most(), evidence, score.toRaise());
    }
}
