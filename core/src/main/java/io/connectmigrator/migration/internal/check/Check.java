package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import java.util.List;

/** One thing that is looked at before anything is touched. Reads only. */
@FunctionalInterface
interface Check {

    /** {@return what was found; nothing if all is well} */
    List<Problem> examine(CheckContext checkContext);
}
