package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.Plugin;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.readiness.Shape;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shape of a connector. It is the same before, during and after a move, since it depends on nothing that a move changes: not on the
 * state of the copies, and not on offsets.
 */
public final class Shapes {

    private static final String NO_VERSION = "undefined";
    private static final String ABSENT = "absent";

    private Shapes() {}

    /**
     * {@return the shape of a connector} It asks both clusters for their plugins, if nothing has asked before.
     *
     * @throws RuntimeException if a cluster does not answer, or a function of the plan fails
     */
    public static Shape of(CheckContext checkContext) {
        ConnectorConfig config = checkContext.sourceConnector().config();
        Optional<Plugin> onSource = ConnectorPlugin.find(checkContext.sourceCluster(), config);
        Optional<Plugin> onTarget = ConnectorPlugin.find(checkContext.targetCluster(), checkContext.targetConfig());
        return new Shape(
                Stream.concat(onSource.stream(), onTarget.stream())
                        .map(Plugin::className)
                        .findFirst()
                        .orElseGet(() -> ConnectorPlugin.className(config)),
                onSource.map(Shapes::version).orElse(NO_VERSION),
                onTarget.map(Shapes::version).orElse(ABSENT),
                checkContext.sourceCluster().toString(),
                checkContext.targetCluster().toString(),
                transport(checkContext),
                !checkContext.target().connector().equals(checkContext.connector()),
                offsets(checkContext));
    }

    /** {@return what the plan says about the offsets; which of them it changes depends on the offsets} */
    public static String offsets(CheckContext checkContext) {
        return Stream.concat(
                        checkContext.given().transformation().map(transformation -> "transformed").stream(),
                        checkContext.crossing().map(crossing -> across(checkContext, crossing)).stream())
                .collect(Collectors.joining(", "));
    }

    private static String across(CheckContext checkContext, Crossing crossing) {
        String how = checkContext.isSink()
                ? checkContext.plan().exactness() == Exactness.EXACT ? "translated by " : "translated at least once by "
                : "behind ";
        return how + crossing.translation();
    }

    private static String version(Plugin plugin) {
        String version = plugin.version();
        return version == null ? NO_VERSION : version;
    }

    /** Which transport writes depends on the offsets; which transports there are does not. */
    private static String transport(CheckContext checkContext) {
        return isShared(checkContext)
                ? "shared"
                : name(checkContext.source().offsets()) + ", "
                        + name(checkContext.target().offsets());
    }

    /** A plan for which that is not known is refused, so that it never becomes a move. */
    private static boolean isShared(CheckContext checkContext) {
        try {
            return checkContext.sharesOffsets();
        } catch (StepFailedException e) {
            return false;
        }
    }

    private static String name(CopyOffsets offsets) {
        return offsets.given().map(given -> nameOf(given.getClass())).orElse("REST");
    }

    private static String nameOf(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }
}
