package io.connectmigrator.migration.internal.readiness;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorPlugin;
import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.migration.internal.connector.GroupSharing;
import io.connectmigrator.migration.internal.connector.Shapes;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connector of a plan whose readiness is asked, with what has been read of it already. */
public final class ReviewedConnector {

    private static final Logger log = LoggerFactory.getLogger(ReviewedConnector.class);
    private static final String UNKNOWN = "unknown";

    private final CheckContext checkContext;
    private final List<Problem> problems;
    private final ReviewSettings settings;
    private final KafkaViews kafkas;
    private final Lazy<Set<String>> used;
    private final Lazy<Shape> shape;
    private final Lazy<TranslatedSnapshot> translated;
    private volatile Optional<Lazy<Sample>> later = Optional.empty();

    /** Begins with what checks have found about the connector. */
    public ReviewedConnector(
            CheckContext checkContext, List<Problem> problems, ReviewSettings settings, KafkaViews kafkas) {
        this.checkContext = checkContext;
        this.problems = problems;
        this.settings = settings;
        this.kafkas = kafkas;
        this.used = new Lazy<>(() -> checkContext.sourceCluster().topics(checkContext.connector()));
        this.shape = new Lazy<>(this::findShape);
        this.translated = new Lazy<>(this::translate);
    }

    /** Reads what is read of each connector, so that several can be read at a time. */
    public void read() {
        shape();
        ignoringFailure(() -> kafkas.note(ConnectorTopics.all(checkContext, used.get())));
        ignoringFailure(() -> kafkas.note(copies().keySet()));
        ignoringFailure(() -> {
            if (isSink()) {
                kafkas.noteGroup(group());
            }
        });
        Stream.of(checkContext.sourceCluster(), checkContext.targetCluster())
                .forEach(cluster -> ignoringFailure(() -> kafkas.note(cluster.workerTopics())));
    }

    /** What cannot be read is told by the questions that need it. */
    private static void ignoringFailure(Runnable reading) {
        try {
            reading.run();
        } catch (Throwable e) {
            log.debug("cannot be read", RedactedException.withoutMessages(e));
        }
    }

    /** Takes a second sample, some time after what was read before. */
    public void sampleAgain() {
        Lazy<Sample> sample = new Lazy<>(() -> Sample.take(checkContext));
        later = Optional.of(sample);
        ignoringFailure(sample::get);
    }

    /** {@return the clusters that it has to do with} */
    public Set<ConnectClient> clusters() {
        return checkContext.plan().clusters();
    }

    CheckContext checkContext() {
        return checkContext;
    }

    ReviewSettings settings() {
        return settings;
    }

    KafkaViews kafkas() {
        return kafkas;
    }

    String name() {
        return checkContext.connector();
    }

    boolean isSink() {
        return checkContext.isSink();
    }

    ConnectorConfig sourceConfig() {
        return checkContext.sourceConnector().config();
    }

    ConnectorConfig targetConfig() {
        return checkContext.targetConfig();
    }

    /** {@return the topics that the workers of the source say it has used} */
    Set<String> usedTopics() {
        return used.get();
    }

    /** {@return whether it is a sink that comes to another Kafka cluster, with other offsets of other topics} */
    boolean isTranslated() {
        return isSink() && checkContext.crossing().isPresent();
    }

    /**
     * {@return its offsets as they are now in the Kafka cluster to which it comes}
     *
     * @throws NoSuchElementException if it comes to none, or the plan does not say how
     */
    TranslatedSnapshot translated() {
        return translated.get();
    }

    private TranslatedSnapshot translate() {
        OffsetTranslation translation = checkContext.crossing().orElseThrow().translation();
        return isSink()
                ? translation.translate(
                        checkContext.sourceOwner(), checkContext.given().share())
                : translation.translateEnds(TopicQuestions.topics(this));
    }

    /** {@return the topics that it reads in another Kafka cluster, with those of which they are copies; empty if it does not} */
    Map<String, String> copies() {
        Map<String, String> copies = new TreeMap<>();
        if (isTranslated()) {
            translated().offsets().stream()
                    .filter(offset -> offset.to() != null)
                    .forEach(offset -> copies.put(
                            requireNonNull(offset.to()).topic(), offset.from().topic()));
        }
        return copies;
    }

    /** {@return the consumer group that it will have on the target, if it is a sink} */
    String group() {
        return GroupSharing.group(checkContext.targetOwner());
    }

    /** {@return the second sample, if one was taken} */
    Optional<Sample> later() {
        return later.map(Lazy::get);
    }

    /** {@return the first problem of a kind that checks have found} */
    Optional<Problem> problem(ProblemCode... codes) {
        return problems.stream()
                .filter(problem -> List.of(codes).contains(problem.code()))
                .findFirst();
    }

    /** {@return its shape; one of unknown parts if that cannot be found out} */
    Shape shape() {
        return shape.get();
    }

    private Shape findShape() {
        try {
            return Shapes.of(checkContext);
        } catch (Throwable e) {
            return new Shape(
                    className(),
                    UNKNOWN,
                    UNKNOWN,
                    checkContext.sourceCluster().toString(),
                    checkContext.targetCluster().toString(),
                    UNKNOWN,
                    !checkContext.targetNameIfKnown().equals(name()),
                    UNKNOWN);
        }
    }

    private String className() {
        try {
            return ConnectorPlugin.className(sourceConfig());
        } catch (Throwable e) {
            return UNKNOWN;
        }
    }

    /** {@return how many partitions it has offsets of; the largest number if that is not known} */
    int offsets() {
        try {
            return checkContext.sourceOffsets().size();
        } catch (Throwable e) {
            return Integer.MAX_VALUE;
        }
    }

    /** {@return how many tasks it has; the largest number if that is not known} */
    int tasks() {
        try {
            return checkContext.sourceStatus().tasks().size();
        } catch (Throwable e) {
            return Integer.MAX_VALUE;
        }
    }

    /** {@return evidence that is of no cluster} */
    Evidence seen(String text) {
        return seenOn("", text);
    }

    Evidence seenOnSource(String text) {
        return seenOn(checkContext.sourceCluster().toString(), text);
    }

    Evidence seenOnTarget(String text) {
        return seenOn(checkContext.targetCluster().toString(), text);
    }

    Evidence seenOn(String cluster, String text) {
        return new Evidence(Evidence.Kind.OBSERVED, settings.at(), cluster, text);
    }
}
