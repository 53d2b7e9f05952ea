/**
 * Rules about what makes records appear twice, or go missing, when any connector moves: settings of its clients, exactly-once support,
 * error handling. It knows configs and what workers tell, and sends nothing. What only connectors of one class are prone to is in
 * {@code family}. The checks of a connector call it.
 */
@NullMarked
package io.connectmigrator.lint;

import org.jspecify.annotations.NullMarked;
