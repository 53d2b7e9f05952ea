package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorInfo;
import org.jspecify.annotations.Nullable;

/**
 * A connector of a plan of which it is not known yet where it goes.
 *
 * @param connector its name on the source
 * @param found what the source has under that name, or null if it has not been looked for or is not there
 */
record SelectedConnector(String connector, @Nullable ConnectorInfo found) {}
