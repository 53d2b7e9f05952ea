package io.connectmigrator.family;

import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** More than a hundred connectors, one for each component of Camel. The meaning of their offsets is not known. */
final class Camel extends DescribedFamily {

    private static final String PACKAGE = "org.apache.camel.kafkaconnector.";
    private static final Pattern SOURCE = Pattern.compile("(.*\\.)?Camel\\w*Source(Connector)?");
    private static final Pattern ALIAS = Pattern.compile("Camel\\w*(Source|Sink)(Connector)?");

    Camel() {
        super(
                "Camel",
                Set.of(PACKAGE + "CamelSourceConnector", PACKAGE + "CamelSinkConnector"),
                List.of(Rule.warning(
                        ProblemCode.STATE_ELSEWHERE,
                        Camel::isSource,
                        "is a source of Camel, whose partitions are not known: it writes offsets and does not read them, and"
                                + " continues where its Camel component does",
                        "Find out which state the component keeps (an idempotent repository, acknowledgements, moved or"
                                + " deleted files), and make sure that the target can reach it")));
    }

    @Override
    public boolean includes(String connectorClass) {
        return connectorClass.startsWith(PACKAGE)
                || ALIAS.matcher(connectorClass).matches();
    }

    private static boolean isSource(FamilyMove move) {
        String className = move.sourceConfig().className();
        return className != null && SOURCE.matcher(className).matches();
    }
}
