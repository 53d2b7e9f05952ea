package io.connectmigrator.plan.internal;

import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a plan says about one connector, as far as a journal keeps it: no config. Clusters are known by their names, since
 * their URLs may change.
 *
 * @param from the name of the source cluster
 * @param connector the connector's name there
 * @param to the name of the target cluster
 * @param target the connector's name there
 * @param attributes the caller's attributes, in order
 * @param isRehearsal whether the move is only rehearsed; a rehearsal has an entry of its own
 */
public record PlannedMove(
        String from,
        String connector,
        String to,
        String target,
        ExistingOffsets existingOffsets,
        EmptyOffsets emptyOffsets,
        Map<String, String> attributes,
        boolean isRehearsal) {

    /** A move. */
    public PlannedMove(
            String from,
            String connector,
            String to,
            String target,
            ExistingOffsets existingOffsets,
            EmptyOffsets emptyOffsets,
            Map<String, String> attributes) {
        this(from, connector, to, target, existingOffsets, emptyOffsets, attributes, false);
    }

    /**
     * {@return what a plan says about a connector}
     *
     * @param target the connector's name on the target, as far as it is known
     */
    public static PlannedMove of(ConnectorPlan plan, String target) {
        return new PlannedMove(
                plan.source().name(),
                plan.connector(),
                plan.destination().name(),
                target,
                plan.existingOffsets(),
                plan.emptyOffsets(),
                plan.attributes(),
                plan.isRehearsal());
    }

    /** {@return the id of the connector's entry in a journal} */
    public String id() {
        return isRehearsal ? id(from, connector) + "/rehearsal" : id(from, connector);
    }

    /** {@return the id that the connector's entry would have if it were moved on from the target} */
    public String idOnTarget() {
        return id(to, target);
    }

    /** {@return the id of the entry of a connector, wherever it goes} */
    public static String id(String from, String connector) {
        return encoded(from) + "/" + encoded(connector);
    }

    /** {@return what another plan says differently, in words; attributes change nothing about the way} */
    public List<String> differencesIn(PlannedMove now) {
        List<String> differences = differentPlaceIn(now);
        compare("existingOffsets", existingOffsets, now.existingOffsets, differences);
        compare("emptyOffsets", emptyOffsets, now.emptyOffsets, differences);
        return differences;
    }

    /** {@return what another plan says differently of where the connector goes, in words} */
    public List<String> differentPlaceIn(PlannedMove now) {
        List<String> differences = new ArrayList<>();
        compare("the target cluster", to, now.to, differences);
        compare("the name on the target", target, now.target, differences);
        return differences;
    }

    private static void compare(String what, Object then, Object now, List<String> differences) {
        if (!then.equals(now)) {
            differences.add(what + " was " + then + " and is now " + now);
        }
    }

    /** Fit for the name of a file on any system. */
    private static String encoded(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    @Override
    public String toString() {
        return PlainLine.of("connector '" + connector + "' of " + from);
    }
}
