package io.connectmigrator.lint;

import io.connectmigrator.report.Problem;
import java.util.stream.Stream;

/** Rules of one kind. */
@FunctionalInterface
interface LintRule {

    /** {@return what they find; nothing if all is well} */
    Stream<Problem> examine(LintedConnector connector);
}
