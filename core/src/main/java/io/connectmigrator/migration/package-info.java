/** Moving connectors from one Connect cluster to another with their offsets. */
@NullMarked
package io.connectmigrator.migration;

import org.jspecify.annotations.NullMarked;
