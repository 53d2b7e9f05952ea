package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.family.Families;
import io.connectmigrator.family.FamilyMove;
import io.connectmigrator.family.ReshapeRules;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of a connector that is to be moved because of its class. */
public final class FamilyFacts {

    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(1);

    private final CheckContext checkContext;
    private final Families families;

    FamilyFacts(CheckContext checkContext, Families families) {
        this.checkContext = checkContext;
        this.families = families;
    }

    /** {@return the family of the connector on the source, if it is known} */
    public Optional<ConnectorFamily> ofSource() {
        return families.find(
                ConnectorPlugin.className(checkContext.sourceConnector().config()));
    }

    /** {@return the family of the connector on the target, if it is known} */
    public Optional<ConnectorFamily> ofTarget() {
        return families.find(ConnectorPlugin.className(checkContext.targetConfig()));
    }

    /** {@return what is to be done if there are no offsets} A connector that needs none may have none, whatever the plan says. */
    public EmptyOffsets emptyOffsets() {
        boolean needsNone = ofSource()
                .filter(family ->
                        family.needsNoOffsets(checkContext.sourceConnector().config()))
                .isPresent();
        return needsNone ? EmptyOffsets.ALLOW : checkContext.plan().emptyOffsets();
    }

    /** {@return whether the connector on the source is known to ask for the partition of an offset} */
    public boolean asksFor(ConnectorOffset offset) {
        ConnectorConfig config = checkContext.sourceConnector().config();
        return rules().asksFor(config, offset.partition()).orElse(false);
    }

    /** {@return what is known of merging, splitting and forking connectors of its class} */
    ReshapeRules rules() {
        ConnectorInfo source = checkContext.sourceConnector();
        return families.reshapeRules(source.type(), ConnectorPlugin.className(source.config()));
    }

    /** {@return how long the source may take to stop by itself} */
    Duration stopTime() {
        return ofSource()
                .map(family -> family.stopTime(checkContext.sourceConnector().config()))
                .orElse(Duration.ZERO);
    }

    /** {@return how long the target is looked at after its start} The family of the connector may know that it takes longer. */
    public Duration settlingTime(Duration least) {
        Duration known = ofTarget()
                .map(family -> family.settlingTime(checkContext.targetConfig()))
                .orElse(Duration.ZERO);
        Duration most = known.compareTo(LONGEST_SETTLING) > 0 ? LONGEST_SETTLING : known;
        return least.isZero() || least.compareTo(most) > 0 ? least : most;
    }

    /** {@return the problems that the family finds in a move with these offsets of the source} */
    public List<Problem> findings(OffsetSnapshot offsets) {
        return ofTarget().map(family -> family.examine(familyMove(offsets))).orElse(List.of());
    }

    private FamilyMove familyMove(OffsetSnapshot offsets) {
        String targetName = checkContext.target().connector();
        Map<String, ConnectorConfig> others = checkContext.targetCluster().connectors().stream()
                .filter(other -> !checkContext.namesOnTarget().contains(other.name()))
                .collect(Collectors.toMap(ConnectorInfo::name, ConnectorInfo::config));
        return new FamilyMove(
                checkContext.connector(),
                targetName,
                checkContext.sourceConnector().config(),
                checkContext.targetConfig(),
                offsets,
                others,
                SameKafka.ofRecords(checkContext),
                checkContext.plan().isFork());
    }
}
