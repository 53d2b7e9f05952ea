/**
 * What happens while connectors move, and the listeners that are told. It knows the words of reports, and nothing of how the work is
 * done. Runs publish the events; applications listen to them.
 */
@NullMarked
package io.connectmigrator.event;

import org.jspecify.annotations.NullMarked;
